/* Tables of figures that a position was asked for, kept with it.
 *
 * A position never changes, so neither do its figures; like the columns of the board they are
 * derived once. Only what every desk asks is kept (no area, field, department, stage or text), for each
 * scope apart, so that there are few of them; they go when the position goes. */
#include "domain/stats/figures.h"
#include "domain/stats/position_inside.h"
#include <string.h>

static bool is_for_all(const struct question *q) {
    static const struct keys any;
    return !memcmp(&q->areas, &any, sizeof any) && !memcmp(&q->fields, &any, sizeof any) &&
           !memcmp(&q->departments, &any, sizeof any) && !q->stages && (!q->text || !*q->text) && !q->with_uncounted;
}

static bool same(const struct figures_asked *x, const struct figures_asked *y) {
    return scope_same(x->where.scope, y->where.scope) && x->where.month == y->where.month &&
           x->where.levels == y->where.levels && x->has_level == y->has_level &&
           x->by_count == y->by_count && !memcmp(x->by, y->by, sizeof x->by[0] * (size_t)x->by_count) &&
           x->by_month == y->by_month && x->with_totals == y->with_totals;
}

/* Under the lock. */
static const struct figures *kept_find(const struct figures_store *k, const struct figures_asked *asked) {
    for (int i = 0; i < k->count; i++)
        if (same(&k->at[i].asked, asked)) return &k->at[i];
    return NULL;
}

static void *copied(struct arena *a, const void *from, size_t bytes) {
    void *to = arena_alloc(a, bytes);
    if (bytes) memcpy(to, from, bytes);
    return to;
}

static void kept_add(struct figures_store *k, const struct figures *f, size_t places) {
    size_t bytes = (size_t)f->count * sizeof *f->at + places * sizeof *f->place;
    size_t bytes_max = f->asked.where.scope->everything ? FIGURES_ALL_BYTES_MAX : FIGURES_SCOPED_BYTES_MAX;
    if (k->count == FIGURES_KEPT_MAX || bytes > FIGURES_BYTES_MAX || k->bytes + bytes > bytes_max) return;
    if (kept_find(k, &f->asked)) return;
    struct figures *own = &k->at[k->count++];
    k->bytes += bytes;
    *own = *f;
    own->asked.where.scope = scope_copy(k->arena, f->asked.where.scope);
    own->at = copied(k->arena, f->at, (size_t)f->count * sizeof *f->at);
    own->place = copied(k->arena, f->place, places * sizeof *f->place);
}

enum err figures_kept(struct arena *a, const struct position *p, const struct figures_asked *asked, struct figures *ret) {
    if (!is_for_all(&asked->where) || asked->by_month) return figures_of(a, p, asked, ret);
    struct figures_store *k = p->figures;
    pthread_mutex_lock(&k->lock);
    const struct figures *kept = kept_find(k, asked);
    if (kept) {
        *ret = *kept;
        ret->asked.where.scope = asked->where.scope; /* the kept one knows no board any more */
    }
    pthread_mutex_unlock(&k->lock);
    if (kept) return OK;
    try(figures_of(a, p, asked, ret));
    pthread_mutex_lock(&k->lock);
    kept_add(k, ret, (size_t)ret->groups);
    pthread_mutex_unlock(&k->lock);
    return OK;
}
