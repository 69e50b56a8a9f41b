#include "domain/desk/inbox_line.h"
#include <pthread.h>
#include <stdatomic.h>

/* A line takes a few kilobytes, and one of many words some more: the arena has room for the last one that is kept. */
enum { LINE_BYTES_MAX = 16 << 20 };

typedef _Atomic(const struct inbox_row *) slot;

struct inbox_lines {
    pthread_mutex_t lock; /* of who keeps: the arena; a line that is there is read without */
    struct arena *arena;
    size_t count;
    slot *at;
};

struct inbox_lines *inbox_lines_new(struct arena *a, size_t count) {
    struct inbox_lines *l = arena_new_of(a, struct inbox_lines);
    must(pthread_mutex_init(&l->lock, NULL) == 0);
    l->arena = arena_new(INBOX_LINES_BYTES + LINE_BYTES_MAX);
    l->count = count;
    l->at = arena_array(a, slot, count + 1);
    return l;
}

void inbox_lines_done(struct inbox_lines *l) {
    arena_done(l->arena);
    pthread_mutex_destroy(&l->lock);
}

bool inbox_line_take(const struct inbox_lines *l, size_t i, struct inbox_row *ret) {
    must(i < l->count);
    const struct inbox_row *kept = atomic_load_explicit(&l->at[i], memory_order_acquire);
    if (kept) *ret = *kept;
    return kept != NULL;
}

/* -- a copy of all its texts -- */

static const char *text(struct arena *a, const char *from) { return from ? arena_copy(a, from) : NULL; }

static struct both both(struct arena *a, struct both from) { return (struct both){{text(a, from.in[ZH]), text(a, from.in[EN])}}; }

static void lists_copy(struct arena *a, struct inbox_row *to, const struct inbox_row *from) {
    struct inbox_change *changes = arena_array(a, struct inbox_change, from->changes_count);
    for (size_t i = 0; i < from->changes_count; i++)
        changes[i] = (struct inbox_change){both(a, from->changes[i].label), both(a, from->changes[i].from),
                                           both(a, from->changes[i].to)};
    struct inbox_finding *findings = arena_array(a, struct inbox_finding, from->findings_count);
    for (size_t i = 0; i < from->findings_count; i++) findings[i].text = both(a, from->findings[i].text);
    struct inbox_note *notes = arena_array(a, struct inbox_note, from->notes_count);
    for (size_t i = 0; i < from->notes_count; i++)
        notes[i] = (struct inbox_note){text(a, from->notes[i].check), both(a, from->notes[i].text), from->notes[i].answers};
    to->changes = changes;
    to->findings = findings;
    to->notes = notes;
}

static const struct inbox_row *copy(struct arena *a, const struct inbox_row *from) {
    struct inbox_row *to = arena_new_of(a, struct inbox_row);
    *to = *from;
    to->name = text(a, from->name);
    to->href = text(a, from->href);
    to->code = text(a, from->code);
    to->area = both(a, from->area);
    to->unit = text(a, from->unit);
    to->period_name = both(a, from->period_name);
    to->sent_at = text(a, from->sent_at);
    to->back_reason = text(a, from->back_reason);
    to->base_name = both(a, from->base_name);
    to->cause = text(a, from->cause);
    lists_copy(a, to, from);
    to->may = NULL;
    to->may_count = 0;
    return to;
}

void inbox_line_keep(struct inbox_lines *l, size_t i, const struct inbox_row *row) {
    must(i < l->count);
    pthread_mutex_lock(&l->lock);
    if (!atomic_load_explicit(&l->at[i], memory_order_relaxed) && arena_used(l->arena) < INBOX_LINES_BYTES)
        atomic_store_explicit(&l->at[i], copy(l->arena, row), memory_order_release);
    pthread_mutex_unlock(&l->lock);
}
