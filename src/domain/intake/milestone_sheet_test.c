/* Milestones in sheets: known by their headings or a row each, shown before they are taken, the same again, and back. */
#include "domain/intake/heading_milestone.h"
#include "domain/projects/milestone.h"
#include "intake_fixture.h"

enum { TODAY = 19332 }; /* 2022-12-06, as the fixture has it */

static void install(struct store *s, struct arena *a) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, milestones_install(t));
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

/* -- headings -- */

static void headings(struct arena *a, struct store *s, struct test_place *p) {
    static const struct {
        const char *text, *kind; /* key of the kind; NULL: no milestone is read */
        enum intake_key field;   /* IN_EXTRA: asked */
    } cases[] = {
        {"主体封顶计划时间", "framed", IN_MILESTONE_PLAN},
        {"计划主体封顶时间", "framed", IN_MILESTONE_PLAN},
        {"封顶计划完成日期", "framed", IN_MILESTONE_PLAN},
        {"节点：厂房（主体）封顶 首次计划时间", "framed", IN_MILESTONE_FIRST},
        {"节点：Main beam up 实际时间", "main_beam", IN_MILESTONE_ACTUAL},
        {"开工实际时间", "ground_broken", IN_MILESTONE_ACTUAL},
        {"Groundbreaking actual", "ground_broken", IN_MILESTONE_ACTUAL},
        {"Ground broken (actual date)", "ground_broken", IN_MILESTONE_ACTUAL},
        {"Planning permit planned", "planning_permit", IN_MILESTONE_PLAN},
        {"施工许可证原计划时间", "construction_permit", IN_MILESTONE_FIRST},
        {"施工许可证完成时间", "construction_permit", IN_EXTRA},
        {"竣工验收时间", "completion", IN_EXTRA},
        {"设备到位", NULL, IN_EXTRA},
        {"用地计划", NULL, IN_EXTRA},
        {"用地手续", NULL, IN_EXTRA},
        {"吊装计划时间", NULL, IN_EXTRA}, /* nobody's kind */
        {"计划开工时间", NULL, IN_PLANNED_START},
        {"实际竣工时间", NULL, IN_ACTUAL_FINISH},
    };
    struct milestone_kinds k;
    struct tx *t;
    (void)p;
    install(s, a);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, milestone_kinds_load(t, &k));
    struct heading_context c = {.year = 2022, .milestones = &k};
    for (size_t i = 0; i < countof(cases); i++) {
        struct heading h = heading_read(a, &cases[i].text, 1, &c);
        const struct milestone_kinds_row *kind = milestone_kind_of(&k, h.milestone_kind);
        if (h.field != cases[i].field || !text_eq(kind ? kind->key : NULL, cases[i].kind)) print_message("%s\n", cases[i].text);
        assert_int_equal(h.field, cases[i].field);
        assert_true(text_eq(kind ? kind->key : NULL, cases[i].kind));
        assert_true(h.state == (cases[i].field != IN_EXTRA ? HEADING_SURE : cases[i].kind ? HEADING_ASKED : h.state));
        c.milestones = NULL; /* without the dictionary none is read so */
        assert_false(intake_key_is_of_milestone(heading_read(a, &cases[i].text, 1, &c).field));
        c.milestones = &k;
    }
    static const char *const words[] = {"计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划",
                                        "节点：x 计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划完成计划x"};
    for (size_t i = 0; i < 20000; i++) /* no names, and soon seen to be none */
        assert_null(heading_read(a, &words[i % countof(words)], 1, &c).milestone);
    const char *parts[] = {"施工许可", "计划"}; /* two rows deep a word is enough */
    assert_int_equal(heading_read(a, parts, 2, &c).field, IN_MILESTONE_PLAN);
    tx_end(t);
}
TEST(headings_name_a_milestone_and_its_day) { test_store_on(BACKEND_SQLITE, ON, headings); }

/* -- what stands -- */

/* "first|now|reached|owner|evidence|reason" of a milestone; NULL: the project has none of that name. */
static const char *standing(struct store *s, struct arena *a, const char *project, const char *name) {
    struct milestone_kinds k;
    struct milestone *at;
    struct project p;
    struct tx *t;
    size_t count;
    const char *found = NULL;
    int64_t id = project_named(s, a, project, &p);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, milestone_kinds_load(t, &k));
    assert_ok(a, milestones_now(t, id, &k, &at, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(milestone_name(&k, at[i].kind_id, at[i].name).in[ZH], name))
            found = arena_printf(a, "%s|%s|%s|%s|%s|%s", day_print(a, at[i].first_plan_day), day_print(a, at[i].plan_day),
                                 day_print(a, at[i].actual_day), at[i].owner ? at[i].owner : "",
                                 at[i].evidence ? at[i].evidence : "", at[i].reason ? at[i].reason : "");
    tx_end(t);
    return found;
}

