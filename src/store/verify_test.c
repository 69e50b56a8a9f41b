/* Whatever is changed behind the ledger's back is found. */
#include "ledger_fixture.h"
#include "pg.h"
#include "store/blob.h"
#include "store/tx.h"
#include "store/verify.h"

/* Five entries over both tables, with versions, a row taken back, and two puts of one row in one entry. */
static void fill(struct arena *a, struct store *s) {
    struct thing one = {.name = "港口 A", .amount_fen = 5, .due_day = 19000, .from_month = 24274, .sealed = {"\1\2\3", 3}};
    struct thing two = {.name = "two", .amount_fen = NO_INT, .due_day = NO_DAY, .from_month = NO_MONTH, .remark = ""};
    struct mark red = {.colour = "red"};
    for (int i = 1; i <= 5; i++) {
        struct tx *t = NULL;
        const struct entry_note note = {i, "edit", i == 3 ? "改正" : "", 1000 * i};
        assert_ok(a, store_write(s, a, &note, &t));
        if (i == 1) assert_ok(a, ledger_put(t, &thing_table, &one, 0));
        if (i == 1) assert_ok(a, ledger_put(t, &thing_table, &two, 0));
        if (i == 2) red.thing_id = one.id;
        if (i == 2) assert_ok(a, ledger_put(t, &mark_table, &red, 0));
        one.amount_fen = i;
        if (i == 3) assert_ok(a, ledger_put(t, &thing_table, &one, 1));
        if (i == 4) assert_ok(a, ledger_put(t, &thing_table, &one, 2));
        if (i == 4) assert_ok(a, ledger_put(t, &thing_table, &one, 3));
        red.gone = i == 4;
        if (i == 4) assert_ok(a, ledger_put(t, &mark_table, &red, 1));
        if (i == 5) assert_ok(a, ledger_put(t, &thing_table, &two, 1));
        assert_ok(a, tx_commit(t));
    }
}

static void assert_clean(struct arena *a, struct store *s) {
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    for (int i = 0; i < VERIFY_FAULTS_MAX && i < v.fault_count; i++) print_error("%s\n", v.faults[i].in[EN]);
    assert_true(v.clean);
}

TEST_BOTH(an_untouched_ledger_is_clean, fixture_schema()) {
    struct verify_result v;
    assert_clean(a, s);
    fill(a, s);
    assert_clean(a, s);
    assert_ok(a, verify(s, a, &v));
    assert_int_equal(v.entries, 5);
    assert_int_equal(v.rows, 8);
    assert_int_equal(v.head_number, 5);
    assert_int_equal(strlen(v.head_hash), 64);
}

/* In a transaction that is undone: the change was made, and verify does not find the ledger clean. */
static int found;
static bool changed(struct arena *a, struct store *s, const char *sql) {
    struct tx *t = NULL;
    struct verify_result v = {0};
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "break", "", 0}, &t));
    bool applied = tx_script(t, sql) == OK;
    if (applied) {
        assert_ok(a, verify_in(t, &v));
        if (v.clean) print_error("not found: %s\n", sql);
        assert_false(v.clean);
        assert_true(v.fault_count > 0 && v.faults[0].in[ZH][0] && v.faults[0].in[EN][0]);
        found++;
    }
    tx_end(t);
    arena_reset(a);
    return applied;
}

/* The value as a literal, with the byte at `i` changed; NULL behind the last byte. */
static const char *literal(struct arena *a, enum backend b, bool text, struct blob v, size_t i) {
    if (i >= v.len) return NULL;
    unsigned char *bytes = (unsigned char *)arena_copy_n(a, v.at, v.len);
    bytes[i] ^= 1;
    char *hex = arena_alloc(a, 2 * v.len + 1);
    for (size_t k = 0; k < v.len; k++) snprintf(hex + 2 * k, 3, "%02x", bytes[k]);
    if (b == BACKEND_SQLITE) return arena_printf(a, text ? "CAST(X'%s' AS TEXT)" : "X'%s'", hex);
    return arena_printf(a, text ? "convert_from('\\x%s'::bytea, 'UTF8')" : "'\\x%s'::bytea", hex);
}

enum { KEYS_MAX = 32 };
struct key {
    int64_t at[2];
};

