/* One project: its card, its light with the reasons, the year's curve, what was planned, and its history. */
#include "domain/overview/project_show.h"
#include "base/text.h"
#include "domain/projects/project_code.h"
#include "domain/overview/pages.h"
#include "domain/projects/uscc.h"
#include "web/svg.h"
#include <math.h>

/* -- the card -- */

static void code_fill(struct project_show *s, struct project_view *v) {
    struct arena *a = s->q->a;
    if (text_empty(s->row.national_code)) return;
    struct project_code_reading code = project_code_read(a, s->row.national_code);
    v->code = s->row.national_code;
    if (!code.ok) {
        v->code_fault = code.fault;
        return;
    }
    struct project_code_segment segments[PROJECT_CODE_SEGMENTS];
    project_code_explain(a, &code, segments);
    struct project_code_part *parts = arena_array(a, struct project_code_part, PROJECT_CODE_SEGMENTS);
    for (int i = 0; i < PROJECT_CODE_SEGMENTS; i++)
        parts[i] = (struct project_code_part){.digits = arena_copy(a, segments[i].text), .meaning = segments[i].meaning};
    v->code_parts = parts;
    v->code_parts_count = PROJECT_CODE_SEGMENTS;
}

static const struct project_tag *tags(struct project_show *s, size_t *ret_count) {
    struct project_tag *list = arena_array(s->q->a, struct project_tag, LEVEL_COUNT + 1);
    size_t n = 0;
    for (unsigned l = 0; l < LEVEL_COUNT; l++)
        if (chunk_on_list(s->c, s->i, 1u << l, s->as.month)) list[n++].text = both_word(level_word(l));
    if (s->c->stage[s->i] != STAGE_UNKNOWN) list[n++].text = both_word(stage_word(s->c->stage[s->i]));
    *ret_count = n;
    return list;
}

static void card_fill(struct project_show *s, struct project_view *v) {
    const struct shown_project_row *r = &s->row;
    const struct board *b = s->as.p->board;
    code_fill(s, v);
    v->id = r->id, v->version = r->version, v->platform_no = r->platform_no, v->name = r->name;
    v->stage = both_word(stage_word(s->c->stage[s->i]));
    v->tags = tags(s, &v->tags_count);
    v->total_fen = r->total_fen;
    v->unit_name = r->unit_name, v->uscc = r->uscc, v->address = r->address, v->scale = r->scale, v->capacity = r->capacity;
    v->leader = r->leader, v->remark = r->remark;
    if (!text_empty(r->uscc)) {
        struct uscc_reading u = uscc_read(s->q->a, r->uscc);
        if (u.state != USCC_OK) v->uscc_warning = u.fault;
    }
    v->area = dictionary_name(&b->areas, s->c->area[s->i]);
    v->field = dictionary_name(&b->fields, s->c->field[s->i]);
    v->department = dictionary_name(&b->departments, s->c->department[0][s->i]);
    v->division = both_text(r->division_code ? r->division_code : "");
    v->industry = both_text(r->industry_code ? r->industry_code : "");
    v->initiation = choice_word("initiation", r->initiation);
    v->nature = choice_word("nature", r->nature);
    v->investor = choice_word("investor_kind", r->investor_kind);
    if (r->longitude_udeg != NO_INT && r->latitude_udeg != NO_INT)
        v->position = arena_printf(s->q->a, "%.4f, %.4f%s%s%s", (double)r->longitude_udeg / 1e6, (double)r->latitude_udeg / 1e6,
                                   r->datum ? " (" : "", r->datum ? r->datum : "", r->datum ? ")" : "");
    v->registered_day = r->registered_day, v->planned_start_day = r->planned_start_day;
    v->actual_start_day = r->actual_start_day, v->planned_finish_day = r->planned_finish_day;
    v->actual_finish_day = r->actual_finish_day, v->planned_production_day = r->planned_production_day;
    v->production_day = r->production_day, v->stats_entry_day = r->stats_entry_day, v->withdrawn_day = r->withdrawn_day;
}

