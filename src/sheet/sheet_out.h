/* sheet_out -- rows of typed cells written as csv or xlsx.
 *
 * What is written here and read again by sheet.h gives the same values, digit for
 * digit: an amount is written in its unit without rounding, and one that a
 * spreadsheet's number cannot hold (over 15 digits) as text. In xlsx the first
 * row is bold and frozen; memory does not grow with the rows. In csv a text that
 * a spreadsheet would take for a formula (= + - @ at its start) gets an
 * apostrophe in front, which sheet.h takes off again.
 *
 * A disk that is full or a folder that is missing is ERR_WORLD in the arena. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/out.h"
#include "sheet/sheet.h"

enum out_kind { OUT_EMPTY, OUT_TEXT, OUT_INT, OUT_FEN, OUT_DAY, OUT_PERCENT };

struct out_cell {
    enum out_kind kind;
    const char *text; /* TEXT */
    int64_t n;        /* INT; FEN: the amount, NO_FEN is empty; DAY: NO_DAY is empty */
    int64_t unit;     /* FEN: fen in one unit, FEN_PER_WAN … */
    double percent;   /* PERCENT: 39.3 is 39.3 % ; NaN is empty */
};

static inline struct out_cell out_cell_text(const char *text) { return (struct out_cell){.kind = OUT_TEXT, .text = text}; }
static inline struct out_cell out_cell_int(int64_t n) { return (struct out_cell){.kind = OUT_INT, .n = n}; }
static inline struct out_cell out_cell_fen(int64_t fen, int64_t unit) {
    return (struct out_cell){.kind = OUT_FEN, .n = fen, .unit = unit};
}
static inline struct out_cell out_cell_day(int32_t day) { return (struct out_cell){.kind = OUT_DAY, .n = day}; }
static inline struct out_cell out_cell_percent(double p) { return (struct out_cell){.kind = OUT_PERCENT, .percent = p}; }

/* One row of csv, CR LF behind it. */
void out_csv_row(struct out *out, const struct out_cell *cells, size_t count);
/* The mark that makes spreadsheets read a csv as UTF-8; in front of the first row. */
void out_csv_mark(struct out *out);

struct xlsx_out;

/* A workbook with one sheet, to be written to `path`; temporary files lie in $TMPDIR, else /var/tmp. The
 * first row given is the heading. `widths` in characters for `columns` columns, or NULL for one of 14 each. */
enum err xlsx_out_open(struct arena *a, const char *path, const char *sheet_name, const int *widths, size_t columns,
                       struct xlsx_out **ret_out) must_use;
/* A text over 32,767 characters, which no xlsx cell holds, is cut with … at its end. ERR_TOO_LARGE over
 * 1,048,576 rows. */
enum err xlsx_out_row(struct xlsx_out *x, const struct out_cell *cells, size_t count) must_use;
/* The file is there, whole. Without this call there is none. */
enum err xlsx_out_close(struct xlsx_out *x) must_use;

/* The same without a name, for a workbook of several sheets: begun, then each sheet with its rows, then taken into memory. */
enum err xlsx_out_begin(struct arena *a, struct xlsx_out **ret_out) must_use;
enum err xlsx_out_sheet(struct xlsx_out *x, const char *name, const int *widths, size_t columns) must_use;
enum err xlsx_out_taken(struct xlsx_out *x, struct out *out) must_use;

/* One sheet into memory: rows come from `next` (false at the end) and the file's bytes go to `out`. */
enum err xlsx_out_memory(struct arena *a, const char *sheet_name, const int *widths, size_t columns,
                         bool (*next)(void *context, const struct out_cell **ret_cells, size_t *ret_count), void *context,
                         struct out *out) must_use;
