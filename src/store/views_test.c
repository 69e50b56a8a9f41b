/* Where a transaction that only reads stands: what is kept by its mark is never newer or older than what is read. */
#include "base/day.h"
#include "ledger_fixture.h"
#include "pg.h"
#include "store/tx.h"
#include "store/views.h"
#include "store_queries.h"
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

static const struct entry_note note = {.actor_id = 1, .kind = "test", .reason = ""};

static enum err put_one(struct store *s, struct arena *a) {
    static atomic_int count; /* no two have one name */
    struct tx *t = NULL;
    const char *name = arena_printf(a, "thing %d", atomic_fetch_add(&count, 1));
    struct thing x = {.name = name, .amount_fen = 1, .due_day = NO_DAY, .from_month = NO_MONTH};
    try(store_write(s, a, &note, &t));
    enum err e = ledger_put(t, &thing_table, &x, 0);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

/* Without an entry, as sessions and notices are written. */
static enum err write_beside(struct store *s, struct arena *a, const char *value, bool commits) {
    struct tx *t = NULL;
    int64_t changed;
    try(store_write(s, a, &note, &t));
    enum err e = meta_set(t, "beside", value, &changed);
    if (e == OK && commits) e = tx_commit(t);
    tx_end(t);
    return e;
}

static enum err things(struct tx *t, int64_t *ret) {
    static const struct statement count = {"count", "SELECT COUNT(*) FROM thing", "SELECT COUNT(*) FROM thing", 0, 1};
    struct rows *r = NULL;
    bool has = false;
    try(db_rows(t, &count, NULL, &r));
    try(rows_next(r, &has));
    *ret = rows_int(r, 0);
    rows_close(r);
    return OK;
}

/* As a request begins that is heard now. */
static struct tx *reads(struct store *s, struct arena *a) {
    struct tx *t = NULL;
    assert_ok(a, store_read_since(s, a, monotonic_us(), &t));
    return t;
}

static struct tx_mark mark_of(struct tx *t, struct arena *a) {
    struct tx_mark mark;
    assert_ok(a, tx_mark(t, &mark));
    tx_end(t);
    assert_true(mark.connection != 0);
    return mark;
}

static bool same(struct tx_mark x, struct tx_mark y) { return x.connection == y.connection && x.version == y.version; }

static struct store *another(struct arena *a, const struct test_place *p) {
    struct store *s = NULL;
    assert_ok(a, store_open_schema(a, p->data, &(struct store_options){0}, fixture_schema(), &s));
    return s;
}

TEST_BOTH(the_mark_is_another_one_after_whatever_was_written_by_whatever_program, fixture_schema()) {
    struct store *other = another(a, p);
    struct tx_mark before = mark_of(reads(s, a), a);
    assert_true(same(before, mark_of(reads(s, a), a)));
    struct store *const by[] = {s, other};
    for (size_t i = 0; i < countof(by); i++) {
        assert_ok(a, write_beside(by[i], a, i ? "two" : "one", true));
        struct tx_mark beside = mark_of(reads(s, a), a);
        assert_false(same(before, beside));
        assert_true(same(beside, mark_of(reads(s, a), a)));
        assert_ok(a, put_one(by[i], a));
        before = mark_of(reads(s, a), a);
        assert_false(same(before, beside));
    }
    struct tx *t = NULL;
    assert_ok(a, store_read(s, a, &t)); /* from the beginning in a transaction: the same mark */
    assert_true(same(before, mark_of(t, a)));
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, tx_mark(t, &before));
    assert_int_equal(before.connection, 0);
    tx_end(t);
    store_close(other);
}

/* Whoever finds something kept by the mark, and then reads, would have two moments in one answer. */
TEST_BOTH(what_is_read_is_of_the_view_that_was_known_or_is_not_read, fixture_schema()) {
    struct store *other = another(a, p);
    int64_t n, entry;
    tx_end(reads(s, a));
    struct tx *t = reads(s, a), *late = reads(s, a);
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, tx_last_entry(late, &entry));
    assert_int_equal(entry, 0);
    assert_ok(a, things(t, &n));
    assert_ok(a, put_one(other, a));
    assert_ok(a, things(t, &n)); /* it stood before */
    assert_int_equal(n, 0);
    if (p->backend == BACKEND_POSTGRES) {
        assert_int_equal(things(late, &n), ERR_RETRY);
        assert_int_equal(things(late, &n), ERR_RETRY);
        arena_forgive(a);
    } else {
        assert_ok(a, things(late, &n));
        assert_int_equal(n, 0);
    }
    tx_end(late);
    tx_end(t);
    assert_ok(a, put_one(other, a));
    t = reads(s, a); /* the first to find it */
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, put_one(other, a));
    assert_ok(a, things(t, &n));
    assert_true(n == 2 && entry == 2);
    tx_end(t);
    store_close(other);
}

TEST_BOTH(who_stands_may_let_others_write_before_he_reads, fixture_schema()) {
    int64_t n;
    tx_end(reads(s, a));
    struct tx *t = reads(s, a);
    assert_ok(a, tx_stand(t));
    assert_ok(a, put_one(s, a));
    assert_ok(a, things(t, &n));
    assert_int_equal(n, p->backend == BACKEND_POSTGRES ? 0 : 1); /* SQLite's view begins with what is read first */
    tx_end(t);
}

