/* A board brought up to a later entry: the projects of which anything was written since are made
 * anew from the ledger, all other rows and whole chunks are taken over. */
#include "domain/board/board_facts.h"
#include "board_queries.h"
#include "store/journal.h"

/* Beyond so many changed projects a fresh fold is cheaper; a project is written in so many rows at most, or
 * it is not worth looking. */
static int changes_max(const struct board *old) { return 64 + old->rows / 16; }
enum { ROWS_EACH_MAX = 16 };

/* -- which projects changed -- */

struct changes {
    int64_t *id; /* sorted, each once */
    int count, max;
    bool too_many, plans_changed;
};

static enum err changes_read(struct tx *t, int64_t after, int64_t entry, struct changes *c) {
    struct board_changes_cursor cursor;
    struct board_changes_row row;
    bool has;
    try(board_changes_open(t, after, entry, &cursor));
    for (;;) {
        try(board_changes_next(&cursor, &row, &has));
        if (!has) return OK;
        c->plans_changed |= row.of_plan != 0;
        if (c->count && c->id[c->count - 1] == row.project_id) continue;
        c->too_many = c->count == c->max;
        if (c->too_many) break;
        c->id[c->count++] = row.project_id;
    }
    board_changes_close(&cursor);
    return OK;
}

/* Those of which a row was written after an entry, up to another. */
static enum err changes_find(struct tx *t, const struct board *old, int64_t entry, struct changes *ret) {
    struct board_rows_written_row written;
    *ret = (struct changes){.max = changes_max(old)};
    try(board_rows_written(t, old->entry, entry, &written));
    ret->too_many = written.n > (int64_t)ret->max * ROWS_EACH_MAX;
    if (ret->too_many) return OK;
    /* A row version is of one project, and the one it replaced of another at most. */
    if (ret->max > 2 * written.n) ret->max = (int)(2 * written.n);
    ret->id = arena_array(tx_arena(t), int64_t, (size_t)ret->max);
    return changes_read(t, old->entry, entry, ret);
}

/* -- whether the old rows still stand -- */

/* What was in a dictionary is at its place, called as it was; others may have come behind. */
static bool dictionary_stands(const struct dictionary *old, const struct dictionary *new) {
    bool stands = old->count <= new->count;
    for (int i = 0; i < old->count && stands; i++)
        stands = old->at[i].id == new->at[i].id && text_eq(old->at[i].name_zh, new->at[i].name_zh);
    return stands;
}

/* Everything a row depends on beside its own facts is as it was. */
static enum err rows_stand(const struct fold *fold, struct board *const *olds, const struct changes *c, bool *ret_do) {
    const struct board *old = olds[0], *new = fold->boards[0];
    *ret_do = false;
    if (old->threshold_fen != new->threshold_fen || old->zone_min != new->zone_min) return OK;
    if (old->holders_until_day != NO_DAY && fold->known_day >= old->holders_until_day) return OK;
    if (!dictionary_stands(&old->specialists, &new->specialists)) return OK;
    struct board_city_changed_row city;
    try(board_city_changed(fold->tx, old->entry, fold->entry, &city));
    if (city.is_changed) return OK;
    for (int k = 0; k < fold->years && c->plans_changed; k++) {
        struct board_plans_issued_row issued;
        try(board_plans_issued(fold->tx, olds[k]->year, fold->entry, &issued));
        if (olds[k]->plans_issued != (issued.is_issued != 0)) return OK;
    }
    *ret_do = true;
    return OK;
}

/* -- taking over -- */

static void holders_until_note(struct fold *fold, int32_t day) {
    for (int k = 0; k < fold->years; k++) {
        int32_t *until = &fold->boards[k]->holders_until_day;
        if (day != NO_DAY && (*until == NO_DAY || day < *until)) *until = day;
    }
}

static enum err push_changed(struct fold *fold, int64_t project_id) {
    struct facts f;
    facts_init(&f);
    fold->counts_stand = false;
    enum err e = facts_load_project(fold, project_id, &f);
    if (e == OK) {
        holders_until_note(fold, facts_holders_until(&f, fold->known_day));
        if (f.project_count) facts_push(fold, &f, 0);
    }
    facts_done(&f);
    return e;
}

/* The changed projects below an id, from *at on. */
static enum err push_changed_below(struct fold *fold, const struct changes *c, int *at, int64_t id) {
    for (; *at < c->count && c->id[*at] < id; ++*at) try(push_changed(fold, c->id[*at]));
    return OK;
}

/* What is known of a project now, in the place of its row; *ret_is false: nothing is any more. */
static enum err replace(struct fold *fold, struct chunk *const *chunks, int64_t project_id, bool *ret_is) {
    struct board_row rows[BOARD_YEARS_MAX];
    struct facts f;
    int i = chunk_find(chunks[0], project_id);
    facts_init(&f);
    enum err e = facts_load_project(fold, project_id, &f);
    *ret_is = e == OK && f.project_count;
    if (*ret_is) {
        holders_until_note(fold, facts_holders_until(&f, fold->known_day));
        facts_rows(fold, &f, 0, rows);
        for (int k = 0; k < fold->years; k++)
            if (!chunk_replace(chunks[k], i, &rows[k])) fold->counts_stand = false;
        arena_reset(fold->scratch);
    }
    facts_done(&f);
    return e;
}

