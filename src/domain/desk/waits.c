#include "domain/desk/waits.h"
#include "reports_queries.h"
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

/* What was read at one entry, with the lines made of it on one day; shared by count of references. */
struct reading {
    atomic_int references;
    struct arena *arena;
    int64_t entry;
    int32_t day;
    struct waits waits;
};

/* Reports shown lately: half of them are being gathered, the other half are those gathered before. */
enum { HALVES = 2, SLOTS = 4096 };
struct half {
    struct arena *arena;
    const struct report *at[SLOTS]; /* by id */
};

struct waits_kept {
    pthread_mutex_t lock; /* all below */
    struct arena *own;
    struct reading *last; /* NULL: none yet */
    struct half halves[HALVES];
    int young;
};

/* A report that is kept was read into the arena of a request, which bounds it; so no half runs over. */
enum { HALF_BYTES = WAITS_REPORTS_BYTES / HALVES, REPORT_BYTES_MAX = 256 << 20 };

struct waits_kept *waits_kept_new(void) {
    struct arena *own = arena_new(0);
    struct waits_kept *k = arena_new_of(own, struct waits_kept);
    k->own = own;
    must(pthread_mutex_init(&k->lock, NULL) == 0);
    for (int i = 0; i < HALVES; i++) k->halves[i].arena = arena_new(HALF_BYTES + REPORT_BYTES_MAX);
    return k;
}

static void reading_drop(void *handle) {
    struct reading *r = handle;
    if (!r || atomic_fetch_sub(&r->references, 1) != 1) return;
    if (r->waits.lines) inbox_lines_done(r->waits.lines);
    arena_done(r->arena);
}

void waits_kept_done(struct waits_kept *k) {
    if (!k) return;
    reading_drop(k->last);
    for (int i = 0; i < HALVES; i++) arena_done(k->halves[i].arena);
    pthread_mutex_destroy(&k->lock);
    arena_done(k->own);
}

/* -- what lies where -- */

static struct waiting *more_room(struct arena *a, const struct waiting *at, size_t count) {
    struct waiting *more = arena_array(a, struct waiting, 2 * count + 64);
    if (count) memcpy(more, at, count * sizeof *more);
    return more;
}

static enum err desk_read_all(struct tx *t, struct arena *a, const struct board *board, enum desk desk, size_t *lines,
                              struct waiting_list *ret) {
    struct reports_waiting_cursor c;
    struct reports_waiting_row r;
    struct waiting *at = NULL;
    size_t count = 0, room = 0;
    bool has;
    try(reports_waiting_open(t, desk_key(desk), &c));
    for (;;) {
        try(reports_waiting_next(&c, &r, &has));
        if (!has) break;
        if (count == room) {
            at = more_room(a, at, count);
            room = 2 * count + 64;
        }
        at[count++] = (struct waiting){.report_id = r.id, .version = r.version, .project_id = r.project_id,
                                       .base_version = r.base_version, .row = board_row(board, r.project_id),
                                       .files = (int)r.files, .line = (*lines)++};
    }
    reports_waiting_close(&c);
    *ret = (struct waiting_list){at, count};
    return OK;
}

static enum err read_all(struct tx *t, struct arena *a, const struct board *board, struct waits *ret) {
    size_t lines = 0;
    *ret = (struct waits){0};
    for (unsigned d = DESK_UNIT + 1; d < DESK_COUNT; d++) try(desk_read_all(t, a, board, d, &lines, &ret->at[d]));
    if (!tx_can_write(t)) ret->lines = inbox_lines_new(a, lines);
    return OK;
}

/* The reading of an entry and day, with a reference more; NULL if the last one was of others. */
static struct reading *reading_take(struct waits_kept *k, int64_t entry, int32_t day) {
    pthread_mutex_lock(&k->lock);
    struct reading *r = k->last && k->last->entry == entry && k->last->day == day ? k->last : NULL;
    if (r) atomic_fetch_add(&r->references, 1);
    pthread_mutex_unlock(&k->lock);
    return r;
}

/* Kept beside the caller's use of it, unless a later one is there already. */
static void reading_keep(struct waits_kept *k, struct reading *r) {
    struct reading *old = r;
    atomic_fetch_add(&r->references, 1);
    pthread_mutex_lock(&k->lock);
    if (!k->last || k->last->entry < r->entry || (k->last->entry == r->entry && k->last->day < r->day)) {
        old = k->last;
        k->last = r;
    }
    pthread_mutex_unlock(&k->lock);
    reading_drop(old);
}

/* Every project of the country may wait at each desk. */
enum { READING_BYTES_MAX = 1 << 30 };

enum err waits_now(struct waits_kept *k, struct tx *t, const struct board *board, int32_t day, const struct waits **ret) {
    struct arena *a = tx_arena(t);
    int64_t entry;
    if (tx_can_write(t)) {
        struct waits *own = arena_new_of(a, struct waits);
        *ret = own;
        return read_all(t, a, board, own);
    }
    try(tx_last_entry(t, &entry));
    struct reading *r = reading_take(k, entry, day);
    if (!r) {
        struct arena *arena = arena_new(READING_BYTES_MAX);
        r = arena_new_of(arena, struct reading);
        r->arena = arena;
        r->entry = entry;
        r->day = day;
        atomic_init(&r->references, 1);
        arena_defer(a, reading_drop, r);
        try(read_all(t, arena, board, &r->waits));
        reading_keep(k, r);
    } else arena_defer(a, reading_drop, r);
    *ret = &r->waits;
    return OK;
}

/* -- reports -- */

static const struct report *half_find(const struct half *h, int64_t id, int64_t version) {
    const struct report *r = h->at[id % SLOTS];
    return r && r->id == id && r->version == version ? r : NULL;
}

/* Under the lock. A full half is emptied once the other one is full, too. */
static void report_keep(struct waits_kept *k, const struct report *r) {
    struct half *h = &k->halves[k->young];
    if (arena_used(h->arena) > HALF_BYTES) {
        k->young = !k->young;
        h = &k->halves[k->young];
        memset(h->at, 0, sizeof h->at);
        arena_reset(h->arena);
    }
    struct report *kept = arena_new_of(h->arena, struct report);
    *kept = *r;
    report_row_copy(h->arena, kept);
    h->at[r->id % SLOTS] = kept;
}

static bool report_take(struct waits_kept *k, struct arena *a, int64_t id, int64_t version, struct report *ret) {
    pthread_mutex_lock(&k->lock);
    const struct report *young = half_find(&k->halves[k->young], id, version);
    const struct report *r = young ? young : half_find(&k->halves[!k->young], id, version);
    if (r) {
        *ret = *r;
        report_row_copy(a, ret);
    }
    if (r && !young) report_keep(k, ret);
    pthread_mutex_unlock(&k->lock);
    return r != NULL;
}

enum err waits_report(struct waits_kept *k, struct tx *t, int64_t id, int64_t version, struct report *ret) {
    if (tx_can_write(t)) return report_get(t, id, ret);
    if (report_take(k, tx_arena(t), id, version, ret)) return OK;
    try(report_get(t, id, ret));
    pthread_mutex_lock(&k->lock);
    report_keep(k, ret);
    pthread_mutex_unlock(&k->lock);
    return OK;
}
