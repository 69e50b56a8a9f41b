/* Every note of the checks that a reader may see: by check, area, year, answered or not; the same as csv. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/people/exports.h"
#include "note_list_view.h"

enum { NOTES_PAGE_ROWS = 50, YEARS_SHOWN = 6, EXPORT_COLUMNS = 7 };
enum answered { ANSWERED_ANY, ANSWERED_YES, ANSWERED_NO };

struct notes {
    struct req *q;
    struct position *p;
    const uint64_t *rows; /* of the board, that are seen; NULL: all */
    int year, area;       /* area -1: all */
    enum answered answered;
    struct note_row *at;
    size_t count, room;
};

static enum err notes_begin(struct req *q, struct notes *ret) {
    struct notes n = {.q = q, .area = -1};
    const struct scope *scope;
    int64_t entry;
    int32_t today;
    try(desk_today(q, &today));
    try(tx_last_entry(q->tx, &entry));
    try(asked_position(q, entry, today, civil_of(today).year, &n.p));
    try(sight_of(q, &scope));
    n.rows = scope_rows(q->a, scope, n.p->board);
    n.year = (int)req_int(q, "year", 0);
    const char *area = req_text(q, "area"), *answered = req_text(q, "answered");
    if (*area) n.area = dictionary_find(&n.p->board->areas, area);
    if (*area && n.area < 0) n.area = NO_KEY; /* an area nobody has has no notes */
    n.answered = text_eq(answered, "yes") ? ANSWERED_YES : text_eq(answered, "no") ? ANSWERED_NO : ANSWERED_ANY;
    *ret = n;
    return OK;
}

/* The row of the board, -1 if it is not seen or not asked for. */
static int row_asked(const struct notes *n, const struct notes_all_row *r) {
    int row = board_row(n->p->board, r->project_id);
    if (row < 0 || (n->rows && !(n->rows[row / 64] >> row % 64 & 1))) return -1;
    if (n->area >= 0 && board_chunk(n->p->board, row)->area[row % CHUNK_ROWS] != n->area) return -1;
    bool is_other = (n->answered == ANSWERED_YES && !r->answers) || (n->answered == ANSWERED_NO && r->answers);
    return is_other ? -1 : row;
}

static struct note_row row_view(const struct notes *n, const struct notes_all_row *r, int row) {
    struct arena *a = n->q->a;
    const struct chunk *c = board_chunk(n->p->board, row);
    enum cred_check_no check = cred_check_no(r->check_key);
    struct report_note note = {.check_key = r->check_key, .variant = r->variant, .one = r->one, .two = r->two,
                               .three = r->three, .four = r->four};
    struct period period = period_of(period_kind_read(r->period_kind), r->from_day);
    return (struct note_row){
        .id = r->id, .check = arena_copy(a, r->check_key), .text = cred_said(a, &note),
        .name = check < CRED_CHECKS ? both_word(credibility_checks[check].name) : both_text(arena_copy(a, r->check_key)),
        .words = r->words ? arena_copy(a, r->words) : NULL, .project_id = r->project_id,
        .project = chunk_name(c, row % CHUNK_ROWS),
        .area = dictionary_name(&n->p->board->areas, c->area[row % CHUNK_ROWS]), .period_name = period_name(a, period),
        .answers = r->answers, .href = desk_href(a, r->project_id, period, "")};
}

/* Rows [first, first + most) of those asked for; all of them are counted. */
static enum err notes_read(struct notes *n, size_t first, size_t most) {
    struct notes_all_cursor c;
    struct notes_all_row r;
    bool has = false;
    int32_t from = n->year ? day_of(n->year, 1, 1) : day_of(1990, 1, 1), to = day_of(n->year ? n->year : 2100, 12, 31);
    n->count = 0;
    n->room = 0;
    size_t room = most < NOTES_PAGE_ROWS ? most : NOTES_PAGE_ROWS;
    n->at = arena_array(n->q->a, struct note_row, room);
    try(notes_all_open(n->q->tx, req_text(n->q, "check"), from, to, &c));
    for (;;) {
        try(notes_all_next(&c, &r, &has));
        if (!has) break;
        int row = row_asked(n, &r);
        if (row < 0) continue;
        size_t at = n->count++;
        if (at < first || at - first >= most) continue;
        if (n->room == room) {
            struct note_row *more = arena_array(n->q->a, struct note_row, room * 2);
            for (size_t i = 0; i < n->room; i++) more[i] = n->at[i];
            n->at = more;
            room *= 2;
        }
        n->at[n->room++] = row_view(n, &r, row);
    }
    notes_all_close(&c);
    return OK;
}

