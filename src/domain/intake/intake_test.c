/* Files become facts: what comes in, what does not, and what goes back. */
#include "pg.h"
#include "dirty_book.h"
#include "base/json.h"
#include "base/money.h"
#include "domain/intake/export_rows.h"
#include "domain/intake/intake.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "people_queries.h"
#include "intake_queries.h"
#include <sys/stat.h>

#define ON schema_of_program()
static const struct entry_note note = {.actor_id = 3, .kind = "intake", .reason = "月度调度"};

static struct intake_options options_for(const char *path) {
    return (struct intake_options){.path = path, .today = day_of(2022, 12, 6), .makes = {true, true, true}};
}

/* Beside the database; PostgreSQL has no folder, so one is made and swept at the end. */
static const char *beside(struct arena *a, struct test_place *p, const char *name) {
    if (*p->folder) return arena_printf(a, "%s/%s", p->folder, name);
    const char *folder = arena_printf(a, "/tmp/qipan-intake-%d", (int)getpid());
    (void)mkdir(folder, 0700);
    folder = arena_printf(a, "%s/%s", folder, p->schema);
    (void)mkdir(folder, 0700);
    return arena_printf(a, "%s/%s", folder, name);
}

static int sweep(void **state) {
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

/* -- tables of our own -- */

static const char HEAD[] = "项目名称,项目代码,项目单位,所属区市,领域,行业主管部门,总投资（万元）,2022年度计划投资（万元）,"
                           "2022年1-11月累计完成投资（万元）,计划开工时间,备注,用海面积\n";
enum { LINES = 30 };

/* A table of LINES projects; `edit` makes ten cells different, `shuffle` turns the order round. */
static const char *table(struct arena *a, bool edit, bool shuffle) {
    struct out *o = out_in(a, 0);
    out_raw(o, HEAD);
    for (int i = 0; i < LINES; i++) {
        int n = shuffle ? (i * 7 + 3) % LINES : i;
        bool e = edit && n % 3 == 0;
        out_printf(o, "第%d号工程,2203-371002-04-01-%06d,第%d公司%s,%s,城市建设,市住建局、市交通局,", n + 1, 100000 + n, n,
                   e && n == 0 ? "（更名）" : "", n % 2 ? "环翠区" : "文登区");
        out_printf(o, "%d.5,%d,%d,", 1000 + n + (e && n == 3), 500 + n + (e && n == 6),
                   300 + n + (e && (n == 9 || n == 12 || n == 15)));
        out_printf(o, "2022-%02d-01,%s,%d\n", 1 + n % 12 - (e && n == 21), e && n == 18 ? "改" : "原",
                   n + (e && n == 24) + (e && n == 27));
    }
    return out_text_of(o);
}

TEST_BOTH(ten_edited_cells_are_ten_changes_and_shuffled_rows_are_none, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, LINES, 0, 0, 0, 0);
    o.path = written(a, p, "shuffled.csv", table(a, false, true));
    r = accept(s, a, &o);
    assert_counts(&r, 0, 0, LINES, 0, 0);
    assert_int_equal(r.entry, 0);
    o.path = written(a, p, "edited.csv", table(a, true, true));
    for (int writes = 0; writes < 2; writes++) {
        r = writes ? accept(s, a, &o) : preview(s, a, &o);
        assert_counts(&r, 0, 10, LINES - 10, 0, 0);
        size_t changes = 0;
        for (size_t i = 0; i < r.shown_count; i++) changes += r.shown[i].change_count;
        assert_int_equal(changes, 10);
    }
    r = preview(s, a, &o);
    assert_counts(&r, 0, 0, LINES, 0, 0);
}

TEST_BOTH(a_change_tells_what_was_and_what_is, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    accept(s, a, &o);
    o.path = written(a, p, "edited.csv", table(a, true, false));
    struct intake_result r = preview(s, a, &o);
    const struct intake_change *c = r.shown[1].changes;
    assert_string_equal(word(EN, c->label), "Planned total investment");
    assert_string_equal(c->old, "1003.5万元");
    assert_string_equal(c->now, "1004.5万元");
    c = r.shown[2].changes;
    assert_string_equal(c->of.in[ZH], "2022");
    assert_string_equal(c->old, "506万元");
    assert_string_equal(c->now, "507万元");
}

