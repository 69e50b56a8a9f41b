/* Opening, transactions side by side, and what happens when the world breaks. */
#include "ledger_fixture.h"
#include "pg.h"
#include "pg_proxy.h"
#include "store/journal.h"
#include "store/tx.h"
#include "store/verify.h"
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static const struct entry_note note = {.actor_id = 1, .kind = "test", .reason = ""};

static struct thing a_thing(const char *name) {
    return (struct thing){.name = name, .amount_fen = 1, .due_day = NO_DAY, .from_month = NO_MONTH};
}

static enum err put_one(struct store *s, struct arena *a, const char *name, int64_t *ret_entry) {
    struct tx *t = NULL;
    struct thing x = a_thing(name);
    try(store_write(s, a, &note, &t));
    enum err e = ledger_put(t, &thing_table, &x, 0);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == OK) *ret_entry = x.entry;
    return e;
}

static void assert_refused(struct arena *a, const char *data, const struct store_options *options,
                           const struct schema *schema, enum err expected, enum word said) {
    struct store *s = NULL;
    arena_reset(a);
    assert_int_equal(store_open_schema(a, data, options, schema, &s), expected);
    assert_null(s);
    const char *story = arena_failure(a);
    assert_non_null(story);
    char first[64]; /* up to the first argument, if it takes any */
    snprintf(first, sizeof first, "%.*s", (int)strcspn(word(ZH, said), "{"), word(ZH, said));
    if (!strstr(story, first)) print_error("%s\n", story);
    assert_non_null(strstr(story, first));
}

static void sqlite_run(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

TEST(a_wrong_file_is_said_in_words) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new(0);
    const struct store_options open = {0}, create = {.create = true};
    assert_refused(a, "/tmp/qipan-there-is-no-such.db", &open, fixture_schema(), ERR_MISSING, W_store_missing);
    assert_refused(a, "/tmp/no-such-folder/x.db", &create, fixture_schema(), ERR_STORE, W_store_unopened);
    assert_refused(a, "/tmp", &create, fixture_schema(), ERR_STORE, W_store_unopened);
    FILE *f = fopen(p.data, "wb");
    for (int i = 0; i < 4096; i++) fputc(i * 7 % 251, f);
    fclose(f);
    assert_refused(a, p.data, &create, fixture_schema(), ERR_STORE, W_store_not_a_database);
    char path[600];
    snprintf(path, sizeof path, "%s/other.db", p.folder);
    sqlite_run(path, "CREATE TABLE songs (title TEXT)");
    assert_refused(a, path, &create, fixture_schema(), ERR_STORE, W_store_foreign);
    assert_refused(a, path, &(struct store_options){.create = true, .hash = "md5"}, fixture_schema(), ERR_INVALID,
                   W_store_algorithm);
    arena_done(a);
    test_place_done(&p);
}

TEST(an_empty_file_is_no_database_yet) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    fclose(fopen(p.data, "wb"));
    assert_refused(a, p.data, &(struct store_options){0}, fixture_schema(), ERR_MISSING, W_store_missing);
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    store_close(s);
    arena_done(a);
    test_place_done(&p);
}

TEST_BOTH(a_newer_version_is_refused_by_name, fixture_schema()) {
    struct schema older = *fixture_schema();
    older.version = 0;
    assert_refused(a, p->data, &(struct store_options){0}, &older, ERR_VERSION, W_store_version);
    assert_non_null(strstr(arena_failure(a), "1 (f1f1f1f1f1f1)"));
    assert_non_null(strstr(arena_failure(a), "0 (f1f1f1f1f1f1)"));
}

