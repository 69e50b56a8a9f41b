/* duty -- which reports are expected of whom, how far each has come, and whether it came in time.
 *
 * A report is expected of every project on the platform at the month's end whose lists ask for it (room calendar), from the
 * day on which it may be given. Each expected one is in exactly one state, so that the states of a square add up to what is
 * expected. Late and locked are states of what never came; what came and was returned is "returned", however late it is.
 *
 * In time is what was first sent by the due day, whatever became of it later: how long it lay with those who check it, or
 * what they sent back, is not lateness. What is not due yet is neither timely nor late.
 *
 * A figure of the month that a sheet or a hand stated stands for the report, from the day on which it was first stated; as
 * for the light "figures missing" one that follows from what was stated of other months is there, too, but it came on no day. */
#pragma once
#include "domain/board/standing.h"
#include "domain/stats/indicator.h"
#include "domain/stats/position.h"

struct duty {
    enum duty_state state;
    enum duty_came came; /* CAME_OPEN: not here and not due, or not expected */
};

/* "at_area", 在区市, and the sign that stands for it beside colour. The read one gives DUTY_STATES for any other word. */
const char *duty_state_key(enum duty_state state);
enum word duty_state_word(enum duty_state state);
enum duty_state duty_state_read(const char *key);
const char *duty_came_key(enum duty_came came);
enum word duty_came_word(enum duty_came came);

/* What is asked of each standing for one period, as seen from a day. */
struct duty_terms {
    int32_t known_day;
    struct {
        int32_t due_day, last_day; /* last_day INT32_MAX: it never locks */
        bool is_asked;             /* owed, and it may be given by now */
    } at[STANDINGS];
};
void duty_terms_of(const struct calendar *c, struct period p, int32_t known_day, struct duty_terms *ret);
/* The twelve months of a year. */
struct duty_law {
    struct duty_terms month[YEAR_MONTHS];
};

/* What is known of one report. */
struct duty_facts {
    unsigned standing;
    enum reported reported;
    int32_t arrived_day, excepted_day; /* as on the board */
    bool has_figure;
};
/* What was never sent, by the three clocks. */
static inline enum duty_state duty_never_sent(const struct duty_terms *t, const struct duty_facts *f) {
    bool is_excepted = f->excepted_day != NO_DAY && t->known_day <= f->excepted_day;
    if (t->known_day > t->at[f->standing].last_day && !is_excepted) return DUTY_LOCKED;
    if (t->known_day > t->at[f->standing].due_day) return DUTY_LATE;
    return f->reported == REPORTED_DRAFT ? DUTY_DRAFT : DUTY_NOT_STARTED;
}
static inline enum duty_state duty_state_of(const struct duty_terms *t, const struct duty_facts *f) {
    static const uint8_t sent[REPORTED_COUNT] = {
        [REPORTED_RETURNED] = DUTY_RETURNED, [REPORTED_AT_AREA] = DUTY_AT_AREA,
        [REPORTED_AT_DEPARTMENT] = DUTY_AT_DEPARTMENT, [REPORTED_AT_OFFICE] = DUTY_AT_OFFICE,
        [REPORTED_ACCEPTED] = DUTY_ACCEPTED};
    if (sent[f->reported]) return sent[f->reported];
    if (f->has_figure) return DUTY_FIGURE;
    /* A draft of something that had come: returned, sent once more and taken back. */
    return f->arrived_day != NO_DAY ? DUTY_DRAFT : duty_never_sent(t, f);
}
/* Inline, for the matrix judges 600,000 of them. */
static inline struct duty duty_judge(const struct duty_terms *t, const struct duty_facts *f) {
    struct duty d = {DUTY_NONE, CAME_OPEN};
    if (!t->at[f->standing].is_asked) return d;
    int32_t due_day = t->at[f->standing].due_day;
    d.state = duty_state_of(t, f);
    if (f->arrived_day != NO_DAY) d.came = f->arrived_day <= due_day ? CAME_TIMELY : CAME_LATE;
    else if (d.state >= DUTY_HERE) d.came = CAME_UNDATED;
    else d.came = t->known_day > due_day ? CAME_LATE : CAME_OPEN;
    return d;
}
/* A row's month, 0 to 11. */
static inline struct duty_facts duty_facts_at(const struct chunk *c, int i, int m, unsigned standing) {
    struct duty_facts f = {.standing = standing, .reported = c->reported[m][i],
                           .arrived_day = c->arrived_day[m][i], .excepted_day = c->excepted_day[m][i],
                           .has_figure = c->told[m][i] & TOLD_FIGURE};
    return f;
}
static inline struct duty_facts duty_facts_of(const struct chunk *c, int i, int m) {
    return duty_facts_at(c, i, m, chunk_standing(c, i, m));
}
static inline struct duty duty_of(const struct position *p, int row, int m) {
    struct duty_facts f = duty_facts_of(board_chunk(p->board, row), row % CHUNK_ROWS, m);
    struct duty none = {DUTY_NONE, CAME_OPEN};
    bool is_here = board_chunk(p->board, row)->platform_months[row % CHUNK_ROWS] >> m & 1;
    return is_here ? duty_judge(&p->duty->month[m], &f) : none;
}

/* -- counting -- */

static inline void duty_count(struct duty_counts *c, struct duty d) {
    if (d.state == DUTY_NONE) return;
    c->state[d.state]++;
    c->came[d.came]++;
}
void duty_counts_add(struct duty_counts *to, const struct duty_counts *c);
int64_t duty_expected(const struct duty_counts *c);
int64_t duty_here(const struct duty_counts *c);
/* Late of those that are due: came late, or not yet. */
static inline int64_t duty_late(const struct duty_counts *c) { return c->came[CAME_LATE]; }
/* Percent in time of what is due or has come; of what is expected, here. Missing from nothing; undated ones are told. */
struct figure_value duty_timely_rate(const struct duty_counts *c);
struct figure_value duty_complete_rate(const struct duty_counts *c);

/* -- the matrix -- */

enum duty_by { DUTY_BY_ALL, DUTY_BY_AREA, DUTY_BY_DEPARTMENT, DUTY_BY_UNIT, DUTY_BY_COUNT };
struct duty_asked {
    struct question where; /* its month is left out: each month of the position's year is asked for itself */
    enum duty_by by;
};
struct duty_row {
    uint16_t key;         /* index into the dictionary, NO_KEY: not stated; by unit 0 */
    uint64_t unit_key;    /* by unit; 0: not stated */
    int first_row;        /* a row of the board that is in it: it knows the unit's name */
    struct duty_counts at[YEAR_MONTHS], whole;
};
struct duty_matrix {
    int count;
    struct duty_row *at;  /* in the order of the dictionary; units in the order of their first project */
    struct duty_row all;
};
/* In the arena. Rows of which nothing is expected all year are left out. */
void duty_matrix_of(struct arena *a, const struct position *p, const struct duty_asked *asked, struct duty_matrix *ret);
/* Is a row of the board in a row of the matrix? */
bool duty_row_has(const struct chunk *c, int i, enum duty_by by, uint16_t key, uint64_t unit_key);
