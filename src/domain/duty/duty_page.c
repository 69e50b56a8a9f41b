/* The duty matrix as a page: what is asked, the squares, and the periods that are no months. */
#include "domain/duty/duty_page.h"
#include "base/text.h"
#include "domain/duty/duty_who.h"
#include "domain/reports/report.h"
#include <math.h>
#include <stdlib.h>

/* -- what is asked -- */

static const struct { const char *key; enum word word; } bys[DUTY_BY_COUNT] = {
    [DUTY_BY_ALL] = {"", W_duty_all}, [DUTY_BY_AREA] = {"area", W_duty_by_area},
    [DUTY_BY_DEPARTMENT] = {"department", W_duty_by_department}, [DUTY_BY_UNIT] = {"unit", W_duty_by_unit}};

static const char *line_key(const struct duty_sheet *s, const struct duty_row *line) {
    const struct board *b = s->as.p->board;
    if (s->by == DUTY_BY_UNIT)
        return line->unit_key ? arena_printf(s->q->a, "%016llx", (unsigned long long)line->unit_key) : "none";
    if (line->key == NO_KEY) return "none";
    return dictionary_key(s->by == DUTY_BY_AREA ? &b->areas : &b->departments, line->key);
}

/* A row nobody has: nothing is in it. */
static void row_read(struct duty_sheet *s) {
    const struct board *b = s->as.p->board;
    s->row = req_text(s->q, "row");
    s->row_by = *s->row ? s->by : DUTY_BY_ALL;
    s->key = NO_KEY;
    if (!*s->row || text_eq(s->row, "none")) return;
    if (s->by == DUTY_BY_UNIT) {
        s->unit_key = strtoull(s->row, NULL, 16);
        return;
    }
    int at = dictionary_find(s->by == DUTY_BY_AREA ? &b->areas : &b->departments, s->row);
    s->key = at < 0 ? (uint16_t)(NO_KEY - 1) : (uint16_t)at;
}

/* The one in the address if it is of the year and kind; else the last that is over, or the year's first. */
static struct period period_read(const struct duty_sheet *s) {
    struct period at[PERIODS_MAX], asked;
    if (s->kind == PERIOD_MONTH) return period_of(PERIOD_MONTH, month_first_day(s->as.month));
    int count = periods_of_year(s->kind, s->as.p->year, at), last = 0;
    bool is_asked = period_address_read(req_text(s->q, "period"), &asked) && asked.kind == s->kind;
    for (int k = 0; k < count; k++) {
        if (is_asked && at[k].to_day == asked.to_day) return at[k];
        if (at[k].to_day <= s->as.p->known_day) last = k;
    }
    return at[last];
}

static enum err sheet_read(struct req *q, struct duty_sheet *ret) {
    struct duty_sheet s = {.q = q};
    try(asked_read(q, &s.as));
    s.ask = list_question(q, &s.as);
    s.ask.with_uncounted = true;
    s.by = DUTY_BY_AREA;
    for (enum duty_by by = DUTY_BY_AREA; by < DUTY_BY_COUNT; by++)
        if (text_eq(bys[by].key, req_text(q, "by"))) s.by = by;
    s.kind = period_kind_read(req_text(q, "kind"));
    if (s.kind == PERIOD_KINDS) s.kind = PERIOD_MONTH;
    row_read(&s);
    struct period open = period_read(&s);
    *ret = s;
    return duty_periods_read(q->tx, s.as.p, &open, 1, &ret->open);
}

struct selection duty_select(const struct duty_sheet *s, struct period period) {
    struct question ask = s->ask;
    ask.month = period_month(period);
    const struct board *b = s->as.p->board;
    struct selection in = board_select(s->q->a, b, &ask);
    if (s->row_by == DUTY_BY_ALL) return in;
    for (int row = selection_next(&in, 0); row >= 0; row = selection_next(&in, row + 1)) {
        if (duty_row_has(board_chunk(b, row), row % CHUNK_ROWS, s->row_by, s->key, s->unit_key)) continue;
        in.bits[row / 64] &= ~(UINT64_C(1) << row % 64);
        in.count--;
    }
    return in;
}

