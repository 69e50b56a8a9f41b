/* What goes out comes in again, and lists of real cities do both. */
#include "domain/projects/milestone.h"
#include "intake_fixture.h"

static void install(struct store *s, struct arena *a) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, milestones_install(t));
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

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
    install(other, a); /* every city begins with the kinds of milestones */
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
    o.path = written(a, p, "above.csv", "项目名称,上级项目\n充电设施总项目,\n停车场及充电设施,充电设施总项目\n");
    r = accept(s, a, &o); /* the parent is younger than its child, and stands before it all the same */
    assert_counts(&r, 1, 1, 0, 0, 0);
    o.path = written(a, p, "back.csv", "项目名称,2022年度计划投资（万元）\n一期工程,100\n");
    r = accept(s, a, &o);
    assert_counts(&r, 0, 1, 0, 0, 0);
    assert_round_trip(s, a, p);
}

/* Kinds, names of the project's own written in two ways, another plan with its reason, who answers, what shows it. */
TEST_BOTH(milestones_go_out_and_come_in, ON) {
    install(s, a);
    struct intake_options o = options_for(written(a, p, "first.in.csv",
        "项目名称,开工实际时间,主体封顶计划时间,节点：投产（投用） 计划时间,节点：吊装 第一跨 计划时间,\"节点：A,B 楼（东） 实际时间\"\n"
        "码头一期,2022-03-01,2022-10,2023-06,2022-12-31,2022-11-02\n海洋牧场,,2023-06-30,,2023-01-01,\n"));
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 2, 0, 0, 0, 0);
    o.path = written(a, p, "second.in.csv",
        "项目名称,节点,计划时间,实际时间,调整原因,责任单位,完成依据\n码头一期,封顶,2022-12-01,,图纸变更,\"港务公司, 二部\",\n"
        "码头一期,施工许可,,2022-02-02,,,许可证\n海洋牧场,吊装第一跨,2023-02-01,,,,\n");
    r = accept(s, a, &o);
    print_result(a, &r);
    assert_counts(&r, 0, 3, 0, 0, 0);
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

static void new_york(struct arena *a, struct store *s, struct test_place *p) {
    static const char *const maps[] = {
        "combined_prior_actuals=before:thousand", "combined2021=plan:thousand", "combined2022=plan:thousand",
        "combined2023=plan:thousand", "combined2024=plan:thousand", "combined2025=plan:thousand",
        "combined_total=total:thousand", "explanation_for_delay=remark", NULL};
    const char *path = arena_printf(a, "%s/nyc_cpdb/nyc_capital_plan_2021.csv", getenv("QIPAN_SHARED"));
    struct intake_result r = accept_with(s, a, path, 2021, maps);
    assert_counts(&r, 2010, 0, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &area_table), 6);
    assert_round_trip(s, a, p);
}

/* Its list may not be shipped: skipped before a database is made. */
TEST(new_york_comes_in_and_goes_out_on_sqlite) {
    (void)shared_data_or_skip();
    test_store_on(BACKEND_SQLITE, ON, new_york);
}
TEST(new_york_comes_in_and_goes_out_on_postgres) {
    (void)shared_data_or_skip();
    test_store_on(BACKEND_POSTGRES, ON, new_york);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(intake_export_intake_export_is_the_same_table),
        T_BOTH(milestones_go_out_and_come_in),
        T_BOTH(melbourne_water_comes_in_and_goes_out),
        T_BOTH(new_york_comes_in_and_goes_out),
    };
    return cmocka_run_group_tests_name("export", tests, NULL, sweep);
}
