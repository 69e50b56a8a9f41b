#include "app/recompute.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/bulletins/bulletin.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/stats/position.h"

enum { MADE_MAX = 10000, POSITIONS_KEPT = 2 };

static void cache_done(void *cache) { position_cache_done(cache); }
struct position_cache *recompute_cache(struct call *c) {
    struct position_cache *cache = position_cache_new(POSITIONS_KEPT);
    arena_defer(c->a, cache_done, cache);
    return cache;
}

/* What was made, as it stands in the ledger. */
struct kept {
    const char *kind, *period, *sha, *content_sha;
    int64_t entry;
};

static void verified_print(struct call *c, const struct kept *k, const struct pack_verified *v) {
    bool is_clean = v->is_stored && v->is_content;
    struct json j = call_json(c);
    if (!c->json) {
        out_printf(&c->out, "%s\t%s\t%lld\t%s\t%s\t%s\n", k->kind, k->period, (long long)k->entry, k->sha, k->content_sha,
                   word(c->lang, !is_clean ? W_dispatch_verb_differs : v->is_bytes ? W_dispatch_verb_same
                        : W_dispatch_verb_words));
        for (size_t i = 0; i < v->told_count; i++) out_printf(&c->out, "\t- %s\n", v->told[i].in[c->lang]);
        return;
    }
    json_open(&j);
    json_key_text(&j, "kind", k->kind), json_key_text(&j, "period", k->period);
    json_key_int(&j, "entry", k->entry), json_key_int(&j, "items", (int64_t)v->items);
    json_key_text(&j, "pack_sha256", k->sha), json_key_text(&j, "content_sha256", k->content_sha);
    json_key_text(&j, "again_pack_sha256", v->pack_sha), json_key_text(&j, "again_content_sha256", v->content_sha);
    json_key_bool(&j, "stored", v->is_stored), json_key_bool(&j, "same_bytes", v->is_bytes);
    json_key_bool(&j, "same_content", v->is_content);
    json_key(&j, "differs");
    json_list(&j);
    for (size_t i = 0; i < v->told_count; i++) json_text(&j, v->told[i].in[c->lang]);
    json_list_end(&j);
    json_close(&j);
}

/* -- a pack, a bulletin -- */

static enum err pack_again(struct tx *t, struct position_cache *cache, int64_t id, struct kept *k, struct pack_verified *v) {
    struct meeting m;
    try(meeting_get(t, id, &m));
    meeting_row_copy(tx_arena(t), &m);
    *k = (struct kept){m.kind, m.period, m.pack_sha, m.content_sha, m.frozen_entry};
    return pack_verify(t, cache, &m, v);
}

static enum err bulletin_again(struct tx *t, struct position_cache *cache, int64_t id, struct kept *k, struct pack_verified *v) {
    struct bulletin b;
    try(bulletin_get(t, id, &b));
    bulletin_row_copy(tx_arena(t), &b);
    *k = (struct kept){"bulletin", month_print(tx_arena(t), b.month), b.draft_sha, b.content_sha, b.frozen_entry};
    return bulletin_verify(t, cache, &b, v);
}

/* Each in an arena of its own: a city has many weeks. */
typedef enum err again(struct tx *t, struct position_cache *cache, int64_t id, struct kept *k, struct pack_verified *v);
static enum err one(struct call *c, struct position_cache *cache, again *make, int64_t id) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct pack_verified v;
    struct kept k;
    struct tx *t;
    enum err e = store_read(c->store, a, &t);
    if (e == OK) e = make(t, cache, id, &k, &v);
    if (e == OK) verified_print(c, &k, &v);
    if (e == OK && !(v.is_stored && v.is_content)) c->exit_code = 1;
    if (e != OK && arena_failure(a)) (void)!arena_fail(c->a, e, "%s", arena_failure(a));
    arena_done(a);
    return e;
}

/* -- all of them, the first made first -- */

struct ids {
    int64_t *packs, *bulletins;
    size_t pack_count, bulletin_count;
};

static enum err ids_read(struct tx *t, struct arena *a, bool with_bulletins, struct ids *ret) {
    struct meetings_frozen_row *packs;
    struct bulletins_made_row *bulletins;
    *ret = (struct ids){.pack_count = 0};
    try(meetings_frozen(t, MADE_MAX, &packs, &ret->pack_count));
    if (with_bulletins) try(bulletins_made(t, MADE_MAX, &bulletins, &ret->bulletin_count));
    ret->packs = arena_array(a, int64_t, ret->pack_count);
    ret->bulletins = arena_array(a, int64_t, ret->bulletin_count);
    for (size_t i = 0; i < ret->pack_count; i++) ret->packs[i] = packs[ret->pack_count - 1 - i].id;
    for (size_t i = 0; i < ret->bulletin_count; i++) ret->bulletins[i] = bulletins[ret->bulletin_count - 1 - i].id;
    return OK;
}

static enum err recompute(struct call *c, bool with_bulletins) {
    struct position_cache *cache = recompute_cache(c);
    struct json j = call_json(c);
    struct ids ids;
    struct tx *t;
    try(store_read(c->store, c->a, &t));
    enum err e = ids_read(t, c->a, with_bulletins, &ids);
    tx_end(t);
    if (c->json) json_list(&j);
    size_t count = e == OK ? ids.pack_count + ids.bulletin_count : 0;
    for (size_t i = 0; e == OK && i < count; i++) {
        bool is_pack = i < ids.pack_count;
        if (c->json && i) out_char(&c->out, ',');
        e = one(c, cache, is_pack ? pack_again : bulletin_again, is_pack ? ids.packs[i] : ids.bulletins[i - ids.pack_count]);
    }
    if (c->json) json_list_end(&j);
    return e;
}

enum err recompute_packs(struct call *c) { return recompute(c, false); }
enum err recompute_all(struct call *c) { return recompute(c, true); }
