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

/* Every answer duty_judge can give in a month, made once: of each standing where its clock stands, of each report few bits.
 * Then a row is a look-up without a branch, for what 600,000 reports are like is not to be guessed. */
enum { STANDS_NOT_ASKED, STANDS_OPEN, STANDS_LATE, STANDS_LOCKED, STANDS_COUNT };
enum { IS_TIMELY = TOLD_COUNT /* beside the bits of enum report_told */, ROW_BITS = 2 * TOLD_COUNT };
enum { NOWHERE = STANDINGS /* a bit beside the standing: not on the platform */, PLACES = 2 * STANDINGS };
static_assert((int)DUTY_STATES <= 16, "a state has a place of its own");
struct answers {
    int32_t due_day[PLACES];
    uint16_t begin[PLACES];
    uint8_t cell[STANDS_COUNT * ROW_BITS]; /* state, and what came above it */
};

struct counting {
    struct arena *a;
    const struct position *p;
    enum duty_by by;
    struct duty_row *rows;
    int row_count, row_room;
    struct unit_places units;
    struct answers answers[YEAR_MONTHS];
    uint32_t group[CHUNK_ROWS];    /* of the chunk's rows: index into rows */
    uint8_t standing[CHUNK_ROWS];  /* in the month that is counted */
    uint8_t nowhere[CHUNK_ROWS];   /* the same of a month in which it is on no list and not on the platform */
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
    for (int i = 0; i < CHUNK_ROWS; i++) x->nowhere[i] = NOWHERE | (chunk_is_preliminary(c, i) ? STANDING_PRELIMINARY : 0);
}

/* -- a month of a chunk -- */

/* Turns a bit where a month has one; nothing is written through what is read, so that the loop becomes vectors. */
static void bit_turn(uint8_t *restrict standing, const uint16_t *restrict months, int m, int bit) {
    for (int i = 0; i < CHUNK_ROWS; i++) standing[i] ^= (uint8_t)((months[i] >> m & 1) << bit);
}

static void month_standings(struct counting *x, const struct chunk *c, int m) {
    memcpy(x->standing, x->nowhere, sizeof x->standing);
    for (int level = 0; level < LEVEL_COUNT; level++) bit_turn(x->standing, c->listed_months[level], m, level);
    bit_turn(x->standing, c->platform_months, m, REPORT_LISTS);
}

static unsigned stands_at(const struct duty_terms *t, unsigned standing) {
    if (standing & NOWHERE || !t->at[standing].is_asked) return STANDS_NOT_ASKED;
    if (t->known_day <= t->at[standing].due_day) return STANDS_OPEN;
    return t->known_day <= t->at[standing].last_day ? STANDS_LATE : STANDS_LOCKED;
}

static uint8_t answer(unsigned stands, unsigned bits) {
    enum { DUE = 100, LAST = 200 };
    static const int32_t known_day[STANDS_COUNT] = {
        [STANDS_NOT_ASKED] = DUE, [STANDS_OPEN] = DUE, [STANDS_LATE] = LAST, [STANDS_LOCKED] = LAST + 1};
    struct duty_terms t = {.known_day = known_day[stands]};
    t.at[0].due_day = DUE;
    t.at[0].last_day = LAST;
    t.at[0].is_asked = stands != STANDS_NOT_ASKED;
    struct duty_facts f = {.reported = bits & TOLD_REPORTED, .has_figure = bits & TOLD_FIGURE, .arrived_day = NO_DAY,
                           .excepted_day = bits & TOLD_EXCEPTED ? t.known_day : NO_DAY};
    if (bits & TOLD_ARRIVED) f.arrived_day = bits & IS_TIMELY ? DUE : DUE + 1;
    struct duty d = duty_judge(&t, &f);
    return (uint8_t)(d.state | d.came << 4);
}

static void answers_make(const struct duty_terms *t, struct answers *ret) {
    for (unsigned standing = 0; standing < PLACES; standing++) {
        ret->due_day[standing] = standing & NOWHERE ? 0 : t->at[standing].due_day;
        ret->begin[standing] = (uint16_t)(stands_at(t, standing) * ROW_BITS);
    }
    for (unsigned stands = 0; stands < STANDS_COUNT; stands++)
        for (unsigned bits = 0; bits < ROW_BITS; bits++)
            ret->cell[stands * ROW_BITS + bits] = (bits & TOLD_REPORTED) < REPORTED_COUNT ? answer(stands, bits) : 0;
}

/* As duty_facts_at and duty_judge see it; few have an exception, and fewer one that is over. */
static inline unsigned row_bits(const struct chunk *c, int i, int m, int32_t due_day, int32_t known_day) {
    unsigned told = c->told[m][i];
    if (told & TOLD_EXCEPTED && known_day > c->excepted_day[m][i]) told &= ~(unsigned)TOLD_EXCEPTED;
    return told | (unsigned)(c->arrived_day[m][i] <= due_day) * IS_TIMELY;
}

static void month_count(struct counting *x, int n, int m, const uint64_t *bits) {
    const struct chunk *c = x->p->board->chunks[n];
    const struct answers *of = &x->answers[m];
    int32_t known_day = x->p->duty->month[m].known_day;
    month_standings(x, c, m);
    for (int w = 0; w < CHUNK_WORDS; w++)
        for (uint64_t left = bits[w]; left; left &= left - 1) {
            int i = w * 64 + __builtin_ctzll(left);
            unsigned standing = x->standing[i];
            unsigned cell = of->cell[of->begin[standing] + row_bits(c, i, m, of->due_day[standing], known_day)];
            struct duty_counts *counts = &x->rows[x->group[i]].at[m];
            counts->state[cell & 15]++;
            counts->came[cell >> 4]++;
        }
}

/* What is not expected was counted, too, so that nothing had to be asked of a row. */
static void month_uncount(struct duty_counts *c) {
    c->came[CAME_OPEN] -= c->state[DUTY_NONE];
    c->state[DUTY_NONE] = 0;
}

/* -- what comes out -- */

static void finish(struct counting *x, struct duty_matrix *ret) {
    *ret = (struct duty_matrix){.at = x->rows, .all = {.key = NO_KEY, .first_row = -1}};
    for (int k = 0; k < x->row_count; k++) {
        struct duty_row *row = &x->rows[k];
        for (int m = 0; m < YEAR_MONTHS; m++) {
            month_uncount(&row->at[m]);
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
        answers_make(&p->duty->month[m], &x->answers[m]);
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