/* -- the light -- */

static void lights_fill(struct project_show *s, struct project_view *v) {
    struct arena *a = s->q->a;
    struct light_reasons why = lights_reasons(a, s->as.p->lights, s->board_row, s->as.month);
    v->light = light_key(why.light);
    v->light_since = why.since_month > 0 ? month_first_day(why.since_month) : NO_DAY;
    v->is_new_light = why.since_month == s->as.month;
    const struct lights *l = s->as.p->lights;
    struct light_law own;
    int at = month_index(s->as.month);
    const struct light_law *law = light_law_for(&l->law, l->board, s->board_row, &own);
    v->computed = light_key(light_computed(l->chunks[s->board_row / CHUNK_ROWS]->rules[at][s->i], law->at[at]));
    v->declared = s->c->declared[at][s->i] ? light_key((enum light)s->c->declared[at][s->i]) : "";
    v->seen = s->c->seen[at][s->i] ? light_key((enum light)s->c->seen[at][s->i]) : "";
    v->waived_day = s->c->waived_day[at][s->i];
    v->light_href = arena_printf(a, "/projects/%lld/light?month=%s", (long long)s->row.id, month_print(a, s->as.month));
    struct project_reason *reasons = arena_array(a, struct project_reason, (size_t)why.count);
    for (int i = 0; i < why.count; i++) {
        reasons[i] = (struct project_reason){.text = why.at[i].text, .rule = why.at[i].rule_text, .since = NO_DAY};
        if (!v->way.in[ZH] && why.at[i].way_text.in[ZH]) v->way = why.at[i].way_text;
    }
    v->reasons = reasons;
    v->reasons_count = (size_t)why.count;
    const char *strip[YEAR_MONTHS] = {0};
    struct project_light *months = arena_array(a, struct project_light, YEAR_MONTHS);
    int32_t january = s->as.month - month_index(s->as.month);
    for (int m = 0; m <= month_index(s->as.month); m++) {
        strip[m] = light_key(lights_at(s->as.p->lights, s->board_row, january + m));
        months[m] = (struct project_light){.at = january + m, .light = strip[m]};
    }
    v->light_months = months;
    v->light_months_count = (size_t)month_index(s->as.month) + 1;
    v->strip = svg_strip(a, s->q->lang, strip);
}

/* What is kept though it cannot be right. */
static void warnings_fill(struct project_show *s, struct project_view *v) {
    static const struct { int mark; enum word text; } marks[] = {
        {MARK_DISAGREES, W_warning_disagrees}, {MARK_FALLS, W_warning_falls}, {MARK_OVER_TOTAL, W_warning_over_total},
        {MARK_DATES_CROSS, W_warning_dates_cross}, {MARK_BELOW_THRESHOLD, W_warning_below_threshold},
        {MARK_TOTAL_UNKNOWN, W_warning_total_unknown}};
    struct project_warning *list = arena_array(s->q->a, struct project_warning, countof(marks));
    size_t n = 0;
    for (size_t i = 0; i < countof(marks); i++)
        if (s->c->marks[s->i] & marks[i].mark) list[n++].text = both_word(marks[i].text);
    v->warnings = list;
    v->warnings_count = n;
}

/* -- the year -- */

