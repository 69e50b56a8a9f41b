/* bulletin_figure -- the figures a bulletin speaks of: those of the dictionary, and some that only bulletins reckon.
 *
 * A value is a whole number: counts as they are, amounts in fen, shares and points in hundredths of a percent, points of a
 * score in hundredths. So no floating point comes into what is hashed. NO_INT: not known, and never taken for zero. */
#pragma once
#include "domain/stats/figures.h"

enum {
    OWN_NEW_STARTS = INDICATOR_COUNT, /* started this year, of those new this year */
    OWN_CONTINUING,
    OWN_UNLISTED,                     /* started and not entered in the bureau's statistics */
    OWN_CREDIBLE,                     /* reports without an odd note that nobody answered */
    OWN_SCORE,
    BULLETIN_FIGURES
};
enum { CENTI = 100 }; /* hundredths in a whole */

/* n below BULLETIN_FIGURES. */
const char *bulletin_figure_code(unsigned n);
enum word bulletin_figure_name(unsigned n);
enum word bulletin_figure_formula(unsigned n);
enum figure_unit bulletin_figure_unit(unsigned n); /* of a score: FIGURE_POINTS */
/* The dictionary's own, or the one it is a part of: /figures has a page on it. NO_INDICATOR: none. */
enum indicator_no bulletin_figure_indicator(unsigned n);
/* BULLETIN_FIGURES if there is none of this code. */
unsigned bulletin_figure_read(const char *code);
/* A whole number in words of both languages: "1,764", "1,010.0 亿元", "131.9%". `is_plain`: without its sign, for a
 * sentence that says "behind". */
struct both bulletin_value_said(struct arena *a, unsigned n, int64_t value, bool is_plain);

/* -- of a group of projects -- */

struct bulletin_group {
    uint16_t key;               /* of the dictionary; NO_KEY: not stated */
    int64_t value[BULLETIN_FIGURES];
    int64_t unknown[BULLETIN_FIGURES]; /* projects it ought to speak of and knows nothing of */
};
struct bulletin_groups {
    struct bulletin_group *at;
    size_t count;
};
enum bulletin_by { BULLETIN_WHOLE, BULLETIN_BY_LEVEL, BULLETIN_BY_AREA, BULLETIN_BY_DEPARTMENT, BULLETIN_BYS };
const char *bulletin_by_key(enum bulletin_by by); /* "", "level", "area", "department" */
enum bulletin_by bulletin_by_read(const char *key); /* BULLETIN_BYS for a word nobody knows */
enum group_by bulletin_group_by(enum bulletin_by by);

/* All that a bulletin on a month is made from: the key lists, everybody's rows. */
struct bulletin_facts {
    const struct position *p;
    int32_t month;
    struct selection rows;           /* on the key lists at the end of the month */
    const int64_t *odd;              /* projects with an unanswered note on a report of the month, rising */
    size_t odd_count;
    struct bulletin_groups groups[BULLETIN_BYS];
};
must_use enum err bulletin_facts_of(struct tx *t, const struct position *p, int32_t month, struct bulletin_facts *ret);
/* Whether a project's report of the month came the chain's way; whether it has an odd note that nobody answered. */
bool bulletin_report_is_here(const struct bulletin_facts *f, int row);
bool bulletin_report_is_odd(const struct bulletin_facts *f, int64_t project_id);
/* A row counts among those of one of the own figures. */
bool bulletin_row_counts(const struct bulletin_facts *f, unsigned figure, int row);
