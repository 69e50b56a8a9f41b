#include "store/store.h"
#include "store/migrate.h"
#include "store/pool.h"
#include "base/day.h"
#include "store_queries.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void store_close(struct store *s) {
    if (!s) return;
    pool_done(s->pool);
    views_done(s->views);
    free(s->by_name);
    free(s->migration);
    free(s->data);
    free(s);
}

enum backend store_backend(const struct store *s) { return s->driver->backend; }
const char *store_migration(const struct store *s) { return s->migration; }
const struct schema *store_schema(const struct store *s) { return s->schema; }

static int by_name(const void *left, const void *right) {
    const struct ledger_table *const *l = left, *const *r = right;
    return strcmp((*l)->name, (*r)->name);
}

int32_t store_place(const struct store *s, const struct ledger_table *table) {
    const struct ledger_table **found =
        bsearch(&table, s->by_name, (size_t)s->schema->table_count, sizeof *s->by_name, by_name);
    must(found != NULL && *found == table);
    return (int32_t)(found - s->by_name);
}

static struct store *store_new(const char *data, const struct store_options *options, const struct schema *schema) {
    bool postgres = strncmp(data, "postgresql://", 13) == 0 || strncmp(data, "postgres://", 11) == 0;
    struct store *s = calloc(1, sizeof *s);
    must(s != NULL);
    s->driver = postgres ? &postgres_driver : &sqlite_driver;
    s->schema = schema;
    s->options = *options;
    s->data = strdup(data);
    size_t tables = (size_t)schema->table_count;
    s->by_name = calloc(tables + 1, sizeof *s->by_name);
    must(s->data != NULL && s->by_name != NULL);
    for (size_t i = 0; i < tables; i++) s->by_name[i] = schema->tables[i];
    qsort(s->by_name, tables, sizeof *s->by_name, by_name);
    s->pool = pool_new(s->driver, s->data, &s->options);
    s->views = views_new();
    return s;
}

/* ---- transactions */

static void give_back(struct tx *t) {
    free(t->puts);
    t->puts = NULL;
    t->ended = true;
    if (t->conn) pool_give(t->store->pool, t->conn);
}

void tx_end(struct tx *t) {
    if (!t || t->ended) return;
    while (t->open) rows_close(t->open);
    if (t->conn) t->conn->driver->rollback(t->conn, t->arena);
    give_back(t);
}

static void tx_end_deferred(void *handle) { tx_end(handle); }

/* Without a connection, if `c` is NULL. */
static struct tx *tx_new(struct store *s, struct arena *a, struct conn *c, bool write) {
    struct tx *t = arena_new_of(a, struct tx);
    t->store = s;
    t->arena = a;
    t->conn = c;
    t->write = write;
    arena_defer(a, tx_end_deferred, t);
    return t;
}

static enum err begin(struct store *s, struct arena *a, enum begin how, struct tx **ret) {
    struct conn *c = NULL;
    try(pool_take(s->pool, a, how != BEGIN_READ, &c));
    enum err e = s->driver->begin(c, a, how);
    if (e != OK) {
        s->driver->rollback(c, a);
        pool_give(s->pool, c);
        return e;
    }
    *ret = tx_new(s, a, c, how != BEGIN_READ);
    return OK;
}

enum err store_read(struct store *s, struct arena *a, struct tx **ret) { return begin(s, a, BEGIN_READ, ret); }

/* On a connection of its own, which stays with who stands on it. */
static enum err look(struct tx *t, enum look how, struct seen *ret, bool *ret_is_new) {
    struct pool *pool = t->store->pool;
    struct conn *c = NULL;
    struct view found;
    try(pool_take(pool, t->arena, false, &c));
    int64_t begun_us = monotonic_us();
    enum err e = c->driver->look(c, t->arena, how, &found);
    if (e == OK && how == LOOK_AND_STAY) t->conn = c;
    if (e != OK) c->driver->rollback(c, t->arena);
    if (t->conn != c) pool_give(pool, c);
    if (e == OK) *ret_is_new = views_note(t->store->views, &found, begun_us, ret);
    return e;
}

static bool same_mark(struct tx_mark x, struct tx_mark y) {
    return x.connection && x.connection == y.connection && x.version == y.version;
}

enum err tx_stand(struct tx *t) {
    struct seen now;
    bool is_new, had_seen = t->knows_last;
    if (t->conn) return OK;
    try(look(t, LOOK_AND_STAY, &now, &is_new));
    bool moved = had_seen && !same_mark(now.mark, t->seen.mark);
    t->seen = now;
    t->knows_last = true;
    return moved ? store_fail(t->arena, ERR_RETRY, W_store_collided, "view") : OK;
}