static int64_t project_named(struct store *s, struct arena *a, const char *name, struct project *ret) {
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

static size_t rows_known(struct store *s, struct arena *a, const struct ledger_table *table) {
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

static void edit_by_hand(struct store *s, struct arena *a, const char *name, const char *remark) {
    struct project p;
    struct tx *t;
    assert_true(project_named(s, a, name, &p) > 0);
    assert_ok(a, store_write(s, a, &(struct entry_note){9, "project_edit", "电话核实", 0}, &t));
    p.remark = remark;
    assert_ok(a, project_put(t, &p, p.version));
    assert_ok(a, tx_commit(t));
}

static struct intake_undone undo(struct store *s, struct arena *a, int64_t entry, enum err expected) {
    struct intake_undone u;
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){3, "intake_undo", "传错文件", 0}, &t));
    assert_int_equal(intake_undo(t, a, entry, &u), expected);
    if (expected == OK) assert_ok(a, tx_commit(t));
    else tx_end(t);
    return u;
}

TEST_BOTH(an_intake_goes_back_where_nobody_touched_it_since, ON) {
    struct project x;
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    int64_t first = accept(s, a, &o).entry;
    o.path = written(a, p, "edited.csv", table(a, true, false));
    int64_t second = accept(s, a, &o).entry;
    edit_by_hand(s, a, "第1号工程", "以电话为准"); /* the second intake renamed its unit */
    struct intake_undone u = undo(s, a, second, OK);
    assert_int_equal(u.kept_count, 1);
    assert_string_equal(u.kept[0].table, "project");
    assert_string_equal(u.kept[0].project_name, "第1号工程");
    assert_int_equal(u.kept[0].actor_id, 9);
    assert_string_equal(u.kept[0].kind, "project_edit");
    assert_int_equal(u.back, 8);
    assert_int_equal(u.gone, 1); /* the revision of a plan */
    assert_true(project_named(s, a, "第1号工程", &x) > 0);
    assert_string_equal(x.remark, "以电话为准");
    assert_string_equal(x.unit_name, "第0公司(更名)");
    assert_true(project_named(s, a, "第4号工程", &x) > 0);
    assert_true(x.total_fen == INT64_C(100350) * 10000);
    undo(s, a, second, ERR_CONFLICT);
    u = undo(s, a, first, OK);
    assert_true(u.kept_count >= 1);
    assert_true(project_named(s, a, "第1号工程", &x) > 0);
    assert_int_equal(project_named(s, a, "第2号工程", &x), 0);
    undo(s, a, 9999, ERR_MISSING);
}

TEST_BOTH(an_untouched_intake_leaves_nothing_behind, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    struct intake_undone u = undo(s, a, accept(s, a, &o).entry, OK);
    assert_int_equal(u.kept_count, 0);
    assert_int_equal(rows_known(s, a, &project_table), 0);
    assert_int_equal(rows_known(s, a, &invest_fact_table), 0);
    assert_int_equal(rows_known(s, a, &annual_plan_table), 0);
    assert_int_equal(rows_known(s, a, &holder_table), 0);
    assert_int_equal(rows_known(s, a, &area_table), 0);
    assert_int_equal(rows_known(s, a, &unit_table), 0);
    assert_int_equal(rows_known(s, a, &intake_table), 1);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, LINES, 0, 0, 0, 0);
}

/* -- rows that need a decision -- */

