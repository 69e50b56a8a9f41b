/* What the year will bring to many projects together, and whose year is in doubt. */
#include "domain/forecast/together.h"
#include "domain/outlook/outlook_inside.h"
#include "forecast_queries.h"
#include "outlook_view.h"
#include <math.h>
#include <stdlib.h>

enum { DOUBTED_MAX = 40, AREA_GROUPS = 1, BELOW_BP = 5000 };

/* One project of the selection of which something was said. */
struct one {
    struct forecasts_of_month_row f;
    int row;
};
struct looking {
    struct req *q;
    struct asked as;
    struct selection rows;
    struct one *at;
    int count;
};

static enum err said_read(struct looking *l, int32_t month) {
    struct forecasts_of_month_cursor c;
    struct one one;
    bool has;
    l->at = arena_array(l->q->a, struct one, (size_t)l->rows.count + 1);
    try(forecasts_of_month_open(l->q->tx, month, l->as.p->entry, &c));
    while (true) {
        try(forecasts_of_month_next(&c, &one.f, &has));
        if (!has) break;
        one.row = board_row(l->as.p->board, one.f.project_id);
        one.f.method = NULL; /* lives until the next one only */
        if (one.row >= 0 && selection_has(&l->rows, one.row) && l->count < l->rows.count) l->at[l->count++] = one;
    }
    forecasts_of_month_close(&c);
    return OK;
}

/* -- together: the whole, its areas, its fields -- */

static int key_place(uint16_t key, const struct dictionary *d) { return key == NO_KEY ? d->count : key; }

static struct outlook_group group_view(struct looking *l, const struct together *t, int group, struct both name, const char *by) {
    struct together_sum s = together_of(l->q->a, t, group);
    return (struct outlook_group){.by = by, .name = name, .projects = s.count, .plan_fen = (int64_t)s.plan,
                                  .low = s.low * 100, .middle = s.middle * 100, .high = s.high * 100, .chance = s.chance * 100,
                                  .reach_low = s.reach_low, .reach_middle = s.reach_middle, .reach_high = s.reach_high,
                                  .too_few = s.count < (int)forecast_law_stated.too_few};
}

static void groups_fill(struct looking *l, int32_t month, struct outlook_view *v) {
    const struct board *b = l->as.p->board;
    int fields_from = AREA_GROUPS + b->areas.count + 1, all = fields_from + b->fields.count + 1;
    v->seed = month_year(month) * 100 + month_in_year(month);
    struct together t = together_new(l->q->a, &forecast_law_stated, month_in_year(month), l->count, all, (uint64_t)v->seed);
    for (int i = 0; i < l->count; i++) {
        const struct forecasts_of_month_row *f = &l->at[i].f;
        const struct chunk *c = board_chunk(b, l->at[i].row);
        int at = l->at[i].row % CHUNK_ROWS;
        const int in[] = {0, AREA_GROUPS + key_place(c->area[at], &b->areas), fields_from + key_place(c->field[at], &b->fields)};
        together_add(&t, f->project_id, (double)f->plan_fen, (double)f->low_bp / 1e4, (double)f->middle_bp / 1e4,
                     (double)f->high_bp / 1e4, in, 3);
    }
    v->runs = t.runs;
    struct outlook_group *groups = arena_array(l->q->a, struct outlook_group, (size_t)all);
    groups[v->groups_count++] = group_view(l, &t, 0, both_word(l->as.levels ? levels_word(l->as.level)
                                                               : W_level_platform), "all");
    for (int g = AREA_GROUPS; g < all; g++) {
        bool is_area = g < fields_from;
        const struct dictionary *d = is_area ? &b->areas : &b->fields;
        int key = is_area ? g - AREA_GROUPS : g - fields_from;
        if (!t.count[g]) continue;
        struct both name = dictionary_name(d, key < d->count ? (uint16_t)key : NO_KEY);
        groups[v->groups_count++] = group_view(l, &t, g, name, is_area ? "area" : "field");
    }
    v->groups = groups;
}

/* -- whose year is in doubt -- */

static int by_chance(const void *x, const void *y) {
    const struct one *a = x, *b = y;
    if (a->f.reach100_bp != b->f.reach100_bp) return a->f.reach100_bp < b->f.reach100_bp ? -1 : 1;
    return a->row - b->row;
}

static void doubted_fill(struct looking *l, struct outlook_view *v) {
    const struct board *b = l->as.p->board;
    struct outlook_doubted *list = arena_array(l->q->a, struct outlook_doubted, DOUBTED_MAX);
    if (l->count) qsort(l->at, (size_t)l->count, sizeof *l->at, by_chance);
    for (int i = 0; i < l->count; i++) {
        const struct forecasts_of_month_row *f = &l->at[i].f;
        const struct chunk *c = board_chunk(b, l->at[i].row);
        int at = l->at[i].row % CHUNK_ROWS;
        if (!f->is_shown) {
            v->too_few++;
            continue;
        }
        v->said++;
        if (f->reach100_bp >= BELOW_BP) continue;
        v->doubted++;
        if (v->doubts_count == DOUBTED_MAX) continue;
        list[v->doubts_count++] = (struct outlook_doubted){
            .id = f->project_id, .name = chunk_name(c, at), .area = dictionary_name(&b->areas, c->area[at]),
            .href = arena_printf(l->q->a, "/projects/%lld/outlook", (long long)f->project_id), .plan_fen = f->plan_fen,
            .done = bp_percent(f->done_bp), .low = bp_percent(f->low_bp), .middle = bp_percent(f->middle_bp),
            .high = bp_percent(f->high_bp), .evidence = (double)f->evidence / 100, .slip = bp_percent(f->slip_bp)};
    }
    v->doubts = list;
    v->more = v->doubted - (int64_t)v->doubts_count;
}

enum err outlook_page(struct req *q) {
    struct looking l = {.q = q};
    struct outlook_view v = {.as_of_month = NO_MONTH, .seed = NO_INT, .runs = NO_INT};
    int32_t month;
    bool has;
    try(asked_read(q, &l.as));
    try(outlook_month(q, &l.as, &month, &has));
    struct question question = asked_question(&l.as);
    l.rows = board_select(q->a, l.as.p->board, &question);
    if (has && month_year(month) == month_year(l.as.month)) {
        try(said_read(&l, month));
        v.as_of_month = month;
        groups_fill(&l, month, &v);
        doubted_fill(&l, &v);
    }
    v.formulas_href = addr_text(asked_addr(q, &l.as, "/outlook/formulas"));
    months_choose(q, &l.as, &v.months, &v.months_count);
    levels_choose(q, &l.as, &v.levels, &v.levels_count);
    outlook_tabs(q, &l.as, "/outlook", &v.tabs, &v.tabs_count);
    return req_view(q, &outlook_view, &v);
}