TEST(one_look_serves_all_who_had_asked_before_it_and_nobody_after) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct tx *t = NULL;
    int64_t entry, asked_us = monotonic_us();
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    struct tx_mark mark = mark_of(reads(s, a), a);
    assert_ok(a, put_one(s, a));
    assert_ok(a, store_read_since(s, a, asked_us, &t)); /* that look was begun after this had been asked */
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 0);
    assert_true(same(mark, mark_of(t, a)));
    t = reads(s, a);
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 1);
    assert_false(same(mark, mark_of(t, a)));
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST(a_look_that_ends_late_does_not_take_the_place_of_a_later_one) {
    struct views *v = views_new();
    struct seen early, late, found;
    assert_false(views_since(v, 0, &found));
    assert_true(views_note(v, &(struct view){2, 1, "12:12:"}, 20, &late));
    assert_true(views_note(v, &(struct view){1, 1, "11:11:"}, 10, &early));
    assert_false(same(early.mark, late.mark));
    assert_true(views_since(v, 19, &found) && found.entry == 2 && same(found.mark, late.mark));
    assert_false(views_since(v, 20, &found)); /* within one microsecond nobody knows */
    assert_false(views_note(v, &(struct view){2, 1, "12:12:"}, 30, &found));
    assert_true(same(found.mark, late.mark) && views_since(v, 29, &found));
    assert_true(views_note(v, &(struct view){2, 2, "12:12:"}, 40, &found)); /* of a server that was started anew */
    assert_false(same(found.mark, late.mark));
    assert_true(views_note(v, &(struct view){2, 2, ""}, 50, &found)); /* nobody can tell */
    assert_true(found.mark.connection == 0 && found.entry == 2);
    assert_false(views_since(v, 40, &found));
    views_done(v);
}

/* ---- many at once */

enum { WRITERS = 2, READERS = 3, PUTS = 40, MARKS = 1 << 14 };
struct crowd {
    struct store *of_writers, *of_readers;
    _Atomic int64_t by_mark[MARKS]; /* things seen under a version, + 1 */
    atomic_int writing, put, wrong, compared;
};

static void *crowd_writes(void *at) {
    struct crowd *c = at;
    struct arena *a = arena_new(0);
    enum err e = OK;
    for (int done = 0; done < PUTS && (e == OK || e == ERR_RETRY); arena_reset(a)) {
        e = put_one(c->of_writers, a);
        if (e == OK) done += 1, atomic_fetch_add(&c->put, 1);
    }
    arena_done(a);
    atomic_fetch_sub(&c->writing, 1);
    return NULL;
}

/* There is one thing more with every entry, so each look can be held against what is read. */
static enum err look_and_read(struct crowd *c, struct arena *a, int64_t asked_us) {
    struct tx *t = NULL;
    struct tx_mark mark;
    int64_t entry, n;
    try(store_read_since(c->of_readers, a, asked_us, &t));
    try(tx_mark(t, &mark));
    try(tx_last_entry(t, &entry));
    int64_t kept = atomic_load(&c->by_mark[mark.version % MARKS]);
    if (kept && kept != entry + 1) atomic_fetch_add(&c->wrong, 1);
    try(things(t, &n));
    atomic_fetch_add(n == entry ? &c->compared : &c->wrong, 1);
    atomic_store(&c->by_mark[mark.version % MARKS], n + 1);
    tx_end(t);
    return OK;
}

static void *crowd_reads(void *at) {
    struct crowd *c = at;
    struct arena *a = arena_new(0);
    int64_t asked_us = monotonic_us();
    while (atomic_load(&c->writing)) {
        enum err e = look_and_read(c, a, asked_us);
        if (e != OK && e != ERR_RETRY) atomic_fetch_add(&c->wrong, 1);
        asked_us = monotonic_us();
        arena_reset(a);
    }
    arena_done(a);
    return NULL;
}

TEST(under_a_mark_all_readers_find_the_same_while_others_write) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct crowd *c = calloc(1, sizeof *c);
    pthread_t threads[WRITERS + READERS];
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &c->of_writers));
    c->of_readers = another(a, &p);
    atomic_store(&c->writing, WRITERS);
    for (size_t i = 0; i < countof(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, i < WRITERS ? crowd_writes : crowd_reads, c), 0);
    for (size_t i = 0; i < countof(threads); i++) pthread_join(threads[i], NULL);
    assert_int_equal(c->wrong, 0);
    assert_int_equal(atomic_load(&c->put), WRITERS * PUTS);
    assert_true(c->compared > PUTS / 2);
    store_close(c->of_readers);
    store_close(c->of_writers);
    free(c);
    arena_done(a);
    test_place_done(&p);
}

TEST_MAIN(T_BOTH(the_mark_is_another_one_after_whatever_was_written_by_whatever_program),
          T_BOTH(what_is_read_is_of_the_view_that_was_known_or_is_not_read),
          T_BOTH(who_stands_may_let_others_write_before_he_reads),
          T(one_look_serves_all_who_had_asked_before_it_and_nobody_after),
          T(a_look_that_ends_late_does_not_take_the_place_of_a_later_one),
          T(under_a_mark_all_readers_find_the_same_while_others_write))
