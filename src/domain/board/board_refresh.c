/* A board brought up to a later entry: the projects of which anything was written since are made
 * anew from the ledger, all other rows and whole chunks are taken over. */
#include "domain/board/board_facts.h"
#include "board_queries.h"
#include "people_queries.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include <stdlib.h>
#include <string.h>

/* Tables that a row is made of, and those whose every change touches all rows. */
static const struct ledger_table *const row_tables[] = {&project_table, &holder_table,      &membership_table,
                                                        &stop_table,    &annual_plan_table, &invest_fact_table,
                                                        &milestone_table};
static const struct ledger_table *const city_tables[] = {&area_table, &field_table, &unit_table, &milestone_kind_table};

/* Beyond so many changed projects a fresh fold is cheaper. */
static int changes_max(const struct board *old) { return 64 + old->rows / 16; }

/* -- which projects changed -- */

struct changes {
    int64_t *id; /* sorted, each once, when settled */
    int count, room, max;
    bool too_many, plans_changed;
};

static int by_id(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void changes_settle(struct changes *c) {
    if (!c->count) return;
    qsort(c->id, (size_t)c->count, sizeof *c->id, by_id);
    int kept = 1;
    for (int i = 1; i < c->count; i++)
        if (c->id[i] != c->id[kept - 1]) c->id[kept++] = c->id[i];
    c->count = kept;
    c->too_many = kept > c->max;
}

static void changes_add(struct changes *c, int64_t project_id) {
    if (c->count && c->id[c->count - 1] == project_id) return;
    if (c->count == c->room) {
        changes_settle(c);
        if (c->too_many) return;
        if (c->count >= c->room / 2) {
            c->room = c->room ? 2 * c->room : 256;
            c->id = realloc(c->id, (size_t)c->room * sizeof *c->id);
            must(c->id != NULL);
        }
    }
    c->id[c->count++] = project_id;
}

/* Where in a row its project's id stands: its own, or that of the project it belongs to. */
static size_t project_id_offset(const struct ledger_table *table) {
    for (int i = 0; i < table->column_count; i++)
        if (text_eq(table->columns[i].name, "project_id")) return table->columns[i].offset;
    return offsetof(struct ledger_row, id);
}

/* A fact that was moved from one project to another changed both. */
static enum err changes_of_old_versions(struct tx *t, const struct ledger_table *table, int64_t id, struct changes *c) {
    struct ledger_cursor *cursor;
    _Alignas(int64_t) char row[1024];
    bool has;
    int64_t project_id;
    try(ledger_versions(t, table, id, &cursor));
    for (;;) {
        try(ledger_next(cursor, row, &has));
        if (!has) return OK;
        memcpy(&project_id, row + project_id_offset(table), sizeof project_id);
        changes_add(c, project_id);
    }
}

/* The project of every row of a table written after an entry, up to whatever the transaction sees:
 * a row written again still later counts too, for its version of then is in the history. */
static enum err changes_of_table(struct tx *t, const struct ledger_table *table, int64_t after, struct changes *c) {
    struct ledger_cursor *cursor;
    _Alignas(int64_t) char row[1024];
    bool has;
    must(table->row_bytes <= sizeof row);
    try(ledger_since(t, table, after, INT64_MAX, &cursor));
    while (!c->too_many) {
        try(ledger_next(cursor, row, &has));
        if (!has) return OK;
        struct ledger_row head;
        int64_t project_id;
        memcpy(&head, row, sizeof head);
        memcpy(&project_id, row + project_id_offset(table), sizeof project_id);
        changes_add(c, project_id);
        if (table == &annual_plan_table) c->plans_changed = true;
        if (head.version > 1 && table != &project_table) try(changes_of_old_versions(t, table, head.id, c));
    }
    ledger_close(cursor);
    return OK;
}

static enum err changes_find(struct tx *t, int64_t after, struct changes *c) {
    for (size_t i = 0; i < countof(row_tables) && !c->too_many; i++) try(changes_of_table(t, row_tables[i], after, c));
    changes_settle(c);
    return OK;
}

/* -- whether the old rows still stand -- */

static enum err table_changed(struct tx *t, const struct ledger_table *table, int64_t after, bool *ret_is) {
    struct ledger_cursor *cursor;
    _Alignas(int64_t) char row[1024];
    must(table->row_bytes <= sizeof row);
    try(ledger_since(t, table, after, INT64_MAX, &cursor));
    try(ledger_next(cursor, row, ret_is));
    ledger_close(cursor);
    return OK;
}

/* Everything a row depends on beside its own facts is as it was. */
static enum err rows_stand(const struct fold *fold, const struct board *old, const struct changes *c, bool *ret_do) {
    *ret_do = false;
    if (c->too_many || old->threshold_fen != fold->board->threshold_fen || old->zone_min != fold->board->zone_min)
        return OK;
    if (old->holders_until_day != NO_DAY && fold->known_day >= old->holders_until_day) return OK;
    for (size_t i = 0; i < countof(city_tables); i++) {
        bool changed = false;
        try(table_changed(fold->tx, city_tables[i], old->entry, &changed));
        if (changed) return OK;
    }
    if (c->plans_changed) {
        struct board_plans_issued_row issued;
        try(board_plans_issued(fold->tx, old->year, fold->entry, &issued));
        if (old->plans_issued != (issued.is_issued != 0)) return OK;
    }
    *ret_do = true;
    return OK;
}

/* -- taking over -- */

static enum err push_changed(struct fold *fold, int64_t project_id) {
    struct facts f;
    facts_init(&f);
    enum err e = facts_load_project(fold, project_id, &f);
    if (e == OK && f.project_count) {
        struct board_row row;
        facts_row(fold, &f, 0, &row);
        board_push(fold->board, &row);
    }
    int32_t until = e == OK ? facts_holders_until(&f, fold->known_day) : NO_DAY, *until_all = &fold->board->holders_until_day;
    if (until != NO_DAY && (*until_all == NO_DAY || until < *until_all)) *until_all = until;
    facts_done(&f);
    arena_reset(fold->scratch);
    return e;
}

/* The changed projects below an id, from *at on. */
static enum err push_changed_below(struct fold *fold, const struct changes *c, int *at, int64_t id) {
    for (; *at < c->count && c->id[*at] < id; ++*at) try(push_changed(fold, c->id[*at]));
    return OK;
}

/* A chunk row by row, with the changed projects that belong among its rows. */
static enum err push_rows(struct fold *fold, const struct chunk *chunk, const struct changes *c, int *at) {
    for (int i = 0; i < chunk->rows; i++) {
        try(push_changed_below(fold, c, at, chunk->project_id[i]));
        if (*at < c->count && c->id[*at] == chunk->project_id[i]) {
            try(push_changed(fold, c->id[(*at)++]));
            continue;
        }
        struct board_row row;
        chunk_row(chunk, i, &row);
        board_push(fold->board, &row);
    }
    return OK;
}

static enum err take_over(struct fold *fold, const struct board *old, const struct changes *c) {
    int at = 0;
    fold->board->plans_issued = old->plans_issued;
    fold->board->holders_until_day = old->holders_until_day;
    for (int n = 0; n < old->chunk_count; n++) {
        struct chunk *chunk = old->chunks[n];
        bool is_full = chunk->rows == CHUNK_ROWS; /* nothing can be appended to it */
        bool untouched = at == c->count || (is_full && c->id[at] > chunk->project_id[chunk->rows - 1]);
        if (untouched && fold->board->rows % CHUNK_ROWS == 0) board_push_chunk(fold->board, chunk);
        else try(push_rows(fold, chunk, c, &at));
    }
    return push_changed_below(fold, c, &at, INT64_MAX);
}

enum err board_refresh(struct tx *t, const struct board *old, int64_t entry, struct board **ret) {
    if (entry < old->entry) return board_fold(t, entry, old->year, ret);
    struct changes c = {.max = changes_max(old)};
    struct fold fold = {0};
    bool stands = false;
    enum err e = changes_find(t, old->entry, &c);
    if (e == OK) e = fold_begin(t, entry, old->year, &fold);
    if (e == OK) e = rows_stand(&fold, old, &c, &stands);
    if (e == OK && stands) e = take_over(&fold, old, &c);
    if (e == OK && stands) *ret = fold_end(&fold);
    if (fold.arena) fold_done(&fold);
    free(c.id);
    return e == OK && !stands ? board_fold(t, entry, old->year, ret) : e;
}
