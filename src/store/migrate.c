#include "store/migrate.h"
#include "store_queries.h"
#include <string.h>

/* What the old and the new form of a table each say of a column. */
struct shape {
    const char *name, *type;
    bool needed;   /* a row must state it */
    bool numbered; /* the database gives the next number itself */
    bool filled;   /* it has a DEFAULT */
};
struct shapes {
    struct shape *at;
    size_t count;
};

struct moving {
    struct tx *t;
    struct arena *a;
    const char *const *ddl; /* the program's schema in the database's dialect */
    struct out *story;      /* what was added */
    const char *done;       /* the whole of it, for the journal */
};

enum { STORY_BYTES_MAX = 16 * 1024 };

/* Twins have what their tables have: they are not told of. */
static void added(struct moving *m, const char *table, const char *what) {
    if (!text_ends(table, "_h")) out_printf(m->story, " +%s", what);
}

static enum err refused(struct arena *a, enum err e, struct both said) {
    return arena_fail(a, e, "%s / %s", said.in[ZH], said.in[EN]);
}

/* ---- the statements of one table */

static bool makes_table(const char *sql) { return strncmp(sql, "CREATE TABLE ", 13) == 0; }

/* The table that a CREATE TABLE or a CREATE INDEX is about. */
static struct span table_of(const char *sql) {
    const char *on = makes_table(sql) ? sql + 13 : strstr(sql, " ON ");
    must(on != NULL);
    if (!makes_table(sql)) on += 4;
    return (struct span){on, strcspn(on, " (")};
}

static bool same(struct span left, struct span right) {
    return left.len == right.len && memcmp(left.at, right.at, left.len) == 0;
}

static const char *const *ddl_of(const struct tx *t) {
    const struct schema *s = t->store->schema;
    return t->conn->driver->backend == BACKEND_SQLITE ? s->sqlite : s->postgres;
}

/* 16 hex digits that change with any statement about the table: FNV-1a, which guards nothing. */
static const char *print_of(struct arena *a, const char *const *ddl, struct span table) {
    uint64_t print = UINT64_C(14695981039346656037);
    for (; *ddl; ddl++)
        for (const char *p = same(table_of(*ddl), table) ? *ddl : ""; *p; p++)
            print = (print ^ (unsigned char)*p) * UINT64_C(1099511628211);
    return arena_printf(a, "%016llx", (unsigned long long)print);
}

static const char *print_key(struct arena *a, struct span table) {
    return arena_printf(a, "table %.*s", (int)table.len, table.at);
}

enum err schema_note(struct tx *t) {
    const struct schema *s = t->store->schema;
    const char *const *ddl = ddl_of(t);
    int64_t changed = 0;
    try(meta_set(t, "schema_version", arena_printf(t->arena, "%d", s->version), &changed));
    try(meta_set(t, "schema", s->fingerprint, &changed));
    for (const char *const *sql = ddl; *sql; sql++) {
        if (!makes_table(*sql)) continue;
        struct span table = table_of(*sql);
        try(meta_set(t, print_key(t->arena, table), print_of(t->arena, ddl, table), &changed));
    }
    return OK;
}

/* Of the ledger, or a twin: its rows are in hashes. */
static bool in_chain(const struct schema *s, struct span table) {
    for (int i = 0; i < s->table_count; i++) {
        size_t len = strlen(s->tables[i]->name);
        if (table.len < len || memcmp(table.at, s->tables[i]->name, len) != 0) continue;
        if (table.len == len || same((struct span){table.at + len, table.len - len}, span_of("_h"))) return true;
    }
    return false;
}

/* ---- one table */

static enum err shapes_of(struct moving *m, const char *table, struct shapes *ret) {
    enum { COLUMNS_MAX = PARAMS_MAX };
    struct rows *r = NULL;
    bool has = false;
    struct shapes list = {arena_array(m->a, struct shape, COLUMNS_MAX), 0};
    const struct value name = {VALUE_TEXT, 0, table, strlen(table)};
    try(db_rows(m->t, &m->t->conn->driver->columns, &name, &r));
    for (;;) {
        try(rows_next(r, &has));
        if (!has) break;
        must(list.count < COLUMNS_MAX);
        list.at[list.count++] = (struct shape){rows_text_copy(r, 0, m->a), rows_text_copy(r, 1, m->a), rows_int(r, 2),
                                               rows_int(r, 3), rows_int(r, 4)};
    }
    rows_close(r);
    *ret = list;
    return OK;
}

