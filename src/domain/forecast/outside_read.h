/* outside_read -- a table of outside data: columns by their headings, cells as values, faults with their place. */
#pragma once
#include "base/day.h"
#include "base/text.h"
#include "base/words.h"
#include "sheet/sheet.h"

enum { OUTSIDE_COLUMNS = 24, OUTSIDE_ROWS_MAX = 200000 };

/* What a column holds; a cell of a column that must not be blank is refused. */
enum outside_kind { OUTSIDE_TEXT, OUTSIDE_NUMBER, OUTSIDE_DAY };
struct outside_column {
    const char *name;
    enum outside_kind kind;
    bool must_be_there; /* the column may be there and a cell of it blank, unless this says otherwise */
    double least, most; /* of a number */
};
struct outside_value {
    const char *text; /* "" if blank */
    double number;    /* NAN if blank */
    int32_t day;      /* NO_DAY if blank; a month is its last day */
};
/* Rows of as many values as there are columns. */
struct outside_table {
    const char *path;
    struct outside_value *at;
    uint32_t *row; /* its number in the file */
    int rows, columns;
};
static inline const struct outside_value *outside_at(const struct outside_table *t, int row) { return t->at + row * t->columns; }

/* The first row of a file that is not empty has a cell that reads so: *ret. */
must_use enum err outside_has(struct arena *a, const char *path, const char *heading, bool *ret, struct both *ret_why);
must_use enum err outside_read(struct arena *a, const char *path, const struct outside_column *columns, int count,
                               struct outside_table *ret, struct both *ret_why);
/* The sentence that a cell is wrong, with its file, row and column. */
enum err outside_wrong(struct arena *a, const char *path, uint32_t row, const char *column, struct both why,
                       struct both *ret_why);