/* The keys of all rows, then each cell's bytes. */
static void break_column(struct store *s, const char *table, const char *column, enum column_kind kind) {
    struct arena *keeper = arena_new(0), *a = arena_new(0);
    bool has_version = table[0] != 'j';
    const char *key = has_version ? "id, version" : strcmp(table, "journal") == 0 ? "number, 0" : "id, 0";
    const char *sql = arena_printf(keeper, "SELECT %s, %s FROM %s ORDER BY 1, 2", key, column, table);
    static struct statement selects[256]; /* a statement is known by its address: one is not used twice */
    static size_t used;
    struct statement *select = &selects[used++ % countof(selects)];
    *select = (struct statement){"cells", sql, sql, 0, 3};
    struct tx *t = NULL;
    struct rows *r = NULL;
    struct key keys[KEYS_MAX];
    struct blob cells[KEYS_MAX];
    int count = 0;
    bool has = false;
    assert_ok(keeper, store_read(s, keeper, &t));
    assert_ok(keeper, db_rows(t, select, NULL, &r));
    for (;; count++) {
        assert_ok(keeper, rows_next(r, &has));
        if (!has) break;
        assert_true(count < KEYS_MAX);
        keys[count] = (struct key){{rows_int(r, 0), rows_int(r, 1)}};
        bool bytes = kind == COLUMN_TEXT || kind == COLUMN_BLOB;
        cells[count] = bytes ? rows_blob(r, 2) : (struct blob){rows_null(r, 2) ? NULL : "", 0};
        if (bytes && cells[count].at) cells[count].at = arena_copy_n(keeper, cells[count].at, cells[count].len);
    }
    tx_end(t);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        int id = (int)keys[i].at[0], version = (int)keys[i].at[1];
        const char *where = has_version ? arena_printf(keeper, "id = %d AND version = %d", id, version)
                                        : arena_printf(keeper, "%.*s = %d", (int)strcspn(key, ","), key, id);
#define CHANGE(to) changed(a, s, arena_printf(keeper, "UPDATE %s SET %s = %s WHERE %s", table, column, to, where))
        if (kind == COLUMN_TEXT || kind == COLUMN_BLOB) {
            bool text = kind == COLUMN_TEXT;
            for (size_t k = 0; cells[i].at && k < cells[i].len; k++)
                CHANGE(literal(keeper, store_backend(s), text, cells[i], k));
            const char *empty = text ? "''" : store_backend(s) == BACKEND_SQLITE ? "X''" : "'\\x'::bytea";
            if (!cells[i].at) assert_true(CHANGE(empty));
            else if (text) assert_true(CHANGE(arena_printf(keeper, "%s || 'x'", column)));
            if (cells[i].at) CHANGE("NULL");
        } else if (!cells[i].at) {
            assert_true(CHANGE("0"));
        } else {
            /* One of these may break a key instead; a bit high up is lost where a value is read too narrow. */
            bool up = CHANGE(arena_printf(keeper, "%s + 1", column)), down = CHANGE(arena_printf(keeper, "%s - 1", column));
            bool far = CHANGE(arena_printf(keeper, "%s + 4294967296", column));
            assert_true(up || down || far);
            CHANGE("NULL");
        }
#undef CHANGE
    }
    arena_done(a);
    arena_done(keeper);
}

TEST_BOTH(every_changed_cell_is_found, fixture_schema()) {
    fill(a, s);
    found = 0;
    const struct ledger_table *tables[] = {&thing_table, &mark_table};
    for (size_t i = 0; i < countof(tables); i++) {
        char twin[32];
        snprintf(twin, sizeof twin, "%s_h", tables[i]->name);
        for (int c = 0; c < tables[i]->column_count; c++) {
            break_column(s, tables[i]->name, tables[i]->columns[c].name, tables[i]->columns[c].kind);
            break_column(s, twin, tables[i]->columns[c].name, tables[i]->columns[c].kind);
        }
        break_column(s, twin, "until_entry", COLUMN_INT);
    }
    static const struct {
        const char *table, *column;
        enum column_kind kind;
    } plain[] = {{"journal", "number", COLUMN_INT},      {"journal", "recorded_ms", COLUMN_INT},
                 {"journal", "actor_id", COLUMN_INT},    {"journal", "kind", COLUMN_TEXT},
                 {"journal", "reason", COLUMN_TEXT},     {"journal", "algorithm", COLUMN_TEXT},
                 {"journal", "row_count", COLUMN_INT},   {"journal", "hash", COLUMN_BLOB},
                 {"journal_head", "number", COLUMN_INT}, {"journal_head", "recorded_ms", COLUMN_INT},
                 {"journal_head", "next_id", COLUMN_INT}, {"journal_head", "hash", COLUMN_BLOB},
                 {"journal_head", "algorithm", COLUMN_TEXT}, {"journal_head", "id", COLUMN_INT}};
    for (size_t i = 0; i < countof(plain); i++) break_column(s, plain[i].table, plain[i].column, plain[i].kind);
    assert_true(found > 400);
    assert_clean(a, s);
}