/* Who is the first to find something written will have to read: it stands at once, so that nothing can come between. */
enum err store_read_since(struct store *s, struct arena *a, int64_t asked_us, struct tx **ret) {
    if (!s->driver->look) return store_read(s, a, ret);
    struct tx *t = tx_new(s, a, NULL, false);
    bool is_new = false, has = views_since(s->views, asked_us, &t->seen);
    enum err e = has ? OK : look(t, LOOK_ALONE, &t->seen, &is_new);
    if (e == OK && is_new) e = tx_stand(t);
    else t->knows_last = true;
    if (e != OK) tx_end(t);
    else *ret = t;
    return e;
}

static enum err disk_failed(struct arena *a, enum err e, int fault) {
    return store_fail(a, e, W_store_failed, strerror(fault));
}

enum err store_write(struct store *s, struct arena *a, const struct entry_note *note, struct tx **ret) {
    if (s->options.read_only) return store_fail(a, ERR_STORE, W_store_read_only, "store_open");
    int fault = pool_flush(s->pool) ? flush_fault(pool_flush(s->pool)) : 0;
    if (fault) return disk_failed(a, ERR_STORE, fault);
    struct tx *t = NULL;
    try(begin(s, a, note->in_line ? BEGIN_WRITE_IN_LINE : BEGIN_WRITE, &t));
    t->note = (struct entry_note){note->actor_id, arena_copy(a, note->kind), arena_copy(a, note->reason), note->clock_ms,
                                  note->in_line};
    *ret = t;
    return OK;
}

/* The next one may write while this one waits for the disk; who is answered then is sure of it. */
static enum err give_back_on_disk(struct tx *t) {
    struct flush *f = t->write ? pool_flush(t->store->pool) : NULL;
    uint64_t ticket = f ? flush_ticket(f) : 0;
    give_back(t);
    int fault = f ? flush_wait(f, ticket) : 0;
    return fault ? disk_failed(t->arena, ERR_UNSURE, fault) : OK;
}

enum err tx_commit(struct tx *t) {
    must(!t->ended);
    enum err e = t->failed;
    if (e == OK && t->has_entry) e = tx_entry_write(t);
    while (t->open) rows_close(t->open);
    bool asked = e == OK;
    if (e == OK && t->conn) e = t->conn->driver->commit(t->conn, t->arena);
    if (e == OK) return give_back_on_disk(t);
    tx_end(t);
    return e == ERR_LOST && asked ? tx_outcome(t) : e;
}

/* Reading the last entry is what makes the view of the database stand still. */
enum err tx_mark(struct tx *t, struct tx_mark *ret) {
    int64_t entry;
    *ret = (struct tx_mark){0};
    if (t->write) return OK;
    try(tx_last_entry(t, &entry));
    *ret = t->seen.mark;
    return OK;
}

/* What a transaction that stands sees, of a database that tells its marks in words. */
static enum err look_inside(struct tx *t) {
    struct view found;
    if (t->failed != OK) return t->failed;
    t->failed = t->conn->driver->look(t->conn, t->arena, LOOK_INSIDE, &found);
    if (t->failed == OK) views_note(t->store->views, &found, 0, &t->seen);
    return t->failed;
}

static enum err read_head(struct tx *t) {
    struct head_now_row head;
    bool has = false;
    try(head_now(t, &head, &has));
    if (!has) return store_fail(t->arena, ERR_STORE, W_store_damaged, "journal_head");
    t->seen.entry = head.number;
    if (!t->write) t->seen.mark = (struct tx_mark){t->conn->number, t->conn->driver->version(t->conn)};
    return OK;
}

enum err tx_last_entry(struct tx *t, int64_t *ret_entry) {
    if (t->has_entry) {
        *ret_entry = tx_entry_number(t);
        return OK;
    }
    if (!t->knows_last) {
        try(!t->write && t->store->driver->look ? look_inside(t) : read_head(t));
        t->knows_last = !t->write;
    }
    *ret_entry = t->seen.entry;
    return OK;
}

bool tx_can_write(const struct tx *t) { return t->write; }

/* ---- opening */

static enum err meta(struct tx *t, const char *key, const char **ret) {
    struct meta_value_row row = {.value = ""};
    bool has = false;
    try(meta_value(t, key, &row, &has));
    *ret = row.value;
    return OK;
}

/* Whether there are our tables, or none at all. */
static enum err is_made(struct tx *t, bool *ret_is) {
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &t->conn->driver->count_tables, NULL, &r));
    try(rows_next(r, &has));
    int64_t tables = rows_int(r, 0), ours = rows_int(r, 1);
    rows_close(r);
    if (tables && !ours) return store_fail(t->arena, ERR_STORE, W_store_foreign, t->store->data);
    *ret_is = ours != 0;
    return OK;
}

