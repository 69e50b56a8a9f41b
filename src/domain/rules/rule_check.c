#include "domain/rules/rule_check.h"
#include "base/text.h"
#include "domain/overview/asked.h"

static struct both hundredths(struct arena *a, int64_t n) { return both_text(money_exact(a, n, 100)); }

struct light_terms rule_terms(const struct light_rule *row) {
    return (struct light_terms){light_mode(light_rule_no(row->rule), row->mode), (int32_t)row->yellow, (int32_t)row->red,
                                (int32_t)row->hold, row->is_on != 0};
}

const struct light_rule *rule_standing(const struct light_rule *row, const struct light_rule *stands, size_t count,
                                             int32_t month) {
    const struct light_rule *best = NULL;
    struct light_scope of, other;
    if (!light_scope_read(row, &of)) return NULL;
    for (size_t i = 0; i < count; i++) {
        const struct light_rule *r = &stands[i];
        if (!text_eq(r->rule, row->rule) || r->from_month > month || !light_scope_read(r, &other) ||
            !light_scope_eq(&of, &other))
            continue;
        if (!best || r->from_month >= best->from_month) best = r;
    }
    return best;
}

/* -- thresholds -- */

/* The largest number that means anything: 1000 % or points, ten years. */
static int32_t most_of(const struct light_mode *mode) {
    return mode->measure == GAUGE_DAYS ? 365000 : mode->measure == GAUGE_MONTHS ? 12000 : 100000;
}

static bool number_fault(struct arena *a, const struct light_mode *mode, int64_t n, struct both *ret) {
    int32_t most = most_of(mode);
    if (n < 0 || n > most) {
        *ret = SAY(a, W_rule_fault_range, hundredths(a, n), hundredths(a, 0), hundredths(a, most));
        return true;
    }
    if (n % mode->step == 0) return false;
    *ret = SAY(a, W_rule_fault_whole, hundredths(a, n));
    return true;
}

/* Red worse than yellow; at the same number only if that number itself is yellow and what is past it red. */
static bool is_crossed(const struct light_mode *mode, const struct light_rule *row) {
    if (mode->yellow_edge == EDGE_NEVER || mode->red_edge == EDGE_NEVER) return false;
    int64_t worse = mode->sense * (row->red - row->yellow);
    return worse < 0 || (worse == 0 && !(mode->yellow_edge == EDGE_AT && mode->red_edge == EDGE_PAST));
}

/* Months and days are counted from nothing: a threshold eased to nothing is never left again. */
static bool holds_for_ever(const struct light_mode *mode, const struct light_rule *row) {
    int64_t least = mode->yellow_edge == EDGE_NEVER ? row->red : row->yellow;
    return row->hold > 0 && mode->measure >= GAUGE_MONTHS && row->hold >= least;
}

static bool numbers_fault(struct arena *a, const struct light_mode *mode, const struct light_rule *row, const char **ret_field,
                          struct both *ret) {
    const struct {
        const char *field;
        int64_t n;
        bool counts;
    } numbers[] = {{"yellow", row->yellow, mode->yellow_edge != EDGE_NEVER}, {"red", row->red, mode->red_edge != EDGE_NEVER},
                   {"hold", row->hold, true}};
    for (size_t i = 0; i < countof(numbers); i++) {
        *ret_field = numbers[i].field;
        if (numbers[i].counts && number_fault(a, mode, numbers[i].n, ret)) return true;
    }
    *ret_field = "red";
    if (is_crossed(mode, row)) {
        *ret = SAY(a, W_rule_fault_crossed, hundredths(a, row->red), hundredths(a, row->yellow));
        return true;
    }
    *ret_field = "hold";
    if (!holds_for_ever(mode, row)) return false;
    *ret = SAY(a, W_rule_fault_hold, hundredths(a, row->hold),
               hundredths(a, mode->yellow_edge == EDGE_NEVER ? row->red : row->yellow));
    return true;
}

/* -- whom it is for -- */

