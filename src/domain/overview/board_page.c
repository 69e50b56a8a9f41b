#include "domain/overview/board_page.h"
#include "base/text.h"
#include "board_view.h"
#include "domain/stats/figures.h"
#include "store/journal.h"
#include "web/svg.h"
#include <math.h>
#include <stdlib.h>

enum { NEW_REDS_SHOWN = 5, DEPARTMENTS_SHOWN = 6, CHANGES_SHOWN = 12 };

/* Everything the page shows is got from these: three passes over the board, one over last year's. */
struct glance {
    struct req *q;
    struct asked as;
    struct position *last;  /* the year before, for its own completion rates */
    const struct figures *table; /* areas by fields, with rows, columns and the whole */
    const struct figures *departments, *platform, *last_areas;
    const struct figure_group *city, *last_city;
};

static int64_t whole(const struct figure_group *g, enum indicator_no n) {
    return g && g->value[n].kind == FIGURE_INT ? g->value[n].n : 0;
}
static double rate(const struct figure_group *g, enum indicator_no n) {
    return g && g->value[n].kind == FIGURE_REAL ? g->value[n].real : NAN;
}
static int64_t fen(const struct figure_group *g, enum indicator_no n) {
    return g && g->value[n].kind == FIGURE_INT ? g->value[n].n : NO_FEN;
}

static const struct figure_group *group_of(const struct figures *f, int32_t month, uint16_t first, uint16_t second) {
    const uint16_t key[FIGURE_BY_MAX] = {first, second};
    return figures_find(f, month, key);
}

static enum err glance_take(struct glance *g) {
    struct arena *a = g->q->a;
    const struct position *p = g->as.p;
    int32_t month = g->as.month, before = month - 12;
    struct figures_asked table = {.where = asked_question(&g->as), .has_level = true,
                                  .by = {BY_AREA, BY_FIELD}, .by_count = 2, .with_totals = true};
    struct figures_asked departments = {.where = table.where, .has_level = true, .by = {BY_DEPARTMENT}, .by_count = 1};
    struct figures_asked platform = {.where = {.scope = g->as.scope, .month = month}};
    struct figures_asked last = {.where = table.where, .has_level = true, .by = {BY_AREA}, .by_count = 1, .with_totals = true};
    last.where.month = before;
    try(figures_kept(a, p, &table, &g->table));
    try(figures_kept(a, p, &departments, &g->departments));
    try(figures_kept(a, p, &platform, &g->platform));
    try(asked_position(g->q, p->entry, p->known_day, month_year(before), &g->last));
    try(figures_kept(a, g->last, &last, &g->last_areas));
    g->city = group_of(g->table, month, ANY_KEY, ANY_KEY);
    g->last_city = group_of(g->last_areas, before, ANY_KEY, 0);
    return OK;
}

/* -- addresses -- */

static const char *list_href(const struct glance *g, const char *name, const char *value) {
    return addr_text_with(g->as.list, name, value);
}

static const char *figure_href(const struct glance *g, enum indicator_no n) {
    struct addr *addr = asked_addr(g->q, &g->as, "/figures");
    addr_segment(addr, indicators[n].code);
    return addr_text(addr);
}

/* -- the key figures -- */

static void key_figures_fill(const struct glance *g, struct board_view *v) {
    const struct figure_group *city = g->city;
    v->month = g->as.month;
    v->time_progress = rate(city, IND_TIME_PROGRESS);
    v->level = g->as.level;
    v->level_name = both_word(levels_word(g->as.level));
    v->completion_rate = rate(city, IND_COMPLETION_RATE);
    v->lead_points = rate(city, IND_LEAD_POINTS);
    v->investment_done_ytd = fen(city, IND_INVESTMENT_DONE_YTD);
    v->investment_planned = fen(city, IND_INVESTMENT_PLANNED);
    v->is_provisional = !g->as.p->board->plans_issued;
    v->projects_key = whole(city, IND_PROJECTS_KEY);
    v->red = whole(city, IND_LIGHTS_RED);
    v->yellow = whole(city, IND_LIGHTS_YELLOW);
    v->green = whole(city, IND_LIGHTS_GREEN);
    v->grey = whole(city, IND_LIGHTS_GREY);
    v->missing = whole(city, IND_FIGURES_MISSING);
    v->completion_last_year = rate(g->last_city, IND_COMPLETION_RATE);
    v->projects_last_year = whole(g->last_city, IND_PROJECTS_KEY);
    v->completion_href = figure_href(g, IND_COMPLETION_RATE);
    v->done_href = figure_href(g, IND_INVESTMENT_DONE_YTD);
    v->projects_href = addr_text(g->as.list);
    v->new_href = figure_href(g, IND_PROJECTS_NEW_MONTH);
    v->missing_href = figure_href(g, IND_FIGURES_MISSING);
    v->red_href = list_href(g, "light", "red");
    v->yellow_href = list_href(g, "light", "yellow");
    v->green_href = list_href(g, "light", "green");
    v->grey_href = list_href(g, "light", "grey");
    int32_t reported = g->table->reported_day;
    v->report_age = reported == NO_DAY ? NO_INT : g->as.p->known_day - reported;
}

