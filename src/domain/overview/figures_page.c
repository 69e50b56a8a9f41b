/* One figure: what it is, in words, for the whole and by group, and the rows behind it. */
#include "base/text.h"
#include "domain/overview/list.h"
#include "domain/overview/pages.h"
#include "domain/stats/figures.h"
#include "figures_view.h"
#include "web/format.h"
#include <math.h>

static struct measure measure_of(const struct indicator *ind, const struct figure_value *v) {
    if (v->kind == FIGURE_NONE) return measure_int(MEASURE_COUNT, NO_INT);
    bool is_growth = text_ends(ind->code, "_yoy"), is_difference = text_ends(ind->code, "_diff");
    switch (ind->unit) {
    case FIGURE_COUNT: return measure_int(is_difference ? MEASURE_DIFFERENCE : MEASURE_COUNT, v->n);
    case FIGURE_FEN: return measure_int(MEASURE_FEN, v->n);
    case FIGURE_PERCENT: return measure_num(is_growth ? MEASURE_GROWTH : MEASURE_PERCENT, v->real);
    case FIGURE_POINTS: return measure_num(MEASURE_POINTS, v->real);
    case FIGURE_MONTH: return measure_int(MEASURE_MONTH, v->n);
    }
    return measure_int(MEASURE_COUNT, NO_INT);
}

/* The page's own state. */
struct sheet {
    struct req *q;
    struct asked as;
    struct position *last;
    enum indicator_no n;
    bool is_level_asked;
};

static enum err figures_get(const struct sheet *s, const struct position *p, int32_t month, enum group_by by, bool by_month,
                            struct figures *ret) {
    struct figures_asked asked = {.where = asked_question(&s->as), .has_level = s->is_level_asked, .by_month = by_month};
    asked.where.month = month;
    if (by != BY_NONE) asked.by[asked.by_count++] = by;
    return figures_of(s->q->a, p, &asked, ret);
}

static struct figures_row row_view(const struct sheet *s, const struct figures *f, int i, const struct figures *last) {
    const struct figure_group *g = &f->at[i];
    const struct indicator *ind = &indicators[s->n];
    bool by_month = f->asked.by_month;
    const struct figure_group *before = figures_find(last, g->month - 12, g->key);
    struct group_name name = by_month ? (struct group_name){month_print(s->q->a, g->month),
                                                            both_text(month_print(s->q->a, g->month))}
                                      : group_name(s->as.p, f->asked.by[0], g->key[0]);
    struct addr *addr = asked_addr(s->q, &s->as, "/projects");
    if (!by_month) addr_add(addr, group_by_key(f->asked.by[0]), name.key ? name.key : "none");
    return (struct figures_row){
        .key = name.key, .name = name.name, .href = by_month || f->asked.by[0] == BY_LEVEL ? NULL : addr_text(addr),
        .value = measure_of(ind, &g->value[s->n]),
        .last_year = before ? measure_of(ind, &before->value[s->n]) : measure_int(MEASURE_COUNT, NO_INT),
        .percent = s->n == IND_COMPLETION_RATE && g->value[s->n].kind == FIGURE_REAL ? g->value[s->n].real : NAN,
        .time_progress = g->value[IND_TIME_PROGRESS].kind == FIGURE_REAL ? g->value[IND_TIME_PROGRESS].real : NAN};
}

static enum err groups_fill(const struct sheet *s, struct figures_view *v) {
    static const struct { enum group_by by; const char *key; enum word title; } groups[] = {
        {BY_AREA, "area", W_board_area}, {BY_FIELD, "field", W_project_list_field},
        {BY_DEPARTMENT, "department", W_board_department}, {BY_LEVEL, "level", W_board_level},
        {BY_STAGE, "stage", W_project_list_stage}, {BY_NONE, "month", W_board_month}};
    struct figures_group *views = arena_array(s->q->a, struct figures_group, countof(groups));
    for (size_t i = 0; i < countof(groups); i++) {
        struct figures f, last;
        bool by_month = groups[i].by == BY_NONE;
        try(figures_get(s, s->as.p, s->as.month, groups[i].by, by_month, &f));
        try(figures_get(s, s->last, s->as.month - 12, groups[i].by, by_month, &last));
        struct figures_row *rows = arena_array(s->q->a, struct figures_row, (size_t)f.count);
        for (int k = 0; k < f.count; k++) rows[k] = row_view(s, &f, k, &last);
        views[i] = (struct figures_group){.by = groups[i].key, .title = both_word(groups[i].title), .rows = rows,
                                          .rows_count = (size_t)f.count};
    }
    v->groups = views;
    v->groups_count = countof(groups);
    return OK;
}

