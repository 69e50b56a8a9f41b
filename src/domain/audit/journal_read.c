/* Which entries, and what each wrote. */
#include "domain/audit/journal_read.h"
#include "audit_queries.h"
#include "base/text.h"
#include "domain/audit/actors.h"
#include "domain/board/select.h"
#include "domain/people/setting.h"
#include "domain/stats/sight.h"
#include <stdlib.h>
#include <string.h>

/* Entries are looked at in batches; the tables are asked for runs of entries that lie near each other. Who sees few
 * projects is led to their entries by the projects. */
enum { BATCH = 64, RUN_ENTRIES = 256, FEW_PROJECTS = 64 };

struct walk {
    struct journal_reader *r;
    const struct journal_ask *ask;
    const uint64_t *rows;       /* the board's, that are asked for; NULL: all, and also what is of no project */
    int64_t few[FEW_PROJECTS];  /* the projects, if they are few … */
    size_t few_count;
    bool are_few;
    struct actors actors;
    int64_t before;
    size_t things;              /* read so far */
    bool is_full;
    struct told_change *room;   /* for the changes of one thing … */
    void *row;                  /* … and for a row of any table */
    int64_t numbers[FEW_PROJECTS * BATCH];
    size_t batch_most;
    struct journal_told batch[BATCH]; /* newest first */
    size_t count;
};

enum err journal_reader_of(struct req *q, struct journal_reader *ret) {
    struct journal_reader r = {.q = q};
    int32_t today;
    int64_t entry;
    try(settings_today(q->tx, q->now_ms, &today));
    try(tx_last_entry(q->tx, &entry));
    try(asked_position(q, entry, today, civil_of(today).year, &r.p));
    try(sight_of(q, &r.scope));
    r.is_audit = q->app->web->may(&q->who, ACCESS_AUDIT);
    r.telling = (struct telling){q->a, q->tx, r.p->settings.time_zone_min, r.scope};
    *ret = r;
    return OK;
}

int journal_row(const struct journal_reader *r, int64_t project_id) { return board_row(r->p->board, project_id); }

const char *journal_project_name(const struct journal_reader *r, int64_t project_id) {
    int row = journal_row(r, project_id);
    return row < 0 ? NULL : chunk_name(board_chunk(r->p->board, row), row % CHUNK_ROWS);
}

/* -- whose entries -- */

static bool bit(const uint64_t *bits, int row) { return bits[row / 64] >> row % 64 & 1; }

static uint64_t *rows_all(struct arena *a, const struct board *b) {
    size_t words = (size_t)b->chunk_count * CHUNK_WORDS;
    uint64_t *rows = arena_array(a, uint64_t, words + 1);
    for (int i = 0; i < b->rows; i++) rows[i / 64] |= UINT64_C(1) << i % 64;
    return rows;
}

/* What the reader sees, of it the project or the text that was asked for. */
static void rows_asked(struct walk *w) {
    struct journal_reader *r = w->r;
    struct arena *a = r->q->a;
    const struct board *b = r->p->board;
    bool is_narrowed = w->ask->project_id || *w->ask->text;
    const uint64_t *seen = scope_rows(a, r->scope, b);
    if (!seen && !is_narrowed && r->is_audit) return;
    if (!seen) seen = rows_all(a, b);
    w->rows = seen;
    if (!is_narrowed) return;
    const char *folded = text_fold(a, span_of(w->ask->text));
    uint64_t *rows = arena_array(a, uint64_t, (size_t)b->chunk_count * CHUNK_WORDS + 1);
    for (int i = 0; i < b->rows; i++) {
        const struct chunk *c = board_chunk(b, i);
        int at = i % CHUNK_ROWS;
        if (!bit(seen, i) || (w->ask->project_id && c->project_id[at] != w->ask->project_id)) continue;
        struct span line = {c->search + c->search_at[at], c->search_at[at + 1] - c->search_at[at]};
        if (!*folded || memmem(line.at, line.len, folded, strlen(folded))) rows[i / 64] |= UINT64_C(1) << i % 64;
    }
    w->rows = rows;
}

static void few_find(struct walk *w) {
    const struct board *b = w->r->p->board;
    w->are_few = w->rows != NULL;
    for (int i = 0; w->are_few && i < b->rows; i++) {
        if (!bit(w->rows, i)) continue;
        w->are_few = w->few_count < FEW_PROJECTS;
        if (w->are_few) w->few[w->few_count++] = board_chunk(b, i)->project_id[i % CHUNK_ROWS];
    }
}

/* -- the next entries -- */

static struct journal_told entry_of(const struct journal_asked_row *e) {
    return (struct journal_told){.number = e->number, .recorded_ms = e->recorded_ms, .kind = e->kind, .reason = e->reason,
                                 .who = e->who, .login = e->login ? e->login : ""};
}