TEST_BOTH(names_nobody_accepted_are_proposed_and_not_made, ON) {
    struct intake_options o = options_for(written(a, p, "one.csv", table(a, false, false)));
    memset(o.makes, 0, sizeof o.makes);
    struct intake_result r = accept(s, a, &o);
    assert_int_equal(r.proposal_count, 5);
    assert_int_equal(rows_known(s, a, &area_table), 0);
    assert_int_equal(rows_known(s, a, &holder_table), 0);
    assert_int_equal(r.proposals[0].rows, LINES / 2);
    o.makes[INTAKE_AREAS] = true;
    r = accept(s, a, &o);
    assert_counts(&r, 0, LINES, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &area_table), 2);
    assert_int_equal(rows_known(s, a, &unit_table), 0);
}

TEST_BOTH(rows_that_cannot_be_meant_are_refused_with_their_place, ON) {
    struct intake_options o = options_for(written(a, p, "x.csv",
        "项目名称,项目代码,总投资（万元）,备注\n"
        "甲工程,2203-371002-04-01-100001,100,\n"
        ",,200,没有名称\n"
        "乙工程,2203-371002-04-01-100001,300,同码\n"
        "甲工程,2203-371002-04-01-100001,100,\n"
        "甲工程,,,补充备注\n"
        ",2203-371002-04-01-100009,50,\n"));
    struct intake_result r = preview(s, a, &o);
    print_result(a, &r);
    assert_counts(&r, 2, 1, 0, 2, 1);
    assert_true(told(&r, "A3", FAULT_ROW));
    assert_true(told(&r, "A4", FAULT_ROW));
    assert_true(told(&r, "A5", FAULT_SKIPPED));
    r = accept(s, a, &o);
    assert_counts(&r, 2, 1, 0, 2, 1);
    struct project x;
    assert_true(project_named(s, a, "甲工程", &x) > 0);
    assert_string_equal(x.remark, "补充备注");
    assert_string_equal(x.platform_no, "QP-000001");
    assert_true(project_named(s, a, "2203-371002-04-01-100009", &x) > 0);
}

TEST_BOTH(possible_duplicates_are_offered_and_decided, ON) {
    struct intake_options o = options_for(written(a, p, "x.csv", "项目名称,所属区市,项目单位,总投资（万元）\n"
                                                                 "滨海大道改造工程,环翠区,城投集团,8600\n"));
    accept(s, a, &o);
    o.path = written(a, p, "y.csv", "项目名称,所属区市,项目单位,总投资（万元）\n"
                                    "滨海大道改造工程,荣成市,荣成交通,9000\n"
                                    "滨海大道改造工程（一期）,环翠区,城投集团,8600\n");
    struct intake_result r = preview(s, a, &o);
    assert_counts(&r, 2, 0, 0, 0, 0);
    assert_int_equal(r.twin_count, 2);
    assert_string_equal(r.twins[0].place, "y.csv!2");
    assert_true(r.twins[0].project_id > 0);
    struct intake_decision same = {"y.csv!3", r.twins[1].project_id};
    o.decisions = &same;
    o.decision_count = 1;
    r = accept(s, a, &o);
    assert_counts(&r, 1, 1, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &project_table), 2);
}

TEST_BOTH(another_amount_later_is_the_next_revision_and_the_first_stays, ON) {
    const char *head = "项目名称,2022年度计划投资（万元）\n";
    struct annual_plan plan;
    struct intake_options o = options_for(written(a, p, "jan.csv", arena_printf(a, "%s甲工程,100\n", head)));
    accept(s, a, &o);
    o.path = written(a, p, "june.csv", arena_printf(a, "%s甲工程,150\n", head));
    accept(s, a, &o);
    accept(s, a, &o);
    assert_int_equal(rows_known(s, a, &annual_plan_table), 2);
    struct annual_plan_cursor c;
    struct tx *t;
    bool has;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, annual_plan_known(t, 2, &c));
    assert_ok(a, annual_plan_cursor_next(&c, &plan, &has));
    assert_int_equal(plan.revision, 1);
    assert_true(plan.amount_fen == 100 * FEN_PER_WAN);
    assert_ok(a, annual_plan_cursor_next(&c, &plan, &has));
    assert_int_equal(plan.revision, 2);
    assert_true(plan.amount_fen == 150 * FEN_PER_WAN);
    assert_string_equal(plan.reason, "导入june.csv");
    annual_plan_cursor_close(&c);
}