static const struct shape *shape_find(const struct shapes *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (text_eq(list->at[i].name, name)) return &list->at[i];
    return NULL;
}

/* Every old column has its place, and no new one asks of old rows what they do not have. */
static enum err shapes_fit(struct moving *m, const char *table, bool chained, const struct shapes *old,
                           const struct shapes *new) {
    for (size_t i = 0; i < old->count; i++) {
        const struct shape *was = &old->at[i], *is = shape_find(new, was->name);
        const char *both = arena_printf(m->a, "%s.%s", table, was->name);
        if (!is) return refused(m->a, ERR_VERSION, SAY(m->a, W_store_unknown, both_text(both)));
        if (!text_eq(was->type, is->type))
            return refused(m->a, ERR_VERSION,
                           SAY(m->a, W_store_retyped, both_text(both), both_text(was->type), both_text(is->type)));
    }
    for (size_t i = 0; i < new->count; i++) {
        const struct shape *is = &new->at[i];
        if (shape_find(old, is->name)) continue;
        const char *both = arena_printf(m->a, "%s.%s", table, is->name);
        if (is->needed && (chained || !is->filled))
            return refused(m->a, ERR_VERSION, SAY(m->a, W_store_needed, both_text(both)));
        added(m, table, both);
    }
    return OK;
}

/* Columns that both have are copied; a new one of the ledger is NULL, another gets its DEFAULT. */
static const char *copy_sql(struct moving *m, const char *table, bool chained, const struct shapes *old,
                            const struct shapes *new) {
    struct out *into = out_in(m->a, 0), *from = out_in(m->a, 0);
    const char *comma = "";
    for (size_t i = 0; i < new->count; i++) {
        const char *name = new->at[i].name;
        bool has = shape_find(old, name) != NULL;
        if (!has && !chained) continue;
        out_printf(into, "%s%s", comma, name);
        out_printf(from, "%s%s", comma, has ? name : "NULL");
        comma = ", ";
    }
    return arena_printf(m->a, "INSERT INTO %s (%s) SELECT %s FROM old_%s", table, out_text_of(into), out_text_of(from),
                        table);
}

/* PostgreSQL numbers the rows of a new table from 1, but these rows have numbers already. */
static enum err numbers_go_on(struct moving *m, const char *table, const struct shapes *new) {
    for (size_t i = 0; i < new->count; i++)
        if (new->at[i].numbered)
            try(tx_script(m->t, arena_printf(m->a, "SELECT setval(pg_get_serial_sequence('%s', '%s'), "
                                                   "(SELECT COALESCE(MAX(%s), 0) + 1 FROM %s), false)",
                                             table, new->at[i].name, new->at[i].name, table)));
    return OK;
}

/* A row that does not fit is told with the table's name; that others are at work stays what it is. */
static enum err told(struct moving *m, const char *table, enum err e) {
    if (e != ERR_STORE && e != ERR_CONFLICT) return e;
    const char *story = arena_copy(m->a, arena_failure(m->a));
    arena_forgive(m->a);
    struct both said = SAY(m->a, W_store_unfit, both_text(table));
    return arena_fail(m->a, ERR_VERSION, "%s / %s (%s)", said.in[ZH], said.in[EN], story);
}

static enum err table_fill(struct moving *m, const char *table) {
    bool chained = in_chain(m->t->store->schema, span_of(table));
    struct shapes old, new;
    try(shapes_of(m, arena_printf(m->a, "old_%s", table), &old));
    try(shapes_of(m, table, &new));
    try(shapes_fit(m, table, chained, &old, &new));
    try(told(m, table, tx_script(m->t, copy_sql(m, table, chained, &old, &new))));
    try(numbers_go_on(m, table, &new));
    return tx_script(m->t, arena_printf(m->a, "DROP TABLE old_%s", table));
}

/* The table's first statement makes it, those behind it its indexes, whose names are free only when the old
 * table is gone. */
