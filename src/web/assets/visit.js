/* The form of a visit: keeps what is typed, and sends it when there is a network. It works without this file. */
(function () {
  'use strict';
  var d = document, box = d.querySelector('[data-visit]'), form = d.getElementById('f-visit'), kept = window.desk_kept;
  if (!box || !form || !kept || !window.qipan_photos) return;
  var path = box.getAttribute('data-visit'), english = d.documentElement.lang === 'en', KEEP_AFTER_MS = 300;
  var photos = window.qipan_photos(form.querySelector('[data-photos]'), keep_now), timer, sending = false;
  function one(s) { return d.querySelector(s); }
  function all(s) { return [].slice.call(d.querySelectorAll(s)); }

  /* -- keeping -- */

  function fields() {
    var list = [];
    new FormData(form).forEach(function (value, name) {
      if (typeof value === 'string' && name !== 'csrf' && name !== 'do') list.push([name, value]);
    });
    return list;
  }
  function record(wish) {
    return {
      path: path, title: d.title.split(' · ').slice(0, 2).join(' · '), at: Date.now(), fields: fields(), photos: photos.all.slice(),
      documents: [], outbox: wish ? kept.pack(fields(), photos.files(), wish) : null, trouble: null
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
  function restore(r) {
    all('#f-visit [type=radio],#f-visit [type=checkbox]').forEach(function (e) { e.checked = false; });
    r.fields.forEach(function (f) {
      [].forEach.call(form.elements, function (e) {
        if (e.name !== f[0] || e.name === 'csrf') return;
        if (e.type === 'radio' || e.type === 'checkbox') e.checked = e.checked || e.value === f[1];
        else if (e.type !== 'file' && e.type !== 'submit') e.value = f[1];
      });
    });
    r.photos.forEach(photos.add);
    if (r.trouble) told({ state: r.trouble.what, faults: r.trouble.faults });
    else if (!r.outbox) one('[data-kept]').hidden = false;
  }

  /* -- what became of it -- */

  function refused_show(block, faults) {
    var ul = block.querySelector('ul');
    ul.textContent = '';
    faults.forEach(function (f) {
      var li = d.createElement('li'), field = d.getElementById('f-' + f.field), a = d.createElement(field ? 'a' : 'span');
      if (field) a.href = '#f-' + f.field;
      a.textContent = english ? f.text_en : f.text_zh;
      li.appendChild(a);
      ul.appendChild(li);
    });
  }
  function told(answer) {
    var state = answer.state === 'conflict' ? 'refused' : answer.state, block = one('[data-trouble=' + state + ']');
    all('[data-trouble]').forEach(function (b) { b.hidden = true; });
    one('[data-net]').hidden = state !== 'offline' && state !== 'later';
    if (state === 'sent') { location.assign('/projects/' + path.split('/').pop() + '/visits'); return; }
    sending = state === 'offline' || state === 'later';
    if (!block) return;
    block.hidden = false;
    if (state === 'refused') refused_show(block, answer.faults);
    block.scrollIntoView({ block: 'center' });
  }
  function send() {
    clearTimeout(timer);
    sending = true;
    return kept.put(record('send')).then(function () { return kept.send(path); }).then(function (answer) {
      told(answer);
      if (answer.state === 'offline' || answer.state === 'later') kept.later();
    });
  }

  all('[data-drop-local]').forEach(function (b) {
    b.addEventListener('click', function () { kept.drop(path).then(function () { location.assign(path); }); });
  });
  /* Who types on while a record waits has not said yet that it is done. */
  form.addEventListener('input', function () { sending = false; one('[data-net]').hidden = true; keep_soon(); });
  form.addEventListener('submit', function (e) {
    e.preventDefault();
    if (!sending) send();
  });
  kept.on_answer(function (of, answer) { if (of === path) told(answer); });
  kept.get(path).then(function (r) {
    if (!r) return;
    restore(r);
    if (r.outbox) { sending = true; one('[data-net]').hidden = false; }
  });
})();
