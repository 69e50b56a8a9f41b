/* Rows of an xls worksheet: cell records in the order of rows. */
#include "sheet/cell_read.h"
#include "sheet/xls_inside.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct xls_rows {
    struct biff b;
    uint64_t from;
    bool has_record; /* b holds a record that belongs to the next row */
    uint32_t next_row;
    struct out text;
};

static void rows_done(void *context) {
    struct xls_rows *r = context;
    out_done(&r->text);
}

static enum err substream_begin(struct sheet_file *f, size_t index, struct biff *b, struct both *ret_why) {
    bool has = false;
    (void)f, (void)index;
    try(biff_next(b, &has, ret_why));
    if (!has || b->type != BIFF_BOF) return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged);
    return OK;
}

enum err xls_rows_open(struct sheet_cursor *c, struct both *ret_why) {
    struct xls *x = c->file->inside;
    struct xls_rows *r = c->inside = arena_new_of(c->a, struct xls_rows);
    out_init(&r->text, c->file->limits.cell_bytes_max);
    arena_defer(c->a, rows_done, r);
    r->from = x->sheet_at[c->index];
    biff_init(&r->b, c->a, c->outer, &x->stream, r->from);
    return substream_begin(c->file, c->index, &r->b, ret_why);
}

static bool is_cell(uint32_t type) {
    return type == BIFF_NUMBER || type == BIFF_RK || type == BIFF_MULRK || type == BIFF_LABELSST || type == BIFF_LABEL ||
           type == BIFF_RSTRING || type == BIFF_FORMULA || type == BIFF_BOOLERR;
}

/* Behind the end of any charts embedded in the sheet; a cell record, or the end. */
static enum err next_cell(struct xls_rows *r, bool *ret_has, struct both *ret_why) {
    int depth = 0;
    for (;;) {
        bool has = false;
        try(biff_next(&r->b, &has, ret_why));
        *ret_has = has;
        if (!has) return OK;
        if (r->b.type == BIFF_BOF) depth++;
        if (r->b.type == BIFF_EOF && --depth < 0) {
            *ret_has = false;
            return OK;
        }
        if (depth == 0 && is_cell(r->b.type)) return OK;
    }
}

static void put_double(struct sheet_cursor *c, struct cell *cell, uint32_t style, double value) {
    struct xls *x = c->file->inside;
    char text[40];
    if (!isfinite(value)) return;
    int n = snprintf(text, sizeof text, "%.15g", value);
    if (strtod(text, NULL) != value) n = snprintf(text, sizeof text, "%.17g", value);
    cell_number(&c->row, cell, (struct span){text, (size_t)n}, styles_format(&x->styles, style), x->is_1904);
}

/* 30 bits of a whole number or of a double's top, perhaps in hundredths. */
static double rk_double(uint32_t rk) {
    double value;
    if (rk & 2) {
        value = (double)((int32_t)rk >> 2);
    } else {
        uint64_t bits = (uint64_t)(rk & ~3u) << 32;
        __builtin_memcpy(&value, &bits, sizeof value);
    }
    return rk & 1 ? value / 100 : value;
}

static void put_error(struct row_build *row, struct cell *cell, uint32_t code) {
    static const struct {
        uint32_t code;
        const char *text;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
    const char *text = "#N/A";
    for (size_t i = 0; i < countof(errors); i++)
        if (errors[i].code == code) text = errors[i].text;
    cell_text(row, cell, CELL_ERROR, span_of(text));
}

static void put_bool(struct row_build *row, struct cell *cell, bool value) {
    cell->value = value;
    cell_text(row, cell, CELL_BOOL, span_of(value ? "TRUE" : "FALSE"));
}

static enum err put_label(struct sheet_cursor *c, struct cell *cell, size_t at, struct both *ret_why) {
    struct xls_rows *r = c->inside;
    struct xls *x = c->file->inside;
    out_clear(&r->text);
    biff_put_text(&r->b, &x->text, at, 2, &r->text);
    if (r->text.overflow) return refuse_plain(ERR_TOO_LARGE, ret_why, W_sheet_row_large);
    cell_text(&c->row, cell, CELL_TEXT, (struct span){r->text.at, r->text.len});
    return OK;
}

/* A formula's text stands in a record of its own, perhaps behind the definition of a shared formula. */
static enum err put_formula_text(struct sheet_cursor *c, struct cell *cell, struct both *ret_why) {
    struct xls_rows *r = c->inside;
    for (int i = 0; i < 3; i++) {
        uint32_t type = 0;
        bool has = false;
        try(biff_peek(&r->b, &type, ret_why));
        bool may_stand_between = type == 0x4BC || type == 0xBC || type == 0x221 || type == 0x236 || type == BIFF_CONTINUE;
        if (type != BIFF_STRING && !may_stand_between) return OK;
        try(biff_next(&r->b, &has, ret_why));
        if (type == BIFF_STRING) return put_label(c, cell, 0, ret_why);
    }
    return OK;
}

static enum err put_formula(struct sheet_cursor *c, struct cell *cell, struct both *ret_why) {
    struct xls_rows *r = c->inside;
    cell->is_formula = true;
    if (biff_u16(&r->b, 12) != 0xFFFF) {
        put_double(c, cell, biff_u16(&r->b, 4), biff_double(&r->b, 6));
        return OK;
    }
    switch (biff_u8(&r->b, 6)) {
    case 0: return put_formula_text(c, cell, ret_why);
    case 1: put_bool(&c->row, cell, biff_u8(&r->b, 8)); return OK;
    case 2: put_error(&c->row, cell, biff_u8(&r->b, 8)); return OK;
    default: return OK; /* the empty text */
    }
}

static enum err put_shared(struct sheet_cursor *c, struct cell *cell, uint32_t index, struct both *ret_why) {
    struct xls *x = c->file->inside;
    const char *text = strings_get(&x->strings, index);
    if (!text) return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged);
    if (*text) cell->kind = CELL_TEXT;
    cell->text = text;
    return OK;
}

