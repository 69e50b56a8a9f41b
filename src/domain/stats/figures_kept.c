/* Tables of figures that a position was asked for, kept with it.
 *
 * A position never changes, so neither do its figures; like the columns of the board they are
 * derived once. Only what every desk asks is kept (no area, field, department, specialist, stage or text), for each
 * scope apart, so that there are few of them; they go when the position goes. */
#include "domain/stats/figures.h"
#include "domain/stats/position_inside.h"
#include <string.h>

static bool is_for_all(const struct question *q) {
    static const struct keys any;
    return !memcmp(&q->areas, &any, sizeof any) && !memcmp(&q->fields, &any, sizeof any) &&
           !memcmp(&q->departments, &any, sizeof any) && !memcmp(&q->specialists, &any, sizeof any) &&
           !q->stages && (!q->text || !*q->text) && !q->with_uncounted;
}

/* All of a question that can be kept, but its scope. Never 0, for there is a month in it. */
static uint64_t question_number(const struct figures_asked *asked) {
    _Static_assert(LEVEL_COUNT <= 8 && BY_COUNT <= 8 && FIGURE_BY_MAX <= 4, "the parts have places of their own");
    uint64_t n = (uint64_t)(uint32_t)asked->where.month << 32 | (uint64_t)asked->where.levels << 24 |
                 (uint64_t)asked->has_level << 17 | (uint64_t)asked->with_totals << 16 | (uint64_t)asked->by_count << 12;
    for (int k = 0; k < asked->by_count; k++) n |= (uint64_t)asked->by[k] << 3 * k;
    return n;
}

/* Scopes that differ seldom have the same; whether they are the same is for scope_same(). */
static uint64_t scope_number(const struct scope *s) {
    uint64_t n = (uint64_t)s->entry;
    for (size_t i = 0; i < s->area_count; i++) n = n * 31 + (uint64_t)s->areas[i];
    for (size_t i = 0; i < s->department_count; i++) n = n * 37 + (uint64_t)s->departments[i];
    for (size_t i = 0; i < s->project_count; i++) n = n * 41 + (uint64_t)s->projects[i];
    for (size_t i = 0; i < s->unit_count; i++) n = n * 43 + s->units[i];
    return s->everything ? 0 : n;
}

/* Under the lock: the slot of the question, or the free one where it belongs. */
static struct figures_slot *slot_of(struct figures_store *k, const struct figures_asked *asked) {
    const struct scope *scope = asked->where.scope;
    uint64_t question = question_number(asked);
    size_t i = (size_t)((question + scope_number(scope)) * UINT64_C(0x9E3779B97F4A7C15) >> 32) % FIGURES_SLOTS;
    for (;; i = (i + 1) % FIGURES_SLOTS) {
        struct figures_slot *slot = &k->slots[i];
        if (!slot->question) return slot;
        if (slot->question == question && scope_same(slot->figures->asked.where.scope, scope)) return slot;
    }
}

static void *copied(struct arena *a, const void *from, size_t bytes) {
    void *to = arena_bytes(a, bytes);
    if (bytes) memcpy(to, from, bytes);
    return to;
}

static size_t scope_bytes(const struct scope *s) {
    return sizeof *s + 8 * (s->area_count + s->department_count + s->project_count + s->unit_count);
}

/* Under the lock: a copy that lives as long as the position; NULL if there is no more room for it. */
static const struct figures *kept_add(struct figures_store *k, struct figures_slot *slot, const struct figures *f) {
    const struct scope *scope = f->asked.where.scope;
    int kept_max = scope->everything ? FIGURES_KEPT_MAX : FIGURES_SCOPED_KEPT_MAX;
    size_t bytes_max = scope->everything ? FIGURES_BYTES_MAX : FIGURES_SCOPED_BYTES_MAX;
    size_t groups = (size_t)f->groups, at_bytes = (size_t)f->count * sizeof *f->at;
    size_t rows_bytes = (size_t)f->rows.words * sizeof *f->rows.bits;
    size_t bytes = sizeof *f + scope_bytes(scope) + at_bytes + groups * (sizeof *f->place + sizeof *f->counts) + rows_bytes;
    if (k->count >= kept_max || arena_used(k->arena) + bytes > bytes_max) return NULL;
    struct figures *own = copied(k->arena, f, sizeof *f);
    own->asked.where.scope = scope_copy(k->arena, scope);
    own->at = copied(k->arena, f->at, at_bytes);
    own->place = copied(k->arena, f->place, groups * sizeof *f->place);
    own->rows.bits = copied(k->arena, f->rows.bits, rows_bytes);
    own->counts = copied(k->arena, f->counts, groups * sizeof *f->counts);
    *slot = (struct figures_slot){question_number(&f->asked), own};
    k->count++;
    return own;
}

must_use static enum err figures_new(struct arena *a, const struct position *p, const struct figures_asked *asked,
                                     const struct figures **ret) {
    struct figures *f = arena_new_of(a, struct figures);
    *ret = f;
    return figures_of(a, p, asked, f);
}

enum err figures_kept(struct arena *a, const struct position *p, const struct figures_asked *asked,
                      const struct figures **ret) {
    if (!is_for_all(&asked->where) || asked->by_month) return figures_new(a, p, asked, ret);
    struct figures_store *k = p->figures;
    pthread_mutex_lock(&k->lock);
    *ret = slot_of(k, asked)->figures;
    pthread_mutex_unlock(&k->lock);
    if (*ret) return OK;
    try(figures_new(a, p, asked, ret));
    pthread_mutex_lock(&k->lock);
    struct figures_slot *slot = slot_of(k, asked);
    const struct figures *kept = slot->figures ? slot->figures : kept_add(k, slot, *ret);
    if (kept) *ret = kept;
    pthread_mutex_unlock(&k->lock);
    return OK;
}
