/* Keeps a page that is looked at up to date: a stream says when to ask again, the page comes through the gate as any other.
   If nothing is heard the page says since when; it goes on by itself. Without this file the page is as it was opened. */
(function () {
  'use strict';
  var d = document, QUIET_MS = 25000, AGAIN_MS = 5000, LEAST_MS = 2000, TIMEOUT_MS = 15000;
  var live = d.querySelector('[data-live]');
  if (!live || live.getAttribute('data-live').charAt(0) !== '/' || !window.EventSource) return;
  var stream = null, heard = Date.now(), fresh = Date.now(), opened = 0, asking = false, waits = false, timer = 0, at = 0;

  /* The clock goes on from the server's minute, whatever this screen's own clock says. */
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function clock_set() {
    var c = d.querySelector('[data-clock]'), hm = c ? c.textContent.trim().split(':') : [0, 0];
    at = (Number(hm[0]) * 60 + Number(hm[1])) * 60000 - Date.now();
  }
  function hhmm(ms) {
    var minute = Math.floor(((at + ms) % 86400000 + 86400000) % 86400000 / 60000);
    return two(Math.floor(minute / 60)) + ':' + two(minute % 60);
  }

  /* What stands here is marked as soon as nobody stands behind it. */
  function mark() {
    var lost = d.querySelector('[data-lost]'), is_lost = Date.now() - heard > QUIET_MS;
    if (!lost) return;
    lost.querySelector('span').textContent = hhmm(heard);
    lost.hidden = !is_lost;
  }
  function tick() {
    var c = d.querySelector('[data-clock]');
    if (c) c.textContent = hhmm(Date.now());
    mark();
    if (!stream || stream.readyState === 2) open_stream();
    if (Date.now() - fresh > 70000) ask();
  }

  function show(html) {
    var place = d.querySelector('[data-live]'), parts = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-live]');
    if (!parts) return;
    var focus = d.activeElement && place.contains(d.activeElement) ? d.activeElement.getAttribute('href') : null;
    place.parentNode.replaceChild(d.importNode(parts, true), place);
    fresh = heard = Date.now();
    clock_set();
    mark();
    if (focus) [].some.call(d.querySelectorAll('[data-live] a'), function (a) { if (a.getAttribute('href') !== focus) return false; a.focus(); return true; });
  }
  function ask() {
    if (asking) { waits = true; return; }
    asking = true;
    var cut = new AbortController(), limit = setTimeout(function () { cut.abort(); }, TIMEOUT_MS);
    fetch(location.href, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin', signal: cut.signal }).then(function (r) {
      /* The session is over, or the right to see it: the page is opened anew and leads to where one signs in. */
      if (r.headers.get('HX-Redirect') || r.status === 401 || r.status === 403 || r.status === 404) { location.reload(); return null; }
      return r.ok ? r.text() : null;
    }).then(function (html) { if (html) show(html); }, function () { lost_at_once(); }).then(function () {
      clearTimeout(limit);
      setTimeout(function () { asking = false; if (waits) { waits = false; ask(); } }, LEAST_MS);
    });
  }
  /* A thousand screens that hear the same do not ask in the same moment. */
  function ask_soon() {
    if (timer) return;
    timer = setTimeout(function () { timer = 0; ask(); }, Math.random() * 1000);
  }
  /* A connection that was refused needs no waiting for silence. */
  function lost_at_once() {
    heard = Math.min(heard, Date.now() - QUIET_MS - 1);
    mark();
  }

  function open_stream() {
    if (Date.now() - opened < AGAIN_MS) return;
    if (stream) stream.close();
    opened = Date.now();
    var own = stream = new EventSource(live.getAttribute('data-live')), failed = 0, was_heard = false;
    own.onmessage = function (e) {
      var back = Date.now() - heard > QUIET_MS || failed;
      heard = Date.now();
      failed = 0;
      mark();
      if (e.data === 'look' || back && was_heard) ask_soon();
      was_heard = true;
    };
    /* One that ends in time is opened again within two seconds; a second failure means that nobody is there. */
    own.onerror = function () {
      failed++;
      if (failed > 1 || own.readyState === 2) lost_at_once();
    };
  }

  clock_set();
  open_stream();
  setInterval(tick, 1000);
  window.addEventListener('online', ask_soon);
  d.addEventListener('visibilitychange', function () { if (!d.hidden) ask_soon(); });
  window.addEventListener('pagehide', function () { if (stream) stream.close(); });
})();
