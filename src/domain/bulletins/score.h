/* score -- by which formula areas and departments are ranked: rows of item, mode and weight, and what they make.
 *
 * Pure. Points and weights are hundredths of a point; targets and steps hundredths of the item's unit (1 %, one project, 1 亿
 * yuan). Points are rounded to the hundredth, half away from zero. What is not known makes no points: a unit of which an
 * item is not known is not ranked, and is told apart with what is missing. */
#pragma once
#include "domain/bulletins/bulletin_figure.h"

enum score_mode {
    SCORE_SHARE,  /* weight × the share; of less is better: weight × what is left of 100 % */
    SCORE_TARGET, /* weight at the target; less `below` a step on the worse side, more `above` a step on the better one */
    SCORE_EACH,   /* weight for each one; of less is better: taken */
    SCORE_PLACE,  /* weight for the first place, less `below` for each place after it, never under 0 */
    SCORE_BONUS,  /* weight from the target on */
    SCORE_MODES
};
const char *score_mode_key(enum score_mode mode);
enum score_mode score_mode_read(const char *key); /* SCORE_MODES for a word nobody knows */
enum word score_mode_word(enum score_mode mode);

struct score_rule {
    unsigned figure; /* of bulletin_figure.h */
    enum score_mode mode;
    bool is_less;    /* less is better */
    int64_t weight, target, step, below, above, cap; /* cap 0: none */
};
enum { SCORE_RULES_MAX = 20 };
struct score_formula_rules {
    int64_t full; /* what rows of share, target and place add up to */
    size_t count;
    struct score_rule at[SCORE_RULES_MAX];
};

/* -- formulas that were published, and the house's own -- */

struct score_sample {
    const char *key;
    enum word name, note; /* the note: where it is from, and what of it cannot be told here */
    struct score_formula_rules rules;
};
extern const struct score_sample score_samples[];
extern const size_t score_sample_count;
/* NULL if there is none of this key; the first is what holds while nobody has said otherwise. */
const struct score_sample *score_sample_find(const char *key);

/* -- as people type it: a row a line, fields parted by commas -- */

/* Item, mode, direction, weight, target, step, below, above, cap: those at the end may be left out. Names in either
 * language, or keys. Each fault names its line. */
bool score_read(struct arena *a, const char *text, int64_t full, struct score_formula_rules *ret, struct faults *faults);
/* What score_read() reads, in a language. */
const char *score_typed(struct arena *a, enum lang lang, const struct score_formula_rules *rules);
/* A row in words. */
struct both score_rule_said(struct arena *a, const struct score_rule *r);
/* "12.5" as 1250: at most two places. */
bool score_centi_read(struct span text, int64_t *ret);
const char *score_centi_print(struct arena *a, int64_t centi);
/* Rows and full marks are possible; else faults with the number of the row. */
void score_check(struct arena *a, const struct score_formula_rules *rules, struct faults *faults);

/* -- reckoned -- */

struct scored {
    const struct bulletin_group *group;
    int64_t points[SCORE_RULES_MAX]; /* of each row */
    int64_t score;                   /* their sum; NO_INT: not ranked */
    int64_t rank;                    /* 1 for the best; equal scores have the same one, and the next ones are left out */
    bool is_tied;
    unsigned missing[SCORE_RULES_MAX]; /* figures that are not known */
    size_t missing_count;
};
/* The groups that are some unit's (no NO_KEY), ranked ones first in order of rank, then those that are not; in the arena. */
struct scored *score_rank(struct arena *a, const struct score_formula_rules *rules, const struct bulletin_groups *groups,
                          size_t *ret_count);
