/* Random work against the simplest ledger there is: a list of all versions, searched from end to end. */
#include "ledger_fixture.h"
#include "pg.h"
#include "store/journal.h"
#include "store/verify.h"

enum { ENTRIES = 120, VERSIONS_MAX = 4000, NAME_TEXT = 24 };

/* What was ever put: one line a version. */
struct line {
    int64_t id, version, entry, gone, amount_fen, thing_id;
    char text[NAME_TEXT]; /* thing: name; mark: colour */
    bool is_thing;
};
struct model {
    struct line lines[VERSIONS_MAX];
    int count;
    uint64_t dice;
};

static uint64_t roll(struct model *m, uint64_t sides) {
    m->dice = m->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (m->dice >> 33) % sides;
}

/* The newest version of an id known at an entry, or NULL. */
static const struct line *line_at(const struct model *m, int64_t id, int64_t entry) {
    const struct line *found = NULL;
    for (int i = 0; i < m->count; i++)
        if (m->lines[i].id == id && m->lines[i].entry <= entry && (!found || m->lines[i].version > found->version))
            found = &m->lines[i];
    return found;
}

static void put_thing(struct arena *a, struct tx *t, struct model *m, const struct line *old) {
    struct thing x = {.due_day = NO_DAY, .from_month = NO_MONTH, .amount_fen = (int64_t)roll(m, 1000) - 500};
    char name[NAME_TEXT];
    snprintf(name, sizeof name, "名%d-%d", (int)roll(m, 100000), m->count);
    x.name = name;
    if (old) {
        x.id = old->id;
        x.gone = roll(m, 5) == 0;
    }
    if (old && roll(m, 4) == 0) { /* somebody else was quicker */
        int64_t wrong = old->version + (roll(m, 2) ? 1 : -1);
        assert_int_equal(ledger_put(t, &thing_table, &x, wrong), ERR_CONFLICT);
    }
    assert_ok(a, ledger_put(t, &thing_table, &x, old ? old->version : 0));
    assert_int_equal(x.version, old ? old->version + 1 : 1);
    assert_true(m->count < VERSIONS_MAX);
    struct line *l = &m->lines[m->count++];
    *l = (struct line){x.id, x.version, x.entry, x.gone, x.amount_fen, 0, "", true};
    snprintf(l->text, sizeof l->text, "%s", name);
}

static void put_mark(struct arena *a, struct tx *t, struct model *m, const struct line *old, int64_t thing_id) {
    struct mark x = {.thing_id = thing_id, .colour = roll(m, 2) ? "red" : "green"};
    if (old) {
        x.id = old->id;
        x.gone = roll(m, 4) == 0;
    }
    assert_ok(a, ledger_put(t, &mark_table, &x, old ? old->version : 0));
    assert_true(m->count < VERSIONS_MAX);
    struct line *l = &m->lines[m->count++];
    *l = (struct line){x.id, x.version, x.entry, x.gone, 0, thing_id, "", false};
    snprintf(l->text, sizeof l->text, "%s", x.colour);
}

/* One transaction of a few puts; one in six is given up, and leaves the model as it was. */
static void one_entry(struct arena *a, struct store *s, struct model *m, int64_t n) {
    struct tx *t = NULL;
    const struct entry_note note = {(int64_t)roll(m, 9), "random", "因", 1000 * n + (int64_t)roll(m, 3000)};
    int before = m->count;
    assert_ok(a, store_write(s, a, &note, &t));
    for (uint64_t puts = 1 + roll(m, 12); puts > 0; puts--) {
        const struct line *some = m->count && roll(m, 3) ? &m->lines[roll(m, (uint64_t)m->count)] : NULL;
        const struct line *now = some ? line_at(m, some->id, INT64_MAX) : NULL;
        if (!now || now->is_thing) put_thing(a, t, m, now);
        else put_mark(a, t, m, now, now->thing_id);
        const struct line *last = &m->lines[m->count - 1];
        if (last->is_thing && roll(m, 3) == 0) put_mark(a, t, m, NULL, last->id);
    }
    if (roll(m, 6) == 0) {
        m->count = before;
        tx_end(t);
    } else assert_ok(a, tx_commit(t));
}

