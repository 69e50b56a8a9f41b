/* The screen of the room: keys, and a clock for each item. It works without this file. */
(function () {
  'use strict';
  var d = document, room = d.querySelector('[data-room]');
  if (!room) return;
  d.body.classList.add('in-room');

  function typing(e) { return e.target.closest && e.target.closest('input,textarea,select,dialog') || e.ctrlKey || e.metaKey || e.altKey; }
  function follow(selector) {
    var a = d.querySelector(selector);
    if (a) a.click();
    return !!a;
  }
  function decide() {
    var line = d.getElementById('f-line');
    if (line) line.focus();
    return !!line;
  }
  d.addEventListener('keydown', function (e) {
    if (e.key === 'Escape' && e.target.id === 'f-line') { e.target.blur(); return; }
    if (typing(e)) return;
    var did = e.key === 'ArrowRight' || e.key === 'PageDown' ? follow('[rel=next]')
      : e.key === 'ArrowLeft' || e.key === 'PageUp' ? follow('[rel=prev]')
        : e.key === 'd' ? decide() : e.key === 'm' ? follow('[data-minutes]') : false;
    if (did) e.preventDefault();
  });
  d.addEventListener('click', function (e) {
    if (e.target.closest('[data-decide]') && decide()) e.preventDefault();
  });
  if (location.hash === '#f-line') decide();

  /* An item's clock goes on where it was left, also after a decision was written down; it is this screen's alone. */
  var clock = room.querySelector('[data-clock]'), key = 'qipan-clock ' + room.getAttribute('data-room') + ' ' + room.getAttribute('data-item');
  var before = Number(sessionStorage.getItem(key)) || 0, since = Date.now();
  function spent() { return before + Date.now() - since; }
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function tick() {
    var s = Math.floor(spent() / 1000);
    clock.textContent = two(Math.floor(s / 60)) + ':' + two(s % 60);
  }
  window.addEventListener('pagehide', function () { sessionStorage.setItem(key, String(spent())); });
  setInterval(tick, 1000);
  tick();
})();
