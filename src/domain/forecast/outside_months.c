/* Months: progress, spending and stated end of projects, month by month. */
#include "domain/forecast/outside_inside.h"
#include "domain/forecast/pace.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PROJECT, MONTH, PROGRESS, SPEND, END, COLUMNS };
static const struct outside_column columns[COLUMNS] = {
    [PROJECT] = {"project", OUTSIDE_TEXT, true}, [MONTH] = {"month", OUTSIDE_DAY, true},
    [PROGRESS] = {"progress_pct", OUTSIDE_NUMBER, .least = -1e9, .most = 1e9},
    [SPEND] = {"spend_pct_of_cost", OUTSIDE_NUMBER, .least = -1e9, .most = 1e9}, [END] = {"planned_end", OUTSIDE_DAY},
};
enum { Q_ID, Q_PROJECT, Q_WHAT, Q_TARGET, Q_COLUMNS };
static const struct outside_column asked[Q_COLUMNS] = {
    [Q_ID] = {"id", OUTSIDE_TEXT, true}, [Q_PROJECT] = {"project", OUTSIDE_TEXT, true},
    [Q_WHAT] = {"what", OUTSIDE_TEXT, true}, [Q_TARGET] = {"target_month", OUTSIDE_DAY, true},
};
enum what { OF_PROGRESS, OF_SPEND, OF_END, WHATS };
static const char *const whats[WHATS] = {"progress", "spend", "end_moves"};
/* Months to the stated end, up to which a band goes. */
static const int distances[] = {3, 6, 12, 24};

/* What is known of one project: months in order, with a value of each kind or without. */
struct project {
    const char *name;
    int count, *month;         /* month numbers */
    double *value[OF_END];     /* NAN: not known */
    double *slope[OF_END];     /* a month, as the shrunken pace had it then; made when it is first asked for */
    int32_t *end;              /* month numbers, NO_MONTH: not stated */
};
struct city {
    struct arena *a;
    const struct forecast_law *law;
    struct project *at;
    int count;
    struct pace *pace[OF_END]; /* one a project, as it stands */
    bool is_made[OF_END];
    int *month;                /* scratch of one project */
    double *value;
    double *ratio;             /* scratch: one a closed month */
};

/* -- reading -- */

static int by_project_month(const void *x, const void *y, void *table) {
    const int *a = x, *b = y;
    const struct outside_value *p = outside_at(table, *a), *q = outside_at(table, *b);
    int d = strcmp(p[PROJECT].text, q[PROJECT].text);
    if (d) return d;
    if (p[MONTH].day != q[MONTH].day) return p[MONTH].day < q[MONTH].day ? -1 : 1;
    return *a - *b;
}

static void project_begin(struct city *c, const struct outside_table *t, const int *order, int from, int to) {
    size_t n = (size_t)(to - from);
    struct project *p = &c->at[c->count++];
    *p = (struct project){.name = outside_at(t, order[from])[PROJECT].text, .count = to - from};
    p->month = arena_array(c->a, int, n), p->end = arena_array(c->a, int32_t, n);
    for (int k = 0; k < OF_END; k++) p->value[k] = arena_array(c->a, double, n);
    for (int i = from; i < to; i++) {
        const struct outside_value *row = outside_at(t, order[i]);
        p->month[i - from] = month_of_day(row[MONTH].day);
        p->value[OF_PROGRESS][i - from] = row[PROGRESS].number;
        p->value[OF_SPEND][i - from] = row[SPEND].number;
        p->end[i - from] = row[END].day == NO_DAY ? NO_MONTH : month_of_day(row[END].day);
    }
}

