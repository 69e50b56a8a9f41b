/* What each column was taken for, and to say otherwise. Nothing is asked in words that only the program knows:
 * a choice is a field, a unit, a time. What is left as it is stays unsaid, so a better reading may come. */
#include "base/day.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/intake/intake_draft.h"
#include "domain/intake/intake_page.h"
#include "domain/intake/intake_row.h"
#include "mapping_view.h"
#include <string.h>

enum { COLUMNS_SHOWN = 500, SAMPLES = 3, SAMPLE_CHARS = 24, YEARS_BACK = 3, YEARS_AHEAD = 1, ROWS_LOOKED = 100,
       CHOICES_MAX = 100 };

#define IN_CELLS "=" /* the unit stands in each cell */

static const int64_t units[] = {FEN_PER_YUAN, FEN_PER_YUAN * 1000, FEN_PER_WAN, FEN_PER_MILLION, FEN_PER_YI};

struct mapping_show {
    struct req *q;
    const struct intake_result *r;
    struct tx *t;
    const struct intake_draft_of_row *draft;
    struct mapping_column *columns;
    size_t count;
    int this_year;
};

struct choices {
    struct part_choice_view *at;
    size_t count;
};

static void choice_add(struct choices *c, const char *value, struct both label, const char *chosen) {
    if (c->count < CHOICES_MAX) c->at[c->count++] = (struct part_choice_view){value, label, text_eq(value, chosen)};
}

/* -- the reading as it stands, in the words of an order -- */

/* The field is clear, and only its unit or time is asked for. */
static bool asks_detail(const struct heading *h) {
    static const enum word details[] = {W_in_ask_unit, W_in_ask_year, W_in_ask_month};
    for (size_t i = 0; h->state == HEADING_ASKED && h->candidate_count == 1 && i < countof(details); i++)
        if (text_eq(h->why.in[ZH], word(ZH, details[i]))) return true;
    return false;
}

static const char *field_now(const struct heading *h) {
    if (h->state != HEADING_ASKED) return intake_key_name(h->field);
    return asks_detail(h) ? intake_key_name(h->candidates[0]) : "-";
}

static bool is_amount(enum intake_key key) { return key < INTAKE_FIELD_COUNT && intake_field(key)->kind == KIND_AMOUNT; }
static bool is_dated(enum intake_key key) { return key < INTAKE_FIELD_COUNT && intake_key_is_dated(key); }

/* True if a field is such, or may be. */
static bool may_be(const struct heading *h, bool (*is_such)(enum intake_key key)) {
    if (h->state == HEADING_SURE) return is_such(h->field);
    for (size_t i = 0; i < h->candidate_count; i++)
        if (is_such(h->candidates[i])) return true;
    return false;
}

static bool has_unit(const struct heading *h) { return may_be(h, is_amount); }

static const char *unit_now(const struct heading *h) {
    const char *name = has_unit(h) && h->unit_fen ? money_unit_name(h->unit_fen) : NULL;
    return name ? name : "-";
}

static bool has_months(const struct heading *h) { return may_be(h, is_dated); }

static const char *months_now(struct arena *a, const struct heading *h) {
    if (!has_months(h)) return "-";
    if (h->state == HEADING_SURE && h->field == IN_PLAN) return h->year ? arena_printf(a, "%d", h->year) : "-";
    return h->to_month != NO_MONTH && h->to_month ? month_print(a, h->to_month) : "-";
}

/* -- choices of a column -- */

static bool is_candidate(const struct heading *h, enum intake_key key) {
    for (size_t i = 0; i < h->candidate_count; i++)
        if (h->candidates[i] == key) return true;
    return false;
}

static struct choices targets(struct mapping_show *s, const struct heading *h) {
    struct choices c = {arena_array(s->q->a, struct part_choice_view, CHOICES_MAX), 0};
    const char *now = field_now(h);
    if (text_eq(now, "-")) choice_add(&c, "-", both_word(W_mapping_choose), now);
    for (size_t i = 0; h->state == HEADING_ASKED && i < h->candidate_count; i++)
        if (h->candidates[i] < INTAKE_FIELD_COUNT)
            choice_add(&c, intake_key_name(h->candidates[i]), both_word(intake_field(h->candidates[i])->label), now);
    choice_add(&c, intake_key_name(IN_EXTRA), both_word(W_mapping_extra), now);
    choice_add(&c, intake_key_name(IN_IGNORE), both_word(W_mapping_ignore), now);
    for (enum intake_key key = 0; key < INTAKE_FIELD_COUNT; key++)
        if (h->state != HEADING_ASKED || !is_candidate(h, key))
            choice_add(&c, intake_key_name(key), both_word(intake_field(key)->label), now);
    return c;
}