/* -- csv -- */

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {{W_notes_period, 14}, {W_notes_project, 36}, {W_board_area, 12}, {W_notes_check, 18},
                             {W_notes_text, 60}, {W_report_f_progress, 40}, {W_notes_answered_head, 10}};

static void row_cells(const void *context, int64_t i, struct out_cell *cells) {
    const struct notes *n = context;
    const struct note_row *r = &n->at[i];
    enum lang lang = n->q->lang;
    const char *texts[EXPORT_COLUMNS] = {r->period_name.in[lang], r->project, r->area.in[lang], r->name.in[lang],
                                         r->text.in[lang], r->words ? r->words : "",
                                         arena_printf(n->q->a, "%lld", (long long)r->answers)};
    for (int k = 0; k < EXPORT_COLUMNS; k++) cells[k] = out_cell_text(texts[k]);
}

static enum err notes_export(struct notes *n) {
    struct req *q = n->q;
    struct export_column labelled[EXPORT_COLUMNS];
    const char *name = word(q->lang, W_notes_csv_file);
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    try(notes_read(n, 0, SIZE_MAX));
    return export_table(q, &(struct export_table){.sheet = name, .file = name, .columns = labelled,
                                                  .column_count = EXPORT_COLUMNS, .rows = (int64_t)n->room,
                                                  .row = row_cells, .context = n});
}

/* -- the page -- */

static struct part_choice_view choice(const char *value, struct both label, const char *chosen) {
    return (struct part_choice_view){.value = value, .label = label, .is_chosen = text_eq(value, chosen)};
}

static void choices_fill(struct notes *n, struct note_list_view *v) {
    struct req *q = n->q;
    struct part_choice_view *checks = arena_array(q->a, struct part_choice_view, CRED_CHECKS + 1);
    struct part_choice_view *years = arena_array(q->a, struct part_choice_view, YEARS_SHOWN + 1);
    struct part_choice_view *answers = arena_array(q->a, struct part_choice_view, 3);
    const char *check = req_text(q, "check"), *answered = req_text(q, "answered");
    const char *year = n->year ? arena_printf(q->a, "%d", n->year) : "";
    checks[0] = choice("", both_word(W_all), check);
    for (unsigned k = 0; k < CRED_CHECKS; k++)
        checks[k + 1] = choice(credibility_checks[k].key, both_word(credibility_checks[k].name), check);
    years[0] = choice("", both_word(W_all), year);
    for (int k = 0; k < YEARS_SHOWN; k++) {
        const char *text = arena_printf(q->a, "%d", n->p->year - k);
        years[k + 1] = choice(text, both_text(text), year);
    }
    answers[0] = choice("", both_word(W_all), answered);
    answers[1] = choice("no", both_word(W_notes_open), answered);
    answers[2] = choice("yes", both_word(W_notes_answered), answered);
    v->checks = checks, v->checks_count = CRED_CHECKS + 1;
    v->years = years, v->years_count = YEARS_SHOWN + 1;
    v->answers = answers, v->answers_count = 3;
    dictionary_choose(q, &n->p->board->areas, req_text(q, "area"), &v->areas, &v->areas_count);
    v->is_filtered = *check || *answered || *year || *req_text(q, "area");
    v->check = check, v->answered = answered, v->year = n->year ? n->year : NO_INT;
}

static const char *here_as(struct req *q, const char *suffix, int64_t page) {
    struct addr *addr = req_here(q);
    addr_drop(addr, "page");
    if (page > 1) addr_set_int(addr, "page", page);
    if (*suffix) addr_suffix(addr, suffix);
    return addr_text(addr);
}

enum err note_list_page(struct req *q) {
    struct notes n;
    struct note_list_view v = {0};
    int64_t page = req_int(q, "page", 1);
    try(notes_begin(q, &n));
    if (q->format == FORMAT_CSV) return notes_export(&n);
    try(notes_read(&n, (size_t)(page - 1) * NOTES_PAGE_ROWS, NOTES_PAGE_ROWS));
    v.rows = n.at, v.rows_count = n.room;
    v.total = (int64_t)n.count, v.page = page;
    int64_t first = (page - 1) * NOTES_PAGE_ROWS;
    bool has_next = first + (int64_t)n.room < v.total;
    v.pager = (struct part_pager_view){.first = n.room ? first + 1 : 0, .last = first + (int64_t)n.room, .total = v.total,
                                       .prev_href = page > 1 ? here_as(q, "", page - 1) : NULL,
                                       .next_href = has_next ? here_as(q, "", page + 1) : NULL};
    v.csv_href = here_as(q, ".csv", 1), v.json_href = here_as(q, ".json", page);
    choices_fill(&n, &v);
    return req_view(q, &note_list_view, &v);
}
