/* intake_fixture -- sheets in, counts out: what the tests of intake share. */
#pragma once
#include "pg.h"
#include "dirty_book.h"
#include "base/json.h"
#include "base/money.h"
#include "domain/intake/export_rows.h"
#include "domain/intake/intake.h"
#include "intake_queries.h"
#include "people_queries.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include <sys/stat.h>

#define ON schema_of_program()
static const struct entry_note note = {.actor_id = 3, .kind = "intake", .reason = "月度调度"};

static inline struct intake_options options_for(const char *path) {
    return (struct intake_options){.path = path, .today = day_of(2022, 12, 6), .makes = {true, true, true}};
}

/* Beside the database; PostgreSQL has no folder, so one is made and swept at the end. */
static inline const char *beside(struct arena *a, struct test_place *p, const char *name) {
    if (*p->folder) return arena_printf(a, "%s/%s", p->folder, name);
    const char *folder = arena_printf(a, "/tmp/qipan-intake-%d", (int)getpid());
    (void)mkdir(folder, 0700);
    folder = arena_printf(a, "%s/%s", folder, p->schema);
    (void)mkdir(folder, 0700);
    return arena_printf(a, "%s/%s", folder, name);
}

static inline int sweep(void **state) {
    char command[128];
    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf /tmp/qipan-intake-%d", (int)getpid());
    return system(command);
}

__attribute__((unused)) static const char *written(struct arena *a, struct test_place *p, const char *name, const char *text) {
    const char *path = beside(a, p, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

static inline struct intake_result preview(struct store *s, struct arena *a, const struct intake_options *o) {
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

static inline struct intake_result accept(struct store *s, struct arena *a, const struct intake_options *o) {
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

static inline void print_result(struct arena *a, const struct intake_result *r) {
    if (!getenv("QIPAN_SHOW")) return;
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    intake_json(&j, r, EN);
    print_message("%s\n", out_text_of(o));
}

static inline void assert_counts(const struct intake_result *r, int new, int changed, int unchanged, int refused, int skipped) {
    const int expected[] = {new, changed, unchanged, refused, skipped};
    int64_t sum = 0;
    for (int c = 0; c < INTAKE_CLASS_COUNT; c++) {
        if (r->counts[c] != expected[c]) print_error("class %d: %d, not %d\n", c, (int)r->counts[c], expected[c]);
        assert_int_equal(r->counts[c], expected[c]);
        sum += r->counts[c];
    }
    assert_int_equal(sum, r->rows);
}

static inline bool told(const struct intake_result *r, const char *cell, enum intake_fault_kind kind) {
    for (size_t i = 0; i < r->fault_count; i++)
        if (!strcmp(r->faults[i].cell, cell) && r->faults[i].kind == kind) return true;
    return false;
}

static inline int64_t project_named(struct store *s, struct arena *a, const char *name, struct project *ret) {
    struct project_cursor c;
    struct tx *t;
    int64_t entry, id = 0;
    bool has = true;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, project_known(t, entry, &c));
    while (has) {
        struct project row;
        assert_ok(a, project_cursor_next(&c, &row, &has));
        if (!has || strcmp(row.name, name) != 0) continue;
        *ret = row;
        project_row_copy(a, ret);
        id = row.id;
    }
    project_cursor_close(&c);
    tx_end(t);
    return id;
}

static inline size_t rows_known(struct store *s, struct arena *a, const struct ledger_table *table) {
    struct ledger_cursor *c;
    struct tx *t;
    int64_t entry;
    bool has = true;
    char row[1024];
    size_t count = 0;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, ledger_known(t, table, entry, &c));
    while (has) {
        assert_ok(a, ledger_next(c, row, &has));
        count += has;
    }
    ledger_close(c);
    tx_end(t);
    return count;
}
