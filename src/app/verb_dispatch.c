/* The packs of meetings: which there are, those that are due made, and all of them made again to be compared. */
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/people/setting.h"
#include "domain/stats/position.h"

enum { PACKS_MAX = 10000, POSITIONS_KEPT = 2 };

static void cache_done(void *cache) { position_cache_done(cache); }
static struct position_cache *cache_new(struct call *c) {
    struct position_cache *cache = position_cache_new(POSITIONS_KEPT);
    arena_defer(c->a, cache_done, cache);
    return cache;
}

/* -- freezing what is due -- */

struct frozen {
    struct call *c;
    int count;
};

static void frozen_tell(void *told, const struct meeting *m) {
    struct frozen *f = told;
    f->count++;
    struct both sha = both_text(arena_copy(f->c->a, m->content_sha));
    call_remark(f->c, SAY(f->c->a, W_dispatch_verb_frozen, meeting_name(f->c->a, m), sha));
}

static enum err freeze(struct call *c) {
    struct frozen f = {c, 0};
    try(packs_freeze_due(c->store, c->a, cache_new(c), now_ms(), frozen_tell, &f));
    if (!f.count) call_remark(c, both_word(W_dispatch_verb_none));
    return OK;
}

/* -- making them again -- */

static void verified_print(struct call *c, const struct meeting *m, const struct pack_verified *v) {
    bool is_clean = v->is_stored && v->is_content;
    struct json j = call_json(c);
    if (!c->json) {
        out_printf(&c->out, "%s\t%s\t%lld\t%s\t%s\t%s\n", m->kind, m->period, (long long)m->frozen_entry, m->pack_sha,
                   m->content_sha,
                   word(c->lang, !is_clean ? W_dispatch_verb_differs : v->is_bytes ? W_dispatch_verb_same
                        : W_dispatch_verb_words));
        for (size_t i = 0; i < v->told_count; i++) out_printf(&c->out, "\t- %s\n", v->told[i].in[c->lang]);
        return;
    }
    json_open(&j);
    json_key_text(&j, "kind", m->kind), json_key_text(&j, "period", m->period);
    json_key_int(&j, "entry", m->frozen_entry), json_key_int(&j, "items", (int64_t)v->items);
    json_key_text(&j, "pack_sha256", m->pack_sha), json_key_text(&j, "content_sha256", m->content_sha);
    json_key_text(&j, "again_pack_sha256", v->pack_sha), json_key_text(&j, "again_content_sha256", v->content_sha);
    json_key_bool(&j, "stored", v->is_stored), json_key_bool(&j, "same_bytes", v->is_bytes);
    json_key_bool(&j, "same_content", v->is_content);
    json_close(&j);
}

/* Each in an arena of its own: a city has many weeks. */
static enum err verify_one(struct call *c, struct position_cache *cache, int64_t id, bool *ret_clean) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct pack_verified v;
    struct meeting m;
    struct tx *t;
    enum err e = store_read(c->store, a, &t);
    if (e == OK) e = meeting_get(t, id, &m);
    if (e == OK) meeting_row_copy(a, &m);
    if (e == OK) e = pack_verify(t, cache, &m, &v);
    if (e == OK) verified_print(c, &m, &v);
    *ret_clean = e == OK && v.is_stored && v.is_content;
    if (e != OK && arena_failure(a)) arena_fail(c->a, e, "%s", arena_failure(a));
    arena_done(a);
    return e;
}

static enum err verify(struct call *c) {
    struct meetings_frozen_row *rows;
    size_t count;
    struct tx *t;
    try(store_read(c->store, c->a, &t));
    enum err e = meetings_frozen(t, PACKS_MAX, &rows, &count);
    tx_end(t);
    struct position_cache *cache = cache_new(c);
    struct json j = call_json(c);
    if (c->json) json_list(&j);
    for (size_t i = count; e == OK && i-- > 0;) { /* the first made first */
        bool is_clean;
        if (c->json && i + 1 < count) out_char(&c->out, ',');
        e = verify_one(c, cache, rows[i].id, &is_clean);
        if (!is_clean) c->exit_code = 1;
    }
    if (c->json) json_list_end(&j);
    return e;
}

enum err verb_dispatch(struct call *c) {
    const char *what = c->args[0];
    try(call_store(c, false));
    if (text_eq(what, "freeze")) return freeze(c);
    if (text_eq(what, "verify")) return verify(c);
    return call_refuse(c, ERR_USAGE, SAY(c->a, W_dispatch_verb_what, both_text(what)));
}
