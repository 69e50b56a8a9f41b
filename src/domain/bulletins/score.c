#include "domain/bulletins/score.h"
#include "base/text.h"
#include <stdlib.h>

enum { HUNDRED_PERCENT = 100 * CENTI };

static const struct { const char *key; enum word word; } modes[SCORE_MODES] = {
    {"share", W_score_share}, {"target", W_score_target}, {"each", W_score_each}, {"place", W_score_place},
    {"bonus", W_score_bonus}};

const char *score_mode_key(enum score_mode mode) { return modes[mode].key; }
enum word score_mode_word(enum score_mode mode) { return modes[mode].word; }
enum score_mode score_mode_read(const char *key) {
    unsigned mode = 0;
    while (mode < SCORE_MODES && !text_eq(modes[mode].key, key)) mode++;
    return mode;
}

/* -- what one row makes of one value -- */

__extension__ typedef __int128 wide;

/* x × y ÷ z, half away from zero. */
static int64_t times_over(int64_t x, int64_t y, int64_t z) {
    wide n = (wide)x * y * 2;
    return (int64_t)((n < 0 ? n - z : n + z) / ((wide)z * 2));
}

/* A value in hundredths of the item's unit: counts as such, amounts in 亿 yuan. */
static int64_t centi_of(unsigned figure, int64_t value) {
    enum figure_unit unit = bulletin_figure_unit(figure);
    if (unit == FIGURE_COUNT) return value * CENTI;
    return unit == FIGURE_FEN ? times_over(value, CENTI, FEN_PER_YI) : value;
}

static int64_t target_points(const struct score_rule *r, int64_t v) {
    int64_t better = r->is_less ? r->target - v : v - r->target;
    int64_t moved = better < 0 ? times_over(-better, r->below, r->step) : times_over(better, r->above, r->step);
    if (r->cap && moved > r->cap) moved = r->cap;
    return better < 0 ? r->weight - moved : r->weight + moved;
}

static int64_t points_of(const struct score_rule *r, int64_t value, int64_t place) {
    int64_t v = centi_of(r->figure, value);
    switch (r->mode) {
    case SCORE_SHARE: return times_over(r->weight, r->is_less ? HUNDRED_PERCENT - v : v, HUNDRED_PERCENT);
    case SCORE_TARGET: return target_points(r, v);
    case SCORE_EACH: return (r->is_less ? -r->weight : r->weight) * value;
    case SCORE_PLACE: {
        int64_t points = r->weight - (place - 1) * r->below;
        return points > 0 ? points : 0;
    }
    case SCORE_BONUS: return (r->is_less ? v <= r->target : v >= r->target) ? r->weight : 0;
    case SCORE_MODES: break;
    }
    return 0;
}

/* How many are better, and one: those of whom it is not known have no place. */
static int64_t place_of(const struct score_rule *r, const struct bulletin_groups *groups, int64_t value) {
    int64_t place = 1;
    for (size_t i = 0; i < groups->count; i++) {
        int64_t other = groups->at[i].value[r->figure];
        if (groups->at[i].key == NO_KEY || other == NO_INT) continue;
        place += r->is_less ? other < value : other > value;
    }
    return place;
}

static struct scored score_of(const struct score_formula_rules *rules, const struct bulletin_groups *groups,
                              const struct bulletin_group *g) {
    struct scored s = {.group = g};
    for (size_t i = 0; i < rules->count; i++) {
        const struct score_rule *r = &rules->at[i];
        int64_t value = g->value[r->figure];
        if (value == NO_INT) {
            s.missing[s.missing_count++] = r->figure;
            s.points[i] = NO_INT;
            continue;
        }
        s.points[i] = points_of(r, value, r->mode == SCORE_PLACE ? place_of(r, groups, value) : 0);
        s.score += s.points[i];
    }
    if (s.missing_count) s.score = NO_INT;
    return s;
}

/* The best first, those that are not ranked last; equal ones in the order of the dictionary. */
static int by_score(const void *left, const void *right) {
    const struct scored *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return (int)a->group->key - (int)b->group->key;
}

struct scored *score_rank(struct arena *a, const struct score_formula_rules *rules, const struct bulletin_groups *groups,
                          size_t *ret_count) {
    struct scored *at = arena_array(a, struct scored, groups->count);
    size_t n = 0;
    for (size_t i = 0; i < groups->count; i++)
        if (groups->at[i].key != NO_KEY) at[n++] = score_of(rules, groups, &groups->at[i]);
    if (n > 1) qsort(at, n, sizeof *at, by_score);
    for (size_t i = 0; i < n && at[i].score != NO_INT; i++) {
        bool as_before = i && at[i - 1].score == at[i].score;
        at[i].rank = as_before ? at[i - 1].rank : (int64_t)i + 1;
        if (as_before) at[i].is_tied = at[i - 1].is_tied = true;
    }
    *ret_count = n;
    return at;
}
