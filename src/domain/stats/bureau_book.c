#include "domain/stats/bureau_book.h"
#include "bureau_queries.h"
#include "domain/board/resolve.h"
#include <math.h>
#include <stdlib.h>

enum { BOOK_GIB_MAX = 1, FACTS_MAX = 4000 };

static struct bureau_book *book_new(int64_t entry, int year) {
    struct arena *a = arena_new((size_t)BOOK_GIB_MAX << 30);
    struct bureau_book *b = arena_new_of(a, struct bureau_book);
    *b = (struct bureau_book){.entry = entry, .year = year, .arena = a};
    atomic_init(&b->references, 1);
    return b;
}

struct bureau_book *bureau_book_empty(int year) { return book_new(0, year); }

struct bureau_book *bureau_book_keep(struct bureau_book *b) {
    atomic_fetch_add(&b->references, 1);
    return b;
}

void bureau_book_drop(struct bureau_book *b) {
    if (b && atomic_fetch_sub(&b->references, 1) == 1) arena_done(b->arena);
}

/* -- reading -- */

/* Projects as they come, and the facts of the one that is read. */
struct reading {
    struct bureau_book *book;
    struct resolver *resolver;
    struct bureau_said *at;
    int count, cap;
    struct stated *facts;
    int fact_count;
    int64_t last_ms;
};

static struct bureau_said *project_add(struct reading *r, int64_t project_id) {
    if (r->count == r->cap) {
        int cap = r->cap ? r->cap * 2 : 256;
        struct bureau_said *grown = arena_array(r->book->arena, struct bureau_said, (size_t)cap);
        if (r->count) memcpy(grown, r->at, (size_t)r->count * sizeof *grown);
        r->at = grown;
        r->cap = cap;
    }
    struct bureau_said *said = &r->at[r->count++];
    *said = (struct bureau_said){.project_id = project_id, .stated_day = NO_DAY};
    for (int m = 0; m < YEAR_MONTHS; m++) said->ytd_fen[m] = NO_FEN;
    return said;
}

/* The facts that were gathered become the figures of their project. */
static void project_end(struct reading *r, int64_t project_id, int zone_min) {
    struct resolved resolved;
    if (!r->fact_count) return;
    struct bureau_said *said = project_add(r, project_id);
    stated_sort(r->facts, r->fact_count);
    resolve(r->resolver, r->facts, r->fact_count, r->book->year, 1, NULL, &resolved);
    memcpy(said->ytd_fen, resolved.ytd_fen, sizeof said->ytd_fen);
    said->stated_day = day_of_ms(r->last_ms, zone_min);
    r->fact_count = 0;
    r->last_ms = 0;
}

static enum err facts_read(struct tx *t, struct reading *r, int64_t entry, int zone_min) {
    struct bureau_facts_known_cursor c;
    struct bureau_facts_known_row row;
    int64_t project_id = 0;
    bool has;
    try(bureau_facts_known_open(t, entry, &c));
    for (;;) {
        try(bureau_facts_known_next(&c, &row, &has));
        if (!has || row.project_id != project_id) project_end(r, project_id, zone_min);
        if (!has) break;
        project_id = row.project_id;
        if (row.recorded_ms > r->last_ms) r->last_ms = row.recorded_ms;
        if (r->fact_count < FACTS_MAX)
            r->facts[r->fact_count++] = (struct stated){row.entry, row.id, row.amount_fen, row.from_month, row.to_month};
    }
    bureau_facts_known_close(&c);
    return OK;
}

static int by_project(const void *x, const void *y) {
    const struct bureau_said *a = x, *b = y;
    return a->project_id < b->project_id ? -1 : a->project_id > b->project_id;
}

/* Those on the list of which it says no amount. */
static enum err linked_read(struct tx *t, struct reading *r, int64_t entry) {
    struct bureau_linked_known_cursor c;
    struct bureau_linked_known_row row;
    int known = r->count, at = 0;
    bool has;
    try(bureau_linked_known_open(t, entry, &c));
    for (;;) {
        try(bureau_linked_known_next(&c, &row, &has));
        if (!has) break;
        while (at < known && r->at[at].project_id < row.project_id) at++;
        if (at == known || r->at[at].project_id != row.project_id) (void)project_add(r, row.project_id);
    }
    bureau_linked_known_close(&c);
    if (r->count > known) qsort(r->at, (size_t)r->count, sizeof *r->at, by_project);
    return OK;
}

static enum err book_read(struct tx *t, struct bureau_book *b, int zone_min) {
    struct reading r = {.book = b, .resolver = resolver_new(b->arena)};
    struct bureau_unlinked_known_row *unlinked;
    r.facts = arena_array(b->arena, struct stated, FACTS_MAX);
    try(facts_read(t, &r, b->entry, zone_min));
    try(linked_read(t, &r, b->entry));
    try(bureau_unlinked_known(t, b->entry, &unlinked, &b->unlinked_count));
    struct bureau_unlinked *areas = arena_array(b->arena, struct bureau_unlinked, b->unlinked_count);
    for (size_t i = 0; i < b->unlinked_count; i++) areas[i] = (struct bureau_unlinked){unlinked[i].area_id, unlinked[i].n};
    b->unlinked = areas;
    b->at = r.at;
    b->count = r.count;
    return OK;
}

enum err bureau_book_known(struct tx *t, int64_t entry, int year, int zone_min, struct bureau_book *like,
                           struct bureau_book **ret) {
    struct bureau_changed_row changed = {1};
    if (like && like->year == year) try(bureau_changed(t, like->entry < entry ? like->entry : entry, &changed));
    if (!changed.is_changed) {
        *ret = bureau_book_keep(like);
        return OK;
    }
    struct bureau_book *b = book_new(entry, year);
    enum err e = book_read(t, b, zone_min);
    if (e == OK) *ret = b;
    else bureau_book_drop(b);
    return e;
}

/* -- asking -- */

const struct bureau_said *bureau_book_find(const struct bureau_book *b, int64_t project_id) {
    int low = 0, high = b->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (b->at[middle].project_id < project_id) low = middle + 1;
        else high = middle;
    }
    return low < b->count && b->at[low].project_id == project_id ? &b->at[low] : NULL;
}

static bool reaches(const struct scope *s, int64_t area_id) {
    bool reached = s->everything;
    for (size_t i = 0; i < s->area_count && !reached; i++) reached = s->areas[i] == area_id;
    return reached;
}

int64_t bureau_book_unlinked(const struct bureau_book *b, const struct scope *scope, int64_t area_id) {
    for (size_t i = 0; i < b->unlinked_count; i++)
        if (b->unlinked[i].area_id == area_id) return reaches(scope, area_id) ? b->unlinked[i].n : 0;
    return 0;
}

int64_t bureau_book_unlinked_all(const struct bureau_book *b, const struct scope *scope) {
    int64_t n = 0;
    for (size_t i = 0; i < b->unlinked_count; i++)
        if (reaches(scope, b->unlinked[i].area_id)) n += b->unlinked[i].n;
    return n;
}

int32_t bureau_book_day(const struct bureau_book *b) {
    int32_t day = NO_DAY;
    for (int i = 0; i < b->count; i++)
        if (b->at[i].stated_day != NO_DAY && (day == NO_DAY || b->at[i].stated_day > day)) day = b->at[i].stated_day;
    return day;
}

double gap_percent(int64_t reported_fen, int64_t bureau_fen) {
    int64_t gap = gap_fen(reported_fen, bureau_fen);
    return gap == NO_FEN || reported_fen == 0 ? NAN : 100.0 * (double)gap / (double)reported_fen;
}
