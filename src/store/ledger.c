#include "store/ledger.h"
#include "base/day.h"
#include "store/tx.h"
#include <string.h>

enum { COLUMN_ID, COLUMN_VERSION, COLUMN_ENTRY, COLUMN_GONE, COLUMN_FIRST_OWN };

struct ledger_cursor {
    struct rows *rows;
    const struct ledger_table *table;
};

static struct value int_or_null(int64_t n, int64_t none) {
    return n == none ? (struct value){.kind = VALUE_NULL} : (struct value){.kind = VALUE_INT, .n = n};
}

static struct value value_of(const struct ledger_column *c, const void *row) {
    const char *at = (const char *)row + c->offset;
    switch (c->kind) {
    case COLUMN_INT: return int_or_null(*(const int64_t *)(const void *)at, NO_INT);
    case COLUMN_DAY: return int_or_null(*(const int32_t *)(const void *)at, NO_DAY);
    case COLUMN_MONTH: return int_or_null(*(const int32_t *)(const void *)at, NO_MONTH);
    case COLUMN_TEXT: {
        const char *text = *(const char *const *)(const void *)at;
        return text ? (struct value){VALUE_TEXT, 0, text, strlen(text)} : (struct value){.kind = VALUE_NULL};
    }
    case COLUMN_BLOB: {
        const struct blob *b = (const void *)at;
        return b->at ? (struct value){VALUE_BLOB, 0, b->at, b->len} : (struct value){.kind = VALUE_NULL};
    }
    }
    return (struct value){.kind = VALUE_NULL}; /* there is no other kind */
}

static void values_of(const struct ledger_table *table, const void *row, struct value *ret_values) {
    must(table->column_count < PARAMS_MAX);
    for (int i = 0; i < table->column_count; i++) ret_values[i] = value_of(&table->columns[i], row);
}

/* A day or month that the database holds but no one can mean reads as not known. */
static int32_t narrow(int64_t n) { return n < INT32_MIN || n > INT32_MAX ? INT32_MIN : (int32_t)n; }

static void row_read(struct rows *r, const struct ledger_table *table, void *row) {
    for (int i = 0; i < table->column_count; i++) {
        const struct ledger_column *c = &table->columns[i];
        void *at = (char *)row + c->offset;
        switch (c->kind) {
        case COLUMN_INT: *(int64_t *)at = rows_int(r, i); break;
        case COLUMN_DAY:
        case COLUMN_MONTH: *(int32_t *)at = narrow(rows_int(r, i)); break;
        case COLUMN_TEXT: *(const char **)at = rows_text(r, i, NULL); break;
        case COLUMN_BLOB: *(struct blob *)at = rows_blob(r, i); break;
        }
    }
}

static enum err put_new(struct tx *t, const struct ledger_table *table, struct ledger_row *row) {
    struct ledger_row before = *row;
    *row = (struct ledger_row){.id = t->head.next_id, .version = 1, .entry = tx_entry_number(t), .gone = row->gone};
    struct value values[PARAMS_MAX];
    values_of(table, row, values);
    enum err e = db_run(t, &table->insert, values, NULL);
    if (e == OK) e = tx_entry_put(t, table, values);
    if (e == OK) t->head.next_id++;
    else *row = before;
    return e;
}

static enum err exists(struct tx *t, const struct ledger_table *table, int64_t id, bool *ret_is) {
    struct rows *r = NULL;
    try(db_rows(t, &table->get, &(struct value){.kind = VALUE_INT, .n = id}, &r));
    enum err e = rows_next(r, ret_is);
    rows_close(r);
    return e;
}

/* The old version goes to the twin first: if it is not the current one, nothing was done yet. */
static enum err put_changed(struct tx *t, const struct ledger_table *table, struct ledger_row *row, int64_t expected) {
    int64_t changed = 0;
    const struct value keep[] = {{.kind = VALUE_INT, .n = tx_entry_number(t)},
                                 {.kind = VALUE_INT, .n = row->id},
                                 {.kind = VALUE_INT, .n = expected}};
    try(db_run(t, &table->keep, keep, &changed));
    if (changed == 0) {
        bool is = false;
        try(exists(t, table, row->id, &is));
        return is ? ERR_CONFLICT : ERR_MISSING;
    }
    struct ledger_row before = *row;
    row->version = expected + 1;
    row->entry = tx_entry_number(t);
    struct value values[PARAMS_MAX];
    values_of(table, row, values);
    const struct value id = values[COLUMN_ID];
    enum err e = tx_entry_put(t, table, values);
    int own = table->column_count - COLUMN_VERSION;
    memmove(values, values + COLUMN_VERSION, (size_t)own * sizeof *values);
    values[own] = id;
    values[own + 1] = (struct value){.kind = VALUE_INT, .n = expected};
    if (e == OK) e = db_run(t, &table->update, values, &changed);
    if (e == OK && changed != 1) e = store_fail(t->arena, ERR_STORE, W_store_failed, table->update.name);
    if (e != OK) *row = before;
    return e;
}

