/* Files become facts: what comes in, what does not, and what goes back. */
#include "pg.h"
#include "dirty_book.h"
#include "base/json.h"
#include "base/money.h"
#include "domain/intake/intake.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "people_queries.h"
#include "intake_queries.h"

#define ON schema_of_program()
static const struct entry_note note = {.actor_id = 3, .kind = "intake", .reason = "月度调度"};

static struct intake_options options_for(const char *path) {
    return (struct intake_options){.path = path, .today = day_of(2022, 12, 6), .makes = {true, true, true}};
}

static const char *beside(struct arena *a, struct test_place *p, const char *name) {
    if (!*p->folder) return arena_printf(a, "/tmp/qipan-%s-%s", p->schema, name);
    return arena_printf(a, "%s/%s", p->folder, name);
}

__attribute__((unused)) static const char *written(struct arena *a, struct test_place *p, const char *name, const char *text) {
    const char *path = beside(a, p, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

static struct intake_result preview(struct store *s, struct arena *a, const struct intake_options *o) {
    struct intake_result r;
    struct both why = {{NULL}};
    struct tx *t;
    assert_ok(a, store_read(s, a, &t));
    enum err e = intake_preview(t, a, o, &r, &why);
    if (e != OK) print_error("%s %s\n", err_row(e)->name, why.in[EN] ? why.in[EN] : arena_failure(a));
    assert_int_equal(e, OK);
    tx_end(t);
    return r;
}

static struct intake_result accept(struct store *s, struct arena *a, const struct intake_options *o) {
    struct intake_result r;
    struct both why = {{NULL}};
    struct tx *t;
    assert_ok(a, store_write(s, a, &note, &t));
    enum err e = intake_accept(t, a, o, &r, &why);
    if (e != OK) print_error("%s %s\n", err_row(e)->name, why.in[EN] ? why.in[EN] : arena_failure(a));
    assert_int_equal(e, OK);
    assert_ok(a, tx_commit(t));
    return r;
}

static void print_result(struct arena *a, const struct intake_result *r) {
    if (!getenv("QIPAN_SHOW")) return;
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    intake_json(&j, r, EN);
    print_message("%s\n", out_text_of(o));
}

static void assert_counts(const struct intake_result *r, int new, int changed, int unchanged, int refused, int skipped) {
    const int expected[] = {new, changed, unchanged, refused, skipped};
    int64_t sum = 0;
    for (int c = 0; c < INTAKE_CLASS_COUNT; c++) {
        if (r->counts[c] != expected[c]) print_error("class %d: %d, not %d\n", c, (int)r->counts[c], expected[c]);
        assert_int_equal(r->counts[c], expected[c]);
        sum += r->counts[c];
    }
    assert_int_equal(sum, r->rows);
}

static bool told(const struct intake_result *r, const char *cell, enum intake_fault_kind kind) {
    for (size_t i = 0; i < r->fault_count; i++)
        if (!strcmp(r->faults[i].cell, cell) && r->faults[i].kind == kind) return true;
    return false;
}

static void assert_dirty(struct arena *a, const struct intake_result *r) {
    print_result(a, r);
    for (size_t i = 0; i < r->sheets[0].map.count; i++) assert_int_not_equal(r->sheets[0].map.at[i].state, HEADING_ASKED);
    assert_counts(r, DIRTY_PROJECTS, 0, 0, 0, 7);
    assert_true(told(r, "E8", FAULT_WARNING)); /* a credit code that fails its check */
    assert_true(told(r, "C9", FAULT_CELL));    /* a masked project code */
    assert_true(told(r, "M9", FAULT_CELL));    /* about 8000 */
    assert_true(told(r, "A6", FAULT_SKIPPED));
    assert_true(told(r, "A10", FAULT_SKIPPED));
    assert_int_equal(r->twin_count, 1); /* the road of the same name in another area */
}

TEST_BOTH(a_dirty_workbook_comes_in_without_a_mapping, ON) {
    const char *path = beside(a, p, "dirty.xlsx");
    dirty_xlsx(path);
    struct intake_options o = options_for(path);
    struct intake_result r = preview(s, a, &o);
    assert_dirty(a, &r);
    assert_int_equal(r.entry, 0);
    r = accept(s, a, &o);
    assert_dirty(a, &r);
    assert_true(r.entry > 0);
    unlink(path);
}

TEST_BOTH(its_gb18030_twin_says_the_same, ON) {
    const char *path = beside(a, p, "dirty.csv");
    dirty_csv(path);
    struct intake_options o = options_for(path);
    struct intake_result r = accept(s, a, &o);
    assert_dirty(a, &r);
    const char *book = beside(a, p, "dirty.xlsx");
    dirty_xlsx(book);
    o = options_for(book);
    r = preview(s, a, &o);
    print_result(a, &r);
    assert_counts(&r, 0, 0, DIRTY_PROJECTS, 0, 7);
    unlink(path);
    unlink(book);
}

TEST_BOTH(the_same_file_twice_changes_nothing, ON) {
    const char *path = beside(a, p, "dirty.xlsx");
    int64_t before, after;
    struct tx *t;
    dirty_xlsx(path);
    struct intake_options o = options_for(path);
    accept(s, a, &o);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &before));
    tx_end(t);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 0, 0, DIRTY_PROJECTS, 0, 7);
    assert_int_equal(r.entry, 0);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &after));
    assert_int_equal(before, after);
    unlink(path);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(a_dirty_workbook_comes_in_without_a_mapping),
        T_BOTH(its_gb18030_twin_says_the_same),
        T_BOTH(the_same_file_twice_changes_nothing),
    };
    return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
