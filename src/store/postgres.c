#include "store/driver.h"
#include "store/prepared.h"
#include <libpq-fe.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pg {
    struct conn base;
    PGconn *server;
    struct prepared_map prepared;
    int names, cursors; /* given so far on this connection */
    bool knows_look;    /* the server has it prepared */
    unsigned life;      /* when it was asked last */
};

/* Rises with every connection that is made: a server that came up anew may give numbers of transactions once more that
 * nobody saw committed, but it keeps no connection. */
static atomic_uint lives;

enum { INT_TEXT = 24, NAME_TEXT = 16, FETCH_ROWS = 1000 };
#define FETCH_ROWS_TEXT "1000"

static struct pg *pg_of(struct conn *c) { return (struct pg *)c; }

/* What an SQLSTATE, or the class of its first two characters, is for us. */
static const struct {
    const char *state;
    enum err e;
    enum word word;
} states[] = {
    {"40001", ERR_RETRY, W_store_collided},   {"40P01", ERR_RETRY, W_store_collided},
    {"55P03", ERR_BUSY, W_store_locked},      {"57014", ERR_BUSY, W_store_locked},
    {"53300", ERR_BUSY, W_store_crowded},     {"53100", ERR_STORE, W_store_full},
    {"25006", ERR_STORE, W_store_read_only},  {"42501", ERR_STORE, W_store_read_only},
    {"23505", ERR_CONFLICT, W_store_twice},   {"57", ERR_LOST, W_store_lost},
    {"08", ERR_LOST, W_store_lost},           {"XX00", ERR_STORE, W_store_damaged},
    {"", ERR_STORE, W_store_failed},
};

/* Of a failed result, which is cleared; NULL stands for a failure without one. */
static enum err fault(struct pg *p, struct arena *a, PGresult *result) {
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *detail = arena_copy(a, PQerrorMessage(p->server));
    size_t i = 0;
    if (!state) state = "";
    while (strncmp(state, states[i].state, strlen(states[i].state)) != 0) i++;
    bool lost = PQstatus(p->server) != CONNECTION_OK || states[i].e == ERR_LOST;
    p->base.lost |= lost;
    enum err e = lost ? store_fail(a, ERR_LOST, W_store_lost, detail)
                      : store_fail(a, states[i].e, states[i].word, detail);
    PQclear(result);
    return e;
}

