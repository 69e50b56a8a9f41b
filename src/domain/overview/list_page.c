/* The list: projects by filter and order, a page at a time; the same as csv and xlsx. */
#include "base/text.h"
#include "domain/overview/asked.h"
#include "domain/overview/list.h"
#include "forecast_queries.h"
#include "project_list_view.h"
#include "web/svg.h"
#include <math.h>

/* Orders a reader may ask for, and the column that asks for them. */
static const struct {
    const char *key;
    enum sort_key sort;
    enum word label, unit; /* unit WORD_COUNT: none */
    bool is_number, descends_first;
} columns[] = {
    {"light", SORT_LIGHT, W_project_list_light, WORD_COUNT, false, true},
    {"code", SORT_CODE, W_project_list_code, WORD_COUNT, false, false},
    {"name", SORT_NAME, W_project_list_name, WORD_COUNT, false, false},
    {"area", SORT_AREA, W_board_area, WORD_COUNT, false, false},
    {"field", SORT_FIELD, W_project_list_field, WORD_COUNT, false, false},
    {"department", SORT_DEPARTMENT, W_board_department, WORD_COUNT, false, false},
    {"specialist", SORT_SPECIALIST, W_role_specialist, WORD_COUNT, false, false},
    {"total", SORT_TOTAL, W_project_list_total, W_unit_yi_total, true, true},
    {"plan", SORT_PLAN, W_project_list_plan, W_unit_wan, true, true},
    {"done", SORT_DONE, W_project_list_done, W_unit_wan, true, true},
    {"rate", SORT_RATE, W_board_rate, WORD_COUNT, false, false},
    {"reported", SORT_REPORTED_DAY, W_project_list_reported, WORD_COUNT, false, true},
    {"visited", SORT_VISITED_DAY, W_project_list_visited, WORD_COUNT, false, false},
};

static int column_of(const char *sort) {
    const char *key = *sort == '-' ? sort + 1 : sort;
    for (size_t i = 0; i < countof(columns); i++)
        if (text_eq(columns[i].key, key)) return (int)i;
    return -1;
}

/* -- the rows -- */

/* LIGHT_COUNT: none was asked for. */
static enum light light_of(const char *key) {
    enum light l = 0;
    while (l < LIGHT_COUNT && !text_eq(light_key(l), key)) l++;
    return l;
}

static void key_choose(struct keys *keys, const struct dictionary *d, const char *key) {
    if (!*key) return;
    int at = text_eq(key, "none") ? NO_KEY : dictionary_find(d, key);
    keys_add(keys, at < 0 ? NO_KEY - 1 : (uint16_t)at); /* a key nobody has chooses nothing */
}

struct question list_question(struct req *q, const struct asked *as) {
    const struct board *b = as->p->board;
    struct question ask = asked_question(as);
    key_choose(&ask.areas, &b->areas, req_text(q, "area"));
    key_choose(&ask.fields, &b->fields, req_text(q, "field"));
    key_choose(&ask.departments, &b->departments, req_text(q, "department"));
    key_choose(&ask.specialists, &b->specialists, req_text(q, "specialist"));
    for (unsigned s = 1; s < STAGE_COUNT; s++)
        if (text_eq(stage_key(s), req_text(q, "stage"))) ask.stages = 1u << s;
    const char *text = req_text(q, "q");
    if (*text) ask.text = text_fold(q->a, span_of(text));
    return ask;
}

struct selection list_select(struct req *q, const struct asked *as) {
    struct question ask = list_question(q, as);
    return board_select(q->a, as->p->board, &ask);
}

/* Trouble first: red, yellow, grey, green, in each the lowest completion first. */
static int rows_by_trouble(struct req *q, const struct asked *as, const struct selection *s, int offset, int n, int *rows) {
    static const enum light order[] = {RED, YELLOW, GREY, GREEN};
    struct selection by[LIGHT_COUNT];
    lights_split(q->a, as->p->lights, as->month, s, by);
    int got = 0;
    for (size_t i = 0; i < countof(order) && got < n; i++) {
        const struct selection *one = &by[order[i]];
        if (offset >= one->count) {
            offset -= one->count;
            continue;
        }
        struct order by_rate = {.key = SORT_RATE, .month = as->month};
        const int *part;
        int count = board_top(q->a, as->p->board, one, &by_rate, offset, n - got, &part);
        for (int k = 0; k < count; k++) rows[got++] = part[k];
        offset = 0;
    }
    return got;
}

