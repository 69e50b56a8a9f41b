/* The list of problems: what is late first, then what is due next; as csv and xlsx, too. */
#include "domain/supervision/supervision_inside.h"
#include "base/text.h"
#include "domain/people/exports.h"
#include "problem_list_view.h"
#include <math.h>
#include <stdlib.h>

enum { PAGE_ROWS = 50, EXPORT_COLUMNS = 19 };

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {
    {W_problems_kind, 12}, {W_problems_problem, 40}, {W_export_platform_no, 12}, {W_project_list_name, 36}, {W_board_area, 12},
    {W_problems_level, 16}, {W_problems_state, 14}, {W_problems_unit, 24}, {W_problems_person, 12}, {W_problems_source, 10},
    {W_problems_raised, 12}, {W_problems_due_stated, 12}, {W_problems_due, 12}, {W_problems_left, 10}, {W_problems_late, 10},
    {W_problems_held, 14}, {W_problems_rung, 14}, {W_problems_reopened, 10}, {W_problems_closed_on, 12}};

/* -- which -- */

struct listing {
    struct problem_lines lines;
    const struct problem_line **kept;
    size_t count;
    struct problem_list_view v;
};

enum show { SHOW_OPEN, SHOW_LATE, SHOW_MINE, SHOW_DRAFT, SHOW_CLOSED, SHOW_COUNT };
static const struct { const char *key; enum word word; } shows[SHOW_COUNT] = {
    [SHOW_OPEN] = {"", W_problems_show_open},       [SHOW_LATE] = {"late", W_problems_show_late},
    [SHOW_MINE] = {"mine", W_problems_show_mine},   [SHOW_DRAFT] = {"draft", W_problems_show_draft},
    [SHOW_CLOSED] = {"closed", W_problems_show_closed}};

static bool is_open(const struct problem_line *line) {
    return line->state != PROBLEM_DRAFT && line->state != PROBLEM_CLOSED;
}

static bool is_shown(const struct problem_line *line, enum show show) {
    switch (show) {
    case SHOW_OPEN: return is_open(line);
    case SHOW_LATE: return is_open(line) && line->clock.is_late;
    case SHOW_MINE: return line->is_mine;
    case SHOW_DRAFT: return line->state == PROBLEM_DRAFT;
    case SHOW_CLOSED: return line->state == PROBLEM_CLOSED;
    case SHOW_COUNT: break;
    }
    return false;
}

static const struct { const char *key; unsigned seats; enum word word; } desks[] = {
    {"raiser", 1u << PROBLEM_SEAT_RAISER, W_problem_seat_raiser},
    {"reviewers", 1u << PROBLEM_SEAT_AREA, W_problems_desk_reviewers},
    {"responsible", 1u << PROBLEM_SEAT_RESPONSIBLE, W_problem_seat_responsible}};

static bool is_of_department(const struct board *b, const struct problem_line *line, uint16_t key) {
    const struct chunk *c = board_chunk(b, line->board_row);
    for (int k = 0; k < HOLDERS_MAX; k++)
        if (c->department[k][line->board_row % CHUNK_ROWS] == key) return true;
    return false;
}

static bool fits_place(const struct problem_lines *l, const struct problem_line *line) {
    const struct board *b = l->as.p->board;
    int area = dictionary_find(&b->areas, req_text(l->q, "area"));
    int department = dictionary_find(&b->departments, req_text(l->q, "department"));
    if (*req_text(l->q, "area") && (area < 0 || board_chunk(b, line->board_row)->area[line->board_row % CHUNK_ROWS] != area))
        return false;
    return !*req_text(l->q, "department") || (department >= 0 && is_of_department(b, line, (uint16_t)department));
}

static bool fits(const struct problem_lines *l, const struct problem_line *line) {
    struct req *q = l->q;
    const char *kind = req_text(q, "kind"), *state = req_text(q, "state"), *desk = req_text(q, "desk");
    if (*kind && !text_eq(kind, line->row.kind)) return false;
    if (req_int(q, "rank", NO_INT) != NO_INT && req_int(q, "rank", NO_INT) != line->row.level) return false;
    if (*state && !text_eq(state, problem_state_key(line->state))) return false;
    for (size_t i = 0; i < countof(desks); i++)
        if (text_eq(desk, desks[i].key) && !(problem_lies_with(line->state) & desks[i].seats)) return false;
    return fits_place(l, line);
}