/* Stages whose projects a rule could never light. */
static unsigned never_lit(enum light_rule_no n) {
    const unsigned left = 1U << WITHDRAWN;
    if (n == RULE_START) return left | 1U << UNDER_CONSTRUCTION | 1U << SUSPENDED | 1U << COMPLETED | 1U << IN_PRODUCTION;
    if (n == RULE_STATISTICS) return left | 1U << PLANNING | 1U << RESERVE | 1U << STAGE_PRELIMINARY;
    return left;
}

/* How many have a place in a year, and whether the row has one. */
static int scoped_places(const struct light_rule *row, const struct light_rule *stands, size_t count, int year,
                         bool *ret_is_new) {
    struct light_law law;
    light_law_of(stands, count, year, &law);
    struct light_scope scope;
    *ret_is_new = light_scope_read(row, &scope);
    for (int k = 0; k < law.scoped_count; k++)
        if (law.scoped[k].rule == light_rule_no(row->rule) && light_scope_eq(&law.scoped[k].scope, &scope)) *ret_is_new = false;
    return law.scoped_count;
}

static bool scope_fault(struct arena *a, enum light_rule_no n, const struct light_rule *row, const struct light_rule *stands,
                        size_t count, const char **ret_field, struct both *ret) {
    static const struct light_scope nobody_else;
    struct light_scope scope;
    bool is_new;
    must(light_scope_read(row, &scope));
    *ret_field = "stage";
    if (row->is_on && scope.stages & never_lit(n)) {
        *ret = SAY(a, W_rule_fault_stage, choice_word("stage", row->scope_stage));
        return true;
    }
    *ret_field = "mode";
    if (light_scope_eq(&scope, &nobody_else)) return false;
    /* It holds on: in the years to come, too, of which others may have been announced. */
    int year = month_year(row->from_month), last = month_year(row->from_month + RULE_AHEAD_MAX);
    for (; row->is_ended != 1 && year <= last; year++) {
        int places = scoped_places(row, stands, count, year, &is_new);
        if (!is_new || places < LIGHT_SCOPED_MAX) continue;
        *ret = SAY(a, W_rule_fault_scoped, both_int(a, places));
        return true;
    }
    return false;
}

/* -- in time -- */

static bool month_fault(struct arena *a, const struct light_rule *row, int32_t month, const char **ret_field,
                        struct both *ret) {
    *ret_field = "from";
    if (row->from_month < month) {
        *ret = SAY(a, W_rule_fault_past, both_text(month_print(a, month)));
        return true;
    }
    if (row->from_month <= month + RULE_AHEAD_MAX) return false;
    *ret = SAY(a, W_rule_fault_far, both_text(month_print(a, month + RULE_AHEAD_MAX)));
    return true;
}

static bool same_fault(const struct light_rule *row, const struct light_rule *stands, size_t count, const char **ret_field,
                       struct both *ret) {
    const struct light_rule *now = rule_standing(row, stands, count, row->from_month);
    bool ends_now = now && now->is_ended == 1;
    *ret_field = "mode";
    if (row->is_ended == 1) {
        *ret = both_word(W_rule_fault_no_wider);
        return !now || ends_now;
    }
    struct light_terms terms = rule_terms(row), stood = now ? rule_terms(now) : terms;
    bool both_off = now && !terms.is_on && !stood.is_on;
    *ret = both_word(W_rule_fault_same);
    return now && !ends_now && (both_off || light_terms_eq(&terms, &stood));
}

bool rule_fault(struct arena *a, const struct light_rule *row, const struct light_rule *stands, size_t count,
                      int32_t month, const char **ret_field, struct both *ret_text) {
    enum light_rule_no n = light_rule_no(row->rule);
    must(n < LIGHT_RULES);
    const struct light_mode *mode = light_mode(n, row->mode);
    *ret_field = "mode";
    if (!mode) {
        *ret_text = SAY(a, W_rule_fault_mode, both_text(row->mode));
        return true;
    }
    return numbers_fault(a, mode, row, ret_field, ret_text) || month_fault(a, row, month, ret_field, ret_text) ||
           scope_fault(a, n, row, stands, count, ret_field, ret_text) ||
           same_fault(row, stands, count, ret_field, ret_text);
}
