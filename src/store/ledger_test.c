/* What the ledger promises, on either database. */
#include "ledger_fixture.h"
#include "pg.h"
#include "store/journal.h"

static const struct entry_note note = {.actor_id = 7, .kind = "test", .reason = "因为"};

static struct thing a_thing(const char *name) {
    return (struct thing){.name = name, .amount_fen = 100, .due_day = NO_DAY, .from_month = month_of(2022, 11)};
}

static struct tx *writing(struct arena *a, struct store *s) {
    struct tx *t = NULL;
    assert_ok(a, store_write(s, a, &note, &t));
    return t;
}

static struct tx *reading(struct arena *a, struct store *s) {
    struct tx *t = NULL;
    assert_ok(a, store_read(s, a, &t));
    return t;
}

static void put(struct arena *a, struct store *s, struct thing *x, int64_t expected) {
    struct tx *t = writing(a, s);
    assert_ok(a, ledger_put(t, &thing_table, x, expected));
    assert_ok(a, tx_commit(t));
}

TEST_BOTH(a_row_comes_back_as_it_was_put, fixture_schema()) {
    struct thing x = a_thing("威海·棋盘");
    x.remark = "";
    x.sealed = (struct blob){"\0\1\377", 3};
    x.due_day = day_of(1969, 12, 31);
    put(a, s, &x, 0);
    assert_int_equal(x.id, 1);
    assert_int_equal(x.version, 1);
    assert_int_equal(x.entry, 1);
    struct thing y = {.name = "bare", .amount_fen = NO_INT, .due_day = NO_DAY, .from_month = NO_MONTH,
                      .sealed = {"", 0}};
    put(a, s, &y, 0);
    struct tx *t = reading(a, s);
    struct thing back;
    assert_ok(a, ledger_get(t, &thing_table, x.id, &back));
    assert_string_equal(back.name, "威海·棋盘");
    assert_string_equal(back.remark, "");
    assert_int_equal(back.due_day, -1);
    assert_int_equal(back.from_month, month_of(2022, 11));
    assert_int_equal(back.sealed.len, 3);
    assert_memory_equal(back.sealed.at, "\0\1\377", 3);
    assert_ok(a, ledger_get(t, &thing_table, y.id, &back));
    assert_true(back.amount_fen == NO_INT && back.due_day == NO_DAY && back.from_month == NO_MONTH);
    assert_null(back.remark);
    assert_true(back.sealed.at != NULL && back.sealed.len == 0);
    assert_int_equal(ledger_get(t, &thing_table, 99, &back), ERR_MISSING);
}

TEST_BOTH(a_changed_row_leaves_its_old_version_behind, fixture_schema()) {
    struct thing x = a_thing("old");
    put(a, s, &x, 0);
    x.name = "new";
    put(a, s, &x, 1);
    x.gone = 1;
    put(a, s, &x, 2);
    assert_int_equal(x.version, 3);
    struct tx *t = reading(a, s);
    const char *known[] = {NULL, "old", "new", NULL};
    for (int64_t entry = 0; entry <= 3; entry++) {
        struct ledger_cursor *c = NULL;
        struct thing y;
        bool has = false;
        assert_ok(a, ledger_known(t, &thing_table, entry, &c));
        assert_ok(a, ledger_next(c, &y, &has));
        assert_int_equal(has, known[entry] != NULL);
        if (has) assert_string_equal(y.name, known[entry]);
        ledger_close(c);
    }
    struct ledger_cursor *c = NULL;
    struct thing y;
    bool has = false;
    assert_ok(a, ledger_versions(t, &thing_table, x.id, &c));
    for (int64_t v = 1; v <= 3; v++) {
        assert_ok(a, ledger_next(c, &y, &has));
        assert_true(has && y.version == v && y.entry == v && y.gone == (v == 3));
    }
    assert_ok(a, ledger_next(c, &y, &has));
    assert_false(has);
    ledger_close(c);
    assert_ok(a, ledger_since(t, &thing_table, 2, 3, &c));
    assert_ok(a, ledger_next(c, &y, &has));
    assert_true(has && y.gone == 1);
    ledger_close(c);
    assert_ok(a, ledger_since(t, &thing_table, 3, 9, &c));
    assert_ok(a, ledger_next(c, &y, &has));
    assert_false(has);
}

TEST_BOTH(who_comes_second_is_refused_and_may_go_on, fixture_schema()) {
    struct thing x = a_thing("x");
    put(a, s, &x, 0);
    put(a, s, &x, 1);
    struct tx *t = writing(a, s);
    struct thing stale = x, none = x;
    none.id = 55;
    assert_int_equal(ledger_put(t, &thing_table, &stale, 1), ERR_CONFLICT);
    assert_int_equal(stale.version, 2);
    assert_int_equal(ledger_put(t, &thing_table, &none, 1), ERR_MISSING);
    int64_t entry = 0;
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 2);
    assert_ok(a, tx_commit(t));
    t = writing(a, s);
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 2);
    assert_ok(a, ledger_put(t, &thing_table, &stale, 2));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 3);
    assert_ok(a, tx_commit(t));
}