TEST_BOTH(a_row_taken_away_or_slipped_in_is_found, fixture_schema()) {
    fill(a, s);
    struct arena *b = arena_new(0);
    const char *const tables[] = {"thing", "thing_h", "mark", "mark_h", "journal", "journal_head"};
    for (size_t i = 0; i < countof(tables); i++)
        assert_true(changed(b, s, arena_printf(a, "DELETE FROM %s", tables[i])) || i == 0);
    for (int64_t n = 1; n <= 5; n++)
        assert_true(changed(b, s, arena_printf(a, "DELETE FROM journal WHERE number = %d", (int)n)));
    assert_true(changed(b, s, "DELETE FROM thing WHERE id = 2"));
    assert_true(changed(b, s, "DELETE FROM thing_h WHERE id = 1 AND version = 3"));
    assert_true(changed(b, s, "INSERT INTO mark (id, version, entry, gone, thing_id, colour) VALUES (9, 1, 2, 0, 1, 'x')"));
    assert_true(changed(b, s, "INSERT INTO mark (id, version, entry, gone, thing_id, colour) VALUES (9, 1, 99, 0, 1, 'x')"));
    assert_true(changed(b, s, "INSERT INTO mark (id, version, entry, gone, thing_id, colour) VALUES (9, 1, 0, 0, 1, 'x')"));
    assert_true(changed(b, s, "INSERT INTO mark_h (id, version, entry, gone, thing_id, colour, until_entry) "
                              "SELECT id, version, entry, gone, thing_id, colour, 5 FROM mark"));
    arena_done(b);
    assert_clean(a, s);
}

TEST_BOTH(the_first_wrong_entry_is_told_in_words, fixture_schema()) {
    fill(a, s);
    struct tx *t = NULL;
    struct verify_result v;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "break", "", 0}, &t));
    assert_ok(a, tx_script(t, "UPDATE thing_h SET amount_fen = 99 WHERE id = 1 AND version = 2"));
    assert_ok(a, verify_in(t, &v));
    assert_int_equal(v.first_wrong, 3);
    assert_int_equal(v.fault_count, 1);
    assert_string_equal(v.faults[0].in[EN], "Entry 3 (1970-01-01 00:00 UTC, edit) does not match its contents");
    assert_string_equal(v.faults[0].in[ZH], "日志第 3 条（1970-01-01 00:00 UTC，edit）与其内容不符");
}

TEST_BOTH(more_faults_than_can_be_told_are_counted, fixture_schema()) {
    struct tx *t = NULL;
    struct verify_result v;
    for (int i = 0; i < 30; i++) {
        struct thing x = {.name = arena_printf(a, "%d", i), .amount_fen = i, .due_day = 1, .from_month = 1};
        assert_ok(a, store_write(s, a, &(struct entry_note){1, "edit", "", 0}, &t));
        assert_ok(a, ledger_put(t, &thing_table, &x, 0));
        assert_ok(a, tx_commit(t));
    }
    assert_ok(a, store_write(s, a, &(struct entry_note){1, "edit", "", 0}, &t));
    assert_ok(a, tx_script(t, "UPDATE thing SET amount_fen = amount_fen + 1"));
    assert_ok(a, verify_in(t, &v));
    assert_int_equal(v.fault_count, 30);
    assert_int_equal(v.first_wrong, 1);
}

static void a_chain_of(const char *hash, enum backend backend) {
    struct test_place p = test_place_new(backend);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct verify_result v, again;
    const struct store_options options = {.create = true, .hash = hash};
    assert_ok(a, store_open_schema(a, p.data, &options, fixture_schema(), &s));
    fill(a, s);
    assert_clean(a, s);
    assert_ok(a, verify(s, a, &v));
    store_close(s);
    /* The algorithm is kept with the database, whatever the one who opens it says. */
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_ok(a, verify(s, a, &again));
    assert_string_equal(v.head_hash, again.head_hash);
    /* Computed once by another program from the words in chain.h: a change here breaks every ledger there is. */
    bool sha = strcmp(hash, "sha256") == 0;
    assert_string_equal(v.head_hash, sha ? "3d702eda4e123588046e17f6bc4a5093835b8bc640219c472cafb8202ceef3da"
                                         : "10ce75eeae5e4378708dbc47bc4a6dad330bd2490fba8d242398706aa4c7345d");
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST(a_chain_of_sha256_is_what_it_always_was) { a_chain_of("sha256", BACKEND_SQLITE); }
TEST(a_chain_of_sm3_is_what_it_always_was) { a_chain_of("sm3", BACKEND_SQLITE); }
TEST(a_chain_of_sha256_is_the_same_on_postgres) { a_chain_of("sha256", BACKEND_POSTGRES); }
TEST(a_chain_of_sm3_is_the_same_on_postgres) { a_chain_of("sm3", BACKEND_POSTGRES); }

TEST_MAIN(T_BOTH(an_untouched_ledger_is_clean), T_BOTH(every_changed_cell_is_found),
          T_BOTH(a_row_taken_away_or_slipped_in_is_found), T_BOTH(the_first_wrong_entry_is_told_in_words),
          T_BOTH(more_faults_than_can_be_told_are_counted), T(a_chain_of_sha256_is_what_it_always_was),
          T(a_chain_of_sm3_is_what_it_always_was), T(a_chain_of_sha256_is_the_same_on_postgres),
          T(a_chain_of_sm3_is_the_same_on_postgres))