static const char wide[] =
    "项目名称,开工实际时间,主体封顶计划时间,主体封顶实际时间,节点：吊装第一跨 计划时间,计划总投资（万元）\n"
    "码头一期,2022-03-01,2022-10,2022-10-20,2022-12-31,10000\n"
    "海洋牧场,,2023-06-30,,,20000\n";
static const char moved[] = "项目名称,主体封顶计划时间,主体封顶实际时间\n码头一期,2022-11-30,2022-10-25\n海洋牧场,2023-06-30,\n";

static bool shows(const struct intake_result *r, enum word label, const char *of, const char *old, const char *now) {
    for (size_t i = 0; i < r->shown_count; i++)
        for (size_t c = 0; c < r->shown[i].change_count; c++) {
            const struct intake_change *x = &r->shown[i].changes[c];
            if (x->label == label && text_eq(x->of.in[ZH], of) && text_eq(x->old, old) && text_eq(x->now, now)) return true;
        }
    return false;
}

TEST_BOTH(columns_of_a_list_become_milestones_and_go_back, ON) {
    struct project x;
    install(s, a);
    struct intake_options o = options_for(written(a, p, "wide.csv", wide));
    struct intake_result r = accept(s, a, &o);
    print_result(a, &r);
    assert_counts(&r, 2, 0, 0, 0, 0);
    assert_string_equal(standing(s, a, "码头一期", "厂房（主体）封顶"), "2022-10-31|2022-10-31|2022-10-20|||");
    assert_string_equal(standing(s, a, "码头一期", "吊装第一跨"), "2022-12-31|2022-12-31||||");
    assert_null(standing(s, a, "海洋牧场", "破土动工")); /* a blank cell states nothing */
    assert_true(project_named(s, a, "码头一期", &x) > 0);
    assert_int_equal(x.actual_start_day, day_of(2022, 3, 1)); /* ground broken is the project's own date */
    r = accept(s, a, &o);
    assert_counts(&r, 0, 0, 2, 0, 0);
    assert_int_equal(r.entry, 0);

    o.path = written(a, p, "moved.csv", moved);
    r = preview(s, a, &o);
    assert_counts(&r, 0, 1, 1, 0, 0);
    assert_true(shows(&r, W_in_f_milestone_plan, "厂房（主体）封顶", "2022-10-31", "2022-11-30"));
    assert_true(shows(&r, W_in_f_milestone_actual, "厂房（主体）封顶", "2022-10-20", "2022-10-25"));
    assert_string_equal(standing(s, a, "码头一期", "厂房（主体）封顶"), "2022-10-31|2022-10-31|2022-10-20|||");
    int64_t entry = accept(s, a, &o).entry;
    assert_string_equal(standing(s, a, "码头一期", "厂房（主体）封顶"), "2022-10-31|2022-11-30|2022-10-25|||导入moved.csv");

    struct intake_undone u;
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){3, "intake_undo", "传错文件", 0}, &t));
    assert_ok(a, intake_undo(t, a, entry, &u));
    assert_ok(a, tx_commit(t));
    assert_int_equal(u.kept_count, 0);
    assert_string_equal(standing(s, a, "码头一期", "厂房（主体）封顶"), "2022-10-31|2022-10-31|2022-10-20|||");
}

static const char longer[] =
    "序号,项目名称,节点,原计划完成时间,计划完成时间,实际完成时间,调整原因,责任单位,完成依据,状态\n"
    "1,码头一期,开工,,2022-03-01,2022-03-05,,港务公司,开工报告,已完成\n"
    "2,码头一期,主体封顶,2022-10-31,2022-12-20,,图纸变更,港务公司,,未完成\n"
    "3,码头一期,吊装第一跨,,2023-01-31,,,,,未完成\n"
    "4,码头一期,主体封顶,,2022-12-25,,,,,未完成\n"
    "5,海洋牧场,海域使用权,,,2023-01-31,,,,已完成\n"
    "6,海洋牧场,,,2022-12-31,,,,,\n";

