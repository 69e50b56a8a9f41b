/* The list of letters: what one may see, newest first; by kind, state, year, project. */
#include "base/text.h"
#include "domain/letters/letters_inside.h"
#include "domain/people/exports.h"
#include "domain/people/setting.h"
#include "letter_list_view.h"
#include "projects_queries.h"

enum { PAGE_ROWS = 50, COLUMNS = 7 };
static const struct { enum word label; int width; } columns[COLUMNS] = {
    {W_letter_number, 24}, {W_letter_kind, 12}, {W_letter_title, 60}, {W_letter_unit, 24}, {W_letter_state, 10},
    {W_letter_due, 12}, {W_letter_issued_day, 12}};

enum err letter_reader_of(struct req *q, struct letter_reader *ret) {
    try(sight_of(q, &ret->scope));
    try(settings_today(q->tx, q->now_ms, &ret->today));
    ret->may_sign = q->app->web->may(&q->who, ACCESS_SIGN);
    return OK;
}

bool letter_sees_project(struct req *q, const struct letter_reader *r, int64_t project_id) {
    return r->scope->everything || scope_sees(q->a, r->scope, project_id);
}

bool letter_is_waiting(const char *state) { return text_eq(state, "issued") || text_eq(state, "received"); }

bool letter_sees(struct req *q, const struct letter_reader *r, const struct official_letter *x) {
    unsigned who = letter_who(q->who.reach, r->may_sign, x);
    enum letter_state state = letter_state_read(x->state);
    bool is_out = state != LETTER_DRAFT && state != LETTER_REVIEWED && state != LETTER_DROPPED;
    if (who & (LETTER_BY_OFFICE | LETTER_BY_SIGNER)) return true;
    if (!is_out) return false; /* what is not signed is nobody's but the office's */
    return who & LETTER_BY_UNIT || letter_sees_project(q, r, x->project_id);
}

struct both letter_left(struct arena *a, const char *state, int32_t due_day, int32_t today) {
    if (!letter_is_waiting(state) || due_day == NO_DAY) return both_text("");
    return due_day < today ? SAY(a, W_letter_over_by, both_int(a, today - due_day))
                           : SAY(a, W_letter_left, both_int(a, due_day - today));
}

/* -- rows -- */

static bool is_asked(struct req *q, const struct letters_listed_row *x, int32_t today) {
    const char *kind = req_text(q, "kind"), *state = req_text(q, "state");
    int64_t year = req_int(q, "year", 0), project = req_int(q, "project", 0);
    bool is_over = letter_is_waiting(x->state) && x->due_day < today;
    if (*kind && !text_eq(kind, x->kind)) return false;
    if (text_eq(state, "over") ? !is_over : *state && !text_eq(state, x->state)) return false;
    if (!*state && text_eq(x->state, "dropped")) return false;
    return (!year || year == x->year) && (!project || project == x->project_id);
}

static enum err row_of(struct req *q, const struct letter_reader *r, const struct letters_listed_row *x,
                       struct letter_list_row *row) {
    struct project project;
    struct official_letter one = official_letter_empty;
    enum err e;
    one.kind = x->kind, one.year = x->year, one.number = x->number;
    *row = (struct letter_list_row){
        .letter_id = x->id, .kind = x->kind, .kind_name = both_word(letter_kind_word(letter_kind_read(x->kind))),
        .title = x->title, .unit = {{x->unit_zh, x->unit_en}}, .state = x->state, .issued_day = x->issued_day,
        .state_name = both_word(letter_state_word(letter_state_read(x->state))), .due_day = x->due_day, .project_id = NO_INT,
        .project = "", .left = letter_left(q->a, x->state, x->due_day, r->today),
        .is_over = letter_is_waiting(x->state) && x->due_day < r->today,
        .href = arena_printf(q->a, "/letters/%lld", (long long)x->id)};
    row->number = letter_number(q->tx, &one, &e);
    try(e);
    if (!letter_sees_project(q, r, x->project_id)) return OK;
    try(project_get(q->tx, x->project_id, &project));
    row->project_id = x->project_id;
    row->project = arena_copy(q->a, project.name);
    return OK;
}

