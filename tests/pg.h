/* pg -- a fresh database for each test, of either kind.
 *
 * SQLite: a file in a folder of its own under the system's temporary one. PostgreSQL:
 * a schema of its own at the address in QIPAN_PG (see script/pg); without it tests of
 * PostgreSQL are skipped, and counted so. */
#pragma once
#include "tap.h"
#include "base/arena.h"
#include "store/schema.h"
#include <libpq-fe.h>
#include <unistd.h>

struct test_place {
    enum backend backend;
    char data[512];   /* for store_open */
    char folder[64];  /* SQLite: removed at the end */
    char schema[64];  /* PostgreSQL: dropped at the end */
};

static inline void test_pg_run(const char *format, const char *name) {
    PGconn *c = PQconnectdb(getenv("QIPAN_PG"));
    if (PQstatus(c) != CONNECTION_OK) print_error("%s", PQerrorMessage(c));
    assert_int_equal(PQstatus(c), CONNECTION_OK);
    char sql[256];
    int n = snprintf(sql, sizeof sql, "SET client_min_messages = error; %s \"%s\" %s", format, name,
                     format[0] == 'D' ? "CASCADE" : "");
    assert_true(n > 0 && (size_t)n < sizeof sql);
    PGresult *r = PQexec(c, sql);
    if (PQresultStatus(r) != PGRES_COMMAND_OK) print_error("%s", PQerrorMessage(c));
    assert_int_equal(PQresultStatus(r), PGRES_COMMAND_OK);
    PQclear(r);
    PQfinish(c);
}

/* An empty place. Skips the test if it is PostgreSQL and there is none. */
static inline struct test_place test_place_new(enum backend backend) {
    static int count;
    struct test_place p = {.backend = backend};
    if (backend == BACKEND_SQLITE) {
        snprintf(p.folder, sizeof p.folder, "/tmp/qipan-test-XX" "XX" "XX");
        assert_non_null(mkdtemp(p.folder));
        snprintf(p.data, sizeof p.data, "%s/data.db", p.folder);
        return p;
    }
    const char *address = getenv("QIPAN_PG");
    if (!address || !*address) skip();
    snprintf(p.schema, sizeof p.schema, "t_%d_%d", (int)getpid(), ++count);
    test_pg_run("CREATE SCHEMA", p.schema);
    snprintf(p.data, sizeof p.data, "%s%soptions=-csearch_path%%3D%s", address, strchr(address, '?') ? "&" : "?",
             p.schema);
    return p;
}

static inline void test_place_done(struct test_place *p) {
    if (p->backend == BACKEND_POSTGRES) {
        test_pg_run("DROP SCHEMA", p->schema);
        return;
    }
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
    assert_int_equal(system(command), 0);
}

/* A test's body, run on a fresh store of either kind; `a` is an arena of its own. */
typedef void test_body(struct arena *a, struct store *s, struct test_place *p);

static inline void test_store_on(enum backend backend, const struct schema *schema, test_body *body) {
    struct test_place p = test_place_new(backend);
    struct arena *a = arena_new((size_t)256 << 20);
    struct store *s = NULL;
    enum err e = store_open_schema(a, p.data, &(struct store_options){.create = true}, schema, &s);
    if (e != OK) print_error("%s\n", arena_failure(a));
    assert_int_equal(e, OK);
    body(a, s, &p);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

/* TEST_BOTH(sentence, schema) { … a, s, p … } makes two tests; list them with T_BOTH(sentence). */
#define TEST_BOTH(name, schema)                                                                              \
    static void name##_body(struct arena *a, struct store *s, struct test_place *p);                         \
    TEST(name##_on_sqlite) { test_store_on(BACKEND_SQLITE, (schema), name##_body); }                         \
    TEST(name##_on_postgres) { test_store_on(BACKEND_POSTGRES, (schema), name##_body); }                     \
    static void name##_body(__attribute__((unused)) struct arena *a, __attribute__((unused)) struct store *s, \
                            __attribute__((unused)) struct test_place *p)
#define T_BOTH(name) T(name##_on_sqlite), T(name##_on_postgres)

/* OK, or the test fails with the story. */
#define assert_ok(a, call)                                                                                   \
    do {                                                                                                     \
        enum err ok_e_ = (call);                                                                             \
        if (ok_e_ != OK)                                                                                     \
            print_error("%s: %s\n", err_row(ok_e_)->name, arena_failure(a) ? arena_failure(a) : "(refused)"); \
        assert_int_equal(ok_e_, OK);                                                                         \
    } while (0)