/* -- the rows behind -- */

/* What one project contributes, where a figure is a sum or a rate of it. */
static struct measure contribution(enum indicator_no n, const struct chunk *c, int i, int m) {
    int64_t plan = c->plan_fen[i], done = c->ytd_fen[m][i];
    switch (n) {
    case IND_INVESTMENT_TOTAL: case IND_PROJECTS_NEW_MONTH_INVESTMENT: return measure_int(MEASURE_FEN, c->total_fen[i]);
    case IND_INVESTMENT_PLANNED: return measure_int(MEASURE_FEN, plan);
    case IND_INVESTMENT_DONE_MONTH: return measure_int(MEASURE_FEN, c->month_fen[m][i]);
    case IND_COMPLETION_RATE: case IND_LEAD_POINTS:
        return measure_num(MEASURE_PERCENT, plan > 0 && done != NO_FEN ? (double)done * 100 / (double)plan : NAN);
    default: return measure_int(MEASURE_FEN, done);
    }
}

/* Which projects a figure speaks of: of the list, its red ones, the month's new ones … */
static struct selection rows_of(const struct sheet *s) {
    struct question ask = asked_question(&s->as);
    if (indicators[s->n].is_of_platform && !s->is_level_asked) ask.levels = 0;
    struct selection all = board_select(s->q->a, s->as.p->board, &ask);
    static const struct { enum indicator_no n; enum light light; } lights[] = {
        {IND_LIGHTS_RED, RED}, {IND_LIGHTS_YELLOW, YELLOW}, {IND_LIGHTS_GREEN, GREEN}, {IND_LIGHTS_GREY, GREY}};
    for (size_t i = 0; i < countof(lights); i++)
        if (lights[i].n == s->n) lights_filter(s->as.p->lights, s->as.month, 1u << lights[i].light, &all);
    bool is_new = s->n == IND_PROJECTS_NEW_MONTH || s->n == IND_PROJECTS_NEW_MONTH_INVESTMENT ||
                  s->n == IND_PROJECTS_NEW_MONTH_INVESTMENT_YOY || s->n == IND_PROJECTS_NEW_MONTH_YOY_DIFF;
    bool is_missing = s->n == IND_FIGURES_MISSING;
    if (!is_new && !is_missing) return all;
    for (int row = selection_next(&all, 0); row >= 0; row = selection_next(&all, row + 1)) {
        const struct chunk *c = board_chunk(s->as.p->board, row);
        int i = row % CHUNK_ROWS;
        bool stays = is_new ? month_of_day(c->registered_day[i]) == s->as.month
                            : lights_rule_at(s->as.p->lights, row, s->as.month, RULE_FIGURES) >= YELLOW;
        if (stays) continue;
        all.bits[row / 64] &= ~(UINT64_C(1) << row % 64);
        all.count--;
    }
    return all;
}