static enum err table_make(struct moving *m, const char *const *sql, bool was_there) {
    struct span table = table_of(*sql);
    const char *name = arena_copy_n(m->a, table.at, table.len);
    if (was_there) try(tx_script(m->t, arena_printf(m->a, "ALTER TABLE %s RENAME TO old_%s", name, name)));
    else added(m, name, name);
    try(tx_script(m->t, *sql));
    if (was_there) try(table_fill(m, name));
    for (const char *const *index = m->ddl; *index; index++)
        if (!makes_table(*index) && same(table_of(*index), table)) try(told(m, name, tx_script(m->t, *index)));
    return OK;
}

static enum err table_move(struct moving *m, const char *const *sql) {
    struct span table = table_of(*sql);
    struct meta_value_row noted = {.value = ""};
    struct shapes old;
    bool has = false;
    try(meta_value(m->t, print_key(m->a, table), &noted, &has));
    try(shapes_of(m, arena_copy_n(m->a, table.at, table.len), &old));
    if (old.count && text_eq(noted.value, print_of(m->a, m->ddl, table))) return OK;
    return table_make(m, sql, old.count != 0);
}

/* ---- the whole */

static enum err steps_run(struct moving *m, int version) {
    const struct schema *s = m->t->store->schema;
    for (int i = version; i < s->version; i++) {
        const struct schema_step *step = &s->steps[i - 1];
        try(told(m, step->name, tx_script(m->t, step->sql)));
        out_printf(m->story, " %s", step->name);
    }
    return OK;
}

/* A table that the program does not have was made by one that knows more. */
static enum err all_known(struct moving *m) {
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(m->t, &m->t->conn->driver->tables, NULL, &r));
    for (;;) {
        try(rows_next(r, &has));
        if (!has) break;
        const char *name = rows_text_copy(r, 0, m->a);
        const char *const *sql = m->ddl;
        while (*sql && !(makes_table(*sql) && same(table_of(*sql), span_of(name)))) sql++;
        if (!*sql) return refused(m->a, ERR_VERSION, SAY(m->a, W_store_unknown, both_text(name)));
    }
    rows_close(r);
    return OK;
}

/* False if the database is of the program's schema already: another program was quicker. */
static enum err is_older(struct moving *m, int64_t *ret_version, const char **ret_fingerprint, bool *ret_is) {
    const struct schema *s = m->t->store->schema;
    struct meta_value_row version = {.value = ""}, fingerprint = {.value = ""};
    bool has = false;
    try(meta_value(m->t, "schema_version", &version, &has));
    try(meta_value(m->t, "schema", &fingerprint, &has));
    if (!text_int(version.value, 1, s->version, ret_version))
        return store_fail(m->a, ERR_VERSION, W_store_moved_on, version.value);
    *ret_fingerprint = fingerprint.value;
    *ret_is = *ret_version < s->version || !text_eq(fingerprint.value, s->fingerprint);
    return OK;
}

static enum err migrate_in(struct moving *m) {
    const struct schema *s = m->t->store->schema;
    const char *fingerprint = NULL;
    int64_t version = 0;
    bool older = false;
    try(is_older(m, &version, &fingerprint, &older));
    if (!older) return OK;
    try(tx_entry_begin(m->t));
    try(steps_run(m, (int)version));
    try(all_known(m));
    for (const char *const *sql = m->ddl; *sql; sql++)
        if (makes_table(*sql)) try(table_move(m, sql));
    try(schema_note(m->t));
    m->done = arena_printf(m->a, "%.12s → %.12s:%s", fingerprint, s->fingerprint, out_text_of(m->story));
    m->t->note.reason = m->done;
    m->t->has_entry = true;
    return OK;
}

enum err migrate(struct store *s, struct arena *a, const char **ret_done) {
    struct moving m = {.a = a, .story = out_in(a, STORY_BYTES_MAX)};
    try(store_write(s, a, &(struct entry_note){.kind = "migrate", .reason = ""}, &m.t));
    m.t->migrates = true;
    m.ddl = ddl_of(m.t);
    enum err e = migrate_in(&m);
    if (e == OK) e = tx_commit(m.t);
    tx_end(m.t);
    *ret_done = m.done;
    return e;
}
