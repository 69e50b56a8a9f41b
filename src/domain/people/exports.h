/* exports -- who took which rows out of the house, when, by which filter, how many.
 *
 * No fact of the ledger but a trace: it is noted in a transaction of its own, before the rows leave.
 * Whoever cannot be noted gets nothing. */
#pragma once
#include "sheet/sheet_out.h"
#include "web/req.h"

enum { EXPORT_COLUMNS_MAX = 80 };

struct export_column {
    const char *label;
    int width; /* of an xlsx: characters */
};
struct export_table {
    const char *sheet, *file; /* the sheet's name; the file's, without its ending */
    const struct export_column *columns;
    size_t column_count;
    int64_t rows;
    void (*row)(const void *context, int64_t i, struct out_cell *ret_cells); /* all the columns of the i-th, from 0 */
    const void *context;
};
/* Notes that so many rows, or files, leave by the address asked for: before they do. */
must_use enum err export_note(struct req *q, int64_t rows);
/* Answers with the table as csv or xlsx, as the request asks, and notes it before: its address tells the filter. An xlsx
 * says in its last line who took it and when. */
must_use enum err export_table(struct req *q, const struct export_table *x);
