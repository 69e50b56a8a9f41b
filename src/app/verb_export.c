#include "app/call_file.h"
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/intake/export_rows.h"
#include "people_queries.h"
#include "sheet/sheet_out.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CSV_BYTES_MAX = 1 << 30, DIGITS_MAX = 18 };

/* Where the rows go: into memory for csv, into a workbook for xlsx. */
struct target {
    const char *path;
    bool is_xlsx, is_standard_output;
    struct xlsx_out *book;
    struct out *csv;
};

static enum err target_read(struct call *c, struct target *ret) {
    const char *path = c->args[0];
    *ret = (struct target){.path = path, .is_xlsx = text_ends(path, ".xlsx"), .is_standard_output = text_eq(path, "-")};
    if (!ret->is_xlsx && !ret->is_standard_output && !text_ends(path, ".csv"))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_export_wants_name, both_text(path)));
    if (ret->is_standard_output && c->json) return call_refuse(c, ERR_USAGE, both_word(W_export_no_json));
    return OK;
}

/* An exact decimal as a number: its digits, and the power of ten they are counted in. */
static struct out_cell number_cell(const char *text) {
    int64_t n = 0, unit = 1;
    int digits = 0;
    bool is_behind_point = false;
    const char *at = *text == '-' ? text + 1 : text;
    for (; *at && digits <= DIGITS_MAX; at++) {
        if (*at == '.') is_behind_point = true;
        if (*at < '0' || *at > '9') continue;
        n = n * 10 + (*at - '0');
        if (is_behind_point) unit *= 10;
        digits++;
    }
    if (!digits || *at) return out_cell_text(text);
    return out_cell_fen(*text == '-' ? -n : n, unit);
}

static enum err row_put(struct target *to, const struct out_cell *cells, size_t count) {
    if (to->is_xlsx) return xlsx_out_row(to->book, cells, count);
    out_csv_row(to->csv, cells, count);
    return OK;
}

static enum err target_open(struct call *c, struct target *to, size_t columns) {
    if (to->is_xlsx) return xlsx_out_open(c->a, to->path, word(c->lang, W_export_sheet_name), NULL, columns, &to->book);
    to->csv = to->is_standard_output ? &c->out : out_in(c->a, CSV_BYTES_MAX);
    out_csv_mark(to->csv);
    return OK;
}

static enum err rows_put(struct call *c, struct tx *t, struct target *to, int64_t *ret_rows, size_t *ret_columns) {
    struct export_options options = {.with_contacts = call_has(c, "contacts")};
    struct export_rows *x;
    size_t count;
    try(export_rows_open(t, c->a, &options, &x));
    const struct export_column *columns = export_columns(x, &count);
    struct out_cell *cells = arena_array(c->a, struct out_cell, count + 1);
    try(target_open(c, to, count));
    for (size_t i = 0; i < count; i++) cells[i] = out_cell_text(columns[i].heading);
    try(row_put(to, cells, count));
    int64_t rows = 0;
    for (;; rows++) {
        const char *const *texts;
        bool has;
        try(export_rows_next(x, &texts, &has));
        if (!has) break;
        for (size_t i = 0; i < count; i++)
            cells[i] = columns[i].is_number && *texts[i] ? number_cell(texts[i]) : out_cell_text(texts[i]);
        try(row_put(to, cells, count));
        call_progress(c, rows + 1, 0);
    }
    call_progress(c, 0, 0);
    *ret_rows = rows;
    *ret_columns = count;
    return OK;
}

static void done_tell(struct call *c, const struct target *to, int64_t rows, size_t columns) {
    if (to->is_standard_output) return;
    if (c->json) {
        struct json j = call_json(c);
        json_open(&j);
        json_key_text(&j, "file", to->path);
        json_key_int(&j, "rows", rows);
        json_key_int(&j, "columns", (int64_t)columns);
        json_close(&j);
        return;
    }
    struct both said = SAY(c->a, W_exported, both_text(to->path), both_int(c->a, rows), both_int(c->a, (int64_t)columns));
    out_printf(&c->out, "%s\n", said.in[c->lang]);
}

enum err verb_export(struct call *c) {
    struct target to;
    struct tx *t;
    int64_t rows;
    size_t columns;
    try(target_read(c, &to));
    try(call_store(c, false));
    try(store_read(c->store, c->a, &t));
    try(rows_put(c, t, &to, &rows, &columns));
    tx_end(t);
    /* Whoever could not be noted gets nothing. */
    try(call_export_note(c, arena_printf(c->a, "qipan export %s", to.path), rows));
    if (to.is_xlsx) try(xlsx_out_close(to.book));
    else if (!to.is_standard_output) try(call_file_save(c, to.csv, to.path));
    done_tell(c, &to, rows, columns);
    return OK;
}
