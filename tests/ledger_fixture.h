/* ledger_fixture -- two ledger tables, for the tests of the store alone.
 *
 * Made here in the shape that tools/sqlgen gives to a room's tables, so that the
 * store is tested without any room. `thing` has every kind of column, NULL and not. */
#pragma once
#include "base/day.h"
#include "store/schema.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct thing {
    int64_t id, version, entry, gone;
    const char *name;
    int64_t amount_fen;
    int32_t due_day, from_month;
    const char *remark;
    struct blob sealed;
};
struct mark {
    int64_t id, version, entry, gone;
    int64_t thing_id;
    const char *colour;
};

#define FIXTURE_HEAD(T)                                                                                      \
    {"id", COLUMN_INT, false, offsetof(struct T, id)}, {"version", COLUMN_INT, false, offsetof(struct T, version)}, \
        {"entry", COLUMN_INT, false, offsetof(struct T, entry)}, {"gone", COLUMN_INT, false, offsetof(struct T, gone)}
static const struct ledger_column thing_columns[] = {
    FIXTURE_HEAD(thing),
    {"name", COLUMN_TEXT, false, offsetof(struct thing, name)},
    {"amount_fen", COLUMN_INT, true, offsetof(struct thing, amount_fen)},
    {"due_day", COLUMN_DAY, true, offsetof(struct thing, due_day)},
    {"from_month", COLUMN_MONTH, true, offsetof(struct thing, from_month)},
    {"remark", COLUMN_TEXT, true, offsetof(struct thing, remark)},
    {"sealed", COLUMN_BLOB, true, offsetof(struct thing, sealed)},
};
static const struct ledger_column mark_columns[] = {
    FIXTURE_HEAD(mark),
    {"thing_id", COLUMN_INT, false, offsetof(struct mark, thing_id)},
    {"colour", COLUMN_TEXT, false, offsetof(struct mark, colour)},
};

/* Text of both dialects: ~ stands for the sign before a parameter's number. */
static inline struct statement fixture_statement(const char *name, int params, int columns, const char *text) {
    struct statement s = {.name = name, .params = params, .columns = columns};
    char *lite = strdup(text), *pg = strdup(text);
    for (size_t i = 0; text[i]; i++)
        if (text[i] == '~') {
            lite[i] = '?';
            pg[i] = '$';
        }
    s.sqlite = lite;
    s.postgres = pg;
    return s;
}

static inline struct ledger_table fixture_table(const char *T, const struct ledger_column *columns, int n, size_t bytes) {
    char all[512] = "", holes[256] = "", sets[512] = "", sql[2048];
    for (int i = 0; i < n; i++) {
        size_t at = strlen(all), h = strlen(holes), u = strlen(sets);
        snprintf(all + at, sizeof all - at, "%s%s", i ? ", " : "", columns[i].name);
        snprintf(holes + h, sizeof holes - h, "%s~%d", i ? ", " : "", i + 1);
        if (i) snprintf(sets + u, sizeof sets - u, "%s%s = ~%d", i > 1 ? ", " : "", columns[i].name, i);
    }
    struct ledger_table t = {.name = T, .room = "fixture", .columns = columns, .column_count = n, .row_bytes = bytes};
#define MADE(params, results, ...) (snprintf(sql, sizeof sql, __VA_ARGS__), fixture_statement(T, params, results, sql))
    t.insert = MADE(n, 0, "INSERT INTO %s (%s) VALUES (%s)", T, all, holes);
    t.update = MADE(n + 1, 0, "UPDATE %s SET %s WHERE id = ~%d AND version = ~%d", T, sets, n, n + 1);
    t.keep = MADE(3, 0, "INSERT INTO %s_h (%s, until_entry) SELECT %s, CAST(~1 AS BIGINT) FROM %s WHERE id = ~2 AND version = ~3",
                  T, all, all, T);
    t.get = MADE(1, n, "SELECT %s FROM %s WHERE id = ~1", all, T);
    t.known = MADE(1, n, "SELECT %s FROM %s WHERE entry <= ~1 AND gone = 0 UNION ALL SELECT %s FROM %s_h "
                         "WHERE entry <= ~1 AND until_entry > ~1 AND gone = 0 ORDER BY id", all, T, all, T);
    t.since = MADE(2, n, "SELECT %s FROM %s WHERE entry > ~1 AND entry <= ~2 ORDER BY id", all, T);
    t.versions = MADE(1, n, "SELECT %s FROM %s_h WHERE id = ~1 UNION ALL SELECT %s FROM %s WHERE id = ~1 ORDER BY version",
                      all, T, all, T);
    t.by_entry = MADE(0, n, "SELECT %s FROM %s_h UNION ALL SELECT %s FROM %s ORDER BY entry, id, version", all, T, all, T);
    t.by_id = MADE(0, 4, "SELECT id, version, entry, CAST(NULL AS BIGINT) AS until_entry FROM %s UNION ALL "
                         "SELECT id, version, entry, until_entry FROM %s_h ORDER BY id, version", T, T);
#undef MADE
    return t;
}

