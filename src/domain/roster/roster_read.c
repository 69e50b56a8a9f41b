/* The file: each sheet's header under titles and notes, its rows with what merged cells say for all of them. */
#include "base/text.h"
#include "domain/roster/roster_inside.h"
#include "sheet/value.h"
#include <string.h>

enum { HEADER_ROWS = 40, MERGES_MAX = 2048, READ_BYTES_MAX = 256 << 20, KNOWN_MIN = 2,
       TEXT_MAX = 300, TEXT_BYTES = 4 * TEXT_MAX, SCRATCH_BYTES_MAX = 16 << 20 };

/* Of no column and no remark: it is not even copied, for a small file can say a long text many times. */
static bool is_too_long(const char *text) { return strnlen(text, TEXT_BYTES + 1) > TEXT_BYTES; }

struct reading {
    struct arena *a, *own;      /* the result's; what is read is forgotten with `own` … */
    struct arena *scratch;      /* … and what a row is looked at with by the next row */
    struct sheet_file *file;
    struct roster_file *to;
    struct roster_sheet *sheet;
    struct sheet_range *merges;
    const char **merged;        /* what stands in the first cell of each, once it was passed */
    size_t merge_count;
};

static const struct cell no_cell = {.kind = CELL_EMPTY, .text = "", .exact = ""};

/* -- the header -- */

/* The row with most headings among the first ones: titles and notes name none. */
static enum err header_find(struct reading *r, size_t index, struct both *ret_why) {
    struct sheet_cursor *c;
    struct sheet_row row;
    bool has = true;
    size_t best = KNOWN_MIN - 1;
    try(sheet_rows_open(r->own, r->file, index, &c, ret_why));
    for (int seen = 0; seen < HEADER_ROWS; seen++) {
        try(sheet_next(c, &row, &has, ret_why));
        if (!has) break;
        struct roster_sheet one = {.said = r->sheet->said};
        size_t known = roster_headings(r->scratch, &row, &one);
        if (known > best) best = roster_headings(r->a, &row, r->sheet);
        arena_reset(r->scratch);
    }
    sheet_rows_close(c);
    return OK;
}

/* -- cells -- */

static bool is_day(enum roster_field f) { return f == RF_FROM || f == RF_TO || f == RF_LAST; }
static bool is_number(enum roster_field f) {
    return f == RF_USCC || f == RF_CODE || f == RF_DIVISION || f == RF_PHONE || f == RF_LOGIN;
}

/* "Until further notice" is no last day. */
static bool is_open_end(struct arena *a, const char *text) {
    static const char *const words[] = {"至今", "长期", "长期有效", "present", "now", "open"};
    const char *folded = text_fold(a, span_of(text));
    for (size_t i = 0; i < countof(words); i++)
        if (text_eq(words[i], folded)) return true;
    return false;
}

static void cell_take(struct reading *r, struct roster_row *row, enum roster_field f, const struct cell *cell, const char *text) {
    struct both why;
    row->text[f] = "";
    if (is_too_long(text)) {
        if (row->bad == RF_COUNT) row->bad = f, row->why = both_word(W_roster_text_long);
        return;
    }
    if (value_is_blank(span_of(text)) || (f == RF_TO && is_open_end(r->scratch, text))) return;
    if (is_day(f)) {
        struct value_date d;
        enum err e = cell->kind == CELL_EMPTY ? value_read_date(r->a, span_of(text), NULL, &d, &why)
                                              : value_date_of(r->a, cell, NULL, &d, &why);
        if (e == OK && d.precision >= DATE_MONTH) row->text[f] = day_print(r->a, f == RF_FROM ? d.day_first : d.day_last);
        else if (row->bad == RF_COUNT)
            row->bad = f, row->why = e == OK ? SAY(r->a, W_roster_day_coarse, both_text(arena_copy(r->a, text))) : why;
        return;
    }
    if (is_number(f) && cell->digits_lost && row->bad == RF_COUNT) row->bad = f, row->why = both_word(W_roster_digits_lost);
    bool is_stored = is_number(f) && cell->kind == CELL_NUMBER && *cell->exact;
    row->text[f] = text_neat(r->a, span_of(is_stored ? cell->exact : text));
    if (utf8_count(row->text[f]) > TEXT_MAX && row->bad == RF_COUNT) row->bad = f, row->why = both_word(W_roster_text_long);
}

/* What a merged cell says it says for each of its rows; of a wide one for its first column. */
static const char *text_at(struct reading *r, const struct sheet_row *cells, int column, const struct cell **ret_cell) {
    *ret_cell = (size_t)column < cells->count ? &cells->at[column] : &no_cell;
    const char *text = (*ret_cell)->text;
    for (size_t i = 0; i < r->merge_count; i++) {
        const struct sheet_range *m = &r->merges[i];
        if (m->col_first != (uint32_t)column || cells->number <= m->row_first || cells->number > m->row_last + 1) continue;
        if (cells->number == m->row_first + 1) r->merged[i] = arena_copy_n(r->own, text, strnlen(text, TEXT_BYTES + 1));
        else if (!*text && r->merged[i]) return r->merged[i];
    }
    return text;
}