int list_rows(struct req *q, const struct asked *as, const struct selection *s, int offset, int n, const int **ret_rows) {
    const char *sort = req_text(q, "sort");
    int column = column_of(sort);
    if (column <= 0) {
        int *rows = arena_array(q->a, int, (size_t)n);
        *ret_rows = rows;
        return rows_by_trouble(q, as, s, offset, n, rows);
    }
    struct order by = {.key = columns[column].sort, .is_descending = *sort == '-', .month = as->month};
    return board_top(q->a, as->p->board, s, &by, offset, n, ret_rows);
}

/* The level that is said beside the name: the highest list it is on. */
static enum level level_at(const struct chunk *c, int i, int32_t month) {
    for (enum level l = 0; l < LEVEL_COUNT; l++)
        if (chunk_on_list(c, i, 1u << l, month)) return l;
    return LEVEL_COUNT;
}

static const enum word level_shorts[] = {W_level_short_major, W_level_short_provincial, W_level_short_municipal,
                                         W_level_short_county};

/* Twelve months up to the month, of this year's lights and of those of the year before. */
static struct html strip_of(struct req *q, const struct position *p, int64_t project_id, int row, int32_t month) {
    unsigned char colours[YEAR_MONTHS];
    int m = month_index(month), before = m < YEAR_MONTHS - 1 ? board_row(p->board_before, project_id) : -1;
    for (int k = 0; k < YEAR_MONTHS; k++) {
        int32_t at = month - (YEAR_MONTHS - 1) + k;
        bool is_before = at < month - m;
        colours[k] = !is_before      ? (unsigned char)lights_at(p->lights, row, at)
                     : before >= 0 ? (unsigned char)lights_at(p->lights_before, before, at)
                                   : UINT8_MAX;
    }
    return svg_strip_row(q->a, q->lang, colours, month);
}

static struct project_list_row row_view(struct req *q, const struct asked *as, int row) {
    const struct position *p = as->p;
    const struct chunk *c = board_chunk(p->board, row);
    int i = row % CHUNK_ROWS, m = month_index(as->month);
    int64_t plan = c->plan_fen[i], done = c->ytd_fen[m][i];
    enum level level = level_at(c, i, as->month);
    int32_t since = lights_since(p->lights, row, as->month), reported = chunk_reported(c, i, as->month);
    return (struct project_list_row){
        .id = c->project_id[i],
        .platform_no = chunk_number(c, i),
        .code = *chunk_code(c, i) ? chunk_code(c, i) : NULL,
        .name = chunk_name(c, i),
        .href = project_href(as, c->project_id[i]),
        .unit = chunk_unit(c, i),
        .light = light_key(lights_at(p->lights, row, as->month)),
        .light_since = since > 0 ? month_first_day(since) : NO_DAY,
        .strip = strip_of(q, p, c->project_id[i], row, as->month),
        .waived_day = c->waived_day[m][i],
        .reason = lights_first_reason(q->a, p->lights, row, as->month),
        .level = level < LEVEL_COUNT ? both_word(level_word(level)) : both_text(""),
        .level_short = level < LEVEL_COUNT ? both_word(level_shorts[level]) : both_text(""),
        .area = dictionary_name(&p->board->areas, c->area[i]),
        .field = dictionary_name(&p->board->fields, c->field[i]),
        .department = dictionary_name(&p->board->departments, c->department[0][i]),
        .specialist = c->specialist[i] == NO_KEY ? both_text("") : dictionary_name(&p->board->specialists, c->specialist[i]),
        .visited_day = c->visited_day[i],
        .stage = both_word(stage_word(c->stage[i])),
        .total_fen = c->total_fen[i],
        .plan_fen = plan,
        .is_provisional = (c->marks[i] & MARK_PROVISIONAL) != 0,
        .done_fen = done,
        .completion = plan > 0 && done != NO_FEN ? (double)done * 100 / (double)plan : NAN,
        .reported_day = c->reported_day[m][i],
        .report_age = reported == NO_DAY ? NO_INT : p->known_day - reported,
        .is_due = p->lights->calendar.due[chunk_standing(c, i, m)][m] && plan != NO_FEN,
        .disagrees = (c->marks[i] & MARK_DISAGREES) != 0,
    };
}

