/* The inbox by keys: j and k move, x chooses, p passes (or accepts), r returns with a reason, Enter opens. The focus is moved,
 * so that who listens hears where it is. Every box and button works without this file. */
(function () {
  'use strict';
  var d = document, form = d.querySelector('[data-inbox]');
  if (!form) return;
  var rows = [].slice.call(form.querySelectorAll('[data-rows]>li')), everything = form.querySelector('[data-all]');
  var page_all = form.querySelector('[data-page-all]'), page_box = page_all.querySelector('input'), count = page_all.querySelector('[role=status]');
  function box(row) { return row.querySelector('input[name=row]'); }
  function chosen() { return rows.filter(function (r) { return box(r).checked; }); }
  function here() { return d.activeElement && d.activeElement.closest ? d.activeElement.closest('[data-rows]>li') : null; }

  function show() {
    var n = chosen().length;
    page_box.checked = n === rows.length;
    page_box.indeterminate = n > 0 && n < rows.length;
    count.textContent = n ? n + ' / ' + rows.length : '';
    rows.forEach(function (r) { r.classList.toggle('on', box(r).checked); });
  }
  function move(step) {
    var i = rows.indexOf(here());
    i = i < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, i + step));
    box(rows[i]).focus();
    rows[i].scrollIntoView({ block: 'nearest' });
  }
  function choose() {
    var row = here();
    if (!row) return;
    box(row).checked = !box(row).checked;
    show();
  }
  /* Of those that are chosen; of none, the one that one stands on. */
  function aim() {
    var row = here();
    if (chosen().length || everything.checked) return true;
    if (!row) return false;
    box(row).checked = true;
    show();
    return true;
  }
  function give_back() {
    var reason = form.querySelector('[name=reason]');
    if (!aim()) return;
    if (reason.value.trim()) form.querySelector('[data-return]').click();
    else reason.focus();
  }
  function typing(e) {
    return e.ctrlKey || e.metaKey || e.altKey || (e.target.closest && e.target.closest('input:not([type=checkbox]),textarea,select,dialog'));
  }

  d.addEventListener('keydown', function (e) {
    if (typing(e)) return;
    if (e.key === 'j') move(1);
    else if (e.key === 'k') move(-1);
    else if (e.key === 'x') choose();
    else if (e.key === 'p' && aim()) form.querySelector('[data-pass]').click();
    else if (e.key === 'r') { give_back(); e.preventDefault(); }
    else if (e.key === 'Enter' && here() && d.activeElement === box(here())) { here().querySelector('.name a').click(); e.preventDefault(); }
  });
  /* Enter in the reason returns: the first button of the form would pass. */
  form.querySelector('[name=reason]').addEventListener('keydown', function (e) {
    if (e.key !== 'Enter') return;
    e.preventDefault();
    if (aim()) form.querySelector('[data-return]').click();
  });
  page_box.addEventListener('change', function () {
    rows.forEach(function (r) { box(r).checked = page_box.checked; });
    show();
  });
  form.addEventListener('change', show);
  page_all.hidden = false;
  d.querySelector('[data-inbox-keys]').hidden = false;
  show();
})();