static int by_day(int32_t a, int32_t b) {
    if (a == b) return 0;
    if (a == NO_DAY || b == NO_DAY) return a == NO_DAY ? 1 : -1;
    return a < b ? -1 : 1;
}

/* The latest first; of the others the day that comes next; what has none last; of equals what holds up more. */
static int by_urgency(const void *x, const void *y) {
    const struct problem_line *a = *(const struct problem_line *const *)x, *b = *(const struct problem_line *const *)y;
    if (a->state == PROBLEM_CLOSED && b->state == PROBLEM_CLOSED && a->row.closed_day != b->row.closed_day)
        return -by_day(a->row.closed_day, b->row.closed_day);
    if (a->clock.is_late != b->clock.is_late) return a->clock.is_late ? -1 : 1;
    if (a->clock.days_late != b->clock.days_late) return a->clock.days_late > b->clock.days_late ? -1 : 1;
    int day = by_day(a->row.ends_day, b->row.ends_day);
    if (day) return day;
    if (a->row.held_fen != b->row.held_fen) return a->row.held_fen > b->row.held_fen ? -1 : 1;
    return a->row.id < b->row.id ? -1 : 1;
}

static void keep(struct listing *x, enum show show) {
    const struct problem_lines *l = &x->lines;
    x->kept = arena_array(l->q->a, const struct problem_line *, l->count);
    for (size_t i = 0; i < l->count; i++)
        if (is_shown(&l->at[i], show) && fits(l, &l->at[i])) x->kept[x->count++] = &l->at[i];
    if (x->count > 1) qsort(x->kept, x->count, sizeof *x->kept, by_urgency);
}

/* -- what it all comes to -- */

static void sums_fill(struct listing *x) {
    const struct problem_lines *l = &x->lines;
    int year = civil_of(l->today).year, timely = 0;
    int *days = arena_array(l->q->a, int, l->count);
    size_t closed = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct problem_line *line = &l->at[i];
        x->v.open += is_open(line);
        x->v.overdue += is_shown(line, SHOW_LATE);
        x->v.mine += line->is_mine;
        bool is_of_year = line->state == PROBLEM_CLOSED && line->row.closed_day != NO_DAY && line->row.registered_day != NO_DAY &&
                          civil_of(line->row.closed_day).year == year;
        if (!is_of_year) continue;
        timely += problem_is_timely(line->row.ends_day, line->row.closed_day);
        days[closed++] = workdays_between(&l->calendar.days, line->row.registered_day, line->row.closed_day);
    }
    x->v.solved = (int64_t)closed;
    x->v.timely = closed ? 100.0 * timely / (double)closed : (double)NAN;
    x->v.median_days = spread_of(days, closed).middle;
}

/* -- one -- */

static struct both responsible_named(const char *zh, const char *en) {
    return zh ? (struct both){{zh, en ? en : zh}} : both_text("");
}

static struct problem_list_row row_of(const struct problem_lines *l, const struct problem_line *line) {
    struct arena *a = l->q->a;
    const struct problems_listed_row *r = &line->row;
    const struct board *b = l->as.p->board;
    const struct chunk *c = board_chunk(b, line->board_row);
    int i = line->board_row % CHUNK_ROWS;
    enum problem_kind kind = problem_kind_read(r->kind);
    const struct problem p = {.source = r->source, .report_id = r->report_id, .visit_id = r->visit_id};
    enum ladder_rung rung = r->rung == NO_INT || r->rung >= RUNG_COUNT ? RUNG_NONE : (enum ladder_rung)r->rung;
    return (struct problem_list_row){
        .problem_id = r->id, .project_id = r->project_id, .project_name = chunk_name(c, i), .platform_no = chunk_number(c, i),
        .area = dictionary_name(&b->areas, c->area[i]), .kind = r->kind,
        .kind_name = kind < PROBLEM_KIND_COUNT ? both_word(problem_kind_word(kind)) : both_text(r->kind),
        .text = r->text ? r->text : "", .level = r->level, .level_name = problem_level_said(a, r->level),
        .state = problem_state_key(line->state), .state_name = both_word(problem_state_word(line->state)),
        .unit = responsible_named(r->unit_zh, r->unit_en), .person = r->person ? r->person : "",
        .source = problem_source_said(problem_source_of(&p)), .raised_day = r->raised_day, .due_day = r->due_day,
        .ends_day = r->ends_day, .days_left = line->clock.days_left == NO_LEFT ? NO_INT : line->clock.days_left,
        .days_late = line->clock.days_late, .is_stopped = r->stopped_day != NO_DAY, .held_fen = r->held_fen,
        .rung = rung_key(rung), .rung_name = rung ? both_word(rung_word(rung)) : both_text(""),
        .reopened = r->reopened == NO_INT ? 0 : r->reopened, .cause = r->cause ? r->cause : "", .closed_day = r->closed_day,
        .is_mine = line->is_mine, .href = problem_href(a, r->project_id, r->id), .left_said = line->clock.said,
        .is_late = line->clock.is_late,
        .cause_href = r->cause_id == NO_INT ? NULL : arena_printf(a, "/problems/causes#c-%lld", (long long)r->cause_id)};
}

