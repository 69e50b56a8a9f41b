/* What a phone keeps of reports and visits: drafts as typed, and those that wait for the network. One record is one person's of one
 * form; it goes only when the server has answered that it has it, or when that person says so. */
(function () {
  'use strict';
  var d = document, account = d.body.getAttribute('data-account'), RETRY_MS = 15000;
  if (!account || !window.indexedDB) return;

  /* -- the store -- */

  var opening;
  function store() {
    opening = opening || new Promise(function (done, failed) {
      var r = indexedDB.open('qipan-desk', 1);
      r.onupgradeneeded = function () { r.result.createObjectStore('drafts', { keyPath: 'id' }); };
      r.onsuccess = function () { r.result.onversionchange = function () { r.result.close(); }; done(r.result); };
      r.onerror = function () { failed(r.error); };
    });
    return opening;
  }
  function act(mode, what) {
    return store().then(function (db) {
      return new Promise(function (done, failed) {
        var t = db.transaction('drafts', mode), r = what(t.objectStore('drafts'));
        t.oncomplete = function () { done(r.result); };
        t.onabort = t.onerror = function () { failed(t.error); };
      });
    });
  }
  function id_of(path) { return account + ' ' + path; }
  function get(path) { return act('readonly', function (s) { return s.get(id_of(path)); }); }
  function put(record) {
    record.id = id_of(record.path);
    record.account = account;
    return act('readwrite', function (s) { return s.put(record); });
  }
  function drop(path) { return act('readwrite', function (s) { return s.delete(id_of(path)); }); }
  function mine() {
    return act('readonly', function (s) { return s.getAll(); }).then(function (all) {
      return all.filter(function (r) { return r.account === account; });
    });
  }
  /* Only if nothing was typed anew since `key` was made: what is newer than what was sent stays. */
  function drop_sent(path, key) {
    return get(path).then(function (r) { return r && r.outbox && r.outbox.key === key ? drop(path) : null; });
  }
  function trouble(path, key, what) {
    return get(path).then(function (r) {
      if (!r || !r.outbox || r.outbox.key !== key) return null;
      r.outbox = null;
      r.trouble = what;
      return put(r);
    });
  }

  /* -- a body whose bytes stay the same however often it is sent, so that its key is known for the same wish -- */

  function random() {
    return [].map.call(crypto.getRandomValues(new Uint8Array(16)), function (b) { return (b + 256).toString(16).slice(1); }).join('');
  }
  function escaped(name) { return name.replace(/"/g, '%22').replace(/[\r\n]/g, ' '); }
  function pack(fields, files, wish) {
    var mark = 'qipan-' + random(), parts = [];
    fields.concat([['do', wish]]).forEach(function (f) {
      parts.push('--' + mark + '\r\nContent-Disposition: form-data; name="' + f[0] + '"\r\n\r\n' + f[1].replace(/\r?\n/g, '\r\n') + '\r\n');
    });
    files.forEach(function (f) {
      parts.push('--' + mark + '\r\nContent-Disposition: form-data; name="' + f.field + '"; filename="' + escaped(f.name) + '"\r\nContent-Type: application/octet-stream\r\n\r\n', f.blob, '\r\n');
    });
    parts.push('--' + mark + '--\r\n');
    return { key: random(), mark: mark, body: new Blob(parts), wish: wish };
  }

  /* -- sending -- */

  /* A token of this session: the one of a page that was kept may be of one that has ended. */
  function fresh(path) {
    return fetch(path, { headers: { Accept: 'text/html' }, cache: 'no-store' }).then(function (r) {
      if (r.redirected && /\/sign-in$/.test(new URL(r.url).pathname)) return { state: 'sign_in' };
      if (r.status >= 500 || r.status === 429) return { state: 'later' };
      return r.text().then(function (text) {
        var page = new DOMParser().parseFromString(text, 'text/html'), token = page.querySelector('input[name=csrf]');
        if (page.body.getAttribute('data-account') !== account) return { state: 'other' };
        return { token: token ? token.value : '' };
      });
    });
  }
  function judged(record, reply, answer) {
    var faults = answer && answer.error ? answer.error.faults : [], key = record.outbox.key;
    if (reply.status === 401) return { state: 'sign_in' };
    if (reply.status >= 500 || reply.status === 429) return { state: 'later' };
    if (reply.ok || (reply.status === 422 && answer && !answer.error)) {
      var said = record.outbox.wish === 'save' ? 'saved' : reply.ok ? 'sent' : 'kept';
      return drop_sent(record.path, key).then(function () { return { state: said }; });
    }
    var what = reply.status === 409 ? 'conflict' : 'refused';
    if (!faults.length) faults = answer && answer.error ? [{ field: '', text_zh: answer.error.text_zh, text_en: answer.error.text_en }] : [];
    return trouble(record.path, key, { what: what, faults: faults }).then(function () { return { state: what, faults: faults }; });
  }
  function post(record, token) {
    var o = record.outbox;
    return fetch(record.path, {
      method: 'POST', body: o.body,
      headers: { Accept: 'application/json', 'Content-Type': 'multipart/form-data; boundary=' + o.mark, 'X-CSRF-Token': token, 'Idempotency-Key': o.key }
    }).then(function (reply) {
      return reply.json().catch(function () { return null; }).then(function (answer) { return judged(record, reply, answer); });
    });
  }
  /* 'sent', 'saved', 'kept' (a draft that cannot be sent yet), 'conflict', 'refused', 'sign_in', 'other', 'later', 'offline'. */
  function send_now(path) {
    return get(path).then(function (record) {
      if (!record || !record.outbox) return { state: 'none' };
      return fresh(path).then(function (f) { return f.state ? f : post(record, f.token); });
    }).catch(function () { return { state: 'offline' }; });
  }
  var turn = Promise.resolve();
  function send(path) { /* one after the other, in all windows of this browser where it can be told */
    var go = function () { return navigator.locks ? navigator.locks.request('qipan-desk', function () { return send_now(path); }) : send_now(path); };
    return (turn = turn.then(go, go));
  }

  /* -- all that wait -- */

  var timer, listening = [];
  function later() {
    clearTimeout(timer);
    timer = setTimeout(send_all, RETRY_MS);
  }
  function send_all() {
    return mine().then(function (all) {
      return all.filter(function (r) { return r.outbox; }).reduce(function (before, r) {
        return before.then(function () { return send(r.path); }).then(function (answer) {
          listening.forEach(function (f) { f(r.path, answer); });
          if (answer.state === 'offline' || answer.state === 'later') later();
        });
      }, Promise.resolve());
    });
  }
  window.addEventListener('online', send_all);

  /* -- the list on the desk -- */

  function list() {
    var box = d.querySelector('[data-local]');
    if (!box) return Promise.resolve();
    return mine().then(function (all) {
      var ul = box.querySelector('ul');
      box.hidden = !all.length;
      ul.textContent = '';
      all.forEach(function (r) {
        var li = d.createElement('li'), a = d.createElement('a'), said = d.createElement('span');
        a.href = r.path;
        a.textContent = r.title;
        said.className = 'd';
        said.textContent = ul.getAttribute('data-state-' + (r.outbox ? 'waits' : r.trouble ? 'trouble' : 'draft'));
        li.appendChild(a);
        li.appendChild(said);
        ul.appendChild(li);
      });
    });
  }
  listening.push(list);

  /* -- this page without network -- */

  function page_put(path) {
    return fetch(path, { headers: { Accept: 'text/html' }, cache: 'no-store' }).then(function (r) {
      if (!r.ok || r.redirected) return null;
      return window.caches.open('qipan-pages').then(function (c) { return c.put(path, r); });
    });
  }
  /* And those it leads to that are marked: a list opened in the office has its forms on site. */
  function keep_page() {
    if (!navigator.serviceWorker || !window.caches) return;
    navigator.serviceWorker.register('/desk/worker.js', { scope: '/' + location.pathname.split('/')[1] }).then(function () {
      return page_put(location.pathname);
    }).then(function () {
      return [].reduce.call(d.querySelectorAll('a[data-keep]'), function (before, a) {
        return before.then(function () { return page_put(a.pathname); });
      }, Promise.resolve());
    }).then(function () { d.documentElement.setAttribute('data-kept-page', ''); }).catch(function () { /* without network it is kept already, or never was */ });
  }

  window.desk_kept = { get: get, put: put, drop: drop, pack: pack, send: send, later: later, on_answer: function (f) { listening.push(f); } };
  keep_page();
  list();
  send_all().then(list);
})();
