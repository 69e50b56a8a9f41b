/* The duty matrix: each month of a year, each area, department or unit, counted from the columns in one pass a month. */
#include "domain/board/select.h"
#include "domain/stats/duty.h"
#include <string.h>

/* A place in rows[] for each unit: open addressing, for there are as many units as projects. */
struct unit_places {
    uint64_t *key;
    int *place; /* 1 + index into rows; 0: free */
    size_t mask;
};

struct counting {
    struct arena *a;
    const struct position *p;
    enum duty_by by;
    struct duty_row *rows;
    int row_count, row_room;
    struct unit_places units;
    uint32_t group[CHUNK_ROWS];    /* of the chunk's rows: index into rows */
    uint8_t standing[CHUNK_ROWS];  /* in the month that is counted */
    uint8_t preliminary[CHUNK_ROWS];
};

bool duty_row_has(const struct chunk *c, int i, enum duty_by by, uint16_t key, uint64_t unit_key) {
    switch (by) {
    case DUTY_BY_AREA: return c->area[i] == key;
    case DUTY_BY_DEPARTMENT: return c->department[0][i] == key;
    case DUTY_BY_UNIT: return c->unit_key[i] == unit_key;
    case DUTY_BY_ALL:
    case DUTY_BY_COUNT: break;
    }
    return true;
}

/* -- which row of the matrix -- */

static const struct dictionary *dictionary_of(const struct board *b, enum duty_by by) {
    return by == DUTY_BY_AREA ? &b->areas : by == DUTY_BY_DEPARTMENT ? &b->departments : NULL;
}

static uint32_t unit_row(struct counting *x, uint64_t key, int row) {
    struct unit_places *u = &x->units;
    size_t at = (size_t)(key ^ key >> 32) & u->mask;
    while (u->place[at] && u->key[at] != key) at = (at + 1) & u->mask;
    if (!u->place[at]) {
        must(x->row_count < x->row_room);
        u->key[at] = key;
        x->rows[x->row_count] = (struct duty_row){.unit_key = key, .first_row = row};
        u->place[at] = ++x->row_count;
    }
    return (uint32_t)u->place[at] - 1;
}

static void units_begin(struct counting *x) {
    size_t places = 64;
    while (places < 2 * (size_t)x->p->board->rows) places *= 2;
    x->units.key = arena_array(x->a, uint64_t, places);
    x->units.place = arena_array(x->a, int, places);
    x->units.mask = places - 1;
}

/* Rows of a dictionary stand ready, one more for "not stated"; those of units are made as they are met. */
static void rows_begin(struct counting *x) {
    const struct dictionary *d = dictionary_of(x->p->board, x->by);
    x->row_room = d ? d->count + 1 : x->by == DUTY_BY_UNIT ? x->p->board->rows + 1 : 1;
    x->rows = arena_array(x->a, struct duty_row, (size_t)x->row_room);
    if (x->by == DUTY_BY_UNIT) return units_begin(x);
    x->row_count = x->row_room;
    for (int k = 0; k < x->row_count; k++) {
        x->rows[k].key = (uint16_t)(d && k < d->count ? k : (int)NO_KEY);
        x->rows[k].first_row = -1;
    }
}

static void chunk_groups(struct counting *x, int n, const uint64_t *any) {
    const struct chunk *c = x->p->board->chunks[n];
    const struct dictionary *d = dictionary_of(x->p->board, x->by);
    const uint16_t *column = x->by == DUTY_BY_AREA ? c->area : c->department[0];
    for (int i = 0; i < CHUNK_ROWS; i++) x->group[i] = 0;
    for (int i = 0; d && i < c->rows; i++) x->group[i] = column[i] < d->count ? column[i] : (uint32_t)d->count;
    for (int i = 0; x->by == DUTY_BY_UNIT && i < c->rows; i++)
        if (any[i / 64] >> i % 64 & 1) x->group[i] = unit_row(x, c->unit_key[i], n * CHUNK_ROWS + i);
    for (int i = 0; i < CHUNK_ROWS; i++) x->preliminary[i] = chunk_is_preliminary(c, i) ? STANDING_PRELIMINARY : 0;
}

/* -- a month of a chunk -- */

static void month_standings(struct counting *x, const struct chunk *c, int m) {
    memcpy(x->standing, x->preliminary, sizeof x->standing);
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (int i = 0; i < CHUNK_ROWS; i++)
            x->standing[i] |= (uint8_t)((c->listed_months[level][i] >> m & 1) << level);
}

static void month_count(struct counting *x, int n, int m, const uint64_t *bits) {
    const struct chunk *c = x->p->board->chunks[n];
    const struct duty_terms *terms = &x->p->duty->month[m];
    month_standings(x, c, m);
    for (int w = 0; w < CHUNK_WORDS; w++)
        for (uint64_t left = bits[w]; left; left &= left - 1) {
            int i = w * 64 + __builtin_ctzll(left);
            if (!(c->platform_months[i] >> m & 1)) continue;
            struct duty_facts f = duty_facts_at(c, i, m, x->standing[i]);
            duty_count(&x->rows[x->group[i]].at[m], duty_judge(terms, &f));
        }
}

/* -- what comes out -- */

static void finish(struct counting *x, struct duty_matrix *ret) {
    *ret = (struct duty_matrix){.at = x->rows, .all = {.key = NO_KEY, .first_row = -1}};
    for (int k = 0; k < x->row_count; k++) {
        struct duty_row *row = &x->rows[k];
        for (int m = 0; m < YEAR_MONTHS; m++) {
            duty_counts_add(&row->whole, &row->at[m]);
            duty_counts_add(&ret->all.at[m], &row->at[m]);
        }
        duty_counts_add(&ret->all.whole, &row->whole);
        if (duty_expected(&row->whole)) ret->at[ret->count++] = *row;
    }
}

void duty_matrix_of(struct arena *a, const struct position *p, const struct duty_asked *asked, struct duty_matrix *ret) {
    struct counting *x = arena_new_of(a, struct counting);
    struct selection of_month[YEAR_MONTHS];
    x->a = a, x->p = p, x->by = asked->by;
    rows_begin(x);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        struct question q = asked->where;
        q.month = month_of(p->year, m + 1);
        q.with_uncounted = true;
        of_month[m] = board_select(a, p->board, &q);
    }
    for (int n = 0; n < p->board->chunk_count; n++) {
        uint64_t any[CHUNK_WORDS] = {0};
        for (int m = 0; m < YEAR_MONTHS; m++)
            for (int w = 0; w < CHUNK_WORDS; w++) any[w] |= of_month[m].bits[n * CHUNK_WORDS + w];
        chunk_groups(x, n, any);
        for (int m = 0; m < YEAR_MONTHS; m++) month_count(x, n, m, of_month[m].bits + n * CHUNK_WORDS);
    }
    finish(x, ret);
}