TEST_BOTH(a_store_opened_for_reading_does_not_write, fixture_schema()) {
    int64_t entry = 0;
    assert_ok(a, put_one(s, a, "x", &entry));
    struct store *reader = NULL;
    struct tx *t = NULL;
    assert_ok(a, store_open_schema(a, p->data, &(struct store_options){.read_only = true}, fixture_schema(), &reader));
    assert_ok(a, store_read(reader, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 1);
    tx_end(t);
    assert_int_equal(store_write(reader, a, &note, &t), ERR_STORE);
    assert_non_null(strstr(arena_failure(a), word(ZH, W_store_read_only)));
    store_close(reader);
}

TEST_BOTH(a_read_transaction_cannot_write_whatever_it_is_told, fixture_schema()) {
    static const struct statement sly = {"sly", "DELETE FROM journal", "DELETE FROM journal", 0, 0};
    struct tx *t = NULL;
    assert_ok(a, store_read(s, a, &t));
    assert_false(tx_can_write(t));
    assert_int_equal(db_run(t, &sly, NULL, NULL), ERR_STORE);
    assert_non_null(strstr(arena_failure(a), word(EN, W_store_read_only)));
}

TEST_BOTH(a_reader_keeps_its_view_while_others_write, fixture_schema()) {
    struct tx *t = NULL, *later = NULL;
    int64_t entry = 0;
    assert_ok(a, put_one(s, a, "before", &entry));
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, put_one(s, a, "after", &entry));
    assert_int_equal(entry, 2);
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 1);
    assert_ok(a, store_read(s, a, &later));
    assert_ok(a, tx_last_entry(later, &entry));
    assert_int_equal(entry, 2);
}

/* Around the number of rows that PostgreSQL sends at once. */
TEST_BOTH(a_large_result_comes_whole, fixture_schema()) {
    const int sizes[] = {999, 1000, 1001, 2000};
    int made = 0;
    for (size_t i = 0; i < countof(sizes); i++) {
        struct tx *t = NULL;
        struct ledger_cursor *c = NULL;
        struct thing x;
        bool has = false;
        int count = 0;
        assert_ok(a, store_write(s, a, &note, &t));
        for (; made < sizes[i]; made++) {
            x = a_thing(arena_printf(a, "%d", made));
            assert_ok(a, ledger_put(t, &thing_table, &x, 0));
        }
        assert_ok(a, tx_commit(t));
        assert_ok(a, store_read(s, a, &t));
        assert_ok(a, ledger_known(t, &thing_table, INT64_MAX, &c));
        for (;; count++) {
            assert_ok(a, ledger_next(c, &x, &has));
            if (!has) break;
            assert_int_equal(x.id, count + 1);
        }
        assert_int_equal(count, sizes[i]);
        ledger_close(c);
        tx_end(t);
    }
}

/* Every table of every room, with the statements that walk it. */
TEST_BOTH(the_programs_own_tables_are_made_and_verified, schema_of_program()) {
    struct store *again = NULL;
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean && v.entries == 0);
    assert_ok(a, store_open(a, p->data, &(struct store_options){0}, &again));
    store_close(again);
}

/* ---- side by side */

enum { WRITERS = 4, EACH = 20 };
struct writer {
    struct store *store;
    int number, retries;
    enum err failed;
};

static void *write_many(void *context) {
    struct writer *w = context;
    struct arena *a = arena_new(0);
    for (int i = 0; i < EACH && w->failed == OK;) {
        int64_t entry = 0;
        char name[32];
        snprintf(name, sizeof name, "w%d-%d", w->number, i);
        enum err e = put_one(w->store, a, name, &entry);
        if (e == ERR_RETRY) w->retries++;
        else if (e == OK) i++;
        else {
            print_error("%s\n", arena_failure(a));
            w->failed = e;
        }
        arena_reset(a);
    }
    arena_done(a);
    return NULL;
}

TEST_BOTH(writers_side_by_side_each_get_their_own_entry, fixture_schema()) {
    struct writer writers[WRITERS];
    pthread_t threads[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){s, i, 0, OK};
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, &writers[i]), 0);
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(writers[i].failed, OK);
        if (p->backend == BACKEND_SQLITE) assert_int_equal(writers[i].retries, 0);
    }
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean);
    assert_int_equal(v.entries, WRITERS * EACH);
}

