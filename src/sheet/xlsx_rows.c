/* Rows of a worksheet part, pulled one by one out of the XML as it is unpacked. */
#include "sheet/cell_read.h"
#include "sheet/xlsx_inside.h"
#include <string.h>

enum value_place { NO_VALUE, IN_VALUE, IN_INLINE };

struct xlsx_rows {
    struct sheet_cursor *c;
    struct xml_part xml;
    struct out value;     /* of the cell being read */
    uint32_t row, col;    /* of the cell being read, from 0 */
    uint64_t next_row;    /* the row after the last */
    uint64_t style;
    char type;            /* first letter of t: n s b e d, 'S' for str, 'i' for inlineStr */
    enum value_place place;
    int phonetic;
    bool in_row, in_cell, has_value, is_formula, has_row;
};

static void refuse_cell(struct xlsx_rows *r, enum err e, enum word w) {
    struct arena *outer = r->c->outer;
    xml_refuse(&r->xml, e, SAY(outer, w, cell_place(r->c, r->row, r->col)));
}

static void row_begin(struct xlsx_rows *r, const char **attributes) {
    const char *number = xml_attribute(attributes, "r");
    int64_t n = (int64_t)r->next_row + 1;
    bool is_right = !number || text_int(number, 1, INT32_MAX, &n);
    if (!is_right || (uint64_t)n <= r->next_row) { /* damaged, or rows out of order, which no stream can mend */
        r->row = (uint32_t)(r->next_row < UINT32_MAX ? r->next_row : UINT32_MAX - 1);
        r->col = 0;
        refuse_cell(r, ERR_INVALID, W_sheet_row_order);
        return;
    }
    r->row = (uint32_t)(n - 1);
    r->next_row = (uint64_t)n;
    r->col = UINT32_MAX;
    r->in_row = true;
    row_start(&r->c->row);
}

static char type_letter(const char *type) {
    if (!type || !*type) return 'n';
    if (!strcmp(type, "str")) return 'S';
    return type[0];
}

static void cell_begin(struct xlsx_rows *r, const char **attributes) {
    const char *name = NULL, *type = NULL, *style = NULL;
    for (; *attributes; attributes += 2) {
        const char *key = *attributes;
        if (key[0] && key[1]) continue; /* r, t and s stand without a prefix, and are all that matters */
        if (key[0] == 'r') name = attributes[1];
        if (key[0] == 't') type = attributes[1];
        if (key[0] == 's') style = attributes[1];
    }
    uint32_t row, col = r->col + 1;
    if (name && !cell_name_read(span_of(name), &row, &col)) col = r->col + 1;
    r->col = col;
    r->style = 0;
    for (; style && *style >= '0' && *style <= '9' && r->style < UINT32_MAX; style++)
        r->style = r->style * 10 + (uint64_t)(*style - '0');
    r->type = type_letter(type);
    r->in_cell = true;
    r->has_value = r->is_formula = false;
    out_clear(&r->value);
}

static void on_start(struct xml_part *x, const char *name, const char **attributes) {
    struct xlsx_rows *r = x->context;
    if (name[0] && !name[1]) {
        if (name[0] == 'c' && r->in_row) {
            cell_begin(r, attributes);
        } else if (name[0] == 'v' && r->in_cell && !(r->type == 'i' && r->value.len)) {
            out_clear(&r->value);
            r->place = IN_VALUE;
            r->has_value = true;
        } else if (name[0] == 'f' && r->in_cell) {
            r->is_formula = true;
        } else if (name[0] == 't' && r->in_cell && r->type == 'i' && !r->phonetic) {
            if (r->has_value) out_clear(&r->value); /* a value beside inline text is not shown */
            r->has_value = false;
            r->place = IN_INLINE;
        }
    } else if (!strcmp(name, "row")) {
        row_begin(r, attributes);
    } else if (!strcmp(name, "rPh")) {
        r->phonetic++;
    }
}

static void on_text(struct xml_part *x, const char *at, size_t n) {
    struct xlsx_rows *r = x->context;
    if (r->place) out_bytes(&r->value, at, n);
}