static int newest_first(const void *x, const void *y) {
    const struct journal_told *a = x, *b = y;
    return (a->number < b->number) - (a->number > b->number);
}

/* One name is asked of the database, several are looked for here. */
static int64_t one_actor(const struct walk *w) { return w->actors.count == 1 ? w->actors.ids[0] : -1; }

static int largest_first(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a < b) - (a > b);
}

/* The newest numbers of one project behind those there; *floor: below it not all of them were read. */
static enum err numbers_read(struct walk *w, int64_t project_id, size_t *count, int64_t *floor) {
    const struct journal_ask *ask = w->ask;
    struct numbers_of_project_cursor c;
    struct numbers_of_project_row row;
    bool has = false;
    try(numbers_of_project_open(w->r->q->tx, project_id, w->before, ask->from_ms, ask->until_ms, ask->kind, one_actor(w), &c));
    for (size_t n = 0; n < w->batch_most;) {
        try(numbers_of_project_next(&c, &row, &has));
        if (!has) break;
        if (!actors_have(&w->actors, row.actor_id)) continue;
        w->numbers[(*count)++] = row.number;
        if (++n == w->batch_most && row.number > *floor) *floor = row.number;
    }
    numbers_of_project_close(&c);
    return OK;
}

static enum err entry_read(struct walk *w, int64_t number) {
    struct journal_one_row e;
    bool has;
    try(journal_one(w->r->q->tx, number, &e, &has));
    if (has)
        w->batch[w->count++] = (struct journal_told){.number = e.number, .recorded_ms = e.recorded_ms, .kind = e.kind,
                                                     .reason = e.reason, .who = e.who, .login = e.login ? e.login : ""};
    return OK;
}

/* Of few projects: the newest of each, and of these the newest. */
static enum err batch_of_projects(struct walk *w, bool *ret_is_last) {
    size_t n = 0, i = 0;
    int64_t floor = 0, last = 0;
    for (size_t k = 0; k < w->few_count; k++) try(numbers_read(w, w->few[k], &n, &floor));
    qsort(w->numbers, n, sizeof *w->numbers, largest_first);
    w->count = 0;
    for (; i < n && w->count < w->batch_most && w->numbers[i] >= floor; i++) {
        if (w->numbers[i] != last) try(entry_read(w, w->numbers[i]));
        last = w->numbers[i];
    }
    bool is_cut = i < n && w->numbers[i] >= floor;
    w->before = is_cut ? last : floor;
    *ret_is_last = !is_cut && !floor;
    return OK;
}

static enum err batch_of_all(struct walk *w, bool *ret_is_last) {
    struct journal_asked_row *rows;
    const struct journal_ask *ask = w->ask;
    size_t count;
    try(journal_asked(w->r->q->tx, w->before, ask->from_ms, ask->until_ms, ask->kind, one_actor(w),
                      (int64_t)w->batch_most, &rows, &count));
    w->count = 0;
    for (size_t i = 0; i < count; i++)
        if (actors_have(&w->actors, rows[i].actor_id)) w->batch[w->count++] = entry_of(&rows[i]);
    if (count) w->before = rows[count - 1].number;
    *ret_is_last = count < w->batch_most;
    return OK;
}

/* -- what they wrote -- */

static bool is_shown(const struct walk *w, const struct told_table *table, const void *row, int64_t *ret_project) {
    *ret_project = told_project(table, row);
    if (!w->rows) return true;
    int at = *ret_project ? journal_row(w->r, *ret_project) : -1;
    return at >= 0 && bit(w->rows, at);
}

static struct journal_told *told_at(struct walk *w, int64_t number) {
    const struct journal_told key = {.number = number};
    return bsearch(&key, w->batch, w->count, sizeof *w->batch, newest_first);
}

static enum err thing_add(struct walk *w, struct journal_told *e, const struct told_table *table, const void *row) {
    struct arena *a = w->r->q->a;
    int64_t project_id;
    if (!is_shown(w, table, row, &project_id)) return OK;
    if (e->thing_count == w->ask->things_max || w->is_full) {
        e->more++;
        return OK;
    }
    w->is_full = ++w->things == w->ask->total_max;
    if (!(e->thing_count & (e->thing_count - 1))) { /* room for twice as many */
        struct journal_thing *more = arena_array(a, struct journal_thing, e->thing_count ? e->thing_count * 2 : 1);
        if (e->thing_count) memcpy(more, e->things, e->thing_count * sizeof *more);
        e->things = more;
    }
    void *copy = arena_alloc(a, table->table->row_bytes);
    memcpy(copy, row, table->table->row_bytes);
    ledger_row_copy(a, table->table, copy);
    const struct ledger_row *head = copy;
    e->things[e->thing_count++] = (struct journal_thing){.table = table, .project_id = project_id, .row = copy,
                                                         .is_new = head->version == 1, .is_gone = head->gone != 0};
    return OK;
}