#define FIXTURE_TABLES(INT, BLOB, STRICT)                                                                    \
    FIXTURE_TABLE("thing", FIXTURE_THING(INT, BLOB), INT, STRICT),                                           \
    FIXTURE_TWIN("thing", FIXTURE_THING(INT, BLOB), INT, STRICT),                                            \
    "CREATE UNIQUE INDEX thing_by_name ON thing (name) WHERE gone = 0",                                      \
    FIXTURE_TABLE("mark", FIXTURE_MARK(INT), INT, STRICT), FIXTURE_TWIN("mark", FIXTURE_MARK(INT), INT, STRICT)
#define FIXTURE_MARK(INT) "thing_id " INT " NOT NULL, colour TEXT NOT NULL"
#define FIXTURE_THING(INT, BLOB)                                                                             \
    "name TEXT NOT NULL, amount_fen " INT ", due_day " INT ", from_month " INT ", remark TEXT, sealed " BLOB
#define FIXTURE_HEAD_SQL(INT) "version " INT " NOT NULL, entry " INT " NOT NULL, gone " INT " NOT NULL, "
#define FIXTURE_TABLE(T, OWN, INT, STRICT)                                                                   \
    "CREATE TABLE " T " (id " INT " PRIMARY KEY, " FIXTURE_HEAD_SQL(INT) OWN ")" STRICT
#define FIXTURE_TWIN(T, OWN, INT, STRICT)                                                                    \
    "CREATE TABLE " T "_h (id " INT " NOT NULL, " FIXTURE_HEAD_SQL(INT) OWN ", until_entry " INT             \
    " NOT NULL, PRIMARY KEY (id, version))" STRICT

static const char *const fixture_sqlite[] = {FIXTURE_TABLES("INTEGER", "BLOB", " STRICT")};
static const char *const fixture_postgres[] = {FIXTURE_TABLES("BIGINT", "BYTEA", "")};

static struct ledger_table thing_table, mark_table;

/* The store's own tables out of the program's, then ours. */
static inline void fixture_script(const char *const *program, const char *const *ours, size_t n, const char **ret) {
    static const char *const own[] = {"meta (", "journal (", "journal_head (", "blob_file (", "blob_part (", "seal_key ("};
    for (; *program; program++)
        for (size_t i = 0; i < countof(own); i++) {
            const char *on = strncmp(*program, "CREATE TABLE ", 13) == 0 ? *program + 13 : strstr(*program, " ON ") + 4;
            if (strncmp(on, own[i], strlen(own[i])) == 0) *ret++ = *program;
        }
    for (size_t i = 0; i < n; i++) *ret++ = ours[i];
    *ret = NULL;
}

static inline const struct schema *fixture_schema(void) {
    static const struct ledger_table *tables[] = {&thing_table, &mark_table};
    static const char *sqlite[32], *postgres[32];
    static struct schema schema = {1, "f1f1f1f1f1f1", sqlite, postgres, tables, countof(tables)};
    if (!thing_table.name) {
        fixture_script(schema_of_program()->sqlite, fixture_sqlite, countof(fixture_sqlite), sqlite);
        fixture_script(schema_of_program()->postgres, fixture_postgres, countof(fixture_postgres), postgres);
        thing_table = fixture_table("thing", thing_columns, countof(thing_columns), sizeof(struct thing));
        mark_table = fixture_table("mark", mark_columns, countof(mark_columns), sizeof(struct mark));
    }
    return &schema;
}
