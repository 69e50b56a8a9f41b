/* One number of a bulletin: its formula, whether it comes out the same again, and the rows it speaks of as known then. */
#include "base/text.h"
#include "bulletin_number_view.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/stats/sight.h"
#include <math.h>

enum { SHOWN = 50 };

struct number {
    struct req *q;
    struct bulletin b;
    struct bulletin_content c;
    const struct bulletin_item *item;
    const struct bulletin_value *value;
    unsigned figure;
    enum bulletin_by by;
    struct position *p;
    struct bulletin_facts facts;
    const struct bulletin_group *group; /* as reckoned again; NULL: it is not there */
    const struct scope *scope;
};

static enum err number_find(struct number *n) {
    struct req *q = n->q;
    try(bulletin_of(q, &n->b));
    try(sight_of(q, &n->scope));
    try(bulletin_content_of(q->tx, &n->b, &n->c));
    n->item = bulletin_value_find(&n->c, req_int(q, "no", 0), &n->value);
    if (!n->item) return ERR_MISSING;
    n->figure = bulletin_figure_read(n->value->code);
    n->by = bulletin_by_read(n->value->by);
    if (n->figure == BULLETIN_FIGURES || n->by == BULLETIN_BYS) return ERR_MISSING;
    try(asked_position(q, n->c.entry, n->c.known_day, month_year(n->c.month), &n->p));
    try(bulletin_facts_of(q->tx, n->p, n->c.month, &n->facts));
    const struct bulletin_groups *groups = &n->facts.groups[n->by];
    for (size_t i = 0; i < groups->count; i++) {
        const char *key = n->by == BULLETIN_WHOLE ? "" : group_name(n->p, bulletin_group_by(n->by), groups->at[i].key).key;
        if (text_eq(key ? key : "", n->value->of)) n->group = &groups->at[i];
    }
    return OK;
}

static int64_t again_of(struct number *n) {
    size_t count;
    if (!n->group) return NO_INT;
    if (n->figure != OWN_SCORE) return n->group->value[n->figure];
    struct score_formula_rules rules = {.full = n->c.full, .count = n->c.rule_count};
    if (rules.count > SCORE_RULES_MAX) return NO_INT;
    for (size_t i = 0; i < rules.count; i++) {
        rules.at[i] = n->c.rules[i].rule;
        if (rules.at[i].figure == BULLETIN_FIGURES) return NO_INT;
    }
    const struct scored *at = score_rank(n->q->a, &rules, &n->facts.groups[n->by], &count);
    for (size_t i = 0; i < count; i++)
        if (at[i].group == n->group) return at[i].score;
    return NO_INT;
}

static void points_fill(const struct number *n, struct bulletin_number_view *v) {
    struct arena *a = n->q->a;
    if (n->figure != OWN_SCORE) return;
    struct bulletin_scored *at = arena_array(a, struct bulletin_scored, n->item->point_count);
    for (size_t i = 0; i < n->item->point_count && i < n->c.rule_count; i++) {
        const struct bulletin_point *p = &n->item->points[i];
        unsigned figure = bulletin_figure_read(p->item);
        bool is_known = figure < BULLETIN_FIGURES;
        at[v->points_count++] = (struct bulletin_scored){
            is_known ? both_word(bulletin_figure_name(figure)) : both_text(p->item),
            is_known ? score_rule_said(a, &n->c.rules[i].rule) : both_text(""),
            p->points == NO_INT ? both_word(W_bulletin_not_known) : both_text(score_centi_print(a, p->points))};
    }
    v->points = at;
}

/* -- the rows -- */

static bool is_light(const struct number *n, int row) {
    static const struct { enum indicator_no n; enum light light; } lights[] = {
        {IND_LIGHTS_RED, RED}, {IND_LIGHTS_YELLOW, YELLOW}, {IND_LIGHTS_GREEN, GREEN}, {IND_LIGHTS_GREY, GREY}};
    for (size_t i = 0; i < countof(lights); i++)
        if (lights[i].n == n->figure) return lights_at(n->p->lights, row, n->c.month) == lights[i].light;
    return true;
}