static enum err put_cell(struct sheet_cursor *c, struct both *ret_why) {
    struct xls_rows *r = c->inside;
    struct biff *b = &r->b;
    uint32_t col = biff_u16(b, 2), style = biff_u16(b, 4);
    size_t count = b->type == BIFF_MULRK && b->len > 6 ? (b->len - 6) / 6 : 1;
    if (col + count > c->file->limits.columns_max) {
        *ret_why = SAY(c->outer, W_sheet_columns_many, cell_place(c, biff_u16(b, 0), col));
        return ERR_TOO_LARGE;
    }
    struct cell *cell = row_cell(&c->row, col);
    switch (b->type) {
    case BIFF_NUMBER: put_double(c, cell, style, biff_double(b, 6)); return OK;
    case BIFF_RK: put_double(c, cell, style, rk_double(biff_u32(b, 6))); return OK;
    case BIFF_MULRK:
        for (size_t i = 0; i < count; i++)
            put_double(c, row_cell(&c->row, col + (uint32_t)i), biff_u16(b, 4 + i * 6), rk_double(biff_u32(b, 6 + i * 6)));
        return OK;
    case BIFF_LABELSST: return put_shared(c, cell, biff_u32(b, 6), ret_why);
    case BIFF_LABEL: case BIFF_RSTRING: return put_label(c, cell, 6, ret_why);
    case BIFF_FORMULA: return put_formula(c, cell, ret_why);
    default: /* BOOLERR */
        if (biff_u8(b, 7)) put_error(&c->row, cell, biff_u8(b, 6));
        else put_bool(&c->row, cell, biff_u8(b, 6));
        return OK;
    }
}

enum err xls_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) {
    struct xls_rows *r = c->inside;
    struct xls *x = c->file->inside;
    if (!r->has_record) try(next_cell(r, &r->has_record, ret_why));
    *ret_has = r->has_record;
    if (!r->has_record) return OK;
    uint32_t number = biff_u16(&r->b, 0);
    if (number < r->next_row) {
        *ret_why = SAY(c->outer, W_sheet_row_order, cell_place(c, number, biff_u16(&r->b, 2)));
        return ERR_INVALID;
    }
    if (number >= c->file->limits.rows_max) {
        *ret_why = SAY(c->outer, W_sheet_rows_many, both_int(c->outer, c->file->limits.rows_max));
        return ERR_TOO_LARGE;
    }
    row_start(&c->row);
    while (r->has_record && biff_u16(&r->b, 0) == number) {
        try(put_cell(c, ret_why));
        try(next_cell(r, &r->has_record, ret_why));
    }
    r->next_row = number + 1;
    c->progress = (double)(r->b.at - r->from) / (double)(x->stream.bytes - r->from);
    *ret_row = row_end(&c->row, number + 1);
    return OK;
}

enum err xls_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                    size_t *ret_count, struct both *ret_why) {
    struct xls *x = f->inside;
    struct sheet_range *ranges = arena_array(a, struct sheet_range, max);
    struct biff b;
    size_t count = 0;
    int depth = 0;
    biff_init(&b, a, a, &x->stream, x->sheet_at[index]);
    try(substream_begin(f, index, &b, ret_why));
    for (bool has = true; has && depth >= 0;) {
        try(biff_next(&b, &has, ret_why));
        if (!has) break;
        if (b.type == BIFF_BOF) depth++;
        if (b.type == BIFF_EOF) depth--;
        for (size_t i = 0; b.type == BIFF_MERGES && depth == 0 && i < biff_u16(&b, 0) && count < max; i++) {
            size_t at = 2 + i * 8;
            if (at + 8 > b.len) break;
            ranges[count++] = (struct sheet_range){biff_u16(&b, at), biff_u16(&b, at + 4), biff_u16(&b, at + 2),
                                                   biff_u16(&b, at + 6)};
        }
    }
    *ret_ranges = ranges;
    *ret_count = count;
    return OK;
}
