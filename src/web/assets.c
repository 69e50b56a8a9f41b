#include "web/assets.h"
#include "web/gate.h"
#include <string.h>

const char *asset_href(const struct asset *assets, size_t count, const char *name) {
    const char *href = NULL;
    for (size_t i = 0; i < count && !href; i++)
        if (!strcmp(assets[i].name, name)) href = assets[i].href;
    must(href != NULL);
    return href;
}

const struct asset *asset_find(const struct asset *assets, size_t count, const char *path, size_t path_len) {
    for (size_t i = 0; i < count; i++)
        if (strlen(assets[i].href) == path_len && !memcmp(assets[i].href, path, path_len)) return &assets[i];
    return NULL;
}

bool gate_asset(struct req *q) {
    const struct gate *g = q->gate;
    const struct asset *f = asset_find(g->web->assets, g->web->asset_count, g->head->path.at, g->head->path.len);
    if (!f || (g->head->method != GET && g->head->method != HEAD)) return false;
    struct reply *r = g->reply;
    r->is_made = true;
    r->media_type = f->media_type;
    r->cache = f->is_hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600";
    reply_header(r, "ETag", f->etag);
    if (f->gz) reply_header(r, "Vary", "Accept-Encoding");
    struct span known = http_header(g->head, "if-none-match");
    if (span_is(known, f->etag)) {
        r->status = 304;
        r->without_body = true;
        return true;
    }
    bool zipped = f->gz && http_takes_gzip(g->head);
    if (zipped) reply_header(r, "Content-Encoding", "gzip");
    r->still = zipped ? f->gz : f->at;
    r->still_len = zipped ? f->gz_len : f->len;
    return true;
}
