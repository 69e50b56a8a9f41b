/* A sheet as csv, as a person sees it. */
#include "sheet/sheet.h"

enum { FLUSH_BYTES = 64 << 10 };

static void put_row(const struct sheet_row *row, struct out *out) {
    for (size_t i = 0; i < row->count; i++) {
        if (i) out_char(out, ',');
        out_csv(out, row->at[i].text);
    }
    out_char(out, '\n');
}

static enum err pick(struct arena *a, struct sheet_file *f, const char *name, size_t *ret_index, struct both *ret_why) {
    if (name) {
        if (sheet_find(f, name, ret_index) == OK) return OK;
        *ret_why = SAY(a, W_sheet_no_sheet, both_text(arena_copy(a, name)));
        return ERR_MISSING;
    }
    size_t first = 0;
    while (first < sheet_count(f) && !sheet_info(f, first).is_visible) first++;
    *ret_index = first < sheet_count(f) ? first : 0;
    return OK;
}

enum err sheet_print_csv(struct arena *a, struct sheet_file *f, const char *name, struct out *out,
                         void (*flush)(struct out *out, void *context), void *context, struct both *ret_why) {
    struct sheet_cursor *c;
    struct sheet_row row;
    size_t index = 0;
    uint32_t printed = 0;
    bool has = false;
    try(pick(a, f, name, &index, ret_why));
    try(sheet_rows_open(a, f, index, &c, ret_why));
    for (;;) {
        try(sheet_next(c, &row, &has, ret_why));
        if (!has) break;
        if (!row.count) continue; /* empty rows are told by the next full one */
        while (++printed < row.number) out_char(out, '\n');
        put_row(&row, out);
        if (flush && out->len >= FLUSH_BYTES) flush(out, context);
    }
    sheet_rows_close(c);
    if (out->overflow) {
        *ret_why = both_word(W_sheet_print_large);
        return ERR_TOO_LARGE;
    }
    return OK;
}