static void year_fill(struct project_show *s, struct project_view *v) {
    const struct settings *set = &s->as.p->settings;
    int last = month_index(s->as.month);
    int64_t plan = s->c->plan_fen[s->i], done = s->c->ytd_fen[last][s->i], before = s->c->before_fen[s->i];
    v->year = month_year(s->as.month), v->month = s->as.month;
    v->plan_fen = plan, v->done_ytd_fen = done;
    v->is_provisional = (s->c->marks[s->i] & MARK_PROVISIONAL) != 0;
    v->done_total_fen = before == NO_FEN || done == NO_FEN ? NO_FEN : before + done;
    const struct bureau_said *bureau = bureau_book_find(s->as.p->bureau, s->row.id);
    int32_t reported = chunk_reported(s->c, s->i, s->as.month);
    v->bureau_fen = bureau ? bureau->ytd_fen[last] : NO_FEN;
    v->gap_fen = gap_fen(done, v->bureau_fen);
    v->gap = gap_percent(done, v->bureau_fen);
    v->report_age = reported == NO_DAY ? NO_INT : s->as.p->known_day - reported;
    v->completion = plan > 0 && done != NO_FEN ? (double)done * 100 / (double)plan : NAN;
    v->time_progress = (double)set->curve[last] * 100 / set->curve_whole;
    struct trend trend = {.annual_fen = plan, .months = last + 1, .is_provisional = v->is_provisional, .is_project = true};
    for (int m = 0; m < YEAR_MONTHS; m++) {
        trend.plan_fen[m] = plan == NO_FEN ? NO_FEN : (int64_t)((__int128)plan * set->curve[m] / set->curve_whole);
        trend.done_fen[m] = m <= last ? s->c->ytd_fen[m][s->i] : NO_FEN;
    }
    v->curve_wide = svg_trend(s->q->a, s->q->lang, &trend, TREND_PROJECT);
    v->curve_narrow = svg_trend(s->q->a, s->q->lang, &trend, TREND_NARROW);
    months_fill(s, &trend, v);
}

/* -- addresses -- */

static const char *list_by(struct project_show *s, const char *name, const char *value) {
    return addr_text_with(s->as.list, name, value);
}

static const char *part_href(struct project_show *s, const char *part) {
    return arena_printf(s->q->a, "/projects/%lld/%s", (long long)s->row.id, part);
}

static void links_fill(struct project_show *s, struct project_view *v) {
    const struct board *b = s->as.p->board;
    v->list_href = list_by(s, NULL, NULL);
    v->area_href = list_by(s, "area", dictionary_key(&b->areas, s->c->area[s->i]));
    v->field_href = list_by(s, "field", dictionary_key(&b->fields, s->c->field[s->i]));
    v->department_href = list_by(s, "department", dictionary_key(&b->departments, s->c->department[0][s->i]));
    struct addr *bureau = addr_new(s->q->a, part_href(s, "bureau"));
    if (s->as.known_day != NO_DAY) addr_add(bureau, "known", day_print(s->q->a, s->as.known_day));
    v->bureau_href = addr_text(bureau);
    bool writes = s->as.known_day == NO_DAY && s->q->app->web->may(&s->q->who, ACCESS_WRITE);
    if (!writes) return;
    v->edit_href = part_href(s, "edit"), v->plan_href = part_href(s, "plan"), v->figures_href = part_href(s, "figures");
    v->lists_href = part_href(s, "lists"), v->stops_href = part_href(s, "stops");
    v->milestones_href = part_href(s, "milestones");
    v->contact_href = part_href(s, "contact"), v->departments_href = part_href(s, "departments");
}

enum err project_page(struct req *q) {
    struct project_show s = {.q = q};
    bool has;
    try(asked_read(q, &s.as));
    try(shown_project(q->tx, req_int(q, "id", 0), s.as.p->entry, &s.row, &has));
    s.board_row = has ? board_row(s.as.p->board, s.row.id) : -1;
    if (s.board_row < 0) return ERR_MISSING;
    s.c = board_chunk(s.as.p->board, s.board_row);
    s.i = s.board_row % CHUNK_ROWS;
    struct project_view v = {0};
    card_fill(&s, &v);
    lights_fill(&s, &v);
    warnings_fill(&s, &v);
    try(statements_load(&s));
    year_fill(&s, &v);
    links_fill(&s, &v);
    try(milestones_fill(&s, &v));
    try(beside_fill(&s, &v));
    try(notes_fill(&s, &v));
    try(transfers_fill(&s, &v));
    try(specialists_fill(&s, &v));
    try(outlook_fill(&s, &v));
    try(family_fill(&s, &v));
    try(history_fill(&s, &v));
    req_title(q, s.row.name);
    return req_view(q, &project_view, &v);
}
