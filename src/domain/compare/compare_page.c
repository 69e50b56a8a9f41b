/* Both figures side by side: by project with the largest gaps first, by area or field; and whom only one side knows. */
#include "base/text.h"
#include "bureau_queries.h"
#include "compare_view.h"
#include "domain/compare/compare_inside.h"
#include <math.h>
#include <stdlib.h>

enum { PAGE_ROWS = 50, GROUPS_MAX = NO_KEY + 1 };

/* A project with what both say of January to the month. */
struct pair {
    int row;
    int64_t reported_fen, bureau_fen;
    bool is_listed;
};

struct compare {
    struct req *q;
    struct asked as;
    struct pair *pairs; /* those that answer the question */
    int count;
    const int64_t *asked; /* projects with an open question, in order */
    size_t asked_count;
    struct compare_view v;
};

static const struct chunk *chunk_of(const struct compare *x, const struct pair *p) { return board_chunk(x->as.p->board, p->row); }

/* -- which projects -- */

static enum err questions_load(struct compare *x) {
    struct bureau_questions_open_cursor c;
    struct bureau_questions_open_row row;
    size_t cap = 64;
    int64_t *ids = arena_array(x->q->a, int64_t, cap);
    bool has;
    try(bureau_questions_open_open(x->q->tx, x->as.p->entry, &c));
    for (;;) {
        try(bureau_questions_open_next(&c, &row, &has));
        if (!has) break;
        if (x->asked_count == cap) {
            int64_t *grown = arena_array(x->q->a, int64_t, cap *= 2);
            memcpy(grown, ids, x->asked_count * sizeof *ids);
            ids = grown;
        }
        ids[x->asked_count++] = row.project_id;
    }
    bureau_questions_open_close(&c);
    x->asked = ids;
    return OK;
}