TEST_BOTH(what_is_not_committed_leaves_nothing, fixture_schema()) {
    struct thing x = a_thing("x"), y = a_thing("y");
    struct tx *t = writing(a, s);
    assert_ok(a, ledger_put(t, &thing_table, &x, 0));
    tx_end(t);
    struct arena *other = arena_new(0);
    t = writing(other, s);
    assert_ok(other, ledger_put(t, &thing_table, &y, 0));
    arena_reset(other);
    arena_done(other);
    x = a_thing("x");
    put(a, s, &x, 0);
    assert_int_equal(x.id, 1);
    assert_int_equal(x.entry, 1);
}

TEST_BOTH(a_failed_statement_loses_the_whole_transaction, fixture_schema()) {
    struct thing x = a_thing("same"), y = a_thing("same"), z = a_thing("z");
    put(a, s, &x, 0);
    struct tx *t = writing(a, s);
    assert_ok(a, ledger_put(t, &thing_table, &z, 0));
    assert_int_equal(ledger_put(t, &thing_table, &y, 0), ERR_CONFLICT);
    assert_int_equal(y.id, 0);
    assert_int_equal(ledger_put(t, &thing_table, &y, 0), ERR_CONFLICT);
    assert_int_equal(tx_commit(t), ERR_CONFLICT);
    assert_non_null(strstr(arena_failure(a), "已经有了"));
    t = reading(a, s);
    assert_int_equal(ledger_get(t, &thing_table, 2, &y), ERR_MISSING);
}

TEST_BOTH(an_entry_says_who_when_and_why, fixture_schema()) {
    struct journal_row j;
    struct tx *t = reading(a, s);
    assert_ok(a, journal_head(t, &j));
    assert_int_equal(j.number, 0);
    assert_int_equal(strlen(j.hash), 64);
    tx_end(t);
    int64_t clock_ms[] = {5000, 9000, 4000};
    for (int i = 0; i < 3; i++) {
        struct thing x = a_thing(arena_printf(a, "x%d", i));
        struct mark m = {.thing_id = i + 1, .colour = "red"};
        struct entry_note n = note;
        n.clock_ms = clock_ms[i];
        assert_ok(a, store_write(s, a, &n, &t));
        assert_ok(a, ledger_put(t, &thing_table, &x, 0));
        m.thing_id = x.id;
        assert_ok(a, ledger_put(t, &mark_table, &m, 0));
        assert_ok(a, tx_commit(t));
    }
    t = reading(a, s);
    int64_t entry = 0;
    const int64_t asked[][2] = {{4999, 0}, {5000, 1}, {8999, 1}, {9000, 2}, {9001, 3}, {INT64_MAX, 3}};
    for (size_t i = 0; i < countof(asked); i++) {
        assert_ok(a, journal_at(t, asked[i][0], &entry));
        assert_int_equal(entry, asked[i][1]);
    }
    struct journal_row *list = NULL;
    int count = 0;
    assert_ok(a, journal_list(t, 0, 2, &list, &count));
    assert_true(count == 2 && list[0].number == 3 && list[1].number == 2);
    assert_ok(a, journal_list(t, 2, 10, &list, &count));
    assert_true(count == 1 && list[0].number == 1 && list[0].row_count == 2 && list[0].actor_id == 7);
    assert_string_equal(list[0].reason, "因为");
    assert_string_equal(list[0].algorithm, "sha256");
    assert_int_equal(journal_entry(t, 4, &j), ERR_MISSING);
    assert_ok(a, journal_head(t, &j));
    assert_int_equal(j.recorded_ms, 9001);
    tx_end(t);
    t = writing(a, s); /* nothing put: no entry */
    assert_ok(a, tx_commit(t));
    t = reading(a, s);
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(entry, 3);
}

TEST_BOTH(two_walks_of_one_statement_do_not_disturb_each_other, fixture_schema()) {
    for (int i = 0; i < 5; i++) {
        struct thing x = a_thing(arena_printf(a, "n%d", i));
        put(a, s, &x, 0);
    }
    struct tx *t = reading(a, s);
    struct ledger_cursor *outer = NULL, *inner = NULL;
    struct thing x, y;
    bool has = false;
    int pairs = 0;
    assert_ok(a, ledger_known(t, &thing_table, 5, &outer));
    for (;;) {
        assert_ok(a, ledger_next(outer, &x, &has));
        if (!has) break;
        const char *name = arena_copy(a, x.name);
        assert_ok(a, ledger_known(t, &thing_table, 3, &inner));
        for (;;) {
            assert_ok(a, ledger_next(inner, &y, &has));
            if (!has) break;
            pairs++;
        }
        ledger_close(inner);
        assert_string_equal(x.name, name);
    }
    assert_int_equal(pairs, 15);
}

TEST_MAIN(T_BOTH(a_row_comes_back_as_it_was_put), T_BOTH(a_changed_row_leaves_its_old_version_behind),
          T_BOTH(who_comes_second_is_refused_and_may_go_on), T_BOTH(what_is_not_committed_leaves_nothing),
          T_BOTH(a_failed_statement_loses_the_whole_transaction), T_BOTH(an_entry_says_who_when_and_why),
          T_BOTH(two_walks_of_one_statement_do_not_disturb_each_other))
