/* Photos of a form: made smaller before they are sent; the first bytes of the camera's own file go beside, for they tell
 * when and where. Without this file they are sent as they are. */
(function () {
  'use strict';
  var d = document, LONG_SIDE_PX = 1600, QUALITY = 0.8, HEAD_BYTES = 128 * 1024;
  if (!window.createImageBitmap) return;

  function drawn(picture, long_side) {
    var most = Math.max(picture.width, picture.height), by = Math.min(1, long_side / most), canvas = d.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * by));
    canvas.height = Math.max(1, Math.round(picture.height * by));
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }
  function made(file) {
    var head = file.slice(0, HEAD_BYTES);
    return createImageBitmap(file).then(function (picture) {
      return new Promise(function (done) {
        drawn(picture, LONG_SIDE_PX).toBlob(function (small) {
          done({ name: file.name, blob: small && small.size < file.size ? small : file, head: head });
        }, 'image/jpeg', QUALITY);
      });
    }).catch(function () { return { name: file.name, blob: file, head: head }; }); /* what it is, is the server's to say */
  }

  /* The photos of one input; `changed` is called when one is taken or removed. */
  window.qipan_photos = function (input, changed) {
    var photos = [];
    function show(photo) {
      var figure = d.createElement('figure'), remove = d.createElement('button'), label = input.closest('label');
      figure.className = 'shot';
      remove.type = 'button';
      remove.className = 'btn s';
      remove.textContent = input.getAttribute('data-remove');
      remove.setAttribute('aria-label', input.getAttribute('data-remove') + ' ' + photo.name);
      remove.addEventListener('click', function () {
        photos.splice(photos.indexOf(photo), 1);
        figure.remove();
        changed();
      });
      label.parentNode.insertBefore(figure, label);
      figure.appendChild(remove);
      createImageBitmap(photo.blob).then(function (picture) {
        var canvas = drawn(picture, 240);
        canvas.setAttribute('role', 'img');
        canvas.setAttribute('aria-label', photo.name);
        figure.insertBefore(canvas, remove);
      }).catch(function () { figure.insertBefore(d.createTextNode(photo.name), remove); });
    }
    function add(photo) {
      photos.push(photo);
      show(photo);
    }
    input.addEventListener('change', function () {
      var files = [].slice.call(input.files);
      input.value = '';
      files.reduce(function (before, file) {
        return before.then(function () { return made(file); }).then(add);
      }, Promise.resolve()).then(changed);
    });
    return {
      all: photos,
      add: add,
      files: function () {
        var list = [];
        photos.forEach(function (p) {
          list.push({ field: 'photo', name: p.name, blob: p.blob }, { field: 'head', name: p.name, blob: p.head });
        });
        return list;
      }
    };
  };
})();