/* -- numbers -- */

static struct measure rate_of(struct figure_value v) {
    return v.kind == FIGURE_REAL ? measure_num(MEASURE_PERCENT, v.real) : measure_int(MEASURE_COUNT, NO_INT);
}
static struct measure timely_of(const struct duty_counts *c) { return rate_of(duty_timely_rate(c)); }
static struct measure complete_of(const struct duty_counts *c) { return rate_of(duty_complete_rate(c)); }

/* -- the squares -- */

/* "环翠区 11月：应报 120，已报 118，草稿 1，逾期未报 1": each state that occurs. */
static struct both square_said(const struct duty_sheet *s, struct both name, struct period period, const struct duty_counts *c) {
    struct arena *a = s->q->a;
    struct both said = SAY(a, W_duty_said, name, period_short(a, period), both_int(a, duty_expected(c)),
                           both_int(a, duty_here(c)));
    for (enum duty_state state = DUTY_NOT_STARTED; state < DUTY_STATES; state++) {
        if (!c->state[state]) continue;
        struct both more = SAY(a, W_duty_state_n, both_word(duty_state_word(state)), both_int(a, c->state[state]));
        for (enum lang lang = 0; lang < LANG_COUNT; lang++)
            said.in[lang] = arena_join(a, said.in[lang], more.in[lang]);
    }
    return said;
}

/* Colour says again what the words say: some not come though it is over, some owed, all here. */
static const char *look_of(const struct duty_counts *c) {
    if (c->state[DUTY_LATE] || c->state[DUTY_LOCKED]) return "late";
    return duty_here(c) < duty_expected(c) ? "open" : "all";
}

static struct duty_square square_view(const struct duty_sheet *s, const char *key, struct both name, int m,
                                      const struct duty_counts *c) {
    struct period period = period_of(PERIOD_MONTH, month_first_day(month_of(s->as.p->year, m + 1)));
    struct addr *addr = req_here(s->q);
    addr_drop(addr, "page");
    addr_drop(addr, "state");
    addr_set(addr, "month", month_print(s->q->a, period_month(period)));
    addr_set(addr, "row", key);
    bool is_here = s->open.period.to_day == period.to_day && text_eq(s->row, key);
    return (struct duty_square){
        .period = month_print(s->q->a, period_month(period)), .expected = duty_expected(c), .here = duty_here(c),
        .late = duty_late(c), .not_started = c->state[DUTY_NOT_STARTED], .draft = c->state[DUTY_DRAFT],
        .returned = c->state[DUTY_RETURNED], .overdue = c->state[DUTY_LATE], .locked = c->state[DUTY_LOCKED],
        .at_area = c->state[DUTY_AT_AREA], .at_department = c->state[DUTY_AT_DEPARTMENT],
        .at_office = c->state[DUTY_AT_OFFICE], .accepted = c->state[DUTY_ACCEPTED], .figure = c->state[DUTY_FIGURE],
        .href = addr_text(addr), .said = square_said(s, name, period, c), .look = look_of(c), .is_here = is_here};
}

static struct duty_line line_view(const struct duty_sheet *s, const char *key, struct both name, const struct duty_row *line) {
    struct duty_square *squares = arena_array(s->q->a, struct duty_square, YEAR_MONTHS);
    for (int m = 0; m < YEAR_MONTHS; m++) squares[m] = square_view(s, key, name, m, &line->at[m]);
    return (struct duty_line){.key = key, .name = name, .squares = squares, .squares_count = YEAR_MONTHS,
                              .expected = duty_expected(&line->whole), .late = duty_late(&line->whole),
                              .timely = timely_of(&line->whole), .complete = complete_of(&line->whole)};
}

static struct both line_name(const struct duty_sheet *s, const struct duty_row *line) {
    const struct board *b = s->as.p->board;
    if (s->by != DUTY_BY_UNIT) return dictionary_name(s->by == DUTY_BY_AREA ? &b->areas : &b->departments, line->key);
    return line->unit_key ? both_text(chunk_unit(board_chunk(b, line->first_row), line->first_row % CHUNK_ROWS))
                          : both_word(W_not_stated);
}

