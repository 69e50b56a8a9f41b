/* All visits of a year in the reader's sight, of everybody or of one person; as csv and xlsx, too. */
#include "base/text.h"
#include "domain/people/exports.h"
#include "domain/rounds/metrics.h"
#include "domain/rounds/visit_milestone.h"
#include "domain/specialists/visit.h"
#include "visit_list_view.h"

enum { PAGE_ROWS = 50, EXPORT_COLUMNS = 18 };

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {
    {W_visits_day, 12}, {W_visits_who, 14}, {W_export_platform_no, 12}, {W_project_list_name, 36}, {W_board_area, 12},
    {W_visits_works, 12}, {W_visits_figure, 18}, {W_visits_progress, 40}, {W_visits_people, 10}, {W_visits_met, 20},
    {W_visits_remark, 50}, {W_metrics_problems, 10}, {W_visits_photos, 8}, {W_visits_next, 12}, {W_milestone_head, 20},
    {W_visits_milestone_reported, 24}, {W_visits_milestone_seen, 20}, {W_visits_milestone_gap, 36}};

struct listed {
    struct req *q;
    struct asked as;
    struct milestone_kinds kinds;
    int32_t from_day, to_day;
    struct visits_known_row *at; /* those in sight */
    size_t count;
    struct visit_list_row *rows; /* those loaded */
};

/* -- which -- */

static enum err select_visits(struct listed *l) {
    struct visits_known_row *all;
    size_t count;
    int64_t who = req_int(l->q, "specialist", NO_INT);
    const struct board *b = l->as.p->board;
    const uint64_t *seen = scope_rows(l->q->a, l->as.scope, b);
    try(visits_known(l->q->tx, l->from_day, l->to_day, l->as.p->entry, &all, &count));
    for (size_t i = 0; i < count; i++) {
        int row = board_row(b, all[i].project_id);
        bool is_seen = row >= 0 && (!seen || (seen[row / 64] >> row % 64 & 1));
        if (is_seen && (who == NO_INT || all[i].account_id == who)) all[l->count++] = all[i];
    }
    l->at = all;
    return OK;
}

static enum err milestone_load(const struct listed *l, const struct visit_shown_row *v, struct visit_list_row *ret) {
    const struct visit_milestone_row row = {v->milestone_id, v->reported_answer, v->reported_answer_day, v->seen_milestone,
                                            v->seen_milestone_day};
    struct visit_milestone m;
    try(visit_milestone_told(l->q, &l->kinds, &row, &m));
    ret->milestone = m.name, ret->milestone_reported = m.reported, ret->milestone_seen = m.seen, ret->milestone_gap = m.gap;
    return OK;
}

static enum err row_load(const struct listed *l, const struct visits_known_row *r, struct visit_list_row *ret) {
    const struct board *b = l->as.p->board;
    struct visit_shown_row v;
    bool is_there;
    int row = board_row(b, r->project_id);
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    try(visit_shown(l->q->tx, r->id, &v, &is_there));
    *ret = (struct visit_list_row){
        .visit_id = r->id, .visit_day = r->visit_day, .project_id = r->project_id, .project_name = chunk_name(c, i),
        .platform_no = chunk_number(c, i), .area = dictionary_name(&b->areas, c->area[i]), .person = "", .problems = r->problems,
        .visits_href = arena_printf(l->q->a, "/projects/%lld/visits", (long long)r->project_id), .people_on_site = NO_INT,
        .seen_progress = "", .met = "", .remark = "", .next_visit_day = NO_DAY};
    if (!is_there) return OK; /* taken back since */
    try(milestone_load(l, &v, ret));
    ret->person = v.name;
    ret->works = visit_works_said(v.works);
    ret->figure = visit_figure_said(v.seen_figure);
    ret->people_on_site = v.people_on_site;
    if (v.seen_progress) ret->seen_progress = v.seen_progress;
    if (v.met) ret->met = v.met;
    if (v.remark) ret->remark = v.remark;
    ret->next_visit_day = v.next_visit_day;
    ret->photos = v.photos;
    return OK;
}

static enum err rows_load(struct listed *l, size_t from, size_t count) {
    l->rows = arena_array(l->q->a, struct visit_list_row, count);
    try(milestone_kinds_load(l->q->tx, &l->kinds));
    for (size_t i = 0; i < count; i++) try(row_load(l, &l->at[from + i], &l->rows[i]));
    return OK;
}

/* -- csv and xlsx -- */

static struct out_cell said(struct both text, enum lang lang) { return out_cell_text(text.in[lang] ? text.in[lang] : ""); }