TEST_BOTH(more_readers_than_connections_are_told_to_wait, fixture_schema()) {
    struct tx *t = NULL;
    int count = 0;
    enum err e = OK;
    while (e == OK && count < 100) {
        e = store_read(s, a, &t);
        count += e == OK;
    }
    assert_int_equal(e, ERR_BUSY);
    assert_int_equal(count, 16);
    assert_non_null(strstr(arena_failure(a), word(ZH, W_store_crowded)));
    tx_end(t);
    assert_ok(a, store_read(s, a, &t));
}

TEST(a_file_locked_by_another_program_is_busy) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct tx *t = NULL;
    sqlite3 *other = NULL;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_int_equal(sqlite3_open(p.data, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(store_write(s, a, &note, &t), ERR_BUSY);
    assert_non_null(strstr(arena_failure(a), word(ZH, W_store_locked)));
    sqlite3_close(other);
    arena_reset(a);
    assert_ok(a, store_write(s, a, &note, &t));
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST(a_full_disk_is_said_and_loses_nothing) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct tx *t = NULL;
    int64_t entry = 0;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_ok(a, put_one(s, a, "kept", &entry));
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, tx_script(t, "PRAGMA max_page_count = 1")); /* as many as it has now */
    char *long_name = arena_alloc(a, 100001);
    memset(long_name, 'x', 100000);
    struct thing x = a_thing(long_name);
    assert_int_equal(ledger_put(t, &thing_table, &x, 0), ERR_STORE);
    assert_non_null(strstr(arena_failure(a), word(ZH, W_store_full)));
    assert_int_equal(tx_commit(t), ERR_STORE);
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean && v.entries == 1);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

/* Flips single bytes all over the file; what is opened then is refused, or verified and found, or whole. */
TEST(a_damaged_file_never_ends_the_process) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    int64_t entry = 0;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    for (int i = 0; i < 20; i++) assert_ok(a, put_one(s, a, arena_printf(a, "%d", i), &entry));
    store_close(s);
    struct stat st;
    assert_int_equal(stat(p.data, &st), 0);
    int found = 0;
    for (off_t at = 0; at < st.st_size; at += 97) {
        struct verify_result v = {0};
        FILE *f = fopen(p.data, "r+b");
        fseek(f, at, SEEK_SET);
        int byte = fgetc(f);
        fseek(f, at, SEEK_SET);
        fputc(byte ^ 0x11, f);
        fclose(f);
        arena_reset(a);
        s = NULL;
        if (store_open_schema(a, p.data, &(struct store_options){.read_only = true}, fixture_schema(), &s) != OK) found++;
        else if (verify(s, a, &v) != OK || !v.clean) found++;
        arena_reset(a);
        store_close(s);
        f = fopen(p.data, "r+b");
        fseek(f, at, SEEK_SET);
        fputc(byte, f);
        fclose(f);
    }
    assert_true(found > 10); /* most of a small file is free space */
    arena_done(a);
    test_place_done(&p);
}

/* ---- kill -9 */

static void write_until_killed(const char *data, int to) {
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    must(store_open_schema(a, data, &(struct store_options){.create = true}, fixture_schema(), &s) == OK);
    for (int i = 0;; i++) {
        struct tx *t = NULL;
        int64_t entry = 0;
        arena_reset(a);
        must(store_write(s, a, &note, &t) == OK);
        for (int k = 0; k < 5; k++) {
            struct thing x = a_thing(arena_printf(a, "%d-%d-%d", (int)getpid(), i, k));
            must(ledger_put(t, &thing_table, &x, 0) == OK);
            must(ledger_put(t, &thing_table, &x, 1) == OK);
        }
        must(tx_last_entry(t, &entry) == OK);
        must(tx_commit(t) == OK);
        must(write(to, &entry, sizeof entry) == sizeof entry);
    }
}

