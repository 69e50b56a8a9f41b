/* The packs of meetings: which there are, those that are due made, and all of them made again to be compared. */
#include "app/recompute.h"
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/stats/position.h"

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
    try(packs_freeze_due(c->store, c->a, recompute_cache(c), now_ms(), frozen_tell, &f));
    if (!f.count) call_remark(c, both_word(W_dispatch_verb_none));
    return OK;
}

enum err verb_dispatch(struct call *c) {
    const char *what = c->args[0];
    try(call_store(c, false));
    if (text_eq(what, "freeze")) return freeze(c);
    if (text_eq(what, "verify")) return recompute_packs(c);
    return call_refuse(c, ERR_USAGE, SAY(c->a, W_dispatch_verb_what, both_text(what)));
}