static bool is_done(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static enum err pg_script(struct conn *c, struct arena *a, const char *sql) {
    PGresult *result = PQexec(pg_of(c)->server, sql);
    if (!is_done(result)) return fault(pg_of(c), a, result);
    PQclear(result);
    return OK;
}

static void be_quiet(void *context, const char *message) { (void)context, (void)message; }

static void pg_disconnect(struct conn *c) {
    struct pg *p = pg_of(c);
    PQfinish(p->server);
    prepared_clear(&p->prepared);
    free(p);
}

/* Waits have an end: for connecting, for locks, for a server that is gone without a word. And the server lets go
 * of what we held when we are gone without a word ourselves. */
static enum err set_up(struct pg *p, struct arena *a) {
    PQsetNoticeProcessor(p->server, be_quiet, NULL);
    return pg_script(&p->base, a, "SET lock_timeout = 5000; SET cursor_tuple_fraction = 1.0;"
                                  "SET idle_in_transaction_session_timeout = 0;"
                                  "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
                                  "SET tcp_keepalives_count = 3; SET tcp_user_timeout = 30000");
}

static void made_anew(struct pg *p) {
    prepared_clear(&p->prepared);
    p->knows_look = false;
    atomic_fetch_add(&lives, 1);
}

static enum err pg_connect(struct arena *a, const char *data, bool writer, const struct store_options *options,
                           struct conn **ret) {
    (void)writer, (void)options;
    /* What stands before dbname may be said otherwise in the address. */
    const char *const keys[] = {"connect_timeout", "tcp_user_timeout", "fallback_application_name", "dbname",
                                "client_encoding", NULL};
    const char *const values[] = {"5", "30000", "qipan", data, "UTF8", NULL};
    struct pg *p = calloc(1, sizeof *p);
    must(p != NULL);
    p->base = (struct conn){.driver = &postgres_driver};
    p->server = PQconnectdbParams(keys, values, 1);
    must(p->server != NULL);
    made_anew(p);
    enum err e = PQstatus(p->server) == CONNECTION_OK
                     ? set_up(p, a)
                     : store_fail(a, ERR_LOST, W_store_unreachable, PQerrorMessage(p->server));
    if (e != OK) {
        pg_disconnect(&p->base);
        return e;
    }
    *ret = &p->base;
    return OK;
}

static enum err pg_settle(struct conn *c, struct arena *a) {
    (void)c, (void)a;
    return OK;
}

/* Arguments in libpq's form: integers as text, texts and blobs as the bytes they are. */
struct arguments {
    const char *at[PARAMS_MAX];
    int lengths[PARAMS_MAX], formats[PARAMS_MAX];
    char digits[PARAMS_MAX][INT_TEXT];
};

static void arguments_of(const struct statement *s, const struct value *args, struct arguments *ret) {
    for (int i = 0; i < s->params; i++) {
        const struct value *v = &args[i];
        bool bytes = v->kind == VALUE_TEXT || v->kind == VALUE_BLOB;
        must(!bytes || v->len <= INT32_MAX);
        ret->formats[i] = bytes;
        ret->lengths[i] = bytes ? (int)v->len : 0;
        ret->at[i] = bytes ? (v->len ? v->at : "") : NULL;
        if (v->kind == VALUE_INT) {
            snprintf(ret->digits[i], INT_TEXT, "%lld", (long long)v->n);
            ret->at[i] = ret->digits[i];
        }
    }
}

/* The name under which the server knows the statement; it is told at the first use. */
static enum err name_of(struct pg *p, struct arena *a, const struct statement *s, char ret_name[static NAME_TEXT]) {
    struct prepared *known = prepared_find(&p->prepared, s);
    int number = known ? known->number : p->names + 1;
    snprintf(ret_name, NAME_TEXT, "q%d", number);
    if (known) return OK;
    p->names = number;
    PGresult *result = PQprepare(p->server, ret_name, s->postgres, 0, NULL);
    if (!is_done(result)) return fault(p, a, result);
    PQclear(result);
    prepared_slot(&p->prepared, s)->number = number;
    return OK;
}

static enum err execute(struct pg *p, struct arena *a, const struct statement *s, const struct value *args,
                        PGresult **ret) {
    char name[NAME_TEXT];
    struct arguments given;
    try(name_of(p, a, s, name));
    arguments_of(s, args, &given);
    PGresult *result = PQexecPrepared(p->server, name, s->params, given.at, given.lengths, given.formats, 1);
    if (!is_done(result)) return fault(p, a, result);
    *ret = result;
    return OK;
}

static enum err pg_run(struct conn *c, struct arena *a, const struct statement *s, const struct value *args,
                       int64_t *ret_changed) {
    PGresult *result = NULL;
    try(execute(pg_of(c), a, s, args, &result));
    if (ret_changed) *ret_changed = strtoll(PQcmdTuples(result), NULL, 10);
    PQclear(result);
    return OK;
}

/* The result becomes the rows' handle if all its columns are of types that we read. */
static enum err hold(struct arena *a, const struct statement *s, struct rows *r, PGresult *result) {
    static const Oid read[] = {16 /* bool */, 20, 21, 23 /* int8, int2, int4 */, 17 /* bytea */, 25, 1042, 1043 /* text */};
    for (int i = 0; i < PQnfields(result); i++) {
        size_t known = 0;
        while (known < countof(read) && read[known] != PQftype(result, i)) known++;
        if (known < countof(read)) continue;
        const char *what = arena_printf(a, "%s: column %s: cast it to bigint or text", s->name, PQfname(result, i));
        PQclear(result);
        return store_fail(a, ERR_STORE, W_store_failed, what);
    }
    r->handle = result;
    r->row = -1;
    r->count = PQntuples(result);
    return OK;
}

static enum err fetch(struct pg *p, struct arena *a, struct rows *r) {
    char sql[64];
    snprintf(sql, sizeof sql, "FETCH " FETCH_ROWS_TEXT " FROM c%d", r->cursor);
    PGresult *result = PQexecParams(p->server, sql, 0, NULL, NULL, NULL, NULL, 1);
    if (!is_done(result)) return fault(p, a, result);
    return hold(a, r->statement, r, result);
}

/* Around the statement's own text stand only words of ours and a number. */
static enum err declare(struct pg *p, struct arena *a, const struct statement *s, const struct value *args,
                        struct rows *r) {
    struct arguments given;
    arguments_of(s, args, &given);
    r->cursor = ++p->cursors;
    const char *sql = arena_printf(a, "DECLARE c%d NO SCROLL CURSOR FOR %s", r->cursor, s->postgres);
    PGresult *result =
        PQexecParams(p->server, sql, s->params, NULL, given.at, given.lengths, given.formats, 0);
    if (!is_done(result)) return fault(p, a, result);
    PQclear(result);
    return fetch(p, a, r);
}

static enum err pg_rows(struct conn *c, struct arena *a, const struct statement *s, const struct value *args,
                        bool streamed, struct rows *r) {
    if (streamed) return declare(pg_of(c), a, s, args, r);
    PGresult *result = NULL;
    try(execute(pg_of(c), a, s, args, &result));
    return hold(a, s, r, result);
}

static enum err pg_next(struct conn *c, struct arena *a, struct rows *r, bool *ret_has) {
    if (r->cursor && r->row + 1 == r->count && r->count == FETCH_ROWS) {
        PQclear(r->handle);
        r->handle = NULL;
        try(fetch(pg_of(c), a, r));
    }
    *ret_has = ++r->row < r->count;
    return OK;
}

static void pg_close(struct conn *c, struct rows *r) {
    PQclear(r->handle);
    r->handle = NULL;
    if (!r->cursor || PQtransactionStatus(pg_of(c)->server) != PQTRANS_INTRANS) return;
    char sql[64];
    snprintf(sql, sizeof sql, "CLOSE c%d", r->cursor);
    PQclear(PQexec(pg_of(c)->server, sql));
}

static bool pg_is_null(struct rows *r, int column) { return PQgetisnull(r->handle, r->row, column); }

/* Of whichever width the column has: a big-endian integer, whose sign is in its first byte. */
static int64_t pg_integer(struct rows *r, int column) {
    if (pg_is_null(r, column)) return NO_INT;
    const signed char *at = (const signed char *)PQgetvalue(r->handle, r->row, column);
    int len = PQgetlength(r->handle, r->row, column);
    uint64_t n = len && at[0] < 0 ? UINT64_MAX : 0;
    for (int i = 0; i < len; i++) n = n << 8 | (unsigned char)at[i];
    return (int64_t)n;
}

static struct blob pg_bytes(struct rows *r, int column) {
    if (pg_is_null(r, column)) return (struct blob){NULL, 0};
    return (struct blob){PQgetvalue(r->handle, r->row, column), (size_t)PQgetlength(r->handle, r->row, column)};
}

#define BEGIN_READING "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
/* The last entry, and which transactions are seen. On a server that follows another the latter does not tell all. */
#define LOOK "SELECT number, CASE WHEN pg_is_in_recovery() THEN '' ELSE txid_current_snapshot()::text END " \
             "FROM journal_head WHERE id = 1"

/* NULL asks for a look, which is prepared: it is by far what is asked most. */
static PGresult *ask(struct pg *p, const char *sql) {
    p->life = atomic_load(&lives);
    if (sql) return PQexec(p->server, sql);
    PGresult *told = p->knows_look ? NULL : PQprepare(p->server, "look", LOOK, 0, NULL);
    if (told && !is_done(told)) return told;
    PQclear(told);
    p->knows_look = true;
    return PQexecPrepared(p->server, "look", 0, NULL, NULL, NULL, 0);
}

/* A connection that died while it was idle is made anew, once: nothing was begun on it yet. */
static enum err first_words(struct pg *p, struct arena *a, const char *sql, PGresult **ret) {
    *ret = ask(p, sql);
    if (is_done(*ret)) return OK;
    if (PQstatus(p->server) == CONNECTION_OK) return fault(p, a, *ret);
    PQclear(*ret);
    PQreset(p->server);
    made_anew(p);
    if (PQstatus(p->server) != CONNECTION_OK) return fault(p, a, NULL);
    try(set_up(p, a));
    *ret = ask(p, sql);
    return is_done(*ret) ? OK : fault(p, a, *ret);
}

static enum err view_read(const struct pg *p, struct arena *a, const PGresult *result, struct view *ret) {
    if (PQntuples(result) != 1) return store_fail(a, ERR_STORE, W_store_damaged, "journal_head");
    ret->life = p->life;
    ret->entry = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    size_t len = (size_t)PQgetlength(result, 0, 1);
    bool fits = len < sizeof ret->name;
    memcpy(ret->name, fits ? PQgetvalue(result, 0, 1) : "", fits ? len + 1 : 1);
    return OK;
}

static enum err pg_look(struct conn *c, struct arena *a, enum look how, struct view *ret) {
    struct pg *p = pg_of(c);
    PGresult *result = NULL;
    if (how == LOOK_INSIDE) {
        result = ask(p, NULL);
        if (!is_done(result)) return fault(p, a, result);
    } else {
        try(first_words(p, a, how == LOOK_ALONE ? NULL : BEGIN_READING "; " LOOK, &result));
    }
    enum err e = view_read(p, a, result, ret);
    PQclear(result);
    return e;
}

static enum err pg_begin(struct conn *c, struct arena *a, enum begin how) {
    /* LOCK TABLE waits before the transaction's view is taken; a SELECT … FOR UPDATE would take the view first and
     * find the row changed behind it. */
    static const char *const begins[] = {
        BEGIN_READING, "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE",
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE; LOCK TABLE journal_head IN EXCLUSIVE MODE"};
    PGresult *result = NULL;
    try(first_words(pg_of(c), a, begins[how], &result));
    PQclear(result);
    return OK;
}

/* COMMIT of a transaction that had failed answers ROLLBACK, without an error. */
static enum err pg_commit(struct conn *c, struct arena *a) {
    PGresult *result = PQexec(pg_of(c)->server, "COMMIT");
    if (!is_done(result)) return fault(pg_of(c), a, result);
    bool committed = strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    return committed ? OK : store_fail(a, ERR_STORE, W_store_failed, "COMMIT");
}

static void pg_rollback(struct conn *c, struct arena *a) {
    (void)a;
    struct pg *p = pg_of(c);
    if (PQtransactionStatus(p->server) != PQTRANS_IDLE) PQclear(PQexec(p->server, "ROLLBACK"));
    if (PQtransactionStatus(p->server) != PQTRANS_IDLE) c->lost = true;
}

const struct driver postgres_driver = {
    .backend = BACKEND_POSTGRES,
    .connect = pg_connect,
    .disconnect = pg_disconnect,
    .settle = pg_settle,
    .begin = pg_begin,
    .look = pg_look,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .script = pg_script,
    .run = pg_run,
    .rows = pg_rows,
    .next = pg_next,
    .close = pg_close,
    .is_null = pg_is_null,
    .integer = pg_integer,
    .bytes = pg_bytes,
    .head_lock = {"head_lock", NULL,
                  "SELECT number, recorded_ms, next_id, hash, (SELECT value FROM meta WHERE key = 'schema') "
                  "FROM journal_head WHERE id = 1 FOR UPDATE", 0, 5},
    .count_tables = {"count_tables", NULL,
                     "SELECT count(*), COALESCE(SUM(CASE WHEN tablename = 'journal_head' THEN 1 ELSE 0 END), 0) "
                     "FROM pg_tables WHERE schemaname = current_schema()",
                     0, 2},
    .tables = {"tables", NULL,
               "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1", 0, 1},
    .columns = {"columns", NULL,
                "SELECT attname::text, format_type(atttypid, atttypmod), attnotnull, attidentity <> '', "
                "atthasdef OR attidentity <> '' FROM pg_attribute "
                "JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace "
                "WHERE nspname = current_schema() AND relname = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                1, 5},
};