static void row_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct listed *l = context;
    const struct visit_list_row *r = &l->rows[i];
    enum lang lang = l->q->lang;
    *cell++ = out_cell_day(r->visit_day);
    *cell++ = out_cell_text(r->person);
    *cell++ = out_cell_text(r->platform_no);
    *cell++ = out_cell_text(r->project_name);
    *cell++ = out_cell_text(r->area.in[lang]);
    *cell++ = said(r->works, lang);
    *cell++ = said(r->figure, lang);
    *cell++ = out_cell_text(r->seen_progress);
    *cell++ = r->people_on_site == NO_INT ? out_cell_text("") : out_cell_int(r->people_on_site);
    *cell++ = out_cell_text(r->met);
    *cell++ = out_cell_text(r->remark);
    *cell++ = out_cell_int(r->problems);
    *cell++ = out_cell_int(r->photos);
    *cell++ = out_cell_day(r->next_visit_day);
    *cell++ = said(r->milestone, lang);
    *cell++ = said(r->milestone_reported, lang);
    *cell++ = said(r->milestone_seen, lang);
    *cell++ = said(r->milestone_gap, lang);
}

static enum err export(struct listed *l) {
    struct req *q = l->q;
    struct export_column labelled[EXPORT_COLUMNS];
    const char *name = word(q->lang, W_visits_title);
    try(rows_load(l, 0, l->count));
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%s", name, day_print(q->a, l->to_day)), .columns = labelled,
        .column_count = EXPORT_COLUMNS, .rows = (int64_t)l->count, .row = row_cells, .context = l});
}

/* -- the page -- */

static const char *here_with(struct req *q, const char *suffix, int64_t page) {
    struct addr *here = req_here(q);
    if (suffix) addr_suffix(here, suffix);
    if (page > 1) addr_set_int(here, "page", page);
    else addr_drop(here, "page");
    return addr_text(here);
}

/* The specialists; and who was asked for, if he is none: a leader. */
static void people_choose(struct listed *l, struct visit_list_view *v) {
    const struct dictionary *d = &l->as.p->board->specialists;
    int64_t who = req_int(l->q, "specialist", NO_INT);
    struct part_choice_view *list = arena_array(l->q->a, struct part_choice_view, (size_t)d->count + 2);
    list[v->specialists_count++] = (struct part_choice_view){.value = "", .label = both_word(W_all), .is_chosen = who == NO_INT};
    for (int k = 0; k < d->count; k++)
        list[v->specialists_count++] = (struct part_choice_view){
            .value = arena_printf(l->q->a, "%lld", (long long)d->at[k].id), .label = both_text(d->at[k].name_zh),
            .is_chosen = d->at[k].id == who};
    if (who != NO_INT && l->count && metrics_key(l->as.p->board, who) < 0)
        list[v->specialists_count++] = (struct part_choice_view){
            .value = arena_printf(l->q->a, "%lld", (long long)who), .label = both_text(l->rows[0].person), .is_chosen = true};
    v->specialists = list;
}

enum err visit_list_page(struct req *q) {
    struct listed l = {.q = q};
    try(asked_read(q, &l.as));
    int32_t end = month_first_day(l.as.month + 1) - 1;
    l.from_day = day_of(month_year(l.as.month), 1, 1);
    l.to_day = end < l.as.p->known_day ? end : l.as.p->known_day;
    try(select_visits(&l));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(&l);
    int64_t page = req_int(q, "page", 1), pages = ((int64_t)l.count + PAGE_ROWS - 1) / PAGE_ROWS;
    if (page > pages) page = pages > 0 ? pages : 1;
    size_t from = (size_t)(page - 1) * PAGE_ROWS, count = l.count - from < PAGE_ROWS ? l.count - from : PAGE_ROWS;
    try(rows_load(&l, from, count));
    struct visit_list_view v = {
        .from_day = l.from_day, .to_day = l.to_day, .total = (int64_t)l.count, .rows = l.rows, .rows_count = count,
        .csv_href = here_with(q, ".csv", 1), .xlsx_href = here_with(q, ".xlsx", 1), .json_href = here_with(q, ".json", page),
        .pager = {.first = count ? (int64_t)from + 1 : 0, .last = (int64_t)(from + count), .total = (int64_t)l.count,
                  .prev_href = page > 1 ? here_with(q, NULL, page - 1) : NULL,
                  .next_href = page < pages ? here_with(q, NULL, page + 1) : NULL}};
    months_choose(q, &l.as, &v.months, &v.months_count);
    people_choose(&l, &v);
    return req_view(q, &visit_list_view, &v);
}
