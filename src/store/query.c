#include "store/query.h"
#include <string.h>

struct value value_text(const char *text) {
    if (!text) return (struct value){.kind = VALUE_NULL};
    return (struct value){.kind = VALUE_TEXT, .at = text, .len = strlen(text)};
}

struct value value_blob(struct blob blob) {
    if (!blob.at) return (struct value){.kind = VALUE_NULL};
    return (struct value){.kind = VALUE_BLOB, .at = blob.at, .len = blob.len};
}

/* NULL, and what the database holds but no one can mean, reads as not known. */
static int32_t narrow(int64_t n, int32_t unknown) { return n < INT32_MIN || n > INT32_MAX ? unknown : (int32_t)n; }

int32_t row_day(struct rows *r, int column) { return narrow(rows_int(r, column), NO_DAY); }
int32_t row_month(struct rows *r, int column) { return narrow(rows_int(r, column), NO_MONTH); }

const char *row_text(struct rows *r, int column, struct arena *a) {
    return a ? rows_text_copy(r, column, a) : rows_text(r, column, NULL);
}

struct blob row_blob(struct rows *r, int column, struct arena *a) {
    struct blob b = rows_blob(r, column);
    if (a && b.at) b.at = arena_copy_n(a, b.len ? b.at : "", b.len);
    return b;
}

enum err query_maybe(struct tx *t, const struct query_shape *q, const struct value *args, void *ret_row,
                     bool *ret_has) {
    struct rows *rows;
    bool has;
    try(db_rows(t, &q->statement, args, &rows));
    enum err e = rows_next(rows, &has);
    if (e == OK && has) q->take(rows, tx_arena(t), ret_row);
    rows_close(rows);
    if (e == OK) *ret_has = has;
    return e;
}

enum err query_one(struct tx *t, const struct query_shape *q, const struct value *args, void *ret_row) {
    bool has;
    try(query_maybe(t, q, args, ret_row, &has));
    return has ? OK : ERR_MISSING;
}

/* Twice the room, the old rows in front. */
static char *more_room(struct arena *a, const char *rows, size_t *cap, size_t row_bytes) {
    size_t held = *cap;
    *cap = held ? held * 2 : 16;
    char *grown = arena_alloc_array(a, *cap, row_bytes);
    if (held) memcpy(grown, rows, held * row_bytes);
    return grown;
}

enum err query_many(struct tx *t, const struct query_shape *q, const struct value *args, void **ret_rows,
                    size_t *ret_count) {
    struct rows *rows;
    size_t count = 0, cap = 0;
    char *list = NULL;
    bool has;
    try(db_rows(t, &q->statement, args, &rows));
    enum err e;
    while ((e = rows_next(rows, &has)) == OK && has) {
        if (count == cap) list = more_room(tx_arena(t), list, &cap, q->row_bytes);
        q->take(rows, tx_arena(t), list + count++ * q->row_bytes);
    }
    rows_close(rows);
    if (e != OK) return e;
    *ret_rows = list;
    *ret_count = count;
    return OK;
}

enum err query_next(struct rows *rows, const struct query_shape *q, void *ret_row, bool *ret_has) {
    bool has;
    try(rows_next(rows, &has));
    if (has) q->take(rows, NULL, ret_row);
    *ret_has = has;
    return OK;
}