static struct choices unit_choices(struct mapping_show *s, const struct heading *h) {
    struct choices c = {arena_array(s->q->a, struct part_choice_view, CHOICES_MAX), 0};
    const char *now = unit_now(h);
    choice_add(&c, "-", both_word(h->state == HEADING_ASKED ? W_mapping_choose : W_mapping_as_written), now);
    if (h->state == HEADING_ASKED) choice_add(&c, IN_CELLS, both_word(W_mapping_in_cells), now);
    for (size_t i = 0; i < countof(units); i++) {
        const char *name = money_unit_name(units[i]);
        if (name) choice_add(&c, name, both_text(name), now);
    }
    return c;
}

/* Years for plans, months for what was done, the nearest first. */
static struct choices month_choices(struct mapping_show *s, const struct heading *h) {
    struct arena *a = s->q->a;
    struct choices c = {arena_array(a, struct part_choice_view, CHOICES_MAX), 0};
    const char *now = months_now(a, h);
    bool asks = h->state == HEADING_ASKED, is_there = false;
    bool is_plan = asks ? asks_detail(h) && h->candidates[0] == IN_PLAN : h->field == IN_PLAN;
    choice_add(&c, "-", both_word(asks ? W_mapping_choose : W_mapping_as_written), now);
    for (int year = s->this_year + YEARS_AHEAD; year >= s->this_year - YEARS_BACK; year--) {
        const char *text = arena_printf(a, "%d", year);
        if (is_plan || (asks && !asks_detail(h))) choice_add(&c, text, SAY(a, W_mapping_year, both_text(text)), now);
        for (int month = 12; month >= 1 && !is_plan; month--) {
            const char *of = month_print(a, month_of(year, month));
            choice_add(&c, of, both_text(of), now);
        }
    }
    for (size_t i = 0; i < c.count; i++) is_there = is_there || c.at[i].is_chosen;
    if (!is_there) choice_add(&c, now, both_text(now), now);
    return c;
}

/* -- the columns, with what stands below their headings -- */

static const char *letters(struct arena *a, uint32_t column) {
    const char *cell = cell_name(a, 0, column);
    return arena_copy_n(a, cell, strlen(cell) - 1); /* without the 1 of row 1 */
}

static void column_add(struct mapping_show *s, const struct intake_sheet *sheet, const struct heading *h) {
    struct arena *a = s->q->a;
    if (s->count == COLUMNS_SHOWN) return;
    const char *column = letters(a, h->column);
    struct choices to = targets(s, h), unit = {0}, months = {0};
    if (has_unit(h)) unit = unit_choices(s, h);
    if (has_months(h)) months = month_choices(s, h);
    s->columns[s->count++] = (struct mapping_column){
        .column = s->r->sheet_count > 1 ? arena_printf(a, "%s!%s", sheet->name, column) : column,
        .heading = h->text, .is_sure = h->state != HEADING_ASKED, .why = h->why.in[ZH] ? h->why : both_text(""),
        .folded = text_fold(a, span_of(h->text)),
        .was = arena_printf(a, "%s:%s:%s", field_now(h), unit_now(h), months_now(a, h)),
        .targets = to.at, .targets_count = to.count, .units = unit.at, .units_count = unit.count,
        .months = months.at, .months_count = months.count,
        .samples = arena_array(a, struct mapping_sample, SAMPLES)};
}

static void samples_take(struct mapping_show *s, size_t first, const struct intake_sheet *sheet, const struct sheet_row *row) {
    for (size_t i = first; i < s->count; i++) {
        struct mapping_column *c = &s->columns[i];
        uint32_t column = sheet->map.at[i - first].column;
        if (column >= row->count || c->samples_count == SAMPLES || !*row->at[column].text) continue;
        struct mapping_sample *samples = arena_array(s->q->a, struct mapping_sample, SAMPLES);
        for (size_t k = 0; k < c->samples_count; k++) samples[k] = c->samples[k];
        samples[c->samples_count++].value = utf8_cut(s->q->a, arena_copy(s->q->a, row->at[column].text), SAMPLE_CHARS);
        c->samples = samples;
    }
}

static enum err samples_read(struct mapping_show *s, struct sheet_file *file, size_t first, const struct intake_sheet *sheet) {
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    size_t index;
    bool has = false;
    if (sheet_find(file, sheet->name, &index) != OK) index = 0;
    try(sheet_rows_open(s->q->a, file, index, &c, &why));
    for (int taken = 0, looked = 0; taken < SAMPLES * 2 && looked < ROWS_LOOKED; looked++) {
        try(sheet_next(c, &row, &has, &why));
        if (!has) break;
        if (row.number <= sheet->map.last_row || intake_row_kind(s->q->a, &sheet->map, &row) != ROW_PROJECT) continue;
        samples_take(s, first, sheet, &row);
        taken++;
    }
    sheet_rows_close(c);
    return OK;
}