/* Units are many: those that are late most often come first, then those that owe most. */
static int by_lateness(const void *x, const void *y) {
    const struct duty_row *a = x, *b = y;
    int64_t late = duty_late(&b->whole) - duty_late(&a->whole);
    int64_t owed = (duty_expected(&b->whole) - duty_here(&b->whole)) - (duty_expected(&a->whole) - duty_here(&a->whole));
    if (late) return late < 0 ? -1 : 1;
    if (owed) return owed < 0 ? -1 : 1;
    return a->first_row - b->first_row;
}

static const char *page_href(struct req *q, const char *name, int64_t page) {
    struct addr *addr = req_here(q);
    addr_set_int(addr, name, page);
    return addr_text(addr);
}

struct part_pager_view duty_pager(struct req *q, const char *name, int64_t page, int each, int shown, int64_t total) {
    int64_t first = (page - 1) * each;
    return (struct part_pager_view){.first = shown ? first + 1 : 0, .last = first + shown, .total = total,
                                    .prev_href = page > 1 ? page_href(q, name, page - 1) : NULL,
                                    .next_href = first + shown < total ? page_href(q, name, page + 1) : NULL};
}

int64_t duty_page_asked(struct req *q, const char *name, int each, int64_t total) {
    int64_t pages = (total + each - 1) / each, page = req_int(q, name, 1);
    return page > pages ? (pages > 0 ? pages : 1) : page;
}

static void lines_fill(const struct duty_sheet *s, struct duty_view *v) {
    struct duty_matrix m;
    struct duty_asked asked = {.where = s->ask, .by = s->by};
    duty_matrix_of(s->q->a, s->as.p, &asked, &m);
    if (s->by == DUTY_BY_UNIT && m.count) qsort(m.at, (size_t)m.count, sizeof *m.at, by_lateness);
    int64_t page = duty_page_asked(s->q, "lines", DUTY_LINES, m.count), first = (page - 1) * DUTY_LINES;
    int shown = (int)(m.count - first < DUTY_LINES ? m.count - first : DUTY_LINES);
    struct duty_line *lines = arena_array(s->q->a, struct duty_line, (size_t)shown + 1);
    lines[0] = line_view(s, "", both_word(W_duty_all), &m.all);
    for (int k = 0; k < shown; k++) {
        const struct duty_row *line = &m.at[first + k];
        lines[k + 1] = line_view(s, line_key(s, line), line_name(s, line), line);
    }
    v->lines = lines;
    v->lines_count = (size_t)shown + 1;
    v->has_line_pager = m.count > DUTY_LINES;
    v->line_pager = duty_pager(s->q, "lines", page, DUTY_LINES, shown, m.count);
    struct duty_head *heads = arena_array(s->q->a, struct duty_head, YEAR_MONTHS);
    for (int k = 0; k < YEAR_MONTHS; k++) {
        struct period p = period_of(PERIOD_MONTH, month_first_day(month_of(s->as.p->year, k + 1)));
        heads[k] = (struct duty_head){.name = period_short(s->q->a, p), .is_here = p.to_day == s->open.period.to_day};
    }
    v->heads = heads;
    v->heads_count = YEAR_MONTHS;
}

/* -- periods that are no months -- */

static enum err periods_fill(const struct duty_sheet *s, struct duty_view *v) {
    struct period at[PERIODS_MAX];
    int count = periods_of_year(s->kind, s->as.p->year, at);
    struct duty_period *periods = arena_array(s->q->a, struct duty_period, PERIODS_MAX);
    struct duty_of_period *views = arena_array(s->q->a, struct duty_of_period, PERIODS_MAX);
    try(duty_periods_read(s->q->tx, s->as.p, at, count, periods));
    for (int k = 0; k < count; k++) {
        struct duty_counts c = {.state = {0}};
        struct selection in = duty_select(s, at[k]);
        for (int row = selection_next(&in, 0); row >= 0; row = selection_next(&in, row + 1))
            duty_count(&c, duty_at(&periods[k], row));
        struct addr *addr = req_here(s->q);
        addr_drop(addr, "page");
        addr_drop(addr, "state");
        addr_set(addr, "period", period_address(s->q->a, at[k]));
        views[k] = (struct duty_of_period){
            .period = period_address(s->q->a, at[k]), .name = period_name(s->q->a, at[k]), .expected = duty_expected(&c),
            .here = duty_here(&c), .owed = duty_expected(&c) - duty_here(&c), .late = duty_late(&c),
            .timely = timely_of(&c), .complete = complete_of(&c), .href = addr_text(addr),
            .is_here = at[k].to_day == s->open.period.to_day};
    }
    v->periods = views;
    v->periods_count = (size_t)count;
    return OK;
}