TEST(what_was_acknowledged_outlives_kill_9) {
    enum { ROUNDS = 12 };
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new(0);
    int64_t last_before = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(ends[0]);
            write_until_killed(p.data, ends[1]);
        }
        close(ends[1]);
        int64_t acknowledged = 0;
        /* Killed at some moment after its first entries. */
        assert_int_equal(read(ends[0], &acknowledged, sizeof acknowledged), sizeof acknowledged);
        nanosleep(&(struct timespec){0, 1000000 * (1 + (long)(round * 37 % 50))}, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        while (read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) continue;
        close(ends[0]);
        struct store *s = NULL;
        struct verify_result v;
        assert_ok(a, store_open_schema(a, p.data, &(struct store_options){0}, fixture_schema(), &s));
        assert_ok(a, verify(s, a, &v));
        assert_true(v.clean);
        assert_true(v.entries >= acknowledged && v.entries <= acknowledged + 1 && acknowledged > last_before);
        assert_int_equal(v.rows, 10 * v.entries);
        last_before = v.entries;
        arena_reset(a);
        store_close(s);
    }
    arena_done(a);
    test_place_done(&p);
}

/* ---- PostgreSQL alone */

static void end_connections(const char *name) {
    PGconn *c = PQconnectdb(getenv("QIPAN_PG"));
    const char *const values[] = {name};
    PGresult *r = PQexecParams(c, "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = $1",
                               1, NULL, values, NULL, NULL, 0);
    assert_int_equal(PQresultStatus(r), PGRES_TUPLES_OK);
    assert_true(PQntuples(r) > 0);
    PQclear(r);
    PQfinish(c);
}

TEST(a_lost_connection_is_made_anew) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct tx *t = NULL;
    int64_t entry = 0;
    char data[600], name[64];
    snprintf(name, sizeof name, "lost_%d", (int)getpid());
    snprintf(data, sizeof data, "%s&application_name=%s", p.data, name);
    assert_ok(a, store_open_schema(a, data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_ok(a, put_one(s, a, "x", &entry));
    end_connections(name); /* idle: nobody notices */
    assert_ok(a, put_one(s, a, "y", &entry));
    assert_int_equal(entry, 2);
    assert_ok(a, store_write(s, a, &note, &t));
    struct thing x = a_thing("z");
    end_connections(name); /* in the middle: told, and nothing is left of it */
    assert_int_equal(ledger_put(t, &thing_table, &x, 0), ERR_LOST);
    assert_non_null(strstr(arena_failure(a), word(ZH, W_store_lost)));
    assert_int_equal(tx_commit(t), ERR_LOST);
    arena_reset(a);
    assert_ok(a, put_one(s, a, "z", &entry));
    assert_int_equal(entry, 3);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

struct late_writer {
    pthread_t thread;
    struct store *store;
    enum err e;
    int64_t entry;
};

static enum err put_in_line(struct late_writer *w, struct arena *a) {
    const struct entry_note in_line = {.actor_id = 2, .kind = "test", .reason = "", .in_line = true};
    struct tx *t = NULL;
    struct thing x = a_thing("late");
    try(store_write(w->store, a, &in_line, &t));
    try(tx_last_entry(t, &w->entry)); /* its view begins when its turn has come */
    try(ledger_put(t, &thing_table, &x, 0));
    return tx_commit(t);
}

static void *write_late(void *handle) {
    struct late_writer *w = handle;
    struct arena *a = arena_new(0);
    w->e = put_in_line(w, a);
    arena_done(a);
    return NULL;
}

TEST(who_waits_in_line_does_not_collide) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct late_writer w = {0};
    struct tx *first = NULL;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &w.store));
    assert_ok(a, store_write(w.store, a, &note, &first));
    struct thing x = a_thing("x");
    assert_ok(a, ledger_put(first, &thing_table, &x, 0));
    assert_int_equal(pthread_create(&w.thread, NULL, write_late, &w), 0);
    nanosleep(&(struct timespec){.tv_nsec = 200 * 1000 * 1000}, NULL);
    assert_ok(a, tx_commit(first));
    pthread_join(w.thread, NULL);
    assert_int_equal(w.e, OK);
    assert_int_equal(w.entry, 1);
    arena_done(a);
    store_close(w.store);
    test_place_done(&p);
}