static enum err columns_fill(struct mapping_show *s, struct mapping_view *v) {
    struct sheet_file *file;
    struct both why;
    const char *path;
    s->columns = arena_array(s->q->a, struct mapping_column, COLUMNS_SHOWN);
    try(kept_file_open(s->q->tx, s->q->a, s->draft->file_sha, &path));
    try(sheet_open(s->q->a, path, NULL, &file, &why));
    for (size_t i = 0; i < s->r->sheet_count; i++) {
        const struct intake_sheet *sheet = &s->r->sheets[i];
        size_t first = s->count;
        for (size_t k = 0; k < sheet->map.count; k++) column_add(s, sheet, &sheet->map.at[k]);
        try(samples_read(s, file, first, sheet));
        v->unsure += (int64_t)sheet->map.questions;
    }
    struct choices sheets = {arena_array(s->q->a, struct part_choice_view, CHOICES_MAX), 0};
    choice_add(&sheets, "", both_word(W_mapping_all_sheets), s->draft->sheet);
    for (size_t i = 0; i < sheet_count(file); i++)
        if (sheet_info(file, i).is_visible)
            choice_add(&sheets, arena_copy(s->q->a, sheet_info(file, i).name),
                       both_text(sheet_info(file, i).name), s->draft->sheet);
    v->sheets = sheets.at;
    v->sheets_count = sheets.count > 2 ? sheets.count : 0;
    v->columns = s->columns;
    v->columns_count = s->count;
    return OK;
}

enum err mapping_page(struct req *q) {
    struct intake_draft_of_row draft;
    struct job_look look;
    bool replied;
    try(draft_preview(q, &draft, &look, &replied));
    if (replied) return OK;
    struct mapping_show s = {.q = q, .r = look.result, .draft = &draft,
                             .this_year = civil_of(day_of_ms(q->now_ms, 0)).year};
    struct mapping_view v = {.draft_id = draft.id, .file = draft.file_name, .rows = look.result->rows, .fault = "",
                             .save_href = draft_href(q, draft.id, "mapping"),
                             .preview_href = draft_href(q, draft.id, "preview"), .drop_href = draft_href(q, draft.id, "drop")};
    for (size_t i = 0; i < look.result->sheet_count; i++)
        if (look.result->sheets[i].map.context.year) s.this_year = look.result->sheets[i].map.context.year;
    try(columns_fill(&s, &v));
    return req_view(q, &mapping_view, &v);
}

/* -- saying otherwise -- */

static const char *said(const char *text) { return text_eq(text, "-") || text_eq(text, IN_CELLS) ? "" : text; }

static struct mapping_line *line_of(struct mapping_line *lines, size_t count, const char *heading) {
    for (size_t i = 0; i < count; i++)
        if (text_eq(lines[i].heading, heading)) return &lines[i];
    return NULL;
}

/* Only what differs from what stood there becomes an order; an earlier order of the heading keeps its other parts. */
static void column_order(struct req *q, size_t i, struct mapping_line *lines, size_t *count) {
    const char *heading = req_text_at(q, "heading", i), *field = req_text_at(q, "field", i),
               *unit = req_text_at(q, "unit", i), *months = req_text_at(q, "months", i);
    struct span rest = span_of(req_text_at(q, "was", i)), was_field = {0}, was_unit = {0}, was_months = {0};
    (void)span_cut(&rest, ':', &was_field);
    (void)span_cut(&rest, ':', &was_unit);
    (void)span_cut(&rest, ':', &was_months);
    bool same_field = span_is(was_field, field), same_unit = span_is(was_unit, unit), same_months = span_is(was_months, months);
    struct mapping_line *line = line_of(lines, *count, heading);
    if (text_eq(field, "-") || (same_field && same_unit && same_months)) return;
    if (!line && *count == OVERRIDES_MAX) return;
    if (!line) {
        line = &lines[(*count)++];
        *line = (struct mapping_line){.unit = "", .months = ""};
    }
    line->heading = heading;
    line->field = field;
    if (!same_field) line->unit = line->months = "";
    if (!same_unit) line->unit = said(unit);
    if (!same_months) line->months = said(months);
}

enum err mapping_post(struct req *q) {
    struct intake_draft_of_row draft;
    struct mapping_line *lines;
    struct heading_override *overrides;
    struct both why;
    size_t columns = req_count(q, "heading"), count;
    try(draft_find(q, &draft));
    if (req_count(q, "was") != columns || req_count(q, "field") != columns || req_count(q, "unit") != columns ||
        req_count(q, "months") != columns)
        return ERR_USAGE;
    size_t known = mapping_lines(q->a, draft.mapping, &lines);
    count = known;
    for (size_t i = 0; i < columns; i++) column_order(q, i, lines, &count);
    const char *text = mapping_text(q->a, lines, count);
    if (mapping_overrides(q->a, text, &overrides, &count, &why) != OK) return req_fault(q, "months", why);
    try(intake_draft_map(q->tx, draft.id, q->who.account_id, req_text(q, "sheet"), text, NULL));
    return req_redirect(q, draft_href(q, draft.id, ""));
}