static void put_shared(struct xlsx_rows *r, struct cell *cell, struct span value) {
    struct xlsx *book = r->c->file->inside;
    uint64_t index = 0;
    value = span_trim(value);
    if (!value.len) return;
    for (size_t i = 0; i < value.len && index <= UINT32_MAX; i++) {
        if (value.at[i] < '0' || value.at[i] > '9') index = UINT64_MAX / 2;
        else index = index * 10 + (uint64_t)(value.at[i] - '0');
    }
    const char *text = strings_get(&book->strings, index);
    if (!text) {
        refuse_cell(r, ERR_INVALID, W_sheet_string_missing);
        return;
    }
    if (!*text) return;
    cell->kind = CELL_TEXT;
    cell->text = text;
}

static void put_value(struct xlsx_rows *r, struct cell *cell) {
    struct xlsx *book = r->c->file->inside;
    struct row_build *row = &r->c->row;
    struct span value = {r->value.at, r->value.len};
    switch (r->type) {
    case 's': put_shared(r, cell, value); break;
    case 'S': case 'i':
        if (value.len) value.len = text_unescape(r->value.at, value.len);
        cell_text(row, cell, CELL_TEXT, value);
        break;
    case 'b':
        cell->value = span_is(span_trim(value), "1") || span_is(span_trim(value), "true");
        cell_text(row, cell, CELL_BOOL, span_of(cell->value ? "TRUE" : "FALSE"));
        break;
    case 'e': cell_text(row, cell, CELL_ERROR, value); break;
    case 'd': cell_iso_date(row, cell, value, styles_format(&book->styles, r->style), book->is_1904); break;
    default:
        if (value.len) cell_number(row, cell, value, styles_format(&book->styles, r->style), book->is_1904);
    }
}

static void cell_end(struct xlsx_rows *r) {
    r->in_cell = false;
    if (!r->value.len && !r->is_formula) return; /* only its style is there */
    if (r->col >= r->c->file->limits.columns_max) {
        refuse_cell(r, ERR_TOO_LARGE, W_sheet_columns_many);
        return;
    }
    if (r->value.overflow) {
        refuse_cell(r, ERR_TOO_LARGE, W_sheet_cell_large);
        return;
    }
    struct cell *cell = row_cell(&r->c->row, r->col);
    cell->is_formula = r->is_formula;
    if (r->value.len) put_value(r, cell);
}

static void on_end(struct xml_part *x, const char *name) {
    struct xlsx_rows *r = x->context;
    if (name[0] && !name[1]) {
        if (name[0] == 'c' && r->in_cell) cell_end(r);
        if (name[0] == 'v' || name[0] == 't') r->place = NO_VALUE;
    } else if (!strcmp(name, "row") && r->in_row) {
        r->in_row = false;
        r->has_row = true;
        xml_pause(x);
    } else if (!strcmp(name, "rPh")) {
        r->phonetic--;
    }
}

static void rows_done(void *context) {
    struct xlsx_rows *r = context;
    xml_close(&r->xml);
    out_done(&r->value);
}

enum err xlsx_rows_open(struct sheet_cursor *c, struct both *ret_why) {
    static const struct xml_handlers handlers = {on_start, on_end, on_text};
    struct sheet_file *f = c->file;
    struct xlsx *book = f->inside;
    try(shared_strings_read(f, ret_why));
    struct xlsx_rows *r = c->inside = arena_new_of(c->a, struct xlsx_rows);
    r->c = c;
    out_init(&r->value, f->limits.cell_bytes_max);
    arena_defer(c->a, rows_done, r);
    const char *part = book->sheet_part[c->index];
    enum err e = xml_open(c->outer, book->zip, part, f->limits.inflated_bytes_max, &handlers, r, &r->xml, ret_why);
    if (e == ERR_MISSING) *ret_why = SAY(c->outer, W_sheet_part_missing, both_text(arena_copy(c->outer, part)));
    return e == ERR_MISSING ? ERR_INVALID : e;
}

enum err xlsx_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) {
    struct xlsx_rows *r = c->inside;
    r->has_row = false;
    try(xml_run(&r->xml, ret_why));
    uint64_t bytes = r->xml.part.bytes;
    c->progress = bytes ? (double)r->xml.part.read / (double)bytes : 0;
    *ret_has = r->has_row;
    if (!r->has_row) return OK;
    if (r->row >= c->file->limits.rows_max) {
        *ret_why = SAY(c->outer, W_sheet_rows_many, both_int(c->outer, c->file->limits.rows_max));
        return ERR_TOO_LARGE;
    }
    *ret_row = row_end(&c->row, r->row + 1);
    return OK;
}