static enum err make_in(struct tx *t) {
    bool is = false;
    try(is_made(t, &is));
    if (is) return OK; /* another program was quicker */
    const struct schema *schema = t->store->schema;
    const char *algorithm = t->store->options.hash ? t->store->options.hash : "sha256";
    if (!digester_new(t->arena, algorithm)) return store_fail(t->arena, ERR_INVALID, W_store_algorithm, algorithm);
    const char *const *sql = t->conn->driver->backend == BACKEND_SQLITE ? schema->sqlite : schema->postgres;
    for (; *sql; sql++) try(tx_script(t, *sql));
    int64_t added = 0;
    try(schema_note(t));
    try(meta_set(t, "algorithm", algorithm, &added));
    const unsigned char none[DIGEST_BYTES] = {0};
    return head_add(t, (struct blob){none, sizeof none}, algorithm, &added);
}

static enum err make(struct store *s, struct arena *a) {
    struct tx *t = NULL;
    try(store_write(s, a, &(struct entry_note){.kind = "make", .reason = ""}, &t));
    enum err e = make_in(t);
    if (e == OK) return tx_commit(t);
    tx_end(t);
    return e;
}

enum made { MADE_NOT, MADE_OLDER, MADE_FITTING };

static enum err refused_version(struct arena *a, enum word w, const char *theirs, const char *ours) {
    struct both said = SAY(a, w, both_text(theirs), both_text(ours));
    return arena_fail(a, ERR_VERSION, "%s / %s", said.in[ZH], said.in[EN]);
}

/* Whether the database has the program's schema; if not, whether it may be brought to it. Of two schemas of
 * one version it is judged by what is in them, in migrate.c. Its algorithm is known afterwards. */
static enum err check_in(struct tx *t, enum made *ret) {
    const char *version = NULL, *fingerprint = NULL, *algorithm = NULL;
    struct arena *a = t->arena;
    struct store *s = t->store;
    try(meta(t, "schema_version", &version));
    try(meta(t, "schema", &fingerprint));
    try(meta(t, "algorithm", &algorithm));
    if (!digester_new(a, algorithm)) return store_fail(a, ERR_STORE, W_store_algorithm, algorithm);
    snprintf(s->algorithm, sizeof s->algorithm, "%s", algorithm);
    int64_t n = 0, most = s->schema->version;
    bool known = text_int(version, 1, most, &n);
    *ret = known && n == most && text_eq(fingerprint, s->schema->fingerprint) ? MADE_FITTING : MADE_OLDER;
    if (known && (*ret == MADE_FITTING || !s->options.read_only)) return OK;
    return refused_version(a, known ? W_store_older : W_store_version, arena_printf(a, "%s (%.12s)", version, fingerprint),
                           arena_printf(a, "%d (%.12s)", s->schema->version, s->schema->fingerprint));
}

static enum err check(struct store *s, struct arena *a, enum made *ret) {
    struct tx *t = NULL;
    bool is = false;
    *ret = MADE_NOT;
    try(store_read(s, a, &t));
    enum err e = is_made(t, &is);
    if (e == OK && is) e = check_in(t, ret);
    tx_end(t);
    return e;
}

static enum err settle(struct store *s, struct arena *a) {
    struct conn *c = NULL;
    try(pool_take(s->pool, a, true, &c));
    enum err e = s->driver->settle(c, a);
    if (e == OK && s->driver->log) flush_follow(pool_flush(s->pool), s->driver->log(c));
    pool_give(s->pool, c);
    return e;
}

enum { MIGRATION_TRIES = 5 };

/* Several servers may start at once on one database: one migrates it, the others find it done. */
static enum err bring_up(struct store *s, struct arena *a) {
    enum err e = ERR_RETRY;
    const char *done = NULL;
    for (int i = 0; i < MIGRATION_TRIES && e == ERR_RETRY; i++) {
        arena_forgive(a);
        e = migrate(s, a, &done);
    }
    if (e == OK && done) s->migration = strdup(done);
    return e;
}

static enum err open_in(struct store *s, struct arena *a) {
    enum made made = MADE_NOT;
    try(check(s, a, &made));
    if (made == MADE_NOT) {
        if (!s->options.create) return store_fail(a, ERR_MISSING, W_store_missing, s->data);
        enum err e = make(s, a);
        const char *story = arena_failure(a);
        if (e != OK) arena_forgive(a); /* another program may have been quicker */
        try(check(s, a, &made));
        if (e != OK && made == MADE_NOT) return arena_fail(a, e, "%s", story);
    }
    if (made == MADE_OLDER) {
        try(bring_up(s, a));
        try(check(s, a, &made));
    }
    must(made == MADE_FITTING);
    return s->options.read_only ? OK : settle(s, a);
}

enum err store_open_schema(struct arena *a, const char *data, const struct store_options *options,
                           const struct schema *schema, struct store **ret) {
    if (options->hash && !digester_new(a, options->hash))
        return store_fail(a, ERR_INVALID, W_store_algorithm, options->hash);
    if (strlen(data) > DATA_NAME_MAX) return store_fail(a, ERR_STORE, W_store_unopened, "ENAMETOOLONG");
    struct store *s = store_new(data, options, schema);
    enum err e = open_in(s, a);
    if (e != OK) {
        store_close(s);
        return e;
    }
    *ret = s;
    return OK;
}
