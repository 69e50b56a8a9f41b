/* Where the days went: by responsible unit, with the spread and not the mean alone; as csv and xlsx, too. */
#include "base/text.h"
#include "domain/people/exports.h"
#include "domain/supervision/supervision_inside.h"
#include "problem_days_view.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EXPORT_COLUMNS = 14, LOOKED_BACK_DAYS = 365 };

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {
    {W_problems_unit, 28}, {W_problems_days_n, 10}, {W_problems_solved_n, 10}, {W_problems_overdue, 10},
    {W_problems_reopened, 10},
    {W_problems_timely, 12}, {W_problems_days_quarter, 14}, {W_problems_days_half, 14}, {W_problems_days_three, 14},
    {W_problems_days_review, 14}, {W_problems_days_confirm, 14}, {W_problems_days_whole_low, 14}, {W_problems_days_whole, 14},
    {W_problems_days_whole_high, 14}};

/* One problem's days, in working days. */
struct spent {
    int64_t problem_id, unit_id;
    int days[PROBLEM_DESKS], whole; /* whole: from registration to closing; NO_LEFT: it is open */
    const struct problem_line *line;
};

struct gathering {
    struct problem_lines lines;
    struct spent *at;
    size_t count;
    int32_t from_day;
};

/* -- gathering -- */

static int by_id(const void *x, const void *y) {
    const struct spent *a = x, *b = y;
    return (a->problem_id > b->problem_id) - (a->problem_id < b->problem_id);
}

static struct spent *spent_of(struct gathering *g, int64_t problem_id) {
    const struct spent key = {.problem_id = problem_id};
    return g->count ? bsearch(&key, g->at, g->count, sizeof *g->at, by_id) : NULL;
}

static void begin(struct gathering *g) {
    const struct problem_lines *l = &g->lines;
    g->at = arena_array(l->q->a, struct spent, l->count);
    for (size_t i = 0; i < l->count; i++) {
        const struct problem_line *line = &l->at[i];
        bool is_in = line->row.registered_day != NO_DAY && line->row.registered_day >= g->from_day;
        if (!is_in) continue;
        int whole = line->row.closed_day == NO_DAY
                        ? NO_LEFT
                        : workdays_between(&l->calendar.days, line->row.registered_day, line->row.closed_day);
        g->at[g->count++] = (struct spent){line->row.id, line->row.unit_id, {0}, whole, line};
    }
}

/* The stamps of one problem after the other. */
static enum err stamps_read(struct gathering *g) {
    struct steps_timed_cursor c;
    struct steps_timed_row r;
    struct problem_stamp *stamps = NULL;
    size_t count = 0, room = 0;
    int64_t last_id = 0;
    bool has = false;
    try(steps_timed_open(g->lines.q->tx, &c));
    for (;;) {
        try(steps_timed_next(&c, &r, &has));
        struct spent *spent = count && (!has || r.problem_id != last_id) ? spent_of(g, last_id) : NULL;
        if (spent) problem_days_spent(&g->lines.calendar.days, stamps, count, g->lines.today, spent->days);
        if (!has) break;
        if (r.problem_id != last_id) count = 0;
        last_id = r.problem_id;
        enum problem_state to = problem_state_read(r.to_state);
        if (text_eq(r.action, "escalate") || to == PROBLEM_STATE_COUNT) continue; /* the program's day may lie before */
        if (count == room) {
            room = room ? 2 * room : 64;
            struct problem_stamp *more = arena_array(g->lines.q->a, struct problem_stamp, room);
            if (count) memcpy(more, stamps, count * sizeof *more);
            stamps = more;
        }
        stamps[count++] = (struct problem_stamp){r.day, to};
    }
    steps_timed_close(&c);
    return OK;
}

/* -- a row -- */

/* The days of those that fit, put together: which of the desks, or the whole. */
static struct spread spread_over(const struct gathering *g, int64_t unit_id, bool is_all, unsigned desk) {
    int *days = arena_array(g->lines.q->a, int, g->count);
    size_t n = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct spent *s = &g->at[i];
        if (!is_all && s->unit_id != unit_id) continue;
        if (desk == PROBLEM_DESKS) {
            if (s->whole != NO_LEFT) days[n++] = s->whole;
        } else if (desk != WITH_RAISER || s->whole != NO_LEFT) {
            days[n++] = s->days[desk];
        }
    }
    return spread_of(days, n);
}