TEST_BOTH(a_contact_is_sealed_and_not_shown, ON) {
    const char *text = "项目名称,联系人,联系电话\n甲工程,王小明,13800000000\n";
    struct intake_options o = options_for(written(a, p, "x.csv", text));
    accept(s, a, &o);
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 0, 0, 1, 0, 0);
    o.path = written(a, p, "y.csv", "项目名称,联系人,联系电话\n甲工程,王小明,13900000000\n");
    r = accept(s, a, &o);
    assert_counts(&r, 0, 1, 0, 0, 0);
    assert_string_equal(r.shown[0].changes[0].now, "");
    assert_int_equal(rows_known(s, a, &contact_table), 1);
}

/* -- out and in again -- */

static const char *exported(struct store *s, struct arena *a, struct test_place *p, const char *name) {
    struct export_rows *x;
    struct tx *t;
    size_t count;
    bool has;
    const char *const *cells;
    struct out *o = out_in(a, 64 << 20);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, export_rows_open(t, a, &(struct export_options){.with_contacts = true}, &x));
    const struct export_column *columns = export_columns(x, &count);
    for (size_t i = 0; i < count; i++) out_raw(o, i ? "," : ""), out_csv(o, columns[i].heading);
    out_raw(o, "\n");
    for (;;) {
        assert_ok(a, export_rows_next(x, &cells, &has));
        if (!has) break;
        for (size_t i = 0; i < count; i++) out_raw(o, i ? "," : ""), out_csv(o, cells[i]);
        out_raw(o, "\n");
    }
    tx_end(t);
    return written(a, p, name, out_text_of(o));
}

static void assert_same_file(struct arena *a, const char *x, const char *y) {
    char command[1200];
    (void)a;
    (void)snprintf(command, sizeof command, "diff '%s' '%s' >&2", x, y);
    assert_int_equal(system(command), 0);
}

/* What is there goes out, into an empty database, and out again. */
static void assert_round_trip(struct store *s, struct arena *a, struct test_place *p) {
    struct test_place empty = test_place_new(p->backend);
    struct store *other;
    const char *first = exported(s, a, p, "first.csv");
    assert_ok(a, store_open(a, empty.data, &(struct store_options){.create = true}, &other));
    struct intake_options o = options_for(first);
    struct intake_result r = accept(other, a, &o);
    if (r.counts[INTAKE_REFUSED] || r.counts[INTAKE_SKIPPED]) print_result(a, &r);
    assert_int_equal(r.counts[INTAKE_NEW], r.rows);
    const char *second = exported(other, a, p, "second.csv");
    assert_same_file(a, first, second);
    r = preview(other, a, &o);
    print_result(a, &r);
    assert_int_equal(r.counts[INTAKE_UNCHANGED], r.rows);
    store_close(other);
    test_place_done(&empty);
}

TEST_BOTH(intake_export_intake_export_is_the_same_table, ON) {
    const char *path = beside(a, p, "dirty.xlsx");
    dirty_xlsx(path);
    struct intake_options o = options_for(path);
    accept(s, a, &o);
    o.path = written(a, p, "more.csv",
        "项目名称,平台编号,上级项目,统计方式,原项目代码,停工时间,停工原因,项目级别,2022年度计划投资（万元）,2022年度目标,形象进度,"
        "自开工至上年底完成投资（万元）,统计局2022年1-11月完成投资（万元）,2021年3月-2022年5月完成投资（万元）,2022年11月完成投资（万元）,"
        "联系人,联系电话,经度,纬度,坐标系,用海面积,区市\n"
        "总体工程,,,子项目,,,,,,,,,,,,,,,,,,\n"
        "一期工程,,总体工程,,2019-371082-46-01-010999、2018-371082-46-01-010998,2022-03-01至2022-05-01；2022-08-10,资金,"
        "\"2022年省重点(续建,2022-06-15列入)、2021年市重点(新开工,2021-12-01退出)\",100,主体封顶,地下完工,30.55,12,44,7,"
        "王小明,13800000000,122.123456,37.5,CGCS2000,\"含\"\"引号\"\"和,逗号\",环翠区70%、荣成市30%\n");
    accept(s, a, &o);
    o.path = written(a, p, "revised.csv", "项目名称,2022年度计划投资（万元）,2022年度暂定计划投资（万元）\n一期工程,120,90\n");
    struct intake_result r = accept(s, a, &o);
    print_result(a, &r);
    o.path = written(a, p, "back.csv", "项目名称,2022年度计划投资（万元）\n一期工程,100\n");
    r = accept(s, a, &o);
    assert_counts(&r, 0, 1, 0, 0, 0);
    assert_round_trip(s, a, p);
}

