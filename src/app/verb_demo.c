#include "app/demo.h"
#include "app/verbs.h"

enum { SCALE_MIN = 100, SCALE_MAX = 2000000 };

static void progress(void *of, int64_t done, int64_t total) { call_progress(of, done, total); }

/* Only an empty database may become a practice city: its clock is set to the past. */
static enum err must_be_empty(struct call *c) {
    struct tx *t;
    int64_t entry;
    try(store_read(c->store, c->a, &t));
    try(tx_last_entry(t, &entry));
    tx_end(t);
    return entry == 0 ? OK : call_refuse(c, ERR_CONFLICT, SAY(c->a, W_demo_not_empty, both_text(c->data)));
}

enum err verb_demo(struct call *c) {
    int64_t seed = call_int(c, "seed", 1), scale = call_int(c, "scale", DEMO_SCALE);
    if (scale < SCALE_MIN || scale > SCALE_MAX)
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_demo_scale, both_int(c->a, SCALE_MIN), both_int(c->a, SCALE_MAX)));
    try(call_store(c, true));
    try(must_be_empty(c));
    struct arena *a = arena_new((size_t)12 << 30);
    enum err e = demo_write(c->store, a, demo_draw(a, (uint64_t)seed, (int)scale), progress, c);
    if (e != OK) arena_fail(c->a, e, "%s", arena_failure(a) ? arena_failure(a) : "");
    arena_done(a);
    if (e != OK) return e;
    if (c->json) {
        struct json j = call_json(c);
        json_open(&j);
        json_key_int(&j, "seed", seed);
        json_key_int(&j, "scale", scale);
        json_key_text(&j, "data", c->data);
        json_close(&j);
        return OK;
    }
    struct both said = SAY(c->a, W_demo_done, both_int(c->a, scale), both_text(c->data));
    out_printf(&c->out, "%s\n", said.in[c->lang]);
    return OK;
}
