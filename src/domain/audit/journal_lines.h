/* journal_lines -- the journal as a table: a line a change. */
#pragma once
#include "domain/audit/journal_read.h"
#include "sheet/sheet_out.h"

enum { JOURNAL_COLUMNS = 12 };
struct journal_column {
    enum word label;
    int width; /* in characters */
};
extern const struct journal_column journal_columns[JOURNAL_COLUMNS];

struct journal_line {
    const struct journal_told *entry;
    const struct journal_thing *thing;
    const struct told_change *change; /* NULL: it was taken back, or only the program's own columns changed */
};
struct journal_lines {
    struct journal_reader *r;
    struct journal_line *at;
    size_t count;
};
/* False if there are more than `most`. */
bool journal_lines_make(struct journal_reader *r, const struct journal_told *rows, size_t count, size_t most,
                        struct journal_lines *ret);
/* The cells of the i-th line; `lines` is a struct journal_lines. */
void journal_line_cells(const void *lines, int64_t i, struct out_cell *ret_cells);

struct both journal_act_said(const struct journal_thing *t);
const char *journal_who_said(struct req *q, const struct journal_told *e);