/* Copies of chunk n in which the changed projects are replaced, if each of them has a row there and still is one;
 * else *ret_did is false and nothing was pushed. */
static enum err push_replaced(struct fold *fold, struct board *const *olds, int n, const struct changes *c, int *at,
                              bool *ret_did) {
    const struct chunk *chunk = olds[0]->chunks[n];
    struct chunk *copies[BOARD_YEARS_MAX];
    int end = *at;
    for (; end < c->count && c->id[end] <= chunk->project_id[chunk->rows - 1]; end++)
        if (chunk_find(chunk, c->id[end]) < 0) return OK;
    for (int k = 0; k < fold->years; k++) copies[k] = board_push_copy(fold->boards[k], olds[k]->chunks[n]);
    *ret_did = true;
    for (int i = *at; i < end && *ret_did; i++) try(replace(fold, copies, c->id[i], ret_did));
    if (*ret_did) *at = end;
    for (int k = 0; k < fold->years && !*ret_did; k++) board_pop_chunk(fold->boards[k]);
    return OK;
}

/* Chunk n row by row, with the changed projects that belong among its rows. */
static enum err push_rows(struct fold *fold, struct board *const *olds, int n, const struct changes *c, int *at) {
    const struct chunk *chunk = olds[0]->chunks[n];
    fold->counts_stand = false;
    for (int i = 0; i < chunk->rows; i++) {
        try(push_changed_below(fold, c, at, chunk->project_id[i]));
        if (*at < c->count && c->id[*at] == chunk->project_id[i]) {
            try(push_changed(fold, c->id[(*at)++]));
            continue;
        }
        for (int k = 0; k < fold->years; k++) {
            struct board_row row;
            chunk_row(olds[k]->chunks[n], i, &row);
            board_push(fold->boards[k], &row);
        }
    }
    return OK;
}

static enum err take_over(struct fold *fold, struct board *const *olds, const struct changes *c) {
    int at = 0;
    fold->counts_stand = true;
    for (int k = 0; k < fold->years; k++) {
        must(olds[k]->entry == olds[0]->entry && olds[k]->year == fold->boards[k]->year);
        must(olds[k]->rows == olds[0]->rows);
        fold->boards[k]->plans_issued = olds[k]->plans_issued;
        fold->boards[k]->holders_until_day = olds[k]->holders_until_day;
    }
    for (int n = 0; n < olds[0]->chunk_count; n++) {
        const struct chunk *chunk = olds[0]->chunks[n];
        bool is_full = chunk->rows == CHUNK_ROWS; /* nothing can be appended to it */
        bool untouched = at == c->count || (is_full && c->id[at] > chunk->project_id[chunk->rows - 1]);
        bool is_aligned = fold->boards[0]->rows % CHUNK_ROWS == 0, did = false;
        if (!untouched && is_aligned) try(push_replaced(fold, olds, n, c, &at, &did));
        if (!did && (!untouched || !is_aligned)) try(push_rows(fold, olds, n, c, &at));
        else if (!did)
            for (int k = 0; k < fold->years; k++) board_push_chunk(fold->boards[k], olds[k]->chunks[n]);
    }
    return push_changed_below(fold, c, &at, INT64_MAX);
}

static enum err try_refresh(struct tx *t, struct board *const *olds, int years, int64_t entry, bool *ret_did,
                            struct board **ret) {
    struct changes c;
    struct fold fold;
    *ret_did = false;
    try(changes_find(t, olds[0], entry, &c));
    if (c.too_many) return OK;
    try(fold_begin(t, entry, olds[0]->year, years, olds[0], &fold));
    enum err e = rows_stand(&fold, olds, &c, ret_did);
    if (e == OK && *ret_did) e = take_over(&fold, olds, &c);
    if (e == OK && *ret_did) fold_end(&fold, ret);
    fold_done(&fold);
    return e;
}

enum err board_rows_since(struct tx *t, const struct board *b, int64_t after, int64_t entry, int64_t *ret_n,
                          int64_t *ret_known_ms) {
    struct board_rows_written_row all;
    struct journal_row head;
    *ret_n = INT64_MAX;
    if (entry < after || after < b->entry || !b->entry) return OK;
    try(journal_entry(t, entry, &head));
    try(board_rows_written(t, after, entry, &all));
    int32_t day = day_of_ms(head.recorded_ms, b->zone_min);
    if (b->holders_until_day == NO_DAY || day < b->holders_until_day) *ret_n = all.n;
    *ret_known_ms = head.recorded_ms;
    return OK;
}

enum err board_refresh(struct tx *t, struct board *const *olds, int years, int64_t entry, struct board **ret) {
    bool did = false;
    if (entry >= olds[0]->entry) try(try_refresh(t, olds, years, entry, &did, ret));
    return did ? OK : board_fold(t, entry, olds[0]->year, years, ret);
}
