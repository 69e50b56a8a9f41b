/* The back-test on a page: every set beside every other, and of one set the projects that decide. */
#include "back_test_view.h"
#include "base/text.h"
#include "domain/rules/back_run.h"
#include "domain/rules/rules_inside.h"
#include <math.h>

enum { CASES_SHOWN = 100 };

struct looked_back {
    struct req *q;
    struct asked as;
    struct bad_end bad;
    struct position *now[BACK_YEARS_MAX];
    struct back_run run;
};

static const char *set_key(int set) { return set == BACK_NOW ? "now" : light_sets[set - 1].key; }
static struct both set_name(int set) { return both_word(set == BACK_NOW ? W_rules_in_force : light_sets[set - 1].name); }

/* Was December known by the day looked from? */
static enum err year_is_over(struct looked_back *x, int year, bool *ret) {
    struct position *p;
    int32_t moment[YEAR_MONTHS];
    try(asked_position(x->q, x->as.p->entry, x->as.p->known_day, year, &p));
    back_moments(&p->lights->calendar.settings, moment);
    *ret = moment[YEAR_MONTHS - 1] <= x->as.p->known_day;
    return OK;
}

/* The year asked for, or the last one by the month up to which something was reported; an earlier one if it is not over. */
static enum err last_year(struct looked_back *x, int *ret) {
    int last = month_year(x->as.month) - (month_index(x->as.month) < YEAR_MONTHS - 1);
    int latest = month_year(month_of_day(x->as.p->known_day)), year = (int)req_int(x->q, "year", last);
    if (year > latest) year = latest;
    for (bool is_over = false;;) {
        try(year_is_over(x, year, &is_over));
        if (is_over) break;
        year--;
    }
    *ret = year;
    return OK;
}

static enum err look_back(struct looked_back *x) {
    int last, years = (int)req_int(x->q, "years", 1);
    try(last_year(x, &last));
    for (int k = years - 1; k >= 0; k--) {
        struct position *now;
        struct asked of = x->as;
        try(asked_position(x->q, x->as.p->entry, x->as.p->known_day, last - k, &now));
        of.p = now;
        of.month = month_of(last - k, YEAR_MONTHS);
        struct selection rows = rules_rows(x->q->a, &of);
        x->now[x->run.year_count] = now;
        try(back_run_year(x->q->a, x->q->tx, now, &rows, &x->bad, &x->run));
    }
    return OK;
}

static double percent(int64_t part, int64_t whole) { return whole ? 100.0 * (double)part / (double)whole : NAN; }

static void sums_fill(struct looked_back *x, struct back_test_view *v) {
    struct back_test_row *rows = arena_array(x->q->a, struct back_test_row, (size_t)x->run.set_count * 2);
    for (int k = 0; k < x->run.set_count; k++)
        for (int at = AT_RED; at >= AT_YELLOW; at--) {
            struct back_sum s = back_sum_of(x->q->a, x->run.years, x->run.year_count, k, at);
            struct addr *to = req_here(x->q);
            addr_set(to, "set", set_key(k));
            addr_set(to, "at", at == AT_RED ? "red" : "yellow");
            rows[v->rows_count++] =
                (struct back_test_row){.set = set_key(k),
                                       .name = set_name(k),
                                       .light = at == AT_RED ? "red" : "yellow",
                                       .is_first = at == AT_RED,
                                       .caught = s.caught,
                                       .missed = s.missed,
                                       .false_alarms = s.false_alarms,
                                       .quiet = s.quiet,
                                       .caught_rate = s.too_few ? NAN : percent(s.caught, s.bad),
                                       .false_rate = s.too_few ? NAN : percent(s.false_alarms, s.caught + s.false_alarms),
                                       .weeks = s.days_median == NO_INT ? NAN : (double)s.days_median / 7,
                                       .too_few = s.too_few,
                                       .href = addr_text(to)};
            v->bad = s.bad, v->good = s.good, v->too_few = s.too_few;
        }
    v->rows = rows;
}