/* What the ledger says was known at an entry, line by line as the model has it. */
static void same_at(struct arena *a, struct tx *t, const struct model *m, const struct ledger_table *table,
                    int64_t entry, int64_t id_max) {
    bool things = table == &thing_table;
    struct ledger_cursor *c = NULL;
    union {
        struct ledger_row row;
        struct thing thing;
        struct mark mark;
    } x;
    bool has = false;
    assert_ok(a, ledger_known(t, table, entry, &c));
    for (int64_t id = 1; id <= id_max; id++) {
        const struct line *l = line_at(m, id, entry);
        if (!l || l->gone || l->is_thing != things) continue;
        assert_ok(a, ledger_next(c, &x, &has));
        assert_true(has);
        assert_int_equal(x.row.id, id);
        assert_int_equal(x.row.version, l->version);
        assert_int_equal(x.row.entry, l->entry);
        assert_string_equal(things ? x.thing.name : x.mark.colour, l->text);
        assert_true(things ? x.thing.amount_fen == l->amount_fen : x.mark.thing_id == l->thing_id);
    }
    assert_ok(a, ledger_next(c, &x, &has));
    assert_false(has);
    ledger_close(c);
}

/* What changed in (after, upto]: the current versions of just those. */
static void same_since(struct arena *a, struct tx *t, const struct model *m, int64_t after, int64_t upto, int64_t id_max) {
    struct ledger_cursor *c = NULL;
    struct thing x;
    bool has = false;
    assert_ok(a, ledger_since(t, &thing_table, after, upto, &c));
    for (int64_t id = 1; id <= id_max; id++) {
        const struct line *l = line_at(m, id, INT64_MAX);
        if (!l || !l->is_thing || l->entry <= after || l->entry > upto) continue;
        assert_ok(a, ledger_next(c, &x, &has));
        assert_true(has && x.id == id && x.version == l->version && x.gone == l->gone);
    }
    assert_ok(a, ledger_next(c, &x, &has));
    assert_false(has);
    ledger_close(c);
}

/* Does the work, compares every moment, gives the head's hash. */
static void work(struct arena *a, struct store *s, uint64_t seed, char ret_hash[static 65]) {
    struct model *m = calloc(1, sizeof *m);
    struct arena *each = arena_new(0);
    m->dice = seed;
    for (int64_t n = 1; n <= ENTRIES; n++) {
        one_entry(each, s, m, n);
        arena_reset(each);
    }
    int64_t last = 0, id_max = 0;
    for (int i = 0; i < m->count; i++) id_max = m->lines[i].id > id_max ? m->lines[i].id : id_max;
    struct tx *t = NULL;
    assert_ok(each, store_read(s, each, &t));
    assert_ok(each, tx_last_entry(t, &last));
    assert_true(last > ENTRIES / 2 && last < ENTRIES);
    for (int64_t entry = 0; entry <= last; entry++) {
        same_at(each, t, m, &thing_table, entry, id_max);
        same_at(each, t, m, &mark_table, entry, id_max);
        same_since(each, t, m, entry, last - (int64_t)roll(m, (uint64_t)(last - entry) + 1), id_max);
    }
    tx_end(t);
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean);
    assert_int_equal(v.rows, m->count);
    snprintf(ret_hash, 65, "%s", v.head_hash);
    arena_done(each);
    free(m);
}

static char hashes[2][3][65];

TEST_BOTH(every_moment_is_known_as_it_was, fixture_schema()) {
    work(a, s, 1, hashes[p->backend][0]);
}
TEST_BOTH(and_for_other_dice_too, fixture_schema()) {
    work(a, s, 20221130, hashes[p->backend][1]);
}
TEST_BOTH(and_for_still_others, fixture_schema()) {
    work(a, s, 371000, hashes[p->backend][2]);
}

TEST(the_same_work_gives_the_same_head_on_both) {
    if (!hashes[BACKEND_POSTGRES][0][0]) skip();
    for (int i = 0; i < 3; i++) assert_string_equal(hashes[BACKEND_SQLITE][i], hashes[BACKEND_POSTGRES][i]);
    assert_string_not_equal(hashes[BACKEND_SQLITE][0], hashes[BACKEND_SQLITE][1]);
}

TEST_MAIN(T_BOTH(every_moment_is_known_as_it_was), T_BOTH(and_for_other_dice_too), T_BOTH(and_for_still_others),
          T(the_same_work_gives_the_same_head_on_both))
