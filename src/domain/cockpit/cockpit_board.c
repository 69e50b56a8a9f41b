#include "board_view.h"
#include "domain/cockpit/cockpit_inside.h"
#include "domain/stats/duty.h"
#include <math.h>
#include <stdlib.h>

static void figures_copy(const struct board_view *b, struct cockpit_view *v) {
    v->month = b->month, v->time_progress = b->time_progress, v->level = b->level, v->level_name = b->level_name;
    v->completion_rate = b->completion_rate, v->lead_points = b->lead_points;
    v->investment_done_ytd = b->investment_done_ytd, v->investment_planned = b->investment_planned;
    v->is_provisional = b->is_provisional, v->completion_last_year = b->completion_last_year;
    v->projects_key = b->projects_key, v->projects_platform = b->projects_platform;
    v->projects_platform_yoy_diff = b->projects_platform_yoy_diff, v->projects_new_month = b->projects_new_month;
    v->projects_new_month_investment_yoy = b->projects_new_month_investment_yoy;
    v->red = b->red, v->yellow = b->yellow, v->green = b->green, v->grey = b->grey;
    v->missing = b->missing, v->report_age = b->report_age;
    v->completion_href = b->completion_href, v->done_href = b->done_href, v->projects_href = b->projects_href;
    v->new_href = b->new_href, v->red_href = b->red_href, v->yellow_href = b->yellow_href, v->green_href = b->green_href;
    v->grey_href = b->grey_href, v->missing_href = b->missing_href, v->departments_href = b->departments_href;
    v->data_day = b->data_day, v->known_at = b->known_at, v->threshold_fen = b->threshold_fen;
    v->chart = b->trend_narrow;
}

/* -- the board and the year -- */

static const struct cockpit_square *squares_of(struct arena *a, const struct board_area *area) {
    struct cockpit_square *at = arena_array(a, struct cockpit_square, area->squares_count);
    for (size_t k = 0; k < area->squares_count; k++) {
        const struct board_square *s = &area->squares[k];
        at[k] = (struct cockpit_square){s->field, s->count, s->red, s->yellow, s->green, s->grey, s->href};
    }
    return at;
}

static void matrix_copy(struct arena *a, const struct board_view *b, struct cockpit_view *v) {
    struct cockpit_field *fields = arena_array(a, struct cockpit_field, b->fields_count);
    struct cockpit_area *areas = arena_array(a, struct cockpit_area, b->areas_count);
    for (size_t k = 0; k < b->fields_count; k++)
        fields[k] = (struct cockpit_field){b->fields[k].key, b->fields[k].name, b->fields[k].href, b->fields[k].projects,
                                           b->fields[k].completion};
    for (size_t i = 0; i < b->areas_count; i++) {
        const struct board_area *area = &b->areas[i];
        areas[i] = (struct cockpit_area){area->key, area->name, area->href, area->projects, area->completion,
                                         squares_of(a, area), area->squares_count};
    }
    v->fields = fields, v->fields_count = b->fields_count;
    v->areas = areas, v->areas_count = b->areas_count;
}

static void months_copy(struct arena *a, const struct board_view *b, struct cockpit_view *v) {
    struct cockpit_month *at = arena_array(a, struct cockpit_month, b->trend_count);
    v->done_last_year = NO_FEN;
    for (size_t i = 0; i < b->trend_count; i++) {
        const struct board_month *m = &b->trend[i];
        at[i] = (struct cockpit_month){m->at, m->plan_ytd_fen, m->done_ytd_fen, m->done_last_year_fen};
        if (m->at == b->month) v->done_last_year = m->done_last_year_fen;
    }
    v->trend = at, v->trend_count = b->trend_count;
}

/* What has reds first, of equals who has done least. */
static int by_reds(const void *x, const void *y) {
    const struct cockpit_department *a = x, *b = y;
    if (a->red != b->red) return a->red > b->red ? -1 : 1;
    if (isnan(a->completion) || isnan(b->completion)) return isnan(a->completion) - isnan(b->completion);
    return a->completion < b->completion ? -1 : a->completion > b->completion;
}

static void departments_copy(struct arena *a, const struct board_view *b, struct cockpit_view *v) {
    size_t n = (size_t)b->departments_total;
    struct cockpit_department *at = arena_array(a, struct cockpit_department, n);
    for (size_t i = 0; i < n; i++) {
        const struct board_department *d = &b->departments[i];
        at[i] = (struct cockpit_department){d->name, d->href, d->red, d->yellow, d->completion};
    }
    if (n > 1) qsort(at, n, sizeof *at, by_reds);
    v->departments = at, v->departments_count = n, v->departments_total = b->departments_total;
}

