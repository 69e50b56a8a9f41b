/* Statements and rows, the same on both databases; what differs is behind the driver. */
#include "store/db.h"
#include "store/tx.h"
#include <string.h>

/* A failed statement loses the transaction on PostgreSQL; so that both behave the same, on either. */
static enum err noted(struct tx *t, enum err e) {
    if (e != OK && t->failed == OK) t->failed = e;
    return e;
}

enum err db_run(struct tx *t, const struct statement *s, const struct value *args, int64_t *ret_changed) {
    must(!t->ended && s->params <= PARAMS_MAX);
    if (t->failed != OK) return t->failed;
    try(noted(t, tx_stand(t)));
    return noted(t, t->conn->driver->run(t->conn, t->arena, s, args, ret_changed));
}

enum err tx_script(struct tx *t, const char *sql) {
    must(!t->ended && t->write);
    return noted(t, t->conn->driver->script(t->conn, t->arena, sql));
}

static enum err rows_open(struct tx *t, const struct statement *s, const struct value *args, bool streamed,
                          struct rows **ret) {
    must(!t->ended && s->params <= PARAMS_MAX);
    if (t->failed != OK) return t->failed;
    try(noted(t, tx_stand(t)));
    struct rows *r = t->spare;
    if (r) t->spare = r->next;
    else r = arena_new_of(t->arena, struct rows);
    *r = (struct rows){.tx = t, .statement = s};
    enum err e = t->conn->driver->rows(t->conn, t->arena, s, args, streamed, r);
    if (e != OK) {
        r->next = t->spare;
        t->spare = r;
        return noted(t, e);
    }
    r->next = t->open;
    t->open = r;
    *ret = r;
    return OK;
}

enum err db_rows(struct tx *t, const struct statement *s, const struct value *args, struct rows **ret) {
    return rows_open(t, s, args, false, ret);
}

enum err db_rows_streamed(struct tx *t, const struct statement *s, const struct value *args, struct rows **ret) {
    return rows_open(t, s, args, true, ret);
}

static void release(struct rows *r) {
    if (!r->done) r->tx->conn->driver->close(r->tx->conn, r);
    r->done = true;
}

enum err rows_next(struct rows *r, bool *ret_has) {
    struct tx *t = r->tx;
    bool has = false;
    if (!r->done) {
        enum err e = noted(t, t->conn->driver->next(t->conn, t->arena, r, &has));
        if (e != OK || !has) release(r);
        if (e != OK) return e;
    }
    *ret_has = has;
    return OK;
}

void rows_close(struct rows *r) {
    if (!r) return;
    release(r);
    struct rows **link = &r->tx->open;
    while (*link != r) {
        must(*link != NULL);
        link = &(*link)->next;
    }
    *link = r->next;
    r->next = r->tx->spare;
    r->tx->spare = r;
}

bool rows_null(struct rows *r, int column) {
    must(!r->done);
    return r->tx->conn->driver->is_null(r, column);
}

int64_t rows_int(struct rows *r, int column) {
    must(!r->done);
    return r->tx->conn->driver->integer(r, column);
}

struct blob rows_blob(struct rows *r, int column) {
    must(!r->done);
    return r->tx->conn->driver->bytes(r, column);
}

const char *rows_text(struct rows *r, int column, size_t *ret_len) {
    struct blob b = rows_blob(r, column);
    if (ret_len) *ret_len = b.len;
    return b.at;
}

const char *rows_text_copy(struct rows *r, int column, struct arena *a) {
    struct blob b = rows_blob(r, column);
    return b.at ? arena_copy_n(a, b.at, b.len) : NULL;
}

struct arena *tx_arena(struct tx *t) { return t->arena; }