/* ---- a commit whose answer is lost */

static void commit_and_cut(enum pg_cut cut, enum err expected, int64_t entries) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct tx *t = NULL;
    struct pg_proxy proxy;
    struct verify_result v;
    char data[512];
    int64_t entry = 0;
    proxy_start(&proxy, p.data, data);
    assert_ok(a, store_open_schema(a, data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_ok(a, put_one(s, a, "x", &entry));
    struct thing y = a_thing("y");
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, ledger_put(t, &thing_table, &y, 0));
    proxy.cut = cut;
    assert_int_equal(tx_commit(t), expected);
    assert_int_equal(arena_failure(a) == NULL, expected == OK);
    arena_forgive(a);
    assert_ok(a, put_one(s, a, "z", &entry));
    assert_int_equal(entry, entries);
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean);
    arena_done(a);
    store_close(s);
    proxy_stop(&proxy);
    test_place_done(&p);
}

TEST(a_commit_that_came_through_is_known_though_its_answer_is_lost) { commit_and_cut(CUT_AFTER_COMMIT, OK, 3); }
TEST(a_commit_that_did_not_come_through_is_known_not_to) { commit_and_cut(CUT_BEFORE_COMMIT, ERR_LOST, 2); }

TEST(a_server_that_is_not_there_is_said_in_words) {
    struct arena *a = arena_new(0);
    assert_refused(a, "postgresql://qipan@127.0.0.1:1/none", &(struct store_options){0}, fixture_schema(), ERR_LOST,
                   W_store_unreachable);
    arena_done(a);
}

/* Two who read the same head: the second is told to run again, not to overwrite. */
TEST(a_collision_on_postgres_is_to_be_retried) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct tx *first = NULL, *second = NULL;
    int64_t entry = 0;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_ok(a, store_write(s, a, &note, &first));
    assert_ok(a, store_write(s, a, &note, &second));
    assert_ok(a, tx_last_entry(second, &entry)); /* its view begins here */
    struct thing x = a_thing("x"), y = a_thing("y");
    assert_ok(a, ledger_put(first, &thing_table, &x, 0));
    assert_ok(a, tx_commit(first));
    assert_int_equal(ledger_put(second, &thing_table, &y, 0), ERR_RETRY);
    assert_int_equal(tx_commit(second), ERR_RETRY);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST_MAIN(T(a_wrong_file_is_said_in_words), T(an_empty_file_is_no_database_yet),
          T_BOTH(a_newer_version_is_refused_by_name), T_BOTH(a_store_opened_for_reading_does_not_write),
          T_BOTH(a_read_transaction_cannot_write_whatever_it_is_told),
          T_BOTH(a_reader_keeps_its_view_while_others_write), T_BOTH(a_large_result_comes_whole),
          T_BOTH(the_programs_own_tables_are_made_and_verified),
          T_BOTH(writers_side_by_side_each_get_their_own_entry),
          T_BOTH(more_readers_than_connections_are_told_to_wait), T(a_file_locked_by_another_program_is_busy),
          T(a_full_disk_is_said_and_loses_nothing), T(a_damaged_file_never_ends_the_process),
          T(what_was_acknowledged_outlives_kill_9), T(a_lost_connection_is_made_anew), T(who_waits_in_line_does_not_collide),
          T(a_commit_that_came_through_is_known_though_its_answer_is_lost),
          T(a_commit_that_did_not_come_through_is_known_not_to),
          T(a_server_that_is_not_there_is_said_in_words), T(a_collision_on_postgres_is_to_be_retried))