/* -- around them -- */

struct list_answer list_answer(struct req *q, const struct asked *as) {
    struct list_answer answer = {.all = list_select(q, as)};
    lights_split(q->a, as->p->lights, as->month, &answer.all, answer.by);
    enum light light = light_of(req_text(q, "light"));
    answer.shown = light < LIGHT_COUNT ? answer.by[light] : answer.all;
    return answer;
}

const struct part_tab_view *list_tabs(struct req *q, const struct list_answer *answer, size_t *ret_count) {
    static const enum light lights[] = {LIGHT_COUNT, RED, YELLOW, GREEN, GREY};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(lights));
    const char *here = req_text(q, "light");
    struct addr *first = req_here(q);
    addr_drop(first, "page");
    for (size_t i = 0; i < countof(lights); i++) {
        bool is_all = lights[i] == LIGHT_COUNT;
        const char *key = is_all ? "" : light_key(lights[i]);
        struct addr *addr = addr_copy(first);
        addr_set(addr, "light", key);
        tabs[i] = (struct part_tab_view){.label = both_word(is_all ? W_all : light_word(lights[i])),
                                         .count = is_all ? answer->all.count : answer->by[lights[i]].count,
                                         .light = key, .href = addr_text(addr), .is_here = text_eq(key, here)};
    }
    *ret_count = countof(lights);
    return tabs;
}

static const struct project_list_column *columns_view(struct req *q, size_t *ret_count) {
    struct project_list_column *view = arena_array(q->a, struct project_list_column, countof(columns));
    const char *sort = req_text(q, "sort");
    int here = *sort ? column_of(sort) : 0;
    struct addr *first = req_here(q);
    addr_drop(first, "page");
    for (size_t i = 0; i < countof(columns); i++) {
        bool is_here = (int)i == here, descends = is_here ? *sort == '-' || !*sort : false;
        bool next_descends = is_here ? !descends : columns[i].descends_first;
        struct addr *addr = addr_copy(first);
        addr_set(addr, "sort", next_descends ? arena_join(q->a, "-", columns[i].key) : columns[i].key);
        view[i] = (struct project_list_column){
            .label = both_word(columns[i].label),
            .unit = columns[i].unit == WORD_COUNT ? both_text("") : both_word(columns[i].unit),
            .href = addr_text(addr), .aria_sort = !is_here ? "" : descends ? "descending" : "ascending",
            .is_number = columns[i].is_number};
    }
    *ret_count = countof(columns);
    return view;
}

static void stages_choose(struct req *q, const struct part_choice_view **ret, size_t *ret_count) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, STAGE_COUNT);
    choices[0] = (struct part_choice_view){.value = "", .label = both_word(W_all), .is_chosen = !*req_text(q, "stage")};
    for (unsigned s = 1; s < STAGE_COUNT; s++)
        choices[s] = (struct part_choice_view){.value = stage_key(s), .label = both_word(stage_word(s)),
                                               .is_chosen = text_eq(stage_key(s), req_text(q, "stage"))};
    *ret = choices;
    *ret_count = STAGE_COUNT;
}

const char *list_here_as(struct req *q, const char *suffix) {
    struct addr *addr = req_here(q);
    addr_drop(addr, "page");
    addr_suffix(addr, suffix);
    return addr_text(addr);
}

static const char *page_href(struct req *q, int64_t page) {
    struct addr *addr = req_here(q);
    addr_set_int(addr, "page", page);
    return addr_text(addr);
}

struct list_page list_page(struct req *q, const struct asked *as, const struct selection *shown) {
    int64_t pages = (shown->count + LIST_PAGE_ROWS - 1) / LIST_PAGE_ROWS;
    struct list_page p = {.page = req_int(q, "page", 1)};
    if (p.page > pages) p.page = pages > 0 ? pages : 1;
    int offset = (int)(p.page - 1) * LIST_PAGE_ROWS;
    int count = list_rows(q, as, shown, offset, LIST_PAGE_ROWS, &p.rows);
    p.count = (size_t)count;
    p.pager = (struct part_pager_view){.first = count ? offset + 1 : 0, .last = offset + count, .total = shown->count,
                                       .prev_href = p.page > 1 ? page_href(q, p.page - 1) : NULL,
                                       .next_href = p.page < pages ? page_href(q, p.page + 1) : NULL};
    return p;
}