/* -- csv and xlsx -- */

static struct out_cell said(struct both text, enum lang lang) { return out_cell_text(text.in[lang] ? text.in[lang] : ""); }
static struct out_cell whole(int64_t n) { return n == NO_INT ? out_cell_text("") : out_cell_int(n); }

static void row_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct listing *x = context;
    struct problem_list_row r = row_of(&x->lines, x->kept[i]);
    enum lang lang = x->lines.q->lang;
    *cell++ = said(r.kind_name, lang);
    *cell++ = out_cell_text(r.text);
    *cell++ = out_cell_text(r.platform_no);
    *cell++ = out_cell_text(r.project_name);
    *cell++ = said(r.area, lang);
    *cell++ = said(r.level_name, lang);
    *cell++ = said(r.state_name, lang);
    *cell++ = said(r.unit, lang);
    *cell++ = out_cell_text(r.person);
    *cell++ = said(r.source, lang);
    *cell++ = out_cell_day(r.raised_day);
    *cell++ = out_cell_day(r.due_day);
    *cell++ = out_cell_day(r.ends_day);
    *cell++ = whole(r.days_left);
    *cell++ = out_cell_int(r.days_late);
    *cell++ = out_cell_fen(r.held_fen, FEN_PER_WAN);
    *cell++ = said(r.rung_name, lang);
    *cell++ = out_cell_int(r.reopened);
    *cell++ = out_cell_day(r.closed_day);
}

static enum err export(struct listing *x) {
    struct req *q = x->lines.q;
    struct export_column labelled[EXPORT_COLUMNS];
    const char *name = word(q->lang, W_problems_title);
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%s", name, day_print(q->a, x->lines.today)), .columns = labelled,
        .column_count = EXPORT_COLUMNS, .rows = (int64_t)x->count, .row = row_cells, .context = x});
}

/* -- the page -- */

static const struct part_choice_view *choose(struct req *q, const char *name, const char *keys,
                                             struct both (*named)(struct arena *, const char *), size_t *ret_count) {
    enum { CHOICES_MAX = 16 };
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, CHOICES_MAX);
    struct span rest = span_of(keys), key;
    const char *chosen = text_eq(name, "rank") && req_int(q, name, NO_INT) != NO_INT
                             ? arena_printf(q->a, "%lld", (long long)req_int(q, name, 0))
                             : text_eq(name, "rank") ? "" : req_text(q, name);
    size_t count = 0;
    list[count++] = (struct part_choice_view){.value = "", .label = both_word(W_all), .is_chosen = !*chosen};
    while (count < CHOICES_MAX && span_cut(&rest, '|', &key)) {
        const char *text = arena_copy_n(q->a, key.at, key.len);
        list[count++] = (struct part_choice_view){.value = text, .label = named(q->a, text), .is_chosen = text_eq(text, chosen)};
    }
    *ret_count = count;
    return list;
}

static struct both kind_named(struct arena *a, const char *key) {
    (void)a;
    return both_word(problem_kind_word(problem_kind_read(key)));
}
static struct both state_named(struct arena *a, const char *key) {
    (void)a;
    return both_word(problem_state_word(problem_state_read(key)));
}
static struct both level_named(struct arena *a, const char *key) { return problem_level_said(a, key[0] - '0'); }
static struct both desk_named(struct arena *a, const char *key) {
    (void)a;
    for (size_t i = 0; i < countof(desks); i++)
        if (text_eq(desks[i].key, key)) return both_word(desks[i].word);
    return both_text(key);
}