/* The platform's figures do not depend on the level asked for. */
static void platform_fill(const struct glance *g, struct board_view *v) {
    const struct figure_group *all = &g->platform->at[0];
    v->projects_platform = whole(all, IND_PROJECTS_PLATFORM);
    v->projects_platform_yoy_diff = whole(all, IND_PROJECTS_PLATFORM_YOY_DIFF);
    v->projects_new_month = whole(all, IND_PROJECTS_NEW_MONTH);
    v->projects_new_month_investment_yoy = rate(all, IND_PROJECTS_NEW_MONTH_INVESTMENT_YOY);
}

/* -- the board itself -- */

static const char *key_or_none(const struct dictionary *d, uint16_t index) {
    return index == NO_KEY ? "none" : dictionary_key(d, index);
}

/* What stands along an edge of the board: all keys of a dictionary, and "not stated" if projects have none. */
struct edge {
    const struct dictionary *of;
    int count;
    uint16_t *keys;
    struct span *pairs; /* of the fields, "field=tourism": the end of every square's address */
};

static struct edge edge_of(struct arena *a, const struct dictionary *d, const struct figure_group *unstated) {
    struct edge e = {.of = d, .keys = arena_array(a, uint16_t, (size_t)d->count + 1)};
    for (uint16_t i = 0; i < d->count; i++) e.keys[e.count++] = i;
    if (whole(unstated, IND_PROJECTS_KEY)) e.keys[e.count++] = NO_KEY;
    return e;
}

static struct board_field field_view(const struct glance *g, const struct edge *fields, int k) {
    const struct figure_group *f = group_of(g->table, g->as.month, ANY_KEY, fields->keys[k]);
    return (struct board_field){.key = key_or_none(fields->of, fields->keys[k]),
                                .name = dictionary_name(fields->of, fields->keys[k]),
                                .href = addr_text_and(g->as.list, fields->pairs[k]),
                                .projects = whole(f, IND_PROJECTS_KEY), .completion = rate(f, IND_COMPLETION_RATE)};
}

/* `list` is the address of the area's projects. */
static struct board_square *squares_view(const struct glance *g, const struct addr *list, uint16_t area,
                                         const struct edge *fields) {
    struct board_square *squares = arena_array(g->q->a, struct board_square, (size_t)fields->count);
    const struct figure_counts *row = figures_counts(g->table, g->as.month, (uint16_t[]){area, 0});
    must(row != NULL);
    for (int k = 0; k < fields->count; k++) {
        uint16_t key = fields->keys[k];
        const struct figure_counts *n = &row[key == NO_KEY ? fields->of->count : key];
        squares[k] = (struct board_square){
            .field = dictionary_name(fields->of, key), .count = n->projects, .red = n->light[RED],
            .yellow = n->light[YELLOW], .green = n->light[GREEN], .grey = n->light[GREY],
            .href = n->projects ? addr_text_and(list, fields->pairs[k]) : NULL};
    }
    return squares;
}

static struct board_area area_view(const struct glance *g, const struct edge *areas, int i, const struct edge *fields) {
    uint16_t area = areas->keys[i];
    const struct figure_group *f = group_of(g->table, g->as.month, area, ANY_KEY);
    const struct figure_group *last = group_of(g->last_areas, g->as.month - 12, area, 0);
    struct addr *list = addr_copy(g->as.list);
    addr_add(list, "area", key_or_none(areas->of, area));
    return (struct board_area){
        .key = key_or_none(areas->of, area), .name = dictionary_name(areas->of, area), .href = addr_text(list),
        .projects = whole(f, IND_PROJECTS_KEY), .completion = rate(f, IND_COMPLETION_RATE),
        .projects_last_year = whole(last, IND_PROJECTS_KEY), .completion_last_year = rate(last, IND_COMPLETION_RATE),
        .squares = squares_view(g, list, area, fields), .squares_count = (size_t)fields->count};
}

