/* Slips: how far the planned finish and the budget of projects moved between a report and a later date. */
#include "domain/forecast/outside_inside.h"
#include "domain/forecast/similar.h"
#include <math.h>
#include <stdlib.h>

enum { ID, PROJECT, REPORT_NO, AS_OF, FINISH, BUDGET, CATEGORY, PHASE, AGENCY, SLIP_SO_FAR, GROWTH_SO_FAR, TARGET,
      FINISH_THEN, BUDGET_THEN, COLUMNS };
static const double YEAR_DAYS = 365.25;

#define ANY .least = -1e18, .most = 1e18
static const struct outside_column columns[COLUMNS] = {
    [ID] = {"id", OUTSIDE_TEXT, true}, [PROJECT] = {"project", OUTSIDE_TEXT, true}, [REPORT_NO] = {"report_no", OUTSIDE_TEXT},
    [AS_OF] = {"as_of", OUTSIDE_DAY, true}, [FINISH] = {"planned_finish", OUTSIDE_DAY},
    [BUDGET] = {"budget", OUTSIDE_NUMBER, .least = 0, .most = 1e18}, [CATEGORY] = {"category", OUTSIDE_TEXT},
    [PHASE] = {"phase", OUTSIDE_TEXT}, [AGENCY] = {"agency", OUTSIDE_TEXT},
    [SLIP_SO_FAR] = {"slip_so_far_days", OUTSIDE_NUMBER, ANY},
    [GROWTH_SO_FAR] = {"budget_growth_so_far_pct", OUTSIDE_NUMBER, ANY},
    [TARGET] = {"target", OUTSIDE_DAY, true}, [FINISH_THEN] = {"finish_at_target", OUTSIDE_DAY},
    [BUDGET_THEN] = {"budget_at_target", OUTSIDE_NUMBER, .least = 0, .most = 1e18},
};

/* -- names as numbers: those of the cases in order; what no case has is a number of its own -- */

struct names {
    const char **at;
    int count;
};
static int by_name(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static struct names names_of(struct arena *a, const struct outside_table *t, int column) {
    struct names n = {.at = arena_array(a, const char *, (size_t)t->rows + 1)};
    for (int i = 0; i < t->rows; i++) n.at[i] = outside_at(t, i)[column].text;
    if (t->rows) qsort(n.at, (size_t)t->rows, sizeof *n.at, by_name);
    for (int i = 0; i < t->rows; i++)
        if (!n.count || strcmp(n.at[n.count - 1], n.at[i]) != 0) n.at[n.count++] = n.at[i];
    return n;
}

static uint32_t name_no(const struct names *n, const char *name) {
    const char **found = n->count ? bsearch(&name, n->at, (size_t)n->count, sizeof *n->at, by_name) : NULL;
    return found ? (uint32_t)(found - n->at) + 1 : 0;
}

/* -- cases and questions -- */

struct likeness {
    double u, v;
    bool has_v;
};

static double years_between(int32_t from, int32_t to) { return (to - from) / YEAR_DAYS; }

static struct likeness likeness_of(const struct forecast_law *law, const struct outside_value *row) {
    struct likeness l = {.u = log(years_between(row[AS_OF].day, row[TARGET].day)) / law->horizon_width};
    if (row[FINISH].day == NO_DAY) return l;
    l.v = log(fmax(law->remaining_least, years_between(row[AS_OF].day, row[FINISH].day))) / law->remaining_width;
    l.has_v = true;
    return l;
}

static enum err targets_check(struct answering *w, const struct outside_table *t) {
    for (int i = 0; i < t->rows; i++) {
        const struct outside_value *row = outside_at(t, i);
        if (row[TARGET].day > row[AS_OF].day) continue;
        return outside_wrong(w->a, t->path, t->row[i], "target", both_word(W_outside_target), w->why);
    }
    return OK;
}

struct slips {
    struct names projects, phases, agencies;
    struct similar_cases finish, budget;
};

/* Cases whose finish (or budget) is known at both moments. A planned finish that nobody stated has no slip; a case without one
 * still tells of the budget, as if it were due at once. */
static struct similar_cases cases_of(struct answering *w, const struct outside_table *t, const struct slips *s, bool of_budget) {
    struct similar_case *at = arena_array(w->a, struct similar_case, (size_t)t->rows + 1);
    int n = 0;
    for (int i = 0; i < t->rows; i++) {
        const struct outside_value *row = outside_at(t, i);
        struct likeness l = likeness_of(w->law, row);
        double came;
        if (of_budget) came = row[BUDGET].number > 0 ? (row[BUDGET_THEN].number / row[BUDGET].number - 1) * 100 : NAN;
        else came = row[FINISH].day != NO_DAY && row[FINISH_THEN].day != NO_DAY
            ? (double)(row[FINISH_THEN].day - row[FINISH].day) : (double)NAN;
        if (isnan(came)) continue;
        if (!l.has_v) l.v = log(w->law->remaining_least) / w->law->remaining_width;
        at[n++] = (struct similar_case){.project = name_no(&s->projects, row[PROJECT].text), .tag = i, .u = l.u, .v = l.v,
                                        .key = {name_no(&s->phases, row[PHASE].text), name_no(&s->agencies, row[AGENCY].text)},
                                        .weight = w->law->imported, .came = came};
    }
    return similar_cases_of(w->a, at, n);
}

static void one_answer(struct out *o, struct similar_weights *k, const struct similar_asked *q, double limit, int decimals) {
    similar_weigh(k, q);
    bool is_known = k->of->count > 0;
    outside_number(o, similar_quantile(k, .1), decimals);
    outside_number(o, similar_quantile(k, .5), decimals);
    outside_number(o, similar_quantile(k, .9), decimals);
    outside_number(o, is_known ? similar_chance(k, limit, false) : NAN, 6);
}

enum err outside_slips(struct answering *w) {
    struct outside_table cases, query;
    try(outside_read(w->a, w->cases_path, columns, COLUMNS, &cases, w->why));
    try(outside_read(w->a, w->query_path, columns, FINISH_THEN, &query, w->why));
    try(targets_check(w, &cases));
    try(targets_check(w, &query));
    struct slips s = {names_of(w->a, &cases, PROJECT), names_of(w->a, &cases, PHASE), names_of(w->a, &cases, AGENCY)};
    s.finish = cases_of(w, &cases, &s, false);
    s.budget = cases_of(w, &cases, &s, true);
    struct similar_weights finish = similar_weights_new(w->a, &s.finish), budget = similar_weights_new(w->a, &s.budget);
    out_raw(w->out, "id,q10,q50,q90,p_slip,b10,b50,b90,p_grow\n");
    for (int i = 0; i < query.rows; i++) {
        const struct outside_value *row = outside_at(&query, i);
        struct likeness l = likeness_of(w->law, row);
        struct similar_asked q = {.u = l.u, .v = l.v, .has_v = l.has_v, .ln_other = (float)log(w->law->otherwise),
                                  .key = {name_no(&s.phases, row[PHASE].text), name_no(&s.agencies, row[AGENCY].text)}};
        out_csv(w->out, row[ID].text);
        one_answer(w->out, &finish, &q, w->law->slip_days, 0);
        one_answer(w->out, &budget, &q, w->law->growth_percent, 4);
        out_char(w->out, '\n');
        w->unanswered += !s.finish.count || !s.budget.count;
    }
    return OK;
}