static enum err city_read(struct answering *w, struct city *c) {
    struct outside_table t;
    try(outside_read(w->a, w->cases_path, columns, COLUMNS, &t, w->why));
    *c = (struct city){.a = w->a, .law = w->law};
    size_t room = (size_t)t.rows + 1;
    int *order = arena_array(w->a, int, room);
    for (int i = 0; i < t.rows; i++) order[i] = i;
    if (t.rows) qsort_r(order, (size_t)t.rows, sizeof *order, by_project_month, &t);
    c->at = arena_array(w->a, struct project, room);
    for (int k = 0; k < OF_END; k++) c->pace[k] = arena_array(w->a, struct pace, room);
    c->month = arena_array(w->a, int, room), c->value = arena_array(w->a, double, room);
    c->ratio = arena_array(w->a, double, room);
    for (int from = 0, to; from < t.rows; from = to) {
        for (to = from + 1; to < t.rows; to++) {
            const struct outside_value *x = outside_at(&t, order[to - 1]), *y = outside_at(&t, order[to]);
            if (strcmp(x[PROJECT].text, y[PROJECT].text) != 0) break;
            if (month_of_day(x[MONTH].day) != month_of_day(y[MONTH].day)) continue;
            uint32_t row = t.row[order[to]] > t.row[order[to - 1]] ? t.row[order[to]] : t.row[order[to - 1]];
            return outside_wrong(w->a, t.path, row, "month", both_word(W_outside_month_twice), w->why);
        }
        project_begin(c, &t, order, from, to);
    }
    return OK;
}

static int by_name(const void *name, const void *project) { return strcmp(name, ((const struct project *)project)->name); }

/* -- pace -- */

/* Of what is known up to a month; months 0 if nothing is. */
static struct pace pace_until(struct city *c, const struct project *p, enum what what, int until) {
    int n = 0;
    for (int i = 0; i < p->count && p->month[i] <= until; i++)
        if (!isnan(p->value[what][i])) c->month[n] = p->month[i], c->value[n++] = p->value[what][i];
    return n ? pace_of(c->month, c->value, n) : (struct pace){.months = 0};
}