static void matrix_fill(const struct glance *g, struct board_view *v) {
    struct arena *a = g->q->a;
    const struct board *b = g->as.p->board;
    struct edge areas = edge_of(a, &b->areas, group_of(g->table, g->as.month, NO_KEY, ANY_KEY));
    struct edge fields = edge_of(a, &b->fields, group_of(g->table, g->as.month, ANY_KEY, NO_KEY));
    fields.pairs = arena_array(a, struct span, (size_t)fields.count);
    for (int k = 0; k < fields.count; k++) fields.pairs[k] = addr_pair(a, "field", key_or_none(fields.of, fields.keys[k]));
    struct board_field *heads = arena_array(a, struct board_field, (size_t)fields.count);
    struct board_area *rows = arena_array(a, struct board_area, (size_t)areas.count);
    for (int k = 0; k < fields.count; k++) heads[k] = field_view(g, &fields, k);
    for (int i = 0; i < areas.count; i++) rows[i] = area_view(g, &areas, i, &fields);
    v->fields = heads, v->fields_count = (size_t)fields.count;
    v->areas = rows, v->areas_count = (size_t)areas.count;
}

/* -- the year -- */

static void trend_fill(const struct glance *g, struct board_view *v) {
    struct arena *a = g->q->a;
    const struct settings *s = &g->as.p->settings;
    int months = month_index(g->as.month) + 1;
    struct board_month *rows = arena_array(a, struct board_month, YEAR_MONTHS);
    struct trend trend = {.annual_fen = v->investment_planned, .months = months, .is_provisional = v->is_provisional};
    int32_t january = g->as.month - month_index(g->as.month);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        __int128 planned = (__int128)v->investment_planned * s->curve[m] / s->curve_whole;
        trend.plan_fen[m] = v->investment_planned == NO_FEN ? NO_FEN : (int64_t)planned;
        trend.done_fen[m] = g->city && m < months ? g->city->done_fen[m] : NO_FEN;
        rows[m] = (struct board_month){.at = january + m, .plan_ytd_fen = trend.plan_fen[m], .done_ytd_fen = trend.done_fen[m],
                                       .done_last_year_fen = g->last_city ? g->last_city->done_fen[m] : NO_FEN};
    }
    v->trend = rows, v->trend_count = YEAR_MONTHS;
    v->trend_wide = svg_trend(a, g->q->lang, &trend, TREND_WIDE);
    v->trend_narrow = svg_trend(a, g->q->lang, &trend, TREND_NARROW);
}

/* -- exceptions -- */

enum light light_a_month_ago(const struct asked *as, int row) {
    const struct position *p = as->p;
    if (month_index(as->month) > 0) return lights_at(p->lights, row, as->month - 1);
    int64_t id = board_chunk(p->board, row)->project_id[row % CHUNK_ROWS];
    int old_row = board_row(p->board_before, id);
    return old_row < 0 ? GREY : lights_at(p->lights_before, old_row, as->month - 1);
}

static void new_reds_fill(const struct glance *g, struct board_view *v) {
    const struct position *p = g->as.p;
    struct board_red *reds = arena_array(g->q->a, struct board_red, NEW_REDS_SHOWN);
    struct selection red = selection_copy(g->q->a, &g->table->rows);
    lights_filter(p->lights, g->as.month, 1u << RED, &red);
    size_t shown = 0;
    for (int row = selection_next(&red, 0); row >= 0; row = selection_next(&red, row + 1)) {
        if (light_a_month_ago(&g->as, row) == RED) continue;
        v->new_reds_total++;
        if (shown == NEW_REDS_SHOWN) continue;
        const struct chunk *c = board_chunk(p->board, row);
        reds[shown++] =
            (struct board_red){.name = chunk_name(c, row % CHUNK_ROWS),
                               .href = project_href(&g->as, c->project_id[row % CHUNK_ROWS]),
                               .area = dictionary_name(&p->board->areas, c->area[row % CHUNK_ROWS]),
                               .reason = lights_first_reason(g->q->a, p->lights, row, g->as.month)};
    }
    v->new_reds = reds, v->new_reds_count = shown;
    v->new_reds_href = v->red_href;
}

