/* The report form: adds up as one types, keeps what is typed and sends it. It works without this file. */
(function () {
  'use strict';
  var d = document, box = d.querySelector('[data-report]'), form = d.getElementById('f-report'), kept = window.desk_kept;
  if (!box) return;
  var path = box.getAttribute('data-report'), english = d.documentElement.lang === 'en';
  var KEEP_AFTER_MS = 300;
  function one(s) { return d.querySelector(s); }
  function all(s) { return [].slice.call(d.querySelectorAll(s)); }

  /* What was said on the page before this one. */
  function said_take() {
    var said = sessionStorage.getItem('qipan-said'), line = said && one('[data-said=' + said + ']');
    sessionStorage.removeItem('qipan-said');
    if (line) line.hidden = false;
  }
  said_take();

  /* -- sums -- */

  var month = one('#f-month');
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
  function number_put(selector, text) {
    var e = one(selector);
    if (!e) return;
    [].forEach.call(e.querySelectorAll('.vh'), function (spoken) { spoken.remove(); }); /* "not known" beside the dash */
    e.textContent = e.textContent.replace(/[-\d.,—]+(\s?%)?/, text);
  }
  function rate_put(share) {
    var bar = one('.rep svg.bar.big'), done = bar && bar.querySelector('rect.f'), tick = bar && bar.querySelector('rect.t');
    one('[data-rate]').textContent = share.toFixed(1) + ' %';
    if (!done) return;
    var width = Math.max(0, Math.min(100, share / 1.5));
    done.setAttribute('width', width.toFixed(1) + '%');
    bar.classList.toggle('lo', !!tick && width < parseFloat(tick.getAttribute('x')));
    bar.setAttribute('aria-label', bar.getAttribute('aria-label').replace(/-?[\d.]+ ?%/, share.toFixed(1) + ' %'));
  }
  function add_up() {
    var total = fen(month.value), before = data('data-before'), plan = data('data-plan'), part_plan = data('data-part-plan');
    var parts = all('[data-part]').map(function (p) { return fen(p.value); });
    var known = parts.filter(function (p) { return p !== null; });
    var sum = known.reduce(function (x, y) { return x + y; }, 0), whole = known.length === parts.length;
    if (total !== null && before !== null) {
      one('[data-ytd]').textContent = said(before + total);
      if (plan > 0) rate_put((before + total) * 100 / plan);
    }
    var since = data('data-since'), scale = data('data-total');
    if (total !== null && since !== null) {
      number_put('[data-since-said]', said(since + total));
      if (scale > 0) number_put('[data-of-total]', ((since + total) * 100 / scale).toFixed(1) + ' %');
    }
    if (known.length) number_put('[data-sum]', said(sum));
    var differs = known.length > 0 && total !== null && (whole ? sum !== total : sum > total);
    one('[data-agrees]').hidden = !(whole && total !== null && sum === total);
    one('[data-differs]').hidden = !differs;
    var cause = one('[data-cause]'), below = total !== null && part_plan > 0 && total * 2 < part_plan;
    if (cause) cause.hidden = !(differs || below || one('#f-cause').value);
    var count = one('[data-count]');
    if (count) count.textContent = one('#f-progress').value.length + ' / ';
  }

  var input = one('[data-photos]'), documents = one('[data-documents]'), photos = null;

  /* -- keeping -- */

  var timer, sending = false;
  function fields() {
    var ticked = false, list = [];
    new FormData(form).forEach(function (value, name) {
      if (typeof value !== 'string' || name === 'csrf' || name === 'do') return;
      ticked = ticked || name === 'help';
      list.push([name, value]);
    });
    if (!ticked) list.push(['help', '']); /* none ticked is an answer, too */
    return list;
  }
  function files() {
    var list = photos ? photos.files() : [];
    if (documents) [].forEach.call(documents.files, function (f) { list.push({ field: 'document', name: f.name, blob: f }); });
    return list;
  }
  function record(wish) {
    return {
      path: path, title: d.title.split(' · ').slice(0, 2).join(' · '), at: Date.now(), fields: fields(), photos: photos ? photos.all.slice() : [],
      documents: documents ? [].slice.call(documents.files) : [], outbox: wish ? kept.pack(fields(), files(), wish) : null, trouble: null
    };
  }
  function keep_now() {
    clearTimeout(timer);
    return sending ? Promise.resolve() : kept.put(record(null)).catch(function () { /* no room: the page still has it */ });
  }
  function keep_soon() {
    clearTimeout(timer);
    timer = setTimeout(keep_now, KEEP_AFTER_MS);
  }
  function put_back(fields) {
    all('#f-report [type=radio],#f-report [type=checkbox],[form=f-report][type=checkbox]').forEach(function (e) { e.checked = false; });
    fields.forEach(function (f) {
      [].forEach.call(form.elements, function (e) {
        if (e.name !== f[0] || e.name === 'csrf') return;
        if (e.type === 'radio' || e.type === 'checkbox') e.checked = e.checked || e.value === f[1];
        else if (e.type !== 'file' && e.type !== 'submit') e.value = f[1];
      });
    });
  }
  function restore(r) {
    put_back(r.fields);
    if (photos) r.photos.forEach(photos.add);
    if (documents && r.documents.length) {
      var carrier = new DataTransfer();
      r.documents.forEach(function (f) { carrier.items.add(f); });
      documents.files = carrier.files;
    }
    if (!r.trouble && !r.outbox) one('[data-kept]').hidden = false;
    if (r.trouble) told({ state: r.trouble.what, faults: r.trouble.faults });
    add_up();
  }

  /* -- what became of it -- */

  function text_of(fault) { return english ? fault.text_en : fault.text_zh; }
  function refused_show(block, faults) {
    var ul = block.querySelector('ul');
    ul.textContent = '';
    faults.forEach(function (f) {
      var li = d.createElement('li'), field = d.getElementById('f-' + f.field), a = d.createElement(field ? 'a' : 'span');
      if (field) { a.href = '#f-' + f.field; field.setAttribute('aria-invalid', 'true'); }
      a.textContent = text_of(f);
      li.appendChild(a);
      ul.appendChild(li);
    });
  }
  function label_of(field) {
    var e = d.querySelector('label[for=f-' + field + ']') || (form.elements[field] && form.elements[field].length && form.elements[field][0].closest('fieldset').querySelector('legend'));
    return e ? e.textContent.replace(/^\s*\d/, '').trim() : field;
  }
  function typed_of(field) {
    return fields().filter(function (f) { return f[0] === field; }).map(function (f) {
      var e = [].filter.call(form.elements, function (x) { return x.name === field && x.value === f[1] && (x.type === 'checkbox' || x.type === 'radio'); })[0];
      return e ? e.parentNode.textContent.trim() : f[1];
    }).join(', ');
  }
  function cell(row, tag, text) {
    var e = row.appendChild(d.createElement(tag));
    e.textContent = text || '—';
    if (tag === 'th') e.scope = 'row';
    else e.className = 'wrap';
  }
  /* Side by side; what is typed stays, and sent once more it holds against the version that is shown. */
  function conflict_show(block, faults) {
    var rows = block.querySelector('tbody');
    rows.textContent = '';
    faults.forEach(function (f) {
      var row = rows.appendChild(d.createElement('tr'));
      cell(row, 'th', label_of(f.field));
      cell(row, 'td', typed_of(f.field));
      cell(row, 'td', text_of(f));
    });
    return fetch(path + '.json', { headers: { Accept: 'application/json' } }).then(function (r) { return r.json(); }).then(function (now) {
      form.elements.version.value = now.version;
      one('[data-who]').textContent = now.saved_by || '';
      return keep_now();
    }).catch(function () { /* without network the old version stays, and is found again */ });
  }
  function told(answer) {
    var block = one('[data-trouble=' + answer.state + ']');
    all('[data-trouble]').forEach(function (b) { b.hidden = true; });
    one('[data-net]').hidden = answer.state !== 'offline' && answer.state !== 'later';
    if (answer.state === 'sent' || answer.state === 'saved' || answer.state === 'kept') {
      if (answer.state !== 'kept') sessionStorage.setItem('qipan-said', answer.state);
      location.assign(answer.state === 'kept' ? path + '?tried=1' : path);
      return;
    }
    sending = false;
    if (!block) return;
    block.hidden = false;
    if (answer.state === 'refused') refused_show(block, answer.faults);
    if (answer.state === 'conflict') conflict_show(block, answer.faults);
    block.scrollIntoView({ block: 'center' });
  }
  function send(wish) {
    clearTimeout(timer);
    sending = true;
    return kept.put(record(wish)).then(function () { return kept.send(path); }).then(function (answer) {
      told(answer);
      if (answer.state === 'offline' || answer.state === 'later') kept.later();
    });
  }
  function drop_local(e) {
    e.preventDefault();
    kept.drop(path).then(function () { location.assign(path); });
  }

  /* -- a report that is not his to fill in any more, though something of it is still kept here -- */

  function leftover(r) {
    var note = one('[data-kept]'), dl = note.appendChild(d.createElement('dl'));
    dl.className = 'lines';
    note.hidden = false;
    r.fields.forEach(function (f) {
      if (!f[1] || f[0] === 'version') return;
      var row = dl.appendChild(d.createElement('div'));
      row.appendChild(d.createElement('dt')).textContent = f[0];
      row.appendChild(d.createElement('dd')).textContent = f[1];
    });
  }

  all('[data-drop-local]').forEach(function (b) { if (kept) b.addEventListener('click', drop_local); });
  if (!form) {
    if (kept) kept.get(path).then(function (r) { if (r) leftover(r); });
    return;
  }
  form.addEventListener('input', add_up);
  add_up();
  if (!kept || !window.qipan_photos) return;
  d.addEventListener('input', function (e) { if (e.target.form === form) keep_soon(); });
  if (input) photos = window.qipan_photos(input, keep_now);
  form.addEventListener('submit', function (e) {
    e.preventDefault();
    if (!sending) send(e.submitter && e.submitter.value === 'save' ? 'save' : 'send');
  });
  kept.on_answer(function (of, answer) { if (of === path) told(answer); });
  kept.get(path).then(function (r) {
    if (!r) return;
    restore(r);
    if (r.outbox) { sending = true; one('[data-net]').hidden = false; }
  });
})();