static int by_id(const void *x, const void *y) {
    const int64_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static bool is_asked(const struct compare *x, int64_t project_id) {
    return x->asked_count && bsearch(&project_id, x->asked, x->asked_count, sizeof *x->asked, by_id) != NULL;
}

static void key_choose(struct keys *keys, const struct dictionary *d, const char *key) {
    if (!*key) return;
    int at = text_eq(key, "none") ? NO_KEY : dictionary_find(d, key);
    keys_add(keys, at < 0 ? NO_KEY - 1 : (uint16_t)at); /* a key nobody has chooses nothing */
}

static struct selection rows_of(struct compare *x) {
    const struct board *b = x->as.p->board;
    struct question ask = asked_question(&x->as);
    key_choose(&ask.areas, &b->areas, req_text(x->q, "area"));
    key_choose(&ask.fields, &b->fields, req_text(x->q, "field"));
    const char *text = req_text(x->q, "q");
    if (*text) ask.text = text_fold(x->q->a, span_of(text));
    return board_select(x->q->a, b, &ask);
}

/* A gap at least as large as asked for, in percent of ours; one that cannot be said is not above anything. */
static bool is_above(const struct compare *x, const struct pair *p) {
    int64_t above = req_int(x->q, "above", -1);
    double gap = fabs(gap_percent(p->reported_fen, p->bureau_fen));
    return above < 0 || (!isnan(gap) && gap >= (double)above);
}

static void pairs_gather(struct compare *x) {
    int m = month_index(x->as.month);
    struct selection all = rows_of(x);
    bool only_asked = req_flag(x->q, "asked");
    x->pairs = arena_array(x->q->a, struct pair, (size_t)all.count + 1);
    for (int row = selection_next(&all, 0); row >= 0; row = selection_next(&all, row + 1)) {
        const struct chunk *c = board_chunk(x->as.p->board, row);
        int i = row % CHUNK_ROWS;
        const struct bureau_said *said = bureau_book_find(x->as.p->bureau, c->project_id[i]);
        struct pair p = {row, c->ytd_fen[m][i], said ? said->ytd_fen[m] : NO_FEN, said != NULL};
        if (!is_above(x, &p) || (only_asked && !is_asked(x, c->project_id[i]))) continue;
        x->pairs[x->count++] = p;
    }
}

/* The largest gap first; those without one last, in the order of the board. */
static int by_gap(const void *x, const void *y) {
    const struct pair *a = x, *b = y;
    int64_t ga = gap_fen(a->reported_fen, a->bureau_fen), gb = gap_fen(b->reported_fen, b->bureau_fen);
    if ((ga == NO_FEN) != (gb == NO_FEN)) return ga == NO_FEN ? 1 : -1;
    int64_t sa = ga == NO_FEN ? 0 : llabs(ga), sb = gb == NO_FEN ? 0 : llabs(gb);
    return sa != sb ? (sa > sb ? -1 : 1) : a->row - b->row;
}

/* -- sums: only what both sides say is compared -- */

struct both_sum {
    int64_t projects, pairs;
    __int128 reported, bureau;
};

static void sum_add(struct both_sum *s, const struct pair *p) {
    s->projects++;
    if (gap_fen(p->reported_fen, p->bureau_fen) == NO_FEN) return;
    s->pairs++;
    s->reported += p->reported_fen;
    s->bureau += p->bureau_fen;
}

static int64_t fen_of(__int128 sum, int64_t pairs) {
    return !pairs || sum > INT64_MAX || sum <= NO_FEN ? NO_FEN : (int64_t)sum;
}

static void total_fill(struct compare *x) {
    struct both_sum sum = {0};
    int64_t listed = 0;
    for (int i = 0; i < x->count; i++) {
        sum_add(&sum, &x->pairs[i]);
        listed += x->pairs[i].is_listed;
    }
    struct compare_view *v = &x->v;
    v->projects = sum.projects, v->pairs = sum.pairs, v->listed = listed;
    v->reported_fen = fen_of(sum.reported, sum.pairs);
    v->bureau_fen = fen_of(sum.bureau, sum.pairs);
    v->gap_fen = gap_fen(v->reported_fen, v->bureau_fen);
    v->gap = gap_percent(v->reported_fen, v->bureau_fen);
}

/* -- rows -- */

static int64_t days_since(const struct compare *x, int32_t day) { return day == NO_DAY ? NO_INT : x->as.p->known_day - day; }

static struct compare_row row_view(struct compare *x, const struct pair *p) {
    const struct chunk *c = chunk_of(x, p);
    int i = p->row % CHUNK_ROWS;
    const struct board *b = x->as.p->board;
    int64_t id = c->project_id[i];
    const struct bureau_said *said = bureau_book_find(x->as.p->bureau, id);
    struct addr *to = addr_new(x->q->a, arena_printf(x->q->a, "/projects/%lld/bureau", (long long)id));
    if (x->as.known_day != NO_DAY) addr_add(to, "known", day_print(x->q->a, x->as.known_day));
    if (req_month(x->q, "month") != NO_MONTH) addr_add(to, "month", month_print(x->q->a, x->as.month));
    return (struct compare_row){
        .project_id = id, .name = chunk_name(c, i), .href = addr_text(to), .area = dictionary_name(&b->areas, c->area[i]),
        .field = dictionary_name(&b->fields, c->field[i]), .reported_fen = p->reported_fen, .bureau_fen = p->bureau_fen,
        .gap_fen = gap_fen(p->reported_fen, p->bureau_fen), .gap = gap_percent(p->reported_fen, p->bureau_fen),
        .is_listed = p->is_listed, .is_asked = is_asked(x, id), .report_age = days_since(x, chunk_reported(c, i, x->as.month)),
        .bureau_age = days_since(x, said ? said->stated_day : NO_DAY)};
}

static const char *page_href(struct req *q, int64_t page) {
    struct addr *addr = req_here(q);
    addr_set_int(addr, "page", page);
    return addr_text(addr);
}

static int64_t pager_fill(struct compare *x, int64_t total) {
    int64_t pages = (total + PAGE_ROWS - 1) / PAGE_ROWS, page = req_int(x->q, "page", 1);
    if (page > pages) page = pages > 0 ? pages : 1;
    int64_t skip = (page - 1) * PAGE_ROWS, last = skip + PAGE_ROWS < total ? skip + PAGE_ROWS : total;
    x->v.pager = (struct part_pager_view){.first = total ? skip + 1 : 0, .last = last, .total = total,
                                          .prev_href = page > 1 ? page_href(x->q, page - 1) : NULL,
                                          .next_href = page < pages ? page_href(x->q, page + 1) : NULL};
    return skip;
}

static void projects_fill(struct compare *x, bool listed) {
    struct pair *shown = arena_array(x->q->a, struct pair, (size_t)x->count + 1);
    int64_t total = 0;
    for (int i = 0; i < x->count; i++)
        if (x->pairs[i].is_listed == listed) shown[total++] = x->pairs[i];
    if (total > 1) qsort(shown, (size_t)total, sizeof *shown, by_gap);
    int64_t skip = pager_fill(x, total);
    struct compare_row *rows = arena_array(x->q->a, struct compare_row, PAGE_ROWS);
    while (skip + (int64_t)x->v.rows_count < x->v.pager.last) {
        rows[x->v.rows_count] = row_view(x, &shown[skip + (int64_t)x->v.rows_count]);
        x->v.rows_count++;
    }
    x->v.rows = rows;
    x->v.is_projects = true;
}

static void groups_fill(struct compare *x, bool by_area) {
    const struct board *b = x->as.p->board;
    const struct dictionary *d = by_area ? &b->areas : &b->fields;
    struct both_sum *sums = arena_array(x->q->a, struct both_sum, GROUPS_MAX);
    struct compare_group *groups = arena_array(x->q->a, struct compare_group, GROUPS_MAX);
    for (int i = 0; i < x->count; i++) {
        const struct chunk *c = chunk_of(x, &x->pairs[i]);
        int at = x->pairs[i].row % CHUNK_ROWS;
        sum_add(&sums[by_area ? c->area[at] : c->field[at]], &x->pairs[i]);
    }
    for (int k = 0; k < GROUPS_MAX; k++) {
        if (!sums[k].projects) continue;
        struct addr *to = req_here(x->q);
        const char *key = dictionary_key(d, (uint16_t)k);
        addr_drop(to, "by");
        addr_drop(to, "page");
        addr_set(to, by_area ? "area" : "field", *key ? key : "none");
        struct compare_group *g = &groups[x->v.groups_count++];
        *g = (struct compare_group){.name = dictionary_name(d, (uint16_t)k), .href = addr_text(to),
                                    .projects = sums[k].projects, .pairs = sums[k].pairs,
                                    .reported_fen = fen_of(sums[k].reported, sums[k].pairs),
                                    .bureau_fen = fen_of(sums[k].bureau, sums[k].pairs)};
        g->gap_fen = gap_fen(g->reported_fen, g->bureau_fen);
        g->gap = gap_percent(g->reported_fen, g->bureau_fen);
    }
    x->v.groups = groups;
    x->v.is_groups = true;
}

/* Listings that are none of ours, of areas in sight; the bureau's list is long, so who sees all sees it by pages. */
static enum err theirs_fill(struct compare *x) {
    struct bureau_unlinked_list_row *rows;
    const struct scope *scope = x->as.scope;
    size_t count;
    bool links = x->q->app->web->may(&x->q->who, ACCESS_BUREAU) && x->as.known_day == NO_DAY;
    int64_t skip = pager_fill(x, x->v.unlinked);
    bool all = scope->everything;
    try(bureau_unlinked_list(x->q->tx, x->as.p->entry, all ? PAGE_ROWS : INT32_MAX, all ? skip : 0, &rows, &count));
    struct compare_listing *views = arena_array(x->q->a, struct compare_listing, PAGE_ROWS);
    int64_t seen = all ? skip : 0;
    for (size_t i = 0; i < count; i++) {
        bool reached = all;
        for (size_t k = 0; k < scope->area_count && !reached; k++) reached = scope->areas[k] == rows[i].area_id;
        if (!reached || seen++ < skip || x->v.listings_count == PAGE_ROWS) continue;
        int at = 0;
        while (at < x->as.p->board->areas.count && x->as.p->board->areas.at[at].id != rows[i].area_id) at++;
        views[x->v.listings_count++] = (struct compare_listing){
            .id = rows[i].id, .number = rows[i].outside_no ? rows[i].outside_no : "",
            .code = rows[i].national_code ? rows[i].national_code : "", .name = rows[i].name,
            .unit = rows[i].unit_name ? rows[i].unit_name : "", .area = dictionary_name(&x->as.p->board->areas, (uint16_t)at),
            .total_fen = rows[i].total_fen, .is_not_ours = rows[i].is_not_ours != 0,
            .reason = rows[i].reason ? rows[i].reason : "",
            .href = links ? arena_printf(x->q->a, "/bureau/listings/%lld", (long long)rows[i].id) : NULL};
    }
    x->v.listings = views;
    x->v.is_theirs = true;
    return OK;
}

/* -- around them -- */

static const char *tab_href(struct compare *x, const char *side, const char *by) {
    struct addr *to = req_here(x->q);
    addr_drop(to, "page");
    addr_set(to, "side", side);
    addr_set(to, "by", by);
    return addr_text(to);
}

static void tabs_fill(struct compare *x, const char *side, const char *by) {
    static const struct { const char *side, *by; enum word word; } tabs[] = {
        {"both", "project", W_compare_by_project}, {"both", "area", W_compare_by_area}, {"both", "field", W_compare_by_field},
        {"ours", "project", W_compare_ours}, {"theirs", "project", W_compare_theirs}};
    struct part_tab_view *views = arena_array(x->q->a, struct part_tab_view, countof(tabs));
    const int64_t counts[] = {x->v.listed, NO_INT, NO_INT, x->v.projects - x->v.listed, x->v.unlinked};
    for (size_t i = 0; i < countof(tabs); i++)
        views[i] = (struct part_tab_view){.label = both_word(tabs[i].word), .count = counts[i], .light = "",
                                          .href = tab_href(x, tabs[i].side, tabs[i].by),
                                          .is_here = text_eq(side, tabs[i].side) && text_eq(by, tabs[i].by)};
    x->v.tabs = views;
    x->v.tabs_count = countof(tabs);
}

/* The two rates, of all on the platform whatever else is asked for. */
static enum err coverage_fill(struct compare *x) {
    struct figures_asked ask = {.where = {.scope = x->as.scope, .month = x->as.month}};
    const struct figures *f;
    try(figures_kept(x->q->a, x->as.p, &ask, &f));
    const struct figure_value *ours = &f->at[0].value[IND_BUREAU_COVERAGE_OURS];
    const struct figure_value *theirs = &f->at[0].value[IND_BUREAU_COVERAGE_THEIRS];
    x->v.coverage_ours = ours->kind == FIGURE_REAL ? ours->real : NAN;
    x->v.coverage_theirs = theirs->kind == FIGURE_REAL ? theirs->real : NAN;
    x->v.platform = f->at[0].value[IND_PROJECTS_PLATFORM].n;
    const struct figure_value *listed = &f->at[0].value[IND_BUREAU_PROJECTS];
    x->v.bureau_projects = listed->kind == FIGURE_INT ? listed->n : NO_INT;
    x->v.coverage_ours_href = "/figures/bureau_coverage_ours";
    x->v.coverage_theirs_href = "/figures/bureau_coverage_theirs";
    return OK;
}

static void around_fill(struct compare *x) {
    struct req *q = x->q;
    const struct position *p = x->as.p;
    struct compare_view *v = &x->v;
    int32_t reported = NO_DAY;
    for (int i = 0; i < x->count; i++) {
        int32_t day = chunk_reported(chunk_of(x, &x->pairs[i]), x->pairs[i].row % CHUNK_ROWS, x->as.month);
        if (day != NO_DAY && (reported == NO_DAY || day > reported)) reported = day;
    }
    v->month = x->as.month, v->level = x->as.level, v->scope = both_word(levels_word(x->as.level));
    v->report_age = days_since(x, reported);
    v->bureau_age = p->bureau->count ? days_since(x, bureau_book_day(p->bureau)) : NO_INT;
    v->unlinked = bureau_book_unlinked_all(p->bureau, x->as.scope);
    v->above = req_int(q, "above", NO_INT), v->asked = req_flag(q, "asked"), v->query = req_text(q, "q");
    v->side = *req_text(q, "side") ? req_text(q, "side") : "both";
    v->by = *req_text(q, "by") ? req_text(q, "by") : "project";
    if (q->app->web->may(&q->who, ACCESS_BUREAU)) v->import_href = "/intake?kind=bureau";
    months_choose(q, &x->as, &v->months, &v->months_count);
    levels_choose(q, &x->as, &v->levels, &v->levels_count);
    dictionary_choose(q, &p->board->areas, req_text(q, "area"), &v->areas, &v->areas_count);
    dictionary_choose(q, &p->board->fields, req_text(q, "field"), &v->fields, &v->fields_count);
}

enum err compare_page(struct req *q) {
    struct compare x = {.q = q};
    try(asked_read(q, &x.as));
    try(questions_load(&x));
    pairs_gather(&x);
    total_fill(&x);
    around_fill(&x);
    try(coverage_fill(&x));
    tabs_fill(&x, x.v.side, x.v.by);
    if (text_eq(x.v.side, "theirs")) try(theirs_fill(&x));
    else if (text_eq(x.v.side, "ours")) projects_fill(&x, false);
    else if (text_eq(x.v.by, "project")) projects_fill(&x, true);
    else groups_fill(&x, text_eq(x.v.by, "area"));
    return req_view(q, &compare_view, &x.v);
}