/* -- the page -- */

static struct both open_name(const struct duty_sheet *s) {
    const struct board *b = s->as.p->board;
    if (!*s->row) return both_word(W_duty_all);
    struct duty_row line = {.key = s->key, .unit_key = s->unit_key, .first_row = 0};
    if (s->by != DUTY_BY_UNIT || !s->unit_key) return s->by == DUTY_BY_UNIT ? both_word(W_not_stated) : line_name(s, &line);
    struct selection in = duty_select(s, s->open.period);
    line.first_row = selection_next(&in, 0);
    return line.first_row < 0 ? both_word(W_duty_by_unit) : both_text(chunk_unit(board_chunk(b, line.first_row),
                                                                                 line.first_row % CHUNK_ROWS));
}

static void choices_fill(const struct duty_sheet *s, struct duty_view *v) {
    struct req *q = s->q;
    const struct board *b = s->as.p->board;
    struct part_choice_view *by = arena_array(q->a, struct part_choice_view, DUTY_BY_COUNT);
    for (enum duty_by k = DUTY_BY_AREA; k < DUTY_BY_COUNT; k++)
        by[v->bys_count++] = (struct part_choice_view){.value = bys[k].key, .label = both_word(bys[k].word),
                                                       .is_chosen = k == s->by};
    struct part_choice_view *kinds = arena_array(q->a, struct part_choice_view, PERIOD_KINDS);
    for (enum period_kind k = 0; k < PERIOD_KINDS; k++)
        kinds[k] = (struct part_choice_view){.value = period_kind_key(k), .label = both_word(period_kind_word(k)),
                                             .is_chosen = k == s->kind};
    v->bys = by;
    v->kinds = kinds;
    v->kinds_count = PERIOD_KINDS;
    months_choose(q, &s->as, &v->months, &v->months_count);
    levels_choose(q, &s->as, &v->levels, &v->levels_count);
    dictionary_choose(q, &b->areas, req_text(q, "area"), &v->areas, &v->areas_count);
    dictionary_choose(q, &b->fields, req_text(q, "field"), &v->fields, &v->fields_count);
    dictionary_choose(q, &b->departments, req_text(q, "department"), &v->departments, &v->departments_count);
}

static const char *here_as(struct req *q, const char *suffix) {
    struct addr *addr = req_here(q);
    addr_drop(addr, "page");
    addr_drop(addr, "lines");
    addr_suffix(addr, suffix);
    return addr_text(addr);
}

enum err duty_page(struct req *q) {
    struct duty_sheet s;
    try(sheet_read(q, &s));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return duty_export(&s);
    struct duty_view v = {.by = bys[s.by].key, .kind = period_kind_key(s.kind), .year = s.as.p->year,
                          .period = period_address(q->a, s.open.period), .period_name = period_name(q->a, s.open.period),
                          .row = s.row, .row_name = open_name(&s), .scope = both_word(levels_word(s.as.level)),
                          .csv_href = here_as(q, ".csv"), .xlsx_href = here_as(q, ".xlsx"), .json_href = here_as(q, ".json")};
    if (s.kind == PERIOD_MONTH) lines_fill(&s, &v);
    else try(periods_fill(&s, &v));
    choices_fill(&s, &v);
    struct duty_counts open;
    try(duty_who_fill(&s, &v, &open));
    v.expected = duty_expected(&open), v.here = duty_here(&open), v.late = duty_late(&open);
    v.undated = open.came[CAME_UNDATED];
    v.timely = timely_of(&open), v.complete = complete_of(&open);
    return req_view(q, &duty_view, &v);
}