static enum err table_read(struct walk *w, const struct told_table *table, int64_t after, int64_t upto) {
    struct ledger_cursor *c;
    void *row = w->row;
    bool has = false;
    try(ledger_written(w->r->q->tx, table->table, after, upto, &c));
    for (;;) {
        try(ledger_next(c, row, &has));
        if (!has) break;
        struct journal_told *e = told_at(w, ((const struct ledger_row *)row)->entry);
        if (e) try(thing_add(w, e, table, row));
    }
    ledger_close(c);
    return OK;
}

/* The version before, so that what changed can be told. */
static enum err before_read(struct walk *w, const struct journal_thing *thing, const void **ret) {
    const struct ledger_row *head = thing->row;
    const struct ledger_table *table = thing->table->table;
    struct ledger_cursor *c;
    void *row = arena_alloc(w->r->q->a, table->row_bytes);
    bool has = false, is_it = false;
    *ret = NULL;
    if (head->version == 1) return OK;
    try(ledger_versions(w->r->q->tx, table, head->id, &c));
    while (!is_it) {
        try(ledger_next(c, row, &has));
        if (!has) break;
        is_it = ((const struct ledger_row *)row)->version == head->version - 1;
    }
    if (is_it) ledger_row_copy(w->r->q->a, table, row), *ret = row;
    ledger_close(c);
    return OK;
}

static enum err thing_tell(struct walk *w, struct journal_thing *thing) {
    struct telling *t = &w->r->telling;
    const void *before;
    try(told_name(t, thing->table, thing->row, &thing->name));
    if (thing->is_gone) return OK;
    try(before_read(w, thing, &before));
    try(told_changes(t, thing->table, before, thing->row, w->room, w->ask->changes_max, &thing->change_count, &thing->more));
    struct told_change *changes = arena_array(t->a, struct told_change, thing->change_count + 1);
    memcpy(changes, w->room, thing->change_count * sizeof *changes);
    thing->changes = changes;
    return OK;
}

/* Runs of entries near each other, each asked of every table. */
static enum err batch_read(struct walk *w) {
    for (size_t i = 0; i < w->count;) {
        size_t last = i;
        while (last + 1 < w->count && w->batch[i].number - w->batch[last + 1].number < RUN_ENTRIES) last++;
        for (size_t k = 0; k < told_table_count; k++)
            if (!w->rows || told_tables[k].is_of_project)
                try(table_read(w, &told_tables[k], w->batch[last].number - 1, w->batch[i].number));
        i = last + 1;
    }
    return OK;
}

static void rooms_make(struct walk *w, size_t most) {
    size_t bytes = 0;
    for (size_t i = 0; i < told_table_count; i++)
        if (told_tables[i].table->row_bytes > bytes) bytes = told_tables[i].table->row_bytes;
    w->row = arena_alloc(w->r->q->a, bytes);
    w->room = arena_array(w->r->q->a, struct told_change, w->ask->changes_max);
    w->batch_most = most < BATCH ? most + 1 : BATCH; /* one more tells whether there is a next page */
}

enum err journal_read(struct journal_reader *r, const struct journal_ask *ask, size_t most, struct journal_told **ret,
                      size_t *ret_count, int64_t *ret_next) {
    struct walk *w = arena_new_of(r->q->a, struct walk);
    *w = (struct walk){.r = r, .ask = ask, .before = ask->before};
    struct journal_told *told = arena_array(r->q->a, struct journal_told, most + 1);
    size_t n = 0, scanned = 0;
    bool is_last = false;
    int64_t next = 0;
    rows_asked(w);
    few_find(w);
    try(actors_find(r->q, ask->who, &w->actors));
    rooms_make(w, most);
    while (!is_last && !next && !w->is_full) {
        try(w->are_few ? batch_of_projects(w, &is_last) : batch_of_all(w, &is_last));
        try(batch_read(w));
        scanned += w->batch_most;
        for (size_t i = 0; i < w->count && !next; i++) {
            struct journal_told *e = &w->batch[i];
            if (!e->thing_count) continue;
            if (n == most) next = told[n - 1].number;
            else told[n++] = *e;
        }
        if (w->is_full && !next) next = w->before > 1 ? w->before : 1; /* cut off, wherever it was */
        if (!next && !is_last && scanned >= JOURNAL_SCANNED_MAX) next = w->before;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < told[i].thing_count; k++) try(thing_tell(w, &told[i].things[k]));
    *ret = told;
    *ret_count = n;
    *ret_next = next;
    return OK;
}