/* Those of the group that count in the figure, and that the reader sees today. */
static struct selection rows_of(const struct number *n) {
    bool of_platform = n->figure < INDICATOR_COUNT && indicators[n->figure].is_of_platform;
    struct question ask = {.scope = n->scope, .month = n->c.month, .levels = of_platform ? 0 : LEVELS_KEY};
    struct selection s = board_select(n->q->a, n->p->board, &ask);
    for (int row = selection_next(&s, 0); row >= 0; row = selection_next(&s, row + 1)) {
        const struct chunk *c = board_chunk(n->p->board, row);
        int i = row % CHUNK_ROWS;
        bool is_new = n->figure != IND_PROJECTS_NEW_MONTH && n->figure != IND_PROJECTS_NEW_MONTH_INVESTMENT;
        uint16_t key = chunk_key(c, i, bulletin_group_by(n->by), n->c.month);
        bool is_of = n->by == BULLETIN_WHOLE || (n->group && key == n->group->key);
        bool stays = is_of && bulletin_row_counts(&n->facts, n->figure, row) && is_light(n, row) &&
                     (is_new || month_of_day(c->registered_day[i]) == n->c.month);
        if (stays) continue;
        s.bits[row / 64] &= ~(UINT64_C(1) << row % 64);
        s.count--;
    }
    return s;
}

static void rows_fill(const struct number *n, struct bulletin_number_view *v) {
    struct req *q = n->q;
    struct selection s = rows_of(n);
    struct order order = {.key = SORT_PLAN, .is_descending = true, .month = n->c.month};
    const int *rows;
    int count = board_top(q->a, n->p->board, &s, &order, 0, SHOWN, &rows), m = month_index(n->c.month);
    struct bulletin_behind *at = arena_array(q->a, struct bulletin_behind, (size_t)count);
    for (int k = 0; k < count; k++) {
        const struct chunk *c = board_chunk(n->p->board, rows[k]);
        int i = rows[k] % CHUNK_ROWS;
        int64_t plan = c->plan_fen[i], done = c->ytd_fen[m][i];
        at[k] = (struct bulletin_behind){
            .name = chunk_name(c, i), .area = dictionary_name(&n->p->board->areas, c->area[i]),
            .light = light_key(lights_at(n->p->lights, rows[k], n->c.month)), .plan_fen = plan, .done_fen = done,
            .rate = plan > 0 && done != NO_FEN ? (double)done * 100 / (double)plan : NAN,
            .href = arena_printf(q->a, "/projects/%lld?known=%s&month=%s", (long long)c->project_id[i],
                                 day_print(q->a, n->c.known_day), month_print(q->a, n->c.month))};
    }
    v->rows = at;
    v->rows_count = (size_t)count;
    v->rows_total = s.count;
}

static struct addr *asked_then(const struct number *n, const char *path) {
    struct addr *addr = addr_new(n->q->a, path);
    addr_add(addr, "known", day_print(n->q->a, n->c.known_day));
    addr_add(addr, "month", month_print(n->q->a, n->c.month));
    return addr;
}

static void links_fill(const struct number *n, struct bulletin_number_view *v) {
    enum indicator_no indicator = bulletin_figure_indicator(n->figure);
    if (indicator != NO_INDICATOR) {
        struct addr *addr = asked_then(n, "/figures");
        addr_segment(addr, indicators[indicator].code);
        v->figure_href = addr_text(addr);
    }
    struct addr *list = asked_then(n, "/projects");
    if (n->by == BULLETIN_BY_AREA || n->by == BULLETIN_BY_DEPARTMENT) addr_add(list, n->value->by, n->value->of);
    if (n->figure < INDICATOR_COUNT && indicators[n->figure].is_of_platform) addr_add(list, "level", "platform");
    v->list_href = addr_text(list);
    v->bulletin_href = bulletin_href(n->q, n->b.id);
}

enum err bulletin_number_page(struct req *q) {
    struct number n = {.q = q};
    try(number_find(&n));
    int64_t again = again_of(&n);
    struct bulletin_number_view v = {
        .bulletin_id = n.b.id, .no = n.value->no, .code = n.value->code, .name = both_word(bulletin_figure_name(n.figure)),
        .formula = both_word(bulletin_figure_formula(n.figure)),
        .said = bulletin_value_said(q->a, n.figure, n.value->value, false),
        .again = bulletin_value_said(q->a, n.figure, again, false), .is_same = again == n.value->value,
        .unknown = n.value->unknown, .month = n.c.month, .known_day = n.c.known_day, .bulletin = bulletin_name(q->a, n.c.month)};
    if (n.group && n.by != BULLETIN_WHOLE) v.of = group_name(n.p, bulletin_group_by(n.by), n.group->key).name;
    points_fill(&n, &v);
    rows_fill(&n, &v);
    links_fill(&n, &v);
    req_title(q, v.name.in[q->lang]);
    return req_view(q, &bulletin_number_view, &v);
}