/* -- rows -- */

/* 注：…, 合计, "Note: …" alone in its row is no unit. */
static bool is_remark(struct reading *r, const struct sheet_row *cells) {
    static const char *const begins[] = {"注", "备注", "说明", "填表", "制表", "合计", "总计", "note", "remark", "total"};
    const char *said = NULL;
    for (size_t i = 0; i < cells->count; i++) {
        if (!*cells->at[i].text) continue;
        if (said || is_too_long(cells->at[i].text)) return false;
        said = text_fold(r->scratch, span_of(cells->at[i].text));
    }
    for (size_t i = 0; said && i < countof(begins); i++)
        if (text_starts(said, begins[i])) return true;
    return false;
}

/* The header again, as printed pages have it. */
static bool is_header_again(struct reading *r, const struct sheet_row *cells) {
    for (int f = 0; f < RF_COUNT; f++) {
        int column = r->sheet->column[f];
        if (column < 0) continue;
        if ((size_t)column >= cells->count || is_too_long(cells->at[column].text)) return false;
        if (!roster_heading_is(r->scratch, (enum roster_field)f, cells->at[column].text)) return false;
    }
    return true;
}

static enum err row_take(struct reading *r, const struct sheet_row *cells, struct both *ret_why) {
    if (r->to->row_count == ROSTER_ROWS_MAX) {
        *ret_why = SAY(r->a, W_roster_rows_many, both_int(r->a, ROSTER_ROWS_MAX));
        return ERR_TOO_LARGE;
    }
    struct roster_row *row = &r->to->rows[r->to->row_count];
    bool says = false;
    *row = (struct roster_row){.sheet = r->sheet, .number = cells->number, .bad = RF_COUNT};
    for (int f = 0; f < RF_COUNT; f++) {
        const struct cell *cell;
        row->text[f] = "";
        if (r->sheet->column[f] < 0) continue;
        const char *text = text_at(r, cells, r->sheet->column[f], &cell);
        cell_take(r, row, (enum roster_field)f, cell, text);
        says |= *row->text[f] || row->bad == (enum roster_field)f;
    }
    if (says && !is_remark(r, cells) && !is_header_again(r, cells)) r->to->row_count++, r->sheet->said.rows++;
    return OK;
}

static enum err rows_take(struct reading *r, size_t index, struct both *ret_why) {
    struct sheet_cursor *c;
    struct sheet_row cells;
    bool has = true;
    try(sheet_merges(r->own, r->file, index, MERGES_MAX, &r->merges, &r->merge_count, ret_why));
    r->merged = arena_array(r->own, const char *, r->merge_count + 1);
    try(sheet_rows_open(r->own, r->file, index, &c, ret_why));
    for (;;) {
        try(sheet_next(c, &cells, &has, ret_why));
        if (!has) break;
        if (cells.number > r->sheet->said.header && cells.count) try(row_take(r, &cells, ret_why));
        arena_reset(r->scratch);
    }
    sheet_rows_close(c);
    return OK;
}

static enum err sheets_take(struct reading *r, struct roster_bytes bytes, struct both *ret_why) {
    const struct sheet_limits limits = {.file_bytes_max = ROSTER_BYTES_MAX, .inflated_bytes_max = 128 << 20,
                                        .sheets_max = ROSTER_SHEETS_MAX, .rows_max = 200000};
    bool is_any = false;
    int fd;
    try(sheet_fd_of_bytes(r->own, bytes.at, bytes.len, &fd));
    try(sheet_open_fd(r->own, fd, &limits, &r->file, ret_why));
    r->to->sheets = arena_array(r->a, struct roster_sheet, sheet_count(r->file));
    for (size_t i = 0; i < sheet_count(r->file); i++) {
        struct sheet_info info = sheet_info(r->file, i);
        if (!info.is_visible) continue;
        r->sheet = &r->to->sheets[r->to->sheet_count++];
        r->sheet->said.name = arena_copy(r->a, info.name);
        try(header_find(r, i, ret_why));
        if (!r->sheet->said.header) continue;
        is_any = true;
        try(rows_take(r, i, ret_why));
    }
    if (is_any) return OK;
    *ret_why = both_word(W_roster_no_header);
    return ERR_INVALID;
}

enum err roster_read(struct arena *a, struct roster_bytes file, struct roster_file *ret, struct both *ret_why) {
    struct roster_file to = {.rows = arena_array(a, struct roster_row, ROSTER_ROWS_MAX)};
    struct reading r = {.a = a, .own = arena_new(READ_BYTES_MAX), .scratch = arena_new(SCRATCH_BYTES_MAX),
                        .to = &to};
    struct both why = {{NULL}};
    enum err e = sheets_take(&r, file, &why);
    for (enum lang l = 0; l < LANG_COUNT; l++) /* the sentence outlives what was read */
        if (e != OK && why.in[l]) ret_why->in[l] = arena_copy(a, why.in[l]);
    if (e == ERR_WORLD && arena_failure(r.own)) (void)arena_fail(a, e, "%s", arena_failure(r.own));
    arena_done(r.scratch);
    arena_done(r.own);
    *ret = to;
    return e;
}
