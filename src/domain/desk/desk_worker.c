/* The service worker: the script, and before it the files that a form needs. Its bytes change with any of them, so that a
 * browser takes the new one. */
#include "base/json.h"
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/people/app.h"
#include "web/web.h"
#include <sodium.h>
#include <string.h>

enum { VERSION_BYTES = 8 };

static const char *const files[] = {"qipan.css", "qipan.js", "desk.js", "desk_kept.js", "photos.js", "visit.js", "favicon.svg"};

/* Of everything that is kept: each has its hash in its name. */
static const char *version_of(struct arena *a, const struct web_app *web) {
    unsigned char digest[crypto_generichash_BYTES];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof digest);
    for (size_t i = 0; i < countof(files); i++) {
        const char *href = asset_href(web->assets, web->asset_count, files[i]);
        crypto_generichash_update(&state, (const unsigned char *)href, strlen(href));
    }
    crypto_generichash_final(&state, digest, sizeof digest);
    char *text = arena_alloc(a, 2 * VERSION_BYTES + 1);
    return sodium_bin2hex(text, 2 * VERSION_BYTES + 1, digest, VERSION_BYTES);
}

enum err desk_worker(struct req *q) {
    const struct web_app *web = q->app->web;
    const char *href = asset_href(web->assets, web->asset_count, "desk_worker.js");
    const struct asset *script = asset_find(web->assets, web->asset_count, href, strlen(href));
    struct json j;
    req_header(q, "Service-Worker-Allowed", "/"); /* each page asks for its own part of it: /desk, /rounds */
    struct out *o = req_body(q, "text/javascript; charset=utf-8", "");
    out_raw(o, "self.desk = ");
    json_init(&j, o);
    json_open(&j);
    json_key_text(&j, "version", version_of(q->a, web));
    json_key(&j, "files");
    json_list(&j);
    for (size_t i = 0; i < countof(files); i++) json_text(&j, asset_href(web->assets, web->asset_count, files[i]));
    json_list_end(&j);
    json_close(&j);
    out_raw(o, ";\n");
    out_bytes(o, script->at, script->len);
    return OK;
}