TEST_BOTH(a_row_may_be_a_milestone, ON) {
    install(s, a);
    struct intake_options o = options_for(written(a, p, "base.csv", "项目名称,项目单位\n码头一期,港务公司\n海洋牧场,牧业公司\n"));
    accept(s, a, &o);
    o.path = written(a, p, "long.csv", longer);
    struct intake_result r = preview(s, a, &o);
    print_result(a, &r);
    for (size_t i = 0; i < r.sheets[0].map.count; i++) assert_int_not_equal(r.sheets[0].map.at[i].state, HEADING_ASKED);
    r = accept(s, a, &o);
    assert_int_equal(r.counts[INTAKE_CHANGED], 3);
    assert_int_equal(r.counts[INTAKE_REFUSED], 1); /* the second plan of one milestone in one file */
    assert_true(told(&r, "F6", FAULT_CELL));       /* a day that has not come */
    assert_true(told(&r, "E7", FAULT_CELL));       /* of no milestone */
    assert_string_equal(standing(s, a, "码头一期", "破土动工"), "2022-03-01|2022-03-01|2022-03-05|港务公司|开工报告|");
    assert_string_equal(standing(s, a, "码头一期", "厂房（主体）封顶"), "2022-10-31|2022-12-20||港务公司||图纸变更");
    assert_string_equal(standing(s, a, "码头一期", "吊装第一跨"), "2023-01-31|2023-01-31||||");
    assert_null(standing(s, a, "海洋牧场", "海域使用权"));
    r = accept(s, a, &o);
    assert_int_equal(r.counts[INTAKE_CHANGED], 0);
    assert_int_equal(r.entry, 0);
}

TEST_BOTH(a_row_may_know_its_project_by_the_code_alone, ON) {
    install(s, a);
    struct intake_options o = options_for(written(a, p, "base.csv", "项目名称,项目代码\n码头一期,2211-371003-04-01-123456\n"));
    accept(s, a, &o);
    o.path = written(a, p, "en.csv", "Project code,Milestone,Planned,Actual\n"
                                     "2211-371003-04-01-123456,Main beam up,2022-08-31,2022-09-02\n"
                                     "2211-371003-04-01-123456,Permit,2022-02-28,\n"
                                     "2211-371003-04-01-123456,Permit,2022-02-28,\n"
                                     "2211-371003-04-01-123456,Framed,whenever,\n");
    struct intake_result r = accept(s, a, &o);
    assert_int_equal(r.counts[INTAKE_CHANGED], 2);
    assert_int_equal(r.counts[INTAKE_SKIPPED], 2); /* said twice, and nothing said */
    assert_true(told(&r, "C5", FAULT_CELL));
    assert_string_equal(standing(s, a, "码头一期", "主体结构（主梁吊装）"), "2022-08-31|2022-08-31|2022-09-02|||");
    assert_string_equal(standing(s, a, "码头一期", "施工许可"), "2022-02-28|2022-02-28||||");
    assert_null(standing(s, a, "码头一期", "厂房（主体）封顶"));
}

/* A person says which column is one: it is called as the column is. */
TEST_BOTH(a_column_may_be_ordered_to_be_a_milestone, ON) {
    struct heading_override orders[2];
    struct both why;
    install(s, a);
    assert_int_equal(heading_override_read(a, "大桥合龙时间=milestone_plan", &orders[0], &why), OK);
    assert_int_equal(heading_override_read(a, "封顶时间=milestone_actual", &orders[1], &why), OK);
    struct intake_options o = options_for(written(a, p, "o.csv", "项目名称,大桥合龙时间,封顶时间\n码头一期,2023-05-01,2022-11-11\n"));
    o.overrides = orders;
    o.override_count = 2;
    accept(s, a, &o);
    assert_string_equal(standing(s, a, "码头一期", "大桥合龙"), "2023-05-01|2023-05-01||||");
    assert_string_equal(standing(s, a, "码头一期", "厂房（主体）封顶"), "||2022-11-11|||");
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(headings_name_a_milestone_and_its_day),
        T_BOTH(columns_of_a_list_become_milestones_and_go_back),
        T_BOTH(a_row_may_be_a_milestone),
        T_BOTH(a_row_may_know_its_project_by_the_code_alone),
        T_BOTH(a_column_may_be_ordered_to_be_a_milestone),
    };
    return cmocka_run_group_tests_name("milestones in sheets", tests, NULL, sweep);
}