static void rows_fill(const struct sheet *s, struct figures_view *v) {
    enum { SHOWN = 20 };
    struct selection all = rows_of(s);
    static const enum sort_key by_fen[INDICATOR_COUNT] = {
        [IND_INVESTMENT_TOTAL] = SORT_TOTAL, [IND_PROJECTS_NEW_MONTH_INVESTMENT] = SORT_TOTAL,
        [IND_INVESTMENT_PLANNED] = SORT_PLAN, [IND_COMPLETION_RATE] = SORT_RATE, [IND_LEAD_POINTS] = SORT_RATE};
    enum sort_key key = by_fen[s->n] != SORT_ID ? by_fen[s->n] : SORT_DONE;
    struct order order = {.key = key, .is_descending = key != SORT_RATE, .month = s->as.month};
    const int *rows;
    int n = board_top(s->q->a, s->as.p->board, &all, &order, 0, SHOWN, &rows);
    struct figures_project *views = arena_array(s->q->a, struct figures_project, (size_t)n);
    for (int i = 0; i < n; i++) {
        const struct chunk *c = board_chunk(s->as.p->board, rows[i]);
        int k = rows[i] % CHUNK_ROWS;
        views[i] = (struct figures_project){
            .name = chunk_name(c, k), .href = project_href(s->q, &s->as, c->project_id[k]),
            .area = dictionary_name(&s->as.p->board->areas, c->area[k]),
            .light = light_key(lights_at(s->as.p->lights, rows[i], s->as.month)),
            .value = contribution(s->n, c, k, month_index(s->as.month))};
    }
    v->rows = views, v->rows_count = (size_t)n, v->rows_total = all.count;
    struct addr *addr = asked_addr(s->q, &s->as, "/projects");
    if (s->n >= IND_LIGHTS_RED && s->n <= IND_LIGHTS_GREY) {
        static const char *const colours[] = {"red", "yellow", "green", "grey"};
        addr_add(addr, "light", colours[s->n - IND_LIGHTS_RED]);
    }
    if (indicators[s->n].is_of_platform && !s->is_level_asked) addr_set(addr, "level", "platform");
    v->rows_href = addr_text(addr);
}

static void dictionary_fill(const struct sheet *s, struct figures_view *v) {
    struct figures_item *items = arena_array(s->q->a, struct figures_item, INDICATOR_COUNT);
    struct figures all;
    if (figures_get(s, s->as.p, s->as.month, BY_NONE, false, &all) != OK) return;
    for (unsigned n = 0; n < INDICATOR_COUNT; n++) {
        struct addr *addr = asked_addr(s->q, &s->as, "/figures");
        addr_segment(addr, indicators[n].code);
        items[n] = (struct figures_item){.name = both_word(indicators[n].name), .href = addr_text(addr),
                                         .value = measure_of(&indicators[n], &all.at[0].value[n]), .is_here = n == s->n};
    }
    v->figures = items;
    v->figures_count = INDICATOR_COUNT;
}

static enum err figure_show(struct req *q, enum indicator_no n) {
    struct sheet s = {.q = q, .n = n, .is_level_asked = req_has(q, "level")};
    try(asked_read(q, &s.as));
    try(asked_position(q, s.as.p->entry, s.as.p->known_day, month_year(s.as.month) - 1, &s.last));
    const struct indicator *ind = &indicators[n];
    struct figures now, last;
    try(figures_get(&s, s.as.p, s.as.month, BY_NONE, false, &now));
    try(figures_get(&s, s.last, s.as.month - 12, BY_NONE, false, &last));
    bool of_platform = ind->is_of_platform && !s.is_level_asked;
    struct addr *json = addr_copy(req_here(q));
    addr_suffix(json, ".json");
    struct addr *here = addr_new(q->a, "/figures");
    addr_segment(here, ind->code);
    struct figures_view v = {
        .code = ind->code, .name = both_word(ind->name), .formula = both_word(ind->formula),
        .denominator = ind->denominator < INDICATOR_COUNT ? both_word(indicators[ind->denominator].name) : both_text(""),
        .definition = ind->version, .month = s.as.month,
        .scope = both_word(of_platform ? W_level_platform : levels_word(s.as.level)),
        .value = measure_of(ind, &now.at[0].value[n]), .last_year = measure_of(ind, &last.at[0].value[n]),
        .time_progress = now.at[0].value[IND_TIME_PROGRESS].real, .level = s.as.level, .here_href = addr_text(here),
        .json_href = addr_text(json)};
    try(groups_fill(&s, &v));
    rows_fill(&s, &v);
    dictionary_fill(&s, &v);
    months_choose(q, &s.as, &v.months, &v.months_count);
    levels_choose(q, &s.as, &v.levels, &v.levels_count);
    req_title(q, v.name.in[q->lang]);
    return req_view(q, &figures_view, &v);
}

enum err figure_page(struct req *q) {
    enum indicator_no n = indicator_no(req_text(q, "code"));
    return n == INDICATOR_COUNT ? ERR_MISSING : figure_show(q, n);
}

enum err figures_page(struct req *q) { return figure_show(q, IND_COMPLETION_RATE); }