static const char *here_with(struct req *q, const char *suffix, int64_t page) {
    struct addr *here = req_here(q);
    if (suffix) addr_suffix(here, suffix);
    if (page > 1) addr_set_int(here, "page", page);
    else addr_drop(here, "page");
    return addr_text(here);
}

static void tabs_fill(struct listing *x, enum show show) {
    const struct problem_lines *l = &x->lines;
    struct part_tab_view *tabs = arena_array(l->q->a, struct part_tab_view, SHOW_COUNT);
    for (enum show s = 0; s < SHOW_COUNT; s++) {
        struct addr *here = req_here(l->q);
        int64_t n = 0;
        addr_drop(here, "page");
        addr_set(here, "show", shows[s].key);
        for (size_t i = 0; i < l->count; i++) n += is_shown(&l->at[i], s) && fits(l, &l->at[i]);
        tabs[s] = (struct part_tab_view){.label = both_word(shows[s].word), .count = n, .href = addr_text(here),
                                         .is_here = s == show};
    }
    x->v.tabs = tabs;
    x->v.tabs_count = SHOW_COUNT;
}

static void filters_fill(struct listing *x) {
    struct req *q = x->lines.q;
    const struct board *b = x->lines.as.p->board;
    struct problem_list_view *v = &x->v;
    v->kinds = choose(q, "kind", PROBLEM_KIND_CHOICES, kind_named, &v->kinds_count);
    v->levels = choose(q, "rank", "1|2|3|4", level_named, &v->levels_count);
    v->states = choose(q, "state", PROBLEM_STATE_CHOICES, state_named, &v->states_count);
    v->desks = choose(q, "desk", "raiser|reviewers|responsible", desk_named, &v->desks_count);
    dictionary_choose(q, &b->areas, req_text(q, "area"), &v->areas, &v->areas_count);
    dictionary_choose(q, &b->departments, req_text(q, "department"), &v->departments, &v->departments_count);
    static const char *const filters[] = {"kind", "rank", "state", "desk", "area", "department"};
    for (size_t i = 0; i < countof(filters); i++) v->is_filtered |= req_has(q, filters[i]);
    v->clear_href = *v->show ? arena_printf(q->a, "/problems?show=%s", v->show) : "/problems";
}

enum err problem_list_page(struct req *q) {
    struct listing x = {0};
    enum show show = SHOW_OPEN;
    try(problem_lines_load(q, &x.lines));
    for (enum show s = 0; s < SHOW_COUNT; s++)
        if (text_eq(req_text(q, "show"), shows[s].key)) show = s;
    keep(&x, show);
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(&x);
    int64_t page = req_int(q, "page", 1), pages = ((int64_t)x.count + PAGE_ROWS - 1) / PAGE_ROWS;
    if (page > pages) page = pages > 0 ? pages : 1;
    size_t from = (size_t)(page - 1) * PAGE_ROWS, count = x.count - from < PAGE_ROWS ? x.count - from : PAGE_ROWS;
    struct problem_list_row *rows = arena_array(q->a, struct problem_list_row, count);
    for (size_t i = 0; i < count; i++) rows[i] = row_of(&x.lines, x.kept[from + i]);
    x.v.today = x.lines.today;
    x.v.total = (int64_t)x.count;
    x.v.rows = rows;
    x.v.rows_count = count;
    x.v.show = shows[show].key;
    x.v.csv_href = here_with(q, ".csv", 1), x.v.xlsx_href = here_with(q, ".xlsx", 1), x.v.json_href = here_with(q, ".json", page);
    x.v.pager = (struct part_pager_view){.first = count ? (int64_t)from + 1 : 0, .last = (int64_t)(from + count),
                                         .total = (int64_t)x.count,
                                         .prev_href = page > 1 ? here_with(q, NULL, page - 1) : NULL,
                                         .next_href = page < pages ? here_with(q, NULL, page + 1) : NULL};
    sums_fill(&x);
    tabs_fill(&x, show);
    filters_fill(&x);
    return req_view(q, &problem_list_view, &x.v);
}