static int by_completion(const void *x, const void *y) {
    double a = ((const struct board_department *)x)->completion, b = ((const struct board_department *)y)->completion;
    if (isnan(a) || isnan(b)) return isnan(a) - isnan(b);
    return a < b ? -1 : a > b;
}

static void departments_fill(const struct glance *g, struct board_view *v) {
    const struct figures *f = g->departments;
    const struct dictionary *d = &g->as.p->board->departments;
    struct board_department *rows = arena_array(g->q->a, struct board_department, (size_t)f->count);
    size_t n = 0;
    for (int i = 0; i < f->count; i++) {
        const struct figure_group *group = &f->at[i];
        if (group->key[0] == NO_KEY || !whole(group, IND_PROJECTS_KEY)) continue;
        rows[n++] = (struct board_department){
            .name = dictionary_name(d, group->key[0]),
            .href = list_href(g, "department", dictionary_key(d, group->key[0])),
            .red = whole(group, IND_LIGHTS_RED), .yellow = whole(group, IND_LIGHTS_YELLOW),
            .completion = rate(group, IND_COMPLETION_RATE)};
    }
    qsort(rows, n, sizeof *rows, by_completion);
    v->departments = rows;
    v->departments_count = n < DEPARTMENTS_SHOWN ? n : DEPARTMENTS_SHOWN;
    v->departments_total = (int64_t)n;
    v->departments_href = figure_href(g, IND_COMPLETION_RATE);
}

static enum err changes_fill(const struct glance *g, struct board_view *v) {
    const struct position *p = g->as.p;
    v->since = req_day(g->q, "since");
    if (v->since == NO_DAY) return OK;
    int64_t entry;
    struct position *then;
    struct change *changes;
    int count, total;
    try(journal_at(g->q->tx, ms_of_day(v->since + 1, p->settings.time_zone_min) - 1, &entry));
    if (entry > p->entry) entry = p->entry;
    try(asked_position(g->q, entry, p->known_day, p->year, &then));
    try(changes_between(g->q->a, then, p, &g->table->rows, g->as.month, 0, CHANGES_SHOWN, &changes, &count, &total));
    struct board_change *rows = arena_array(g->q->a, struct board_change, (size_t)count);
    for (int i = 0; i < count; i++)
        rows[i] = (struct board_change){.name = changes[i].name, .href = project_href(&g->as, changes[i].project_id),
                                        .what = changes[i].what, .from = changes[i].from, .to = changes[i].to};
    struct addr *all = asked_addr(g->q, &g->as, "/changes");
    addr_add(all, "since", day_print(g->q->a, v->since));
    v->changes = rows, v->changes_count = (size_t)count, v->changes_total = total;
    v->changes_href = addr_text(all);
    return OK;
}

static void glance_fill(const struct glance *g, struct board_view *v) {
    key_figures_fill(g, v);
    platform_fill(g, v);
    matrix_fill(g, v);
    trend_fill(g, v);
    new_reds_fill(g, v);
    departments_fill(g, v);
    v->data_day = month_last_day(g->as.month);
    v->known_at = moment_print(g->q, g->as.p, g->as.p->board->known_ms);
    v->threshold_fen = g->as.p->settings.threshold_fen;
}

enum err board_view_of(struct req *q, const struct asked *as, struct board_view *ret, struct board_behind *ret_behind) {
    struct glance g = {.q = q, .as = *as};
    try(glance_take(&g));
    *ret = (struct board_view){.since = NO_DAY};
    glance_fill(&g, ret);
    *ret_behind = (struct board_behind){&g.table->rows, g.city};
    return OK;
}

enum err board_page(struct req *q) {
    struct glance g = {.q = q};
    struct board_view v = {0};
    try(asked_read(q, &g.as));
    try(glance_take(&g));
    glance_fill(&g, &v);
    try(changes_fill(&g, &v));
    months_choose(q, &g.as, &v.months, &v.months_count);
    levels_choose(q, &g.as, &v.levels, &v.levels_count);
    v.import_href = q->app->web->may(&q->who, ACCESS_WRITE) ? "/intake" : NULL;
    return req_view(q, &board_view, &v);
}
