/* Opens a form that was opened before when there is no network. It keeps nothing by itself: a page asks for itself to be
 * kept once it knows whose it is, and signing out or another person's page throws that away (qipan.js). */
'use strict';
var FILES = 'qipan-files-' + self.desk.version, PAGES = 'qipan-pages';

self.addEventListener('install', function (e) {
  e.waitUntil(caches.open(FILES).then(function (c) { return c.addAll(self.desk.files); }).then(function () { return self.skipWaiting(); }));
});

/* Files of an older program go, and with them nothing else: a page that was kept finds the new ones by their names. */
self.addEventListener('activate', function (e) {
  e.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (n) { return n.indexOf('qipan-files-') === 0 && n !== FILES; }).map(function (n) { return caches.delete(n); }));
  }).then(function () { return self.clients.claim(); }));
});

/* /assets/qipan-1f2e3d4c5b.css of another version is /assets/qipan-….css of this one. */
function bare(path) { return path.replace(/-[0-9a-f]{10}(\.[a-z]+)$/, '$1'); }
function file_kept(path) {
  return caches.open(FILES).then(function (c) {
    return c.match(path).then(function (found) {
      if (found) return found;
      var name = self.desk.files.filter(function (f) { return bare(f) === bare(path); })[0];
      return name ? c.match(name) : undefined;
    });
  });
}

function from_network_or(request, kept) {
  return fetch(request).catch(function (failed) {
    return kept().then(function (found) { if (found) return found; throw failed; });
  });
}

self.addEventListener('fetch', function (e) {
  var url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.indexOf('/assets/') === 0) {
    e.respondWith(from_network_or(e.request, function () { return file_kept(url.pathname); }));
  } else if (e.request.mode === 'navigate') {
    e.respondWith(from_network_or(e.request, function () {
      return caches.open(PAGES).then(function (c) { return c.match(url.pathname); });
    }));
  }
});