static struct problem_days_row row_of(const struct gathering *g, int64_t unit_id, bool is_all, struct both name) {
    struct problem_days_row row = {.unit_id = is_all ? NO_INT : unit_id, .name = name, .is_all = is_all};
    int timely = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct problem_line *line = g->at[i].line;
        if (!is_all && g->at[i].unit_id != unit_id) continue;
        bool is_closed = line->state == PROBLEM_CLOSED;
        row.problems++;
        row.closed += is_closed;
        row.overdue += !is_closed && line->clock.is_late;
        row.reopened += line->row.reopened != NO_INT && line->row.reopened > 0;
        timely += is_closed && problem_is_timely(line->row.ends_day, line->row.closed_day);
    }
    struct spread unit = spread_over(g, unit_id, is_all, WITH_UNIT), whole = spread_over(g, unit_id, is_all, PROBLEM_DESKS);
    row.timely = row.closed ? 100.0 * timely / (double)row.closed : (double)NAN;
    row.unit_low = unit.low, row.unit_middle = unit.middle, row.unit_high = unit.high;
    row.review_middle = spread_over(g, unit_id, is_all, WITH_REVIEWERS).middle;
    row.confirm_middle = spread_over(g, unit_id, is_all, WITH_RAISER).middle;
    row.whole_low = whole.low, row.whole_middle = whole.middle, row.whole_high = whole.high;
    return row;
}

/* Who takes longest stands first; of equals who has more. */
static int by_middle(const void *x, const void *y) {
    const struct problem_days_row *a = x, *b = y;
    double m = isnan(a->unit_middle) ? -1 : a->unit_middle, n = isnan(b->unit_middle) ? -1 : b->unit_middle;
    if (m != n) return m > n ? -1 : 1;
    if (a->problems != b->problems) return a->problems > b->problems ? -1 : 1;
    return (a->unit_id > b->unit_id) - (a->unit_id < b->unit_id);
}

static void rows_fill(const struct gathering *g, struct problem_days_view *v) {
    struct problem_days_row *rows = arena_array(g->lines.q->a, struct problem_days_row, g->count + 1);
    for (size_t i = 0; i < g->count; i++) {
        bool is_there = g->at[i].unit_id == NO_INT;
        for (size_t k = 0; k < v->rows_count; k++) is_there = is_there || rows[k].unit_id == g->at[i].unit_id;
        if (is_there) continue;
        const struct problems_listed_row *r = &g->at[i].line->row;
        struct both name = {{r->unit_zh ? r->unit_zh : "", r->unit_en ? r->unit_en : ""}};
        rows[v->rows_count++] = row_of(g, g->at[i].unit_id, false, name);
    }
    if (v->rows_count > 1) qsort(rows, v->rows_count, sizeof *rows, by_middle);
    if (g->count) rows[v->rows_count++] = row_of(g, NO_INT, true, both_word(W_problems_days_all));
    v->rows = rows;
}

/* -- csv and xlsx -- */

static struct out_cell decimal(double n) { return out_cell_fen(isnan(n) ? NO_FEN : llround(n * 100), 100); }

struct leaving {
    enum lang lang;
    const struct problem_days_view *v;
};

static void row_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct leaving *x = context;
    const struct problem_days_row *r = &x->v->rows[i];
    *cell++ = out_cell_text(r->name.in[x->lang]);
    *cell++ = out_cell_int(r->problems);
    *cell++ = out_cell_int(r->closed);
    *cell++ = out_cell_int(r->overdue);
    *cell++ = out_cell_int(r->reopened);
    *cell++ = decimal(r->timely);
    *cell++ = decimal(r->unit_low);
    *cell++ = decimal(r->unit_middle);
    *cell++ = decimal(r->unit_high);
    *cell++ = decimal(r->review_middle);
    *cell++ = decimal(r->confirm_middle);
    *cell++ = decimal(r->whole_low);
    *cell++ = decimal(r->whole_middle);
    *cell++ = decimal(r->whole_high);
}

static enum err export(struct req *q, const struct problem_days_view *v) {
    struct export_column labelled[EXPORT_COLUMNS];
    const struct leaving x = {q->lang, v};
    const char *name = word(q->lang, W_problems_days_title);
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%s", name, day_print(q->a, v->to_day)), .columns = labelled,
        .column_count = EXPORT_COLUMNS, .rows = (int64_t)v->rows_count, .row = row_cells, .context = &x});
}

static const char *here_as(struct req *q, const char *suffix) {
    struct addr *here = req_here(q);
    addr_suffix(here, suffix);
    return addr_text(here);
}

enum err problem_days_page(struct req *q) {
    struct gathering g = {0};
    struct problem_days_view v = {0};
    try(problem_lines_load(q, &g.lines));
    g.from_day = g.lines.today - LOOKED_BACK_DAYS;
    begin(&g);
    try(stamps_read(&g));
    rows_fill(&g, &v);
    v.from_day = g.from_day, v.to_day = g.lines.today, v.problems = (int64_t)g.count;
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(q, &v);
    v.csv_href = here_as(q, ".csv"), v.xlsx_href = here_as(q, ".xlsx"), v.json_href = here_as(q, ".json");
    return req_view(q, &problem_days_view, &v);
}
