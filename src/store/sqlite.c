#include "store/driver.h"
#include "store/prepared.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lite {
    struct conn base;
    sqlite3 *db;
    struct prepared_map prepared;
};

static struct lite *lite_of(struct conn *c) { return (struct lite *)c; }

enum { SETTLE_PAUSE_MS = 5 };

/* What the database's last error is for us, with its words. */
static enum err fault(struct lite *l, struct arena *a) {
    int code = sqlite3_extended_errcode(l->db);
    const char *detail = sqlite3_errmsg(l->db);
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        return store_fail(a, ERR_CONFLICT, W_store_twice, detail);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return store_fail(a, ERR_BUSY, W_store_locked, detail);
    case SQLITE_FULL: return store_fail(a, ERR_STORE, W_store_full, detail);
    case SQLITE_READONLY: return store_fail(a, ERR_STORE, W_store_read_only, detail);
    case SQLITE_NOTADB: return store_fail(a, ERR_STORE, W_store_not_a_database, detail);
    case SQLITE_CORRUPT: return store_fail(a, ERR_STORE, W_store_damaged, detail);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return store_fail(a, ERR_STORE, W_store_unopened, detail);
    default: return store_fail(a, ERR_STORE, W_store_failed, detail);
    }
}

static enum err lite_script(struct conn *c, struct arena *a, const char *sql) {
    struct lite *l = lite_of(c);
    return sqlite3_exec(l->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : fault(l, a);
}

static void lite_disconnect(struct conn *c) {
    struct lite *l = lite_of(c);
    for (size_t i = 0; i < l->prepared.room; i++) sqlite3_finalize(l->prepared.slots[i].handle);
    prepared_clear(&l->prepared);
    sqlite3_close(l->db);
    free(l);
}

/* Reading sqlite_master makes SQLite look into the file, so that a wrong one is known here. */
static enum err set_up(struct lite *l, struct arena *a) {
    sqlite3_extended_result_codes(l->db, 1);
    sqlite3_busy_timeout(l->db, LOCK_WAIT_MS_MAX);
    try(lite_script(&l->base, a, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                                 "PRAGMA mmap_size = 268435456; PRAGMA cache_size = -16384;"
                                 "SELECT count(*) FROM sqlite_master;"));
    return l->base.writer ? OK : lite_script(&l->base, a, "PRAGMA query_only = ON");
}

/* SQLite counts its memory under one lock, which every thread would take dozens of times a request; nobody asks. */
static void count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static enum err lite_connect(struct arena *a, const char *data, bool writer, const struct store_options *options,
                             struct conn **ret) {
    if (!options->create && access(data, F_OK) != 0) return store_fail(a, ERR_MISSING, W_store_missing, data);
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, count_no_memory);
    struct lite *l = calloc(1, sizeof *l);
    must(l != NULL);
    l->base = (struct conn){.driver = &sqlite_driver, .writer = writer};
    int flags = SQLITE_OPEN_NOMUTEX | (options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                (options->create && !options->read_only ? SQLITE_OPEN_CREATE : 0);
    enum err e = sqlite3_open_v2(data, &l->db, flags, NULL) == SQLITE_OK ? set_up(l, a) : fault(l, a);
    if (e != OK) {
        lite_disconnect(&l->base);
        return e;
    }
    *ret = &l->base;
    return OK;
}

static int mode_is(void *is_log, int columns, char **texts, char **names) {
    (void)names;
    *(bool *)is_log = columns == 1 && texts[0] && strcmp(texts[0], "wal") == 0;
    return 0;
}

/* Write-ahead logging is a property of the file: not set before we know that the file is ours. SQLite does not wait
 * for the lock of that by itself (two who wait could wait for each other), so we ask again. With the log, all that FULL
 * does more than NORMAL is to sync it in every commit, and that is flush.h's; where the system allows none, FULL stays. */
static enum err lite_settle(struct conn *c, struct arena *a) {
    if (!c->writer) return OK;
    struct lite *l = lite_of(c);
    bool is_log = false;
    for (int waited_ms = 0; waited_ms < LOCK_WAIT_MS_MAX; waited_ms += SETTLE_PAUSE_MS) {
        int code = sqlite3_exec(l->db, "PRAGMA journal_mode = WAL", mode_is, &is_log, NULL);
        if (code == SQLITE_OK) return is_log ? lite_script(c, a, "PRAGMA synchronous = NORMAL") : OK;
        if ((code & 0xFF) != SQLITE_BUSY) break;
        sqlite3_sleep(SETTLE_PAUSE_MS);
    }
    return fault(l, a);
}

/* As SQLite names it, which is beside the file itself, wherever a link to it lies. */
static const char *lite_log(struct conn *c) { return sqlite3_filename_wal(sqlite3_db_filename(lite_of(c)->db, "main")); }

static enum err prepare(struct lite *l, struct arena *a, const struct statement *s, sqlite3_stmt **ret) {
    const char *rest = NULL;
    if (sqlite3_prepare_v3(l->db, s->sqlite, -1, SQLITE_PREPARE_PERSISTENT, ret, &rest) != SQLITE_OK) return fault(l, a);
    must(*ret != NULL && sqlite3_bind_parameter_count(*ret) == s->params);
    return OK;
}

/* The kept statement; a second one of its own when the kept one is being walked. */
static enum err take(struct lite *l, struct arena *a, const struct statement *s, sqlite3_stmt **ret) {
    struct prepared *p = prepared_find(&l->prepared, s);
    if (p && p->busy) return prepare(l, a, s, ret);
    if (!p) {
        sqlite3_stmt *handle = NULL;
        try(prepare(l, a, s, &handle));
        p = prepared_slot(&l->prepared, s);
        p->handle = handle;
    }
    p->busy = true;
    *ret = p->handle;
    return OK;
}

static void give_back(struct lite *l, const struct statement *s, sqlite3_stmt *handle) {
    struct prepared *p = prepared_find(&l->prepared, s);
    if (!p || p->handle != handle) {
        sqlite3_finalize(handle);
        return;
    }
    sqlite3_reset(handle);
    sqlite3_clear_bindings(handle);
    p->busy = false;
}

/* `keep` is SQLITE_STATIC where the arguments outlive the use, else SQLITE_TRANSIENT. */
static enum err bind(struct lite *l, struct arena *a, sqlite3_stmt *handle, int params, const struct value *args,
                     void (*keep)(void *)) {
    for (int i = 0; i < params; i++) {
        const struct value *v = &args[i];
        int code = SQLITE_OK;
        switch (v->kind) {
        case VALUE_NULL: code = sqlite3_bind_null(handle, i + 1); break;
        case VALUE_INT: code = sqlite3_bind_int64(handle, i + 1, v->n); break;
        case VALUE_TEXT: code = sqlite3_bind_text64(handle, i + 1, v->at, v->len, keep, SQLITE_UTF8); break;
        case VALUE_BLOB: code = sqlite3_bind_blob64(handle, i + 1, v->len ? v->at : "", v->len, keep); break;
        }
        if (code != SQLITE_OK) return fault(l, a);
    }
    return OK;
}

static enum err lite_run(struct conn *c, struct arena *a, const struct statement *s, const struct value *args,
                         int64_t *ret_changed) {
    struct lite *l = lite_of(c);
    sqlite3_stmt *handle = NULL;
    try(take(l, a, s, &handle));
    enum err e = bind(l, a, handle, s->params, args, SQLITE_STATIC);
    if (e == OK) {
        int code;
        while ((code = sqlite3_step(handle)) == SQLITE_ROW) continue;
        if (code != SQLITE_DONE) e = fault(l, a);
        else if (ret_changed) *ret_changed = sqlite3_changes64(l->db);
    }
    give_back(l, s, handle);
    return e;
}

static enum err step(struct lite *l, struct arena *a, struct rows *r, bool *ret_has) {
    int code = sqlite3_step(r->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fault(l, a);
    *ret_has = code == SQLITE_ROW;
    return OK;
}

/* The first step is made at once: a failure is told, and an INSERT … RETURNING done, here. */
static enum err lite_rows(struct conn *c, struct arena *a, const struct statement *s, const struct value *args,
                          bool streamed, struct rows *r) {
    (void)streamed;
    struct lite *l = lite_of(c);
    sqlite3_stmt *handle = NULL;
    try(take(l, a, s, &handle));
    r->handle = handle;
    bool has = false;
    enum err e = bind(l, a, handle, s->params, args, SQLITE_TRANSIENT);
    if (e == OK) e = step(l, a, r, &has);
    if (e != OK) {
        give_back(l, s, handle);
        return e;
    }
    r->fresh = true;
    r->count = has;
    return OK;
}

static enum err lite_next(struct conn *c, struct arena *a, struct rows *r, bool *ret_has) {
    bool has = r->count != 0;
    if (!r->fresh && has) try(step(lite_of(c), a, r, &has));
    r->fresh = false;
    r->count = has;
    *ret_has = has;
    return OK;
}

static void lite_close(struct conn *c, struct rows *r) { give_back(lite_of(c), r->statement, r->handle); }

/* A connection is one thread's at a time, so a value may be looked at without the locks of sqlite3_column_*,
 * which cost as much again as reading it. */
static bool lite_is_null(struct rows *r, int column) {
    return sqlite3_value_type(sqlite3_column_value(r->handle, column)) == SQLITE_NULL;
}

static int64_t lite_integer(struct rows *r, int column) {
    sqlite3_value *v = sqlite3_column_value(r->handle, column);
    int64_t n = sqlite3_value_int64(v);
    return n == 0 && sqlite3_value_type(v) == SQLITE_NULL ? NO_INT : n;
}

static struct blob lite_bytes(struct rows *r, int column) {
    sqlite3_value *v = sqlite3_column_value(r->handle, column);
    int type = sqlite3_value_type(v);
    if (type == SQLITE_NULL) return (struct blob){NULL, 0};
    const void *at = type == SQLITE_BLOB ? sqlite3_value_blob(v) : (const void *)sqlite3_value_text(v);
    size_t len = (size_t)sqlite3_value_bytes(v);
    return (struct blob){at ? at : "", len};
}

static const struct statement begin_read = {"begin_read", "BEGIN", NULL, 0, 0};
static const struct statement begin_write = {"begin_write", "BEGIN IMMEDIATE", NULL, 0, 0};
static const struct statement commit = {"commit", "COMMIT", NULL, 0, 0};
static const struct statement rollback = {"rollback", "ROLLBACK", NULL, 0, 0};

static enum err lite_begin(struct conn *c, struct arena *a, enum begin how) {
    return lite_run(c, a, how == BEGIN_READ ? &begin_read : &begin_write, NULL, NULL);
}

static uint32_t lite_version(struct conn *c) {
    unsigned version = 0;
    int code = sqlite3_file_control(lite_of(c)->db, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    must(code == SQLITE_OK);
    return version;
}

static enum err lite_commit(struct conn *c, struct arena *a) { return lite_run(c, a, &commit, NULL, NULL); }

static void lite_rollback(struct conn *c, struct arena *a) {
    if (!sqlite3_get_autocommit(lite_of(c)->db) && lite_run(c, a, &rollback, NULL, NULL) != OK) c->lost = true;
}

/* All pages in one step: a consistent view, beside writers. The copy is a single file, without a log. */
static enum err lite_snapshot(struct conn *c, struct arena *a, const char *path) {
    struct lite to = {.base = {.driver = &sqlite_driver}};
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    enum err e = OK;
    if (sqlite3_open_v2(path, &to.db, flags, NULL) != SQLITE_OK) e = fault(&to, a);
    sqlite3_backup *b = e == OK ? sqlite3_backup_init(to.db, "main", lite_of(c)->db, "main") : NULL;
    if (b) {
        sqlite3_backup_step(b, -1);
        if (sqlite3_backup_finish(b) != SQLITE_OK) e = fault(&to, a);
    } else if (e == OK) e = fault(&to, a);
    if (e == OK) e = lite_script(&to.base, a, "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE");
    sqlite3_close(to.db);
    return e;
}

const struct driver sqlite_driver = {
    .backend = BACKEND_SQLITE,
    .one_writer = true,
    .connect = lite_connect,
    .disconnect = lite_disconnect,
    .settle = lite_settle,
    .log = lite_log,
    .begin = lite_begin,
    .version = lite_version,
    .commit = lite_commit,
    .rollback = lite_rollback,
    .snapshot = lite_snapshot,
    .script = lite_script,
    .run = lite_run,
    .rows = lite_rows,
    .next = lite_next,
    .close = lite_close,
    .is_null = lite_is_null,
    .integer = lite_integer,
    .bytes = lite_bytes,
    .head_lock = {"head_lock", /* BEGIN IMMEDIATE locked everything */
                  "SELECT number, recorded_ms, next_id, hash, (SELECT value FROM meta WHERE key = 'schema') "
                  "FROM journal_head WHERE id = 1", NULL, 0, 5},
    .count_tables = {"count_tables",
                     "SELECT count(*), COALESCE(SUM(name = 'journal_head'), 0) FROM sqlite_master WHERE type = 'table'",
                     NULL, 0, 2},
    .tables = {"tables", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
               NULL, 0, 1},
    .columns = {"columns", "SELECT name, type, \"notnull\" OR pk, 0, dflt_value IS NOT NULL "
                "FROM pragma_table_info(?1) ORDER BY cid", NULL, 1, 5},
    .integrity = {"integrity", "PRAGMA integrity_check(1)", NULL, 0, 1},
};
