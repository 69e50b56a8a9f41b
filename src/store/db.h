/* db -- run statements known at build time, on either database.
 *
 * This is the floor under the generated query functions; rooms do not call it.
 * A statement's text is the same for SQLite and PostgreSQL but for the dialect of
 * parameters (?1 and $1) and casts; both texts are written by tools/sqlgen. Each
 * connection prepares a statement the first time it is used and keeps it. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tx; /* one transaction on one connection; see store/store.h */

struct statement {
    const char *name;     /* project_by_code: for messages and the coverage list */
    const char *sqlite;   /* text with ?1 ?2 … */
    const char *postgres; /* text with $1 $2 … */
    int params, columns;
};

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_BLOB };
struct value {
    enum value_kind kind;
    int64_t n;
    const void *at; /* text (need not end in NUL) or blob; must live until the call returns */
    size_t len;
};

/* In ledger and result structs a database NULL is: NULL text, NO_INT, NO_DAY, NO_MONTH, NO_FEN. */
#define NO_INT INT64_MIN
struct blob {
    const void *at;
    size_t len;
};

/* Runs a statement that gives no rows; *ret_changed (may be NULL) is the number of rows it changed. */
must_use enum err db_run(struct tx *t, const struct statement *s, const struct value *args, int64_t *ret_changed);

/* Rows one at a time. Closed by rows_close, by the end of the transaction, or when used up. */
struct rows;
must_use enum err db_rows(struct tx *t, const struct statement *s, const struct value *args, struct rows **ret);
/* The same for a result that may be large: PostgreSQL sends it as it is read, SQLite always does. */
must_use enum err db_rows_streamed(struct tx *t, const struct statement *s, const struct value *args,
                                   struct rows **ret);
/* OK and *ret_has tells whether there is a row. */
must_use enum err rows_next(struct rows *r, bool *ret_has);
void rows_close(struct rows *r);
/* Of the present row. Text and blobs live until the next rows_next; the *_copy ones as long as the arena. */
bool rows_null(struct rows *r, int column);
int64_t rows_int(struct rows *r, int column); /* NO_INT for NULL */
const char *rows_text(struct rows *r, int column, size_t *ret_len);
const char *rows_text_copy(struct rows *r, int column, struct arena *a);
struct blob rows_blob(struct rows *r, int column);

/* The arena of the transaction. */
struct arena *tx_arena(struct tx *t);
