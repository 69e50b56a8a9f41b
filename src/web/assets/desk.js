/* The report form: adds up as one types. Every page works without this file. */
(function () {
  'use strict';
  var d = document, form = d.getElementById('f-report');
  if (!form) return;
  function one(s) { return d.querySelector(s); }
  function all(s) { return [].slice.call(d.querySelectorAll(s)); }
  var month = one('#f-month'), english = d.documentElement.lang === 'en';

  /* Whole fen of what was typed in units of 10,000 yuan; null where nothing, or nothing that is a number, stands. */
  function fen(text) {
    text = text.replace(/[,，\s]/g, '');
    return /^-?\d+(\.\d+)?$/.test(text) ? Math.round(parseFloat(text) * 1e6) : null;
  }
  function data(name) { var t = month.getAttribute(name); return t === '' ? null : +t; }
  function said(value) {
    var digits = english ? 2 : 0;
    return (value / (english ? 1e8 : 1e6)).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  function add_up() {
    var total = fen(month.value), before = data('data-before'), plan = data('data-plan'), part_plan = data('data-part-plan');
    var parts = all('[data-part]').map(function (p) { return fen(p.value); });
    var known = parts.filter(function (p) { return p !== null; });
    var sum = known.reduce(function (x, y) { return x + y; }, 0), whole = known.length === parts.length;
    var ytd = total === null || before === null ? null : before + total;
    if (ytd !== null) one('[data-ytd]').textContent = said(ytd);
    if (ytd !== null && plan > 0) one('[data-rate]').textContent = (ytd * 100 / plan).toFixed(1) + ' %';
    if (known.length) one('[data-sum]').textContent = one('[data-sum]').textContent.replace(/[-\d.,—]+/, said(sum));
    var differs = known.length > 0 && total !== null && (whole ? sum !== total : sum > total);
    one('[data-agrees]').hidden = !(whole && total !== null && sum === total);
    one('[data-differs]').hidden = !differs;
    var cause = one('[data-cause]'), below = total !== null && part_plan > 0 && total * 2 < part_plan;
    if (cause) cause.hidden = !(differs || below || one('#f-cause').value);
    var count = one('[data-count]');
    if (count) count.textContent = one('#f-progress').value.length + ' / ';
  }

  form.addEventListener('input', add_up);
  add_up();
})();
