/* query -- what the generated query functions are made of.
 *
 * tools/sqlgen writes for each named query its parameters as values and a `take`
 * that reads one row into its struct; how many rows are asked for is said here,
 * once. A NULL is NO_INT, NO_DAY, NO_MONTH, NULL or an empty blob at NULL, both ways.
 * Rooms call the generated functions, not these. */
#pragma once
#include "base/day.h"
#include "store/db.h"

static inline struct value value_int(int64_t n) {
    return n == NO_INT ? (struct value){.kind = VALUE_NULL} : (struct value){.kind = VALUE_INT, .n = n};
}
static inline struct value value_day(int32_t day) { return value_int(day == NO_DAY ? NO_INT : day); }
static inline struct value value_month(int32_t month) { return value_int(month == NO_MONTH ? NO_INT : month); }
struct value value_text(const char *text);
struct value value_blob(struct blob blob);

/* One column of the present row. With an arena, text and blobs are copied into it; without, they
 * live until the next row. */
static inline int64_t row_int(struct rows *r, int column) { return rows_int(r, column); }
int32_t row_day(struct rows *r, int column);
int32_t row_month(struct rows *r, int column);
const char *row_text(struct rows *r, int column, struct arena *a);
struct blob row_blob(struct rows *r, int column, struct arena *a);

struct query_shape {
    struct statement statement;
    void (*take)(struct rows *r, struct arena *a, void *ret_row); /* a may be NULL: do not copy */
    size_t row_bytes;
};

/* The first row, copied into the transaction's arena; ERR_MISSING if there is none. */
must_use enum err query_one(struct tx *t, const struct query_shape *q, const struct value *args, void *ret_row);
/* The same, but no row is no refusal: *ret_has tells, and *ret_row is left alone. */
must_use enum err query_maybe(struct tx *t, const struct query_shape *q, const struct value *args, void *ret_row,
                              bool *ret_has);
/* All rows as an array in the transaction's arena. */
must_use enum err query_many(struct tx *t, const struct query_shape *q, const struct value *args, void **ret_rows,
                             size_t *ret_count);
/* The next row of a cursor, not copied. */
must_use enum err query_next(struct rows *rows, const struct query_shape *q, void *ret_row, bool *ret_has);