/* -- one set: whom it missed, and whom it accused for nothing -- */

static struct back_test_case case_view(struct looked_back *x, int k, const struct back_case *c, int first) {
    const struct position *now = x->now[k];
    const struct back_year *y = &x->run.years[k];
    int row = board_row(now->board, c->project_id);
    const struct chunk *in = board_chunk(now->board, row);
    int i = row % CHUNK_ROWS;
    return (struct back_test_case){
        .id = c->project_id, .year = y->year, .name = chunk_name(in, i), .href = project_href(&x->as, c->project_id),
        .area = dictionary_name(&now->board->areas, in->area[i]), .is_bad = c->is_bad,
        .done_fen = in->ytd_fen[YEAR_MONTHS - 1][i], .plan_fen = x->bad.by_latest ? in->plan_fen[i] : in->first_plan_fen[i],
        .first = first < 0 ? NO_MONTH : y->year * 12 + first};
}

static void cases_fill(struct looked_back *x, int set, int at, struct back_test_view *v) {
    struct back_test_case *cases = arena_array(x->q->a, struct back_test_case, CASES_SHOWN);
    for (int wants_bad = 1; wants_bad >= 0; wants_bad--)
        for (int k = 0; k < x->run.year_count; k++)
            for (int i = 0; i < x->run.years[k].count; i++) {
                const struct back_case *c = &x->run.years[k].cases[i];
                int first = c->first[set][at];
                if (c->is_bad != wants_bad || (first < 0) != c->is_bad) continue;
                if (v->cases_count == CASES_SHOWN) v->cases_more++;
                else cases[v->cases_count++] = case_view(x, k, c, first);
            }
    v->cases = cases;
    v->set = set_name(set);
    v->light = at == AT_RED ? "red" : "yellow";
}

static void choices_fill(struct looked_back *x, int years, struct back_test_view *v) {
    struct part_choice_view *n = arena_array(x->q->a, struct part_choice_view, BACK_YEARS_MAX);
    for (int i = 0; i < BACK_YEARS_MAX; i++)
        n[i] = (struct part_choice_view){.value = arena_printf(x->q->a, "%d", i + 1),
                                         .label = SAY(x->q->a, W_rules_back_years, both_int(x->q->a, i + 1)),
                                         .is_chosen = years == i + 1};
    v->spans = n, v->spans_count = BACK_YEARS_MAX;
}

enum err back_test_page(struct req *q) {
    struct looked_back x = {.q = q};
    try(rules_asked(q, &x.as));
    x.bad = bad_end_of(&x.as.p->settings);
    try(look_back(&x));
    struct back_test_view v = {.from_year = x.run.years[0].year, .to_year = x.run.years[x.run.year_count - 1].year,
                               .percent = x.bad.percent, .by_latest = x.bad.by_latest, .moments = x.run.folds,
                               .set = both_text(""), .light = ""};
    struct both from = both_text(arena_printf(q->a, "%d", (int)v.from_year)),
                to = both_text(arena_printf(q->a, "%d", (int)v.to_year));
    v.span = v.from_year == v.to_year ? SAY(q->a, W_rules_back_year, to) : SAY(q->a, W_rules_back_span, from, to);
    for (int k = 0; k < x.run.year_count; k++) v.unsaid += x.run.years[k].unsaid;
    if (rules_may_change(q, &x.as)) v.definition_href = "/settings/bad_end_percent";
    sums_fill(&x, &v);
    for (int k = 0; k < x.run.set_count; k++)
        if (text_eq(req_text(q, "set"), set_key(k)))
            cases_fill(&x, k, text_eq(req_text(q, "at"), "yellow") ? AT_YELLOW : AT_RED, &v);
    choices_fill(&x, (int)req_int(q, "years", 1), &v);
    rules_tabs(q, &x.as, "/rules/back-test", &v.tabs, &v.tabs_count);
    return req_view(q, &back_test_view, &v);
}