static int by_size(const void *x, const void *y) {
    const double *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static int last_known(const struct project *p, enum what what) {
    for (int i = p->count - 1; i >= 0; i--)
        if (what == OF_END ? p->end[i] != NO_MONTH : !isnan(p->value[what][i])) return i;
    return -1;
}

/* The paces of all projects as they stand, and the slope that each had in each of its months. */
static void slopes_make(struct city *c, enum what what) {
    for (int q = 0; q < c->count; q++) c->pace[what][q] = pace_until(c, &c->at[q], what, INT32_MAX);
    for (int q = 0; q < c->count; q++) {
        struct project *p = &c->at[q];
        p->slope[what] = arena_array(c->a, double, (size_t)p->count);
        for (int i = 0; i < p->count; i++) {
            struct pace own = pace_until(c, p, what, p->month[i]);
            double class = own.months ? pace_class(c->law, c->pace[what], c->count, q, own.value) : NAN;
            p->slope[what][i] = own.months ? pace_ahead(c->law, &own, class, 1, 0, true).own - own.value : NAN;
        }
    }
    c->is_made[what] = true;
}

/* How far others went, of what their pace had said, from each of their months for which both are known: *ret_most. */
static void ratios_find(struct city *c, const struct project *but, enum what what, int ahead, double *ret_least,
                        double *ret_most) {
    int n = 0;
    for (const struct project *p = c->at; p < c->at + c->count; p++) {
        if (p == but) continue;
        for (int i = 0, j = 0; i < p->count; i++) {
            double v = p->value[what][i], said = p->slope[what][i] * ahead;
            while (j < p->count && p->month[j] < p->month[i] + ahead) j++;
            if (isnan(v) || j == p->count || p->month[j] != p->month[i] + ahead || isnan(p->value[what][j])) continue;
            if (said > 0) c->ratio[n++] = (p->value[what][j] - v) / said;
        }
    }
    *ret_least = c->law->pace_least, *ret_most = c->law->pace_most;
    if (n < c->law->pace_closed) return;
    qsort(c->ratio, (size_t)n, sizeof *c->ratio, by_size);
    *ret_least = c->ratio[(int)ceil(.1 * n) - 1], *ret_most = c->ratio[(int)ceil(.9 * n) - 1];
}

/* q10, q50, q90 of a project's percent at a month. */
static bool pace_answer(struct city *c, const struct project *p, enum what what, int target, double ret[3]) {
    int at = p ? last_known(p, what) : -1;
    if (at < 0) return false;
    int ahead = target - p->month[at], end = last_known(p, OF_END);
    if (!c->is_made[what]) slopes_make(c, what);
    struct pace own = c->pace[what][p - c->at];
    double class = pace_class(c->law, c->pace[what], c->count, (int)(p - c->at), own.value), least, most;
    struct pace_line line = pace_ahead(c->law, &own, class, ahead, end < 0 ? 0 : p->end[end] - p->month[at], what == OF_SPEND);
    ratios_find(c, p, what, ahead, &least, &most);
    double cap = what == OF_PROGRESS ? 100 : INFINITY;
    ret[1] = line.forecast;
    ret[0] = fmin(ret[1], fmin(cap, own.value + (line.own - own.value) * least));
    ret[2] = fmax(ret[1], fmin(cap, own.value + (line.own - own.value) * most));
    return true;
}

/* -- whether the stated end moves -- */

static int band_of(int to_end) {
    int b = 0;
    while (b < (int)countof(distances) && to_end > distances[b]) b++;
    return b;
}

/* The share of stated ends that moved later within as many months, at the same distance; the share at any distance counts as
 * `moves_prior` cases beside it. */
static bool end_answer(struct city *c, const struct project *p, int target, double *ret) {
    int at = p ? last_known(p, OF_END) : -1;
    if (at < 0) return false;
    int ahead = target - p->month[at], band = band_of(p->end[at] - p->month[at]);
    double moved = 0, count = 0, all_moved = 0, all = 0;
    for (const struct project *q = c->at; q < c->at + c->count; q++)
        for (int i = 0, j = 0; i < q->count; i++) {
            if (q->end[i] == NO_MONTH) continue;
            while (j < q->count && q->month[j] < q->month[i] + ahead) j++;
            if (j == q->count || q->month[j] != q->month[i] + ahead || q->end[j] == NO_MONTH) continue;
            bool is_later = q->end[j] > q->end[i], is_near = band_of(q->end[i] - q->month[i]) == band;
            all++, all_moved += is_later;
            count += is_near, moved += is_near && is_later;
        }
    *ret = (moved + c->law->moves_prior * (all_moved + 1) / (all + 2)) / (count + c->law->moves_prior);
    return true;
}

/* -- answers -- */

static enum err question_check(struct answering *w, const struct outside_table *t, int i, const struct project *p,
                               enum what what) {
    const struct outside_value *row = outside_at(t, i);
    if (what == WHATS)
        return outside_wrong(w->a, t->path, t->row[i], "what", SAY(w->a, W_outside_what, both_text(row[Q_WHAT].text)), w->why);
    int at = p ? last_known(p, what) : -1;
    if (at >= 0 && month_of_day(row[Q_TARGET].day) <= p->month[at])
        return outside_wrong(w->a, t->path, t->row[i], "target_month", both_word(W_outside_target_month), w->why);
    return OK;
}

static void question_answer(struct answering *w, struct city *c, const struct outside_value *row,
                            const struct project *p, enum what what) {
    double q[3] = {NAN, NAN, NAN}, chance = NAN;
    int target = month_of_day(row[Q_TARGET].day);
    bool is_known = what == OF_END ? end_answer(c, p, target, &chance) : pace_answer(c, p, what, target, q);
    w->unanswered += !is_known;
    out_csv(w->out, row[Q_ID].text);
    for (int k = 0; k < 3; k++) outside_number(w->out, q[k], 4);
    outside_number(w->out, chance, 6);
    out_char(w->out, '\n');
}

enum err outside_months(struct answering *w) {
    struct city c;
    struct outside_table query;
    try(city_read(w, &c));
    try(outside_read(w->a, w->query_path, asked, Q_COLUMNS, &query, w->why));
    out_raw(w->out, "id,q10,q50,q90,p\n");
    for (int i = 0; i < query.rows; i++) {
        const struct outside_value *row = outside_at(&query, i);
        const struct project *p = c.count ? bsearch(row[Q_PROJECT].text, c.at, (size_t)c.count, sizeof *c.at, by_name) : NULL;
        enum what what = 0;
        while (what < WHATS && !text_eq(row[Q_WHAT].text, whats[what])) what++;
        try(question_check(w, &query, i, p, what));
        question_answer(w, &c, row, p, what);
    }
    return OK;
}