/* -- what is red -- */

struct red {
    int row;
    bool is_new;
    int64_t plan_fen;
};

static int by_weight(const void *x, const void *y) {
    const struct red *a = x, *b = y;
    if (a->is_new != b->is_new) return a->is_new ? -1 : 1;
    if (a->plan_fen != b->plan_fen) return a->plan_fen > b->plan_fen ? -1 : 1; /* none is known: NO_FEN is the least */
    return a->row < b->row ? -1 : a->row > b->row;
}

static void reds_fill(struct cockpit *c, const struct selection *rows) {
    struct arena *a = c->q->a;
    const struct position *p = c->as.p;
    struct selection red = selection_copy(a, rows);
    lights_filter(p->lights, c->as.month, 1u << RED, &red);
    size_t count = 0, n = 0;
    for (int row = selection_next(&red, 0); row >= 0; row = selection_next(&red, row + 1)) count++;
    struct red *all = arena_array(a, struct red, count);
    for (int row = selection_next(&red, 0); row >= 0; row = selection_next(&red, row + 1)) {
        bool is_new = light_a_month_ago(&c->as, row) != RED;
        all[n++] = (struct red){row, is_new, board_chunk(p->board, row)->plan_fen[row % CHUNK_ROWS]};
        c->v.reds_new += is_new;
    }
    if (n > 1) qsort(all, n, sizeof *all, by_weight);
    struct cockpit_red *at = arena_array(a, struct cockpit_red, COCKPIT_LINES);
    for (size_t i = 0; i < n && i < COCKPIT_LINES; i++) {
        const struct chunk *chunk = board_chunk(p->board, all[i].row);
        int k = all[i].row % CHUNK_ROWS;
        at[i] = (struct cockpit_red){chunk_name(chunk, k), project_href(&c->as, chunk->project_id[k]),
                                     dictionary_name(&p->board->areas, chunk->area[k]),
                                     lights_first_reason(a, p->lights, all[i].row, c->as.month), all[i].is_new};
        c->v.reds_count = i + 1;
    }
    c->v.reds = at;
}

enum err cockpit_board_fill(struct cockpit *c) {
    struct board_view b;
    struct board_behind behind;
    struct cockpit_view *v = &c->v;
    try(board_view_of(c->q, &c->as, &b, &behind));
    figures_copy(&b, v);
    matrix_copy(c->q->a, &b, v);
    months_copy(c->q->a, &b, v);
    departments_copy(c->q->a, &b, v);
    const struct figure_value *yoy = behind.city ? &behind.city->value[IND_INVESTMENT_DONE_YTD_YOY] : NULL;
    v->done_yoy = yoy && yoy->kind == FIGURE_REAL ? yoy->real : NAN;
    reds_fill(c, behind.rows);
    return OK;
}

/* -- reports that are not here -- */

void cockpit_late_fill(struct cockpit *c) {
    const struct position *p = c->as.p;
    const struct dictionary *d = &p->board->areas;
    struct duty_asked asked = {.where = asked_question(&c->as), .by = DUTY_BY_AREA};
    struct duty_matrix m;
    duty_matrix_of(c->q->a, p, &asked, &m);
    struct cockpit_late *at = arena_array(c->q->a, struct cockpit_late, (size_t)m.count);
    const char *month = month_print(c->q->a, c->as.month);
    for (int i = 0; i < m.count; i++) {
        const struct duty_counts *n = &m.at[i].at[month_index(c->as.month)];
        int64_t late = n->state[DUTY_LATE] + n->state[DUTY_LOCKED];
        c->v.late_total += late;
        if (!late) continue;
        struct addr *addr = asked_addr(c->q, &c->as, "/duty");
        addr_add(addr, "by", "area");
        addr_add(addr, "row", m.at[i].key == NO_KEY ? "none" : dictionary_key(d, m.at[i].key));
        addr_add(addr, "period", month);
        at[c->v.late_count++] = (struct cockpit_late){dictionary_name(d, m.at[i].key), late, addr_text(addr)};
    }
    c->v.late = at;
    c->v.late_href = addr_text(asked_addr(c->q, &c->as, "/duty"));
}
