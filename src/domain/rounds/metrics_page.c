/* What each specialist does: a table with its formulas in words, the visits behind each row; as csv and xlsx, too. */
#include "base/text.h"
#include "domain/people/exports.h"
#include "domain/rounds/metrics.h"
#include "metrics_view.h"
#include <math.h>
#include <stdlib.h>

enum { EXPORT_COLUMNS = 12 };

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {
    {W_role_specialist, 14}, {W_specialists_load, 10}, {W_metrics_months, 10}, {W_metrics_visits, 10},
    {W_metrics_per_month, 14}, {W_metrics_days, 14}, {W_specialists_longest, 14}, {W_specialists_never, 10},
    {W_metrics_problems, 12}, {W_metrics_solved, 12}, {W_metrics_rating, 10}, {W_metrics_ratings, 10}};

static struct metrics_row row_of(const char *name, const struct metric *m, bool with_rating) {
    return (struct metrics_row){
        .name = name, .projects = m->projects, .project_months = m->project_months, .visits = m->visits,
        .visits_per_month = metric_visits_per_month(m), .days = metric_days(m), .longest_days = m->longest_days,
        .never = m->never, .problems = m->problems, .solved = m->solved, .rating = with_rating ? metric_rating(m) : NAN,
        .ratings = with_rating ? m->ratings : NO_INT};
}

/* Who goes least stands first; of equals who has more to look after, then the account. */
static int by_visits(const void *left, const void *right) {
    const struct metrics_row *a = left, *b = right;
    double x = isnan(a->visits_per_month) ? INFINITY : a->visits_per_month;
    double y = isnan(b->visits_per_month) ? INFINITY : b->visits_per_month;
    if (x != y) return x < y ? -1 : 1;
    if (a->projects != b->projects) return a->projects > b->projects ? -1 : 1;
    return a->account_id < b->account_id ? -1 : 1;
}

static void rows_fill(struct req *q, const struct asked *as, const struct metrics *m, struct metrics_view *v) {
    const struct dictionary *d = &as->p->board->specialists;
    struct metrics_row *rows = arena_array(q->a, struct metrics_row, (size_t)d->count);
    for (int k = 0; k < d->count; k++) {
        const struct metric *one = &m->at[k];
        if (!one->projects && !one->project_months && !one->visits) continue;
        struct metrics_row *row = &rows[v->rows_count++];
        *row = row_of(d->at[k].name_zh, one, v->with_rating);
        row->account_id = d->at[k].id;
        struct addr *behind = asked_addr(q, as, "/visits");
        addr_add(behind, "specialist", arena_printf(q->a, "%lld", (long long)row->account_id));
        row->visits_href = addr_text(behind);
        row->list_href = addr_text_with(as->list, "specialist", arena_printf(q->a, "%lld", (long long)row->account_id));
    }
    if (v->rows_count > 1) qsort(rows, v->rows_count, sizeof *rows, by_visits);
    v->rows = rows;
}

/* -- csv and xlsx -- */

static struct out_cell decimal(double n) { return out_cell_fen(isnan(n) ? NO_FEN : llround(n * 100), 100); }
static struct out_cell whole(int64_t n) { return n == NO_INT ? out_cell_text("") : out_cell_int(n); }

/* The rows, and the total as the last of them. */
static void row_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct metrics_view *v = context;
    const struct metrics_row *r = i < (int64_t)v->rows_count ? &v->rows[i] : &v->total[0];
    *cell++ = out_cell_text(r->name);
    *cell++ = out_cell_int(r->projects);
    *cell++ = out_cell_int(r->project_months);
    *cell++ = out_cell_int(r->visits);
    *cell++ = decimal(r->visits_per_month);
    *cell++ = decimal(r->days);
    *cell++ = whole(r->longest_days);
    *cell++ = out_cell_int(r->never);
    *cell++ = out_cell_int(r->problems);
    *cell++ = out_cell_int(r->solved);
    *cell++ = decimal(r->rating);
    *cell++ = whole(r->ratings);
}

static enum err export(struct req *q, const struct metrics_view *v) {
    struct export_column labelled[EXPORT_COLUMNS];
    const char *name = word(q->lang, W_metrics_title);
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%s", name, day_print(q->a, v->to_day)), .columns = labelled,
        .column_count = EXPORT_COLUMNS, .rows = (int64_t)v->rows_count + 1, .row = row_cells, .context = v});
}

static const char *here_as(struct req *q, const char *suffix) {
    struct addr *here = req_here(q);
    addr_suffix(here, suffix);
    return addr_text(here);
}

static void formulas_fill(struct req *q, struct metrics_view *v) {
    static const enum word words[][2] = {
        {W_metrics_months, W_metrics_months_formula}, {W_metrics_visits, W_metrics_visits_formula},
        {W_metrics_per_month, W_metrics_per_month_formula}, {W_metrics_days, W_metrics_days_formula},
        {W_metrics_problems, W_metrics_problems_formula}, {W_metrics_solved, W_metrics_solved_formula},
        {W_metrics_rating, W_metrics_rating_formula}};
    struct metrics_formula *list = arena_array(q->a, struct metrics_formula, countof(words));
    for (size_t i = 0; i < countof(words); i++)
        if (v->with_rating || words[i][0] != W_metrics_rating)
            list[v->formulas_count++] = (struct metrics_formula){both_word(words[i][0]), both_word(words[i][1])};
    v->formulas = list;
}

enum err metrics_page(struct req *q) {
    struct asked as;
    struct metrics m;
    struct metrics_row total;
    try(asked_read(q, &as));
    try(metrics_of(q, &as, &m));
    struct metrics_view v = {.from_day = m.from_day, .to_day = m.to_day, .leader_visits = m.others.visits,
                             .with_rating = q->app->web->may(&q->who, ACCESS_ASSIGN)};
    rows_fill(q, &as, &m, &v);
    total = row_of(word(q->lang, W_metrics_total), &m.all, v.with_rating);
    v.total = &total;
    v.total_count = 1;
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(q, &v);
    formulas_fill(q, &v);
    v.csv_href = here_as(q, ".csv");
    v.xlsx_href = here_as(q, ".xlsx");
    v.visits_href = addr_text(asked_addr(q, &as, "/visits"));
    months_choose(q, &as, &v.months, &v.months_count);
    return req_view(q, &metrics_view, &v);
}