struct part_list_filters_view list_filters(struct req *q, const struct asked *as) {
    struct part_list_filters_view v = {
        .query = req_text(q, "q"), .sort = req_text(q, "sort"), .light = req_text(q, "light")};
    const struct board *b = as->p->board;
    months_choose(q, as, &v.months, &v.months_count);
    levels_choose(q, as, &v.levels, &v.levels_count);
    dictionary_choose(q, &b->areas, req_text(q, "area"), &v.areas, &v.areas_count);
    dictionary_choose(q, &b->fields, req_text(q, "field"), &v.fields, &v.fields_count);
    dictionary_choose(q, &b->departments, req_text(q, "department"), &v.departments, &v.departments_count);
    dictionary_choose(q, &b->specialists, req_text(q, "specialist"), &v.specialists, &v.specialists_count);
    stages_choose(q, &v.stages, &v.stages_count);
    return v;
}

bool list_is_filtered(struct req *q) {
    static const char *const filters[] = {"q", "area", "field", "department", "specialist", "stage", "light"};
    bool is = false;
    for (size_t i = 0; i < countof(filters); i++) is = is || *req_text(q, filters[i]);
    return is;
}

const char *list_elsewhere(struct req *q, const struct asked *as, const char *path) {
    static const char *const kept[] = {"q", "area", "field", "department", "specialist", "stage", "light", "sort"};
    struct addr *addr = asked_addr(q, as, path);
    for (size_t i = 0; i < countof(kept); i++) addr_add(addr, kept[i], req_text(q, kept[i]));
    return addr_text(addr);
}

/* The column that is there when it is asked for: what was said last of the year's end. */
static enum err outlook_column(struct req *q, const struct asked *as, struct project_list_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct forecasts_of_project_row *said;
        size_t n;
        rows[i].outlook_low = rows[i].outlook_middle = rows[i].outlook_high = NAN;
        if (!req_flag(q, "outlook")) continue;
        try(forecasts_of_project(q->tx, rows[i].id, as->p->entry, 1, &said, &n));
        if (!n || month_year(said->as_of_month) != month_year(as->month)) continue;
        rows[i].outlook_low = (double)said->low_bp / 100, rows[i].outlook_middle = (double)said->middle_bp / 100;
        rows[i].outlook_high = (double)said->high_bp / 100;
        rows[i].outlook_few = !said->is_shown;
    }
    return OK;
}

static const char *outlook_other_href(struct req *q) {
    struct addr *addr = req_here(q);
    addr_set(addr, "outlook", req_flag(q, "outlook") ? "" : "1");
    return addr_text(addr);
}

enum err project_list_page(struct req *q) {
    struct asked as;
    try(asked_read(q, &as));
    struct list_answer answer = list_answer(q, &as);
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return list_export(q, &as, &answer.shown);
    struct list_page page = list_page(q, &as, &answer.shown);
    struct project_list_row *views = arena_array(q->a, struct project_list_row, page.count);
    for (size_t i = 0; i < page.count; i++) views[i] = row_view(q, &as, page.rows[i]);
    try(outlook_column(q, &as, views, page.count));

    bool writes = q->app->web->may(&q->who, ACCESS_WRITE);
    struct project_list_view v = {
        .total = answer.shown.count, .page = page.page, .month = as.month,
        .time_progress = (double)as.p->settings.curve[month_index(as.month)] * 100 / as.p->settings.curve_whole,
        .rows = views, .rows_count = page.count, .scope = both_word(levels_word(as.level)), .pager = page.pager,
        .filters = list_filters(q, &as), .is_filtered = list_is_filtered(q), .clear_href = addr_text(as.list),
        .csv_href = list_here_as(q, ".csv"), .xlsx_href = list_here_as(q, ".xlsx"), .json_href = list_here_as(q, ".json"),
        .with_outlook = req_flag(q, "outlook"), .outlook_href = outlook_other_href(q),
        .timeline_href = list_elsewhere(q, &as, "/timeline"),
        .new_href = writes ? "/projects/new" : NULL, .import_href = writes ? "/intake" : NULL};
    v.tabs = list_tabs(q, &answer, &v.tabs_count);
    v.columns = columns_view(q, &v.columns_count);
    return req_view(q, &project_list_view, &v);
}