static enum err rows_fill(struct req *q, const struct letter_reader *r, bool is_all, struct letter_list_view *v) {
    struct letters_listed_row *all;
    size_t count;
    try(letters_listed(q->tx, &all, &count));
    int64_t from = is_all ? 0 : (req_int(q, "page", 1) - 1) * PAGE_ROWS, to = is_all ? INT64_MAX : from + PAGE_ROWS;
    struct letter_list_row *rows = arena_array(q->a, struct letter_list_row, is_all ? count + 1 : PAGE_ROWS);
    for (size_t i = 0; i < count; i++) {
        const struct official_letter x = {.state = all[i].state, .unit_id = all[i].unit_id, .project_id = all[i].project_id};
        if (!is_asked(q, &all[i], r->today) || !letter_sees(q, r, &x)) continue;
        v->over += letter_is_waiting(all[i].state) && all[i].due_day < r->today;
        v->to_sign += text_eq(all[i].state, "reviewed");
        if (v->total >= from && v->total < to) try(row_of(q, r, &all[i], &rows[v->rows_count++]));
        v->total++;
    }
    v->rows = rows;
    return OK;
}

static void row_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct letter_list_view *v = context;
    const struct letter_list_row *r = &v->rows[i];
    enum lang lang = lang_of(v->lang);
    *cell++ = out_cell_text(r->number);
    *cell++ = out_cell_text(r->kind_name.in[lang]);
    *cell++ = out_cell_text(r->title);
    *cell++ = out_cell_text(r->unit.in[lang]);
    *cell++ = out_cell_text(r->state_name.in[lang]);
    *cell++ = out_cell_day(r->due_day);
    *cell++ = out_cell_day(r->issued_day);
}

static enum err export(struct req *q, const struct letter_list_view *v) {
    struct export_column labelled[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = word(q->lang, W_letters_title), .file = word(q->lang, W_letters_title), .columns = labelled,
        .column_count = COLUMNS, .rows = (int64_t)v->rows_count, .row = row_cells, .context = v});
}

/* -- the page -- */

static const char *asked_href(struct req *q, const char *name, const char *value, int64_t page) {
    static const char *const kept[] = {"kind", "state"};
    struct addr *addr = addr_new(q->a, "/letters");
    for (size_t i = 0; i < countof(kept); i++) {
        const char *said = text_eq(kept[i], name) ? value : req_text(q, kept[i]);
        if (*said) addr_add(addr, kept[i], said);
    }
    if (req_int(q, "project", 0)) addr_add(addr, "project", arena_printf(q->a, "%lld", (long long)req_int(q, "project", 0)));
    if (req_int(q, "year", 0)) addr_add(addr, "year", arena_printf(q->a, "%lld", (long long)req_int(q, "year", 0)));
    if (page > 1) addr_add(addr, "page", arena_printf(q->a, "%lld", (long long)page));
    return addr_text(addr);
}

static struct part_tab_view tab(struct req *q, const char *name, const char *value, enum word label) {
    return (struct part_tab_view){.label = both_word(label), .count = NO_INT, .light = "",
                                  .href = asked_href(q, name, value, 1), .is_here = text_eq(req_text(q, name), value)};
}

static void tabs_fill(struct req *q, struct letter_list_view *v) {
    struct part_tab_view *kinds = arena_array(q->a, struct part_tab_view, LETTER_KINDS + 1);
    struct part_tab_view *states = arena_array(q->a, struct part_tab_view, LETTER_STATES + 2);
    kinds[v->kinds_count++] = tab(q, "kind", "", W_all);
    for (enum letter_kind k = 0; k < LETTER_KINDS; k++)
        kinds[v->kinds_count++] = tab(q, "kind", letter_kind_key(k), letter_kind_word(k));
    states[v->states_count++] = tab(q, "state", "", W_all);
    states[v->states_count++] = tab(q, "state", "over", W_letters_over);
    for (enum letter_state s = 0; s < LETTER_STATES; s++)
        states[v->states_count++] = tab(q, "state", letter_state_key(s), letter_state_word(s));
    v->kinds = kinds, v->states = states;
}

enum err letter_list_page(struct req *q) {
    struct letter_reader r;
    bool is_all = q->format == FORMAT_CSV || q->format == FORMAT_XLSX;
    struct letter_list_view v = {.lang = lang_tag(q->lang), .ladder_href = "/letters/ladder"};
    int64_t page = req_int(q, "page", 1);
    try(letter_reader_of(q, &r));
    try(rows_fill(q, &r, is_all, &v));
    if (is_all) return export(q, &v);
    tabs_fill(q, &v);
    if (q->app->web->may(&q->who, ACCESS_WRITE)) v.templates_href = "/templates";
    if (page > 1) v.before_href = asked_href(q, "", "", page - 1);
    if (page * PAGE_ROWS < v.total) v.after_href = asked_href(q, "", "", page + 1);
    struct addr *csv = req_here(q), *xlsx = req_here(q);
    addr_suffix(csv, ".csv");
    addr_suffix(xlsx, ".xlsx");
    v.csv_href = addr_text(csv), v.xlsx_href = addr_text(xlsx);
    return req_view(q, &letter_list_view, &v);
}