enum err ledger_put(struct tx *t, const struct ledger_table *table, void *row, int64_t expected_version) {
    must(t->write && table->column_count + 1 < PARAMS_MAX);
    try(tx_entry_begin(t));
    struct ledger_row *head = row;
    must(head->id != 0 || expected_version == 0);
    return head->id != 0 ? put_changed(t, table, head, expected_version) : put_new(t, table, head);
}

enum err ledger_get(struct tx *t, const struct ledger_table *table, int64_t id, void *ret_row) {
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &table->get, &(struct value){.kind = VALUE_INT, .n = id}, &r));
    try(rows_next(r, &has));
    if (has) {
        row_read(r, table, ret_row);
        ledger_row_copy(t->arena, table, ret_row);
    }
    rows_close(r);
    return has ? OK : ERR_MISSING;
}

static struct ledger_cursor *cursor_over(struct tx *t, const struct ledger_table *table, struct rows *r) {
    struct ledger_cursor *c = arena_new_of(t->arena, struct ledger_cursor);
    *c = (struct ledger_cursor){r, table};
    return c;
}

enum err ledger_known(struct tx *t, const struct ledger_table *table, int64_t entry, struct ledger_cursor **ret) {
    struct rows *r = NULL;
    try(db_rows_streamed(t, &table->known, &(struct value){.kind = VALUE_INT, .n = entry}, &r));
    *ret = cursor_over(t, table, r);
    return OK;
}

static enum err between(struct tx *t, const struct ledger_table *table, const struct statement *statement, int64_t after,
                        int64_t upto, struct ledger_cursor **ret) {
    const struct value args[] = {{.kind = VALUE_INT, .n = after}, {.kind = VALUE_INT, .n = upto}};
    struct rows *r = NULL;
    try(db_rows_streamed(t, statement, args, &r));
    *ret = cursor_over(t, table, r);
    return OK;
}

enum err ledger_since(struct tx *t, const struct ledger_table *table, int64_t after, int64_t upto,
                      struct ledger_cursor **ret) {
    return between(t, table, &table->since, after, upto, ret);
}

enum err ledger_written(struct tx *t, const struct ledger_table *table, int64_t after, int64_t upto,
                        struct ledger_cursor **ret) {
    return between(t, table, &table->written, after, upto, ret);
}

enum err ledger_is_empty(struct tx *t, const struct ledger_table *table, bool *ret_is) {
    const struct value all[] = {{.kind = VALUE_INT, .n = 0}, {.kind = VALUE_INT, .n = INT64_MAX}};
    struct rows *r = NULL;
    bool has = false;
    try(db_rows_streamed(t, &table->since, all, &r));
    enum err e = rows_next(r, &has);
    rows_close(r);
    if (e == OK) *ret_is = !has;
    return e;
}

enum err ledger_versions(struct tx *t, const struct ledger_table *table, int64_t id, struct ledger_cursor **ret) {
    struct rows *r = NULL;
    try(db_rows(t, &table->versions, &(struct value){.kind = VALUE_INT, .n = id}, &r));
    *ret = cursor_over(t, table, r);
    return OK;
}

enum err ledger_next(struct ledger_cursor *c, void *ret_row, bool *ret_has) {
    bool has = false;
    try(rows_next(c->rows, &has));
    if (has) row_read(c->rows, c->table, ret_row);
    *ret_has = has;
    return OK;
}

void ledger_close(struct ledger_cursor *c) {
    if (!c) return;
    rows_close(c->rows);
    c->rows = NULL;
}

void ledger_row_copy(struct arena *a, const struct ledger_table *table, void *row) {
    for (int i = 0; i < table->column_count; i++) {
        void *at = (char *)row + table->columns[i].offset;
        if (table->columns[i].kind == COLUMN_TEXT) {
            const char **text = at;
            if (*text) *text = arena_copy(a, *text);
        } else if (table->columns[i].kind == COLUMN_BLOB) {
            struct blob *b = at;
            if (b->at) b->at = arena_copy_n(a, b->at, b->len);
        }
    }
}