/* -- real lists -- */

static struct intake_result accept_with(struct store *s, struct arena *a, const char *path, int year,
                                        const char *const *maps) {
    struct heading_override *o = arena_array(a, struct heading_override, 32);
    struct intake_options options = options_for(path);
    struct both why;
    options.overrides = o;
    options.known.year = year;
    for (; maps && *maps; maps++)
        assert_int_equal(heading_override_read(a, *maps, &o[options.override_count++], &why), OK);
    return accept(s, a, &options);
}

TEST_BOTH(melbourne_water_comes_in_and_goes_out, ON) {
    static const char *const maps[] = {"FFC=total:yuan",       "Delivery Program=field", "Owner Group=area",
                                       "Owner Team=department", "BNI=registered",        NULL};
    struct intake_result r = accept_with(s, a, "tests/data/melbourne_water.csv", 0, maps);
    assert_counts(&r, 445, 0, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &area_table), 5);
    assert_int_equal(rows_known(s, a, &field_table), 4);
    struct project x;
    assert_true(project_named(s, a, "Q05640", &x) > 0);
    assert_true(x.total_fen == 206607559);
    assert_int_equal(x.registered_day, day_of(2016, 7, 11));
    assert_round_trip(s, a, p);
}

TEST_BOTH(new_york_comes_in_and_goes_out, ON) {
    static const char *const maps[] = {
        "combined_prior_actuals=before:thousand", "combined2021=plan:thousand", "combined2022=plan:thousand",
        "combined2023=plan:thousand", "combined2024=plan:thousand", "combined2025=plan:thousand",
        "combined_total=total:thousand", "explanation_for_delay=remark", NULL};
    const char *path = arena_printf(a, "%s/nyc_cpdb/nyc_capital_plan_2021.csv", shared_data_or_skip());
    struct intake_result r = accept_with(s, a, path, 2021, maps);
    assert_counts(&r, 2010, 0, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &area_table), 6);
    assert_round_trip(s, a, p);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(a_dirty_workbook_comes_in_without_a_mapping),
        T_BOTH(its_gb18030_twin_says_the_same),
        T_BOTH(the_same_file_twice_changes_nothing),
        T_BOTH(ten_edited_cells_are_ten_changes_and_shuffled_rows_are_none),
        T_BOTH(a_change_tells_what_was_and_what_is),
        T_BOTH(an_intake_goes_back_where_nobody_touched_it_since),
        T_BOTH(an_untouched_intake_leaves_nothing_behind),
        T_BOTH(names_nobody_accepted_are_proposed_and_not_made),
        T_BOTH(rows_that_cannot_be_meant_are_refused_with_their_place),
        T_BOTH(possible_duplicates_are_offered_and_decided),
        T_BOTH(another_amount_later_is_the_next_revision_and_the_first_stays),
        T_BOTH(a_contact_is_sealed_and_not_shown),
        T_BOTH(intake_export_intake_export_is_the_same_table),
        T_BOTH(melbourne_water_comes_in_and_goes_out),
        T_BOTH(new_york_comes_in_and_goes_out),
    };
    return cmocka_run_group_tests_name("intake", tests, NULL, sweep);
}
