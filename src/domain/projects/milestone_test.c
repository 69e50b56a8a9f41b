/* Milestones: what was planned first stays, days are stated once, reports say what they expect. On both databases. */
#include "pg.h"
#include "base/text.h"
#include "domain/projects/milestone.h"
#include "people_queries.h"

#define ON schema_of_program()
enum { TODAY = 19332 }; /* 2022-12-06 */

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}
static void done(struct arena *a, struct tx *t) {
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

static bool has_fault(const struct faults *f, const char *field) {
    for (size_t i = 0; i < f->count; i++)
        if (text_eq(f->at[i].field, field)) return true;
    return false;
}

static struct project project_new(struct arena *a, struct tx *t, const char *number) {
    struct project p = project_empty;
    p.platform_no = number;
    p.name = p.name_folded = "海上风电母港配套码头工程";
    p.registered_day = day_of(2022, 1, 19);
    p.counts_as = "itself";
    assert_ok(a, project_put(t, &p, 0));
    return p;
}

static int64_t kind_id(struct arena *a, struct tx *t, const char *name) {
    struct milestone_kinds k;
    assert_ok(a, milestone_kinds_load(t, &k));
    const struct milestone_kinds_row *kind = milestone_kind_named(a, &k, name);
    return kind ? kind->id : NO_INT;
}

static struct milestone_stated stated(int64_t kind, const char *name, int32_t plan, int32_t actual) {
    return (struct milestone_stated){.kind_id = kind, .name = name, .plan_day = plan, .actual_day = actual};
}

static int64_t added(struct arena *a, struct tx *t, int64_t project_id, const char *name, int32_t plan, int32_t actual) {
    struct milestone_stated s = stated(NO_INT, name, plan, actual);
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_ok(a, milestone_add(t, project_id, &s, TODAY, &faults, &saved));
    return saved.id;
}

static struct milestone row_of(struct arena *a, struct tx *t, int64_t id) {
    struct milestone row;
    assert_ok(a, milestone_get(t, id, &row));
    return row;
}

TEST_BOTH(a_city_begins_with_kinds_and_templates, ON) {
    struct tx *t = writes(a, s);
    struct milestone_templates_row *templates;
    struct milestone_steps_row *steps;
    size_t count, step_count;
    assert_ok(a, milestones_install(t));
    assert_ok(a, milestone_templates(t, &templates, &count));
    assert_int_equal(count, 5);
    for (size_t i = 0; i < count; i++) {
        assert_ok(a, milestone_steps(t, templates[i].id, &steps, &step_count));
        assert_true(step_count > 6);
        for (size_t k = 1; k < step_count; k++) assert_true(steps[k - 1].after_months <= steps[k].after_months);
    }
    assert_string_equal(templates[milestone_template_for(templates, count, "C2669")].key, "industry");
    assert_string_equal(templates[milestone_template_for(templates, count, "E4832")].key, "infrastructure");
    assert_string_equal(templates[milestone_template_for(templates, count, "Q8411")].key, "livelihood");
    assert_string_equal(templates[milestone_template_for(templates, count, "L7239")].key, "general");
    assert_string_equal(templates[milestone_template_for(templates, count, NULL)].key, "general");
    assert_ok(a, milestones_install(t)); /* once is enough */
    assert_ok(a, milestone_templates(t, &templates, &count));
    assert_int_equal(count, 5);
    done(a, t);
}

TEST_BOTH(a_kind_is_found_by_any_of_its_names, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    int64_t permit = kind_id(a, t, "施工许可");
    assert_int_not_equal(permit, NO_INT);
    assert_int_equal(kind_id(a, t, "建筑工程施工许可证"), permit);
    assert_int_equal(kind_id(a, t, " Permit in hand "), permit);
    assert_int_equal(kind_id(a, t, "立项(备案)"), kind_id(a, t, "立项（备案）"));
    assert_int_equal(kind_id(a, t, "开工"), kind_id(a, t, "破土动工"));
    assert_int_equal(kind_id(a, t, "沉箱安装"), NO_INT);
    done(a, t);
}

TEST_BOTH(what_was_planned_first_stays_and_another_plan_says_why, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    int64_t project = project_new(a, t, "QP-000001").id, permit = kind_id(a, t, "施工许可");
    int64_t id = added(a, t, project, "施工许可证", day_of(2022, 9, 30), NO_DAY);
    assert_int_equal(row_of(a, t, id).kind_id, permit);
    assert_null(row_of(a, t, id).name);
    struct milestone_stated s2 = stated(permit, NULL, day_of(2022, 10, 20), NO_DAY);
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_int_equal(milestone_change(t, project, id, 1, &s2, TODAY, &faults, &saved), ERR_INVALID);
    assert_true(has_fault(&faults, "reason"));
    s2.reason = "设计变更", s2.owner = "市住建局", faults.count = 0;
    assert_ok(a, milestone_change(t, project, id, 1, &s2, TODAY, &faults, &saved));
    struct milestone row = row_of(a, t, id);
    assert_int_equal(row.first_plan_day, day_of(2022, 9, 30));
    assert_int_equal(row.plan_day, day_of(2022, 10, 20));
    assert_string_equal(row.reason, "设计变更");
    assert_int_equal(milestone_change(t, project, id, 1, &s2, TODAY, &faults, &saved), ERR_CONFLICT);
    s2.plan_day = NO_DAY, s2.actual_day = TODAY;
    assert_int_equal(milestone_change(t, project, id, 2, &s2, TODAY, &faults, &saved), ERR_INVALID);
    assert_true(has_fault(&faults, "plan"));
    s2.plan_day = day_of(2022, 10, 20), s2.reason = NULL, faults.count = 0;
    assert_ok(a, milestone_change(t, project, id, 2, &s2, TODAY, &faults, &saved)); /* reached: no reason asked */
    assert_string_equal(row_of(a, t, id).reason, "设计变更");
    assert_ok(a, milestone_change(t, project, id, 3, &s2, TODAY, &faults, &saved));
    assert_false(saved.is_changed);
    s2.actual_day = NO_DAY;
    assert_int_equal(milestone_change(t, project, id, 3, &s2, TODAY, &faults, &saved), ERR_INVALID);
    assert_true(has_fault(&faults, "reason")); /* a day that is taken away again says why */
    done(a, t);
}

TEST_BOTH(what_cannot_be_meant_is_refused_all_at_once, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    int64_t project = project_new(a, t, "QP-000001").id;
    struct milestone_stated none = stated(NO_INT, "  ", NO_DAY, NO_DAY), future = stated(NO_INT, "沉箱安装", NO_DAY, TODAY + 1);
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_int_equal(milestone_add(t, project, &none, TODAY, &faults, &saved), ERR_INVALID);
    assert_true(has_fault(&faults, "name") && has_fault(&faults, "plan"));
    faults.count = 0;
    assert_int_equal(milestone_add(t, project, &future, TODAY, &faults, &saved), ERR_INVALID);
    assert_true(has_fault(&faults, "actual"));
    faults.count = 0;
    (void)added(a, t, project, "沉箱 安装", TODAY + 10, NO_DAY);
    future.actual_day = TODAY;
    assert_int_equal(milestone_add(t, project, &future, TODAY, &faults, &saved), ERR_INVALID); /* it is there */
    assert_true(has_fault(&faults, "name"));
    assert_int_equal(milestone_add(t, project + 1000, &future, TODAY, &faults, &saved), ERR_MISSING);
    done(a, t);
}

TEST_BOTH(a_milestone_taken_back_is_in_the_history_only, ON) {
    struct tx *t = writes(a, s);
    int64_t project = project_new(a, t, "QP-000001").id, other = project_new(a, t, "QP-000002").id;
    int64_t id = added(a, t, project, "沉箱安装", TODAY + 10, NO_DAY);
    struct faults faults = {.count = 0};
    assert_int_equal(milestone_withdraw(t, project, id, 1, "", &faults), ERR_INVALID);
    faults.count = 0;
    assert_int_equal(milestone_withdraw(t, other, id, 1, "误填", &faults), ERR_MISSING);
    assert_int_equal(milestone_withdraw(t, project, id, 2, "误填", &faults), ERR_CONFLICT);
    assert_ok(a, milestone_withdraw(t, project, id, 1, "误填", &faults));
    assert_int_equal(row_of(a, t, id).gone, 1);
    assert_int_equal(milestone_withdraw(t, project, id, 2, "误填", &faults), ERR_MISSING);
    (void)added(a, t, project, "沉箱安装", TODAY + 20, NO_DAY); /* it may come again */
    done(a, t);
}

TEST_BOTH(ground_broken_is_the_projects_own_start, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    int64_t project = project_new(a, t, "QP-000001").id;
    int64_t id = added(a, t, project, "开工", day_of(2022, 9, 1), day_of(2022, 9, 2));
    struct project now;
    assert_ok(a, project_get(t, project, &now));
    assert_int_equal(now.actual_start_day, day_of(2022, 9, 2));
    struct milestone_stated s2 = stated(row_of(a, t, id).kind_id, NULL, day_of(2022, 9, 1), day_of(2022, 9, 5));
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_ok(a, milestone_change(t, project, id, 1, &s2, TODAY, &faults, &saved));
    assert_true(has_fault(&saved.warnings, "actual")); /* another day: both stay, and it is told */
    assert_ok(a, project_get(t, project, &now));
    assert_int_equal(now.actual_start_day, day_of(2022, 9, 2));
    id = added(a, t, project, "竣工", TODAY + 100, NO_DAY);
    now.actual_finish_day = TODAY - 3;
    assert_ok(a, project_put(t, &now, now.version));
    struct milestone_kinds k;
    struct milestone row = row_of(a, t, id);
    struct milestone_dates dates = milestone_dates_of(&now);
    assert_ok(a, milestone_kinds_load(t, &k));
    assert_int_equal(milestone_reached(&row, &k, &dates), TODAY - 3); /* nobody types it twice */
    struct milestone_next_row next;
    bool has;
    assert_ok(a, milestone_next(t, project, &next, &has));
    assert_false(has);
    done(a, t);
}

TEST_BOTH(a_report_says_what_it_expects_and_moves_no_plan, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    int64_t project = project_new(a, t, "QP-000001").id, other = project_new(a, t, "QP-000002").id;
    int64_t permit = added(a, t, project, "施工许可", day_of(2022, 10, 20), NO_DAY);
    (void)added(a, t, project, "沉箱安装", day_of(2023, 3, 15), NO_DAY);
    (void)added(a, t, project, "立项", day_of(2022, 4, 19), day_of(2022, 4, 15));
    struct milestone_next_row next;
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    bool has;
    assert_ok(a, milestone_next(t, project, &next, &has));
    assert_true(has);
    assert_int_equal(next.id, permit);
    struct milestone_said said = {.answer = MILESTONE_THIS_MONTH, .day = NO_DAY, .said_day = TODAY};
    assert_ok(a, milestone_report(t, project, permit, &said, &faults, &saved));
    struct milestone row = row_of(a, t, permit);
    assert_string_equal(row.answer, "this_month");
    assert_int_equal(row.expected_day, day_of(2022, 12, 31));
    assert_int_equal(row.plan_day, day_of(2022, 10, 20));
    assert_ok(a, milestone_report(t, project, permit, &said, &faults, &saved));
    assert_false(saved.is_changed);
    said.answer = MILESTONE_LATER, said.day = TODAY - 1;
    assert_int_equal(milestone_report(t, project, permit, &said, &faults, &saved), ERR_INVALID);
    said.answer = MILESTONE_DONE, said.day = TODAY + 1, faults.count = 0;
    assert_int_equal(milestone_report(t, project, permit, &said, &faults, &saved), ERR_INVALID);
    said.day = TODAY - 1, said.evidence = "许可证号 371000202212060101", faults.count = 0;
    assert_int_equal(milestone_report(t, other, permit, &said, &faults, &saved), ERR_MISSING);
    assert_ok(a, milestone_report(t, project, permit, &said, &faults, &saved));
    row = row_of(a, t, permit);
    assert_int_equal(row.actual_day, TODAY - 1);
    assert_int_equal(row.expected_day, NO_DAY);
    assert_string_equal(row.evidence, "许可证号 371000202212060101");
    said.day = TODAY - 2;
    assert_int_equal(milestone_report(t, project, permit, &said, &faults, &saved), ERR_INVALID); /* on another day already */
    assert_ok(a, milestone_next(t, project, &next, &has));
    assert_true(has);
    assert_string_equal(row_of(a, t, next.id).name, "沉箱安装");
    done(a, t);
}

/* -- the days of a template -- */

static struct milestone_steps_row step(int64_t months, const char *project_date) {
    return (struct milestone_steps_row){.after_months = months, .project_date = project_date};
}

TEST(days_follow_what_the_project_plans_itself) {
    const struct milestone_steps_row steps[] = {step(-6, NULL), step(0, "start"), step(5, NULL), step(10, "finish"),
                                                step(12, "production")};
    struct milestone_dates planned = {day_of(2022, 4, 30), day_of(2023, 4, 30), NO_DAY};
    int32_t days[5];
    milestone_days(steps, 5, &planned, TODAY, days);
    assert_int_equal(days[0], day_of(2021, 10, 30));
    assert_int_equal(days[1], day_of(2022, 4, 30));
    assert_int_equal(days[2], day_of(2022, 4, 30) + 365 / 2); /* half of the time between */
    assert_int_equal(days[3], day_of(2023, 4, 30));
    assert_int_equal(days[4], day_of(2023, 6, 30));
    planned = (struct milestone_dates){NO_DAY, NO_DAY, NO_DAY};
    milestone_days(steps, 5, &planned, TODAY, days);
    assert_int_equal(days[0], TODAY);
    assert_int_equal(days[1], day_plus_months(TODAY, 6));
    /* Crossed: the day of the later step is left aside. */
    planned = (struct milestone_dates){day_of(2023, 4, 30), day_of(2022, 4, 30), NO_DAY};
    milestone_days(steps, 5, &planned, TODAY, days);
    for (int i = 1; i < 5; i++) assert_true(days[i - 1] < days[i]);
    assert_int_equal(days[1], day_of(2023, 4, 30));
    milestone_days(steps, 0, &planned, TODAY, days);
}

/* -- the dictionaries are the city's -- */

TEST_BOTH(the_office_edits_kinds_and_templates, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    struct faults faults = {.count = 0};
    struct milestone_kind_stated kind = {"沉箱安装", "Caissons placed", "沉箱，沉箱预制、安放"};
    assert_ok(a, milestone_kind_save(t, 0, 0, &kind, &faults));
    int64_t id = kind_id(a, t, "安放");
    assert_int_not_equal(id, NO_INT);
    kind.also = "竣工";
    assert_int_equal(milestone_kind_save(t, id, 1, &kind, &faults), ERR_INVALID); /* that is a name of another */
    assert_true(has_fault(&faults, "also"));
    kind.also = "", kind.name_en = "", faults.count = 0;
    assert_int_equal(milestone_kind_save(t, id, 1, &kind, &faults), ERR_INVALID);
    kind.name_en = "Caissons", faults.count = 0;
    assert_ok(a, milestone_kind_save(t, id, 1, &kind, &faults));
    assert_int_equal(milestone_kind_save(t, id, 1, &kind, &faults), ERR_CONFLICT);
    assert_int_equal(kind_id(a, t, "安放"), NO_INT);

    struct milestone_step_stated steps[] = {{kind_id(a, t, "开工"), 0}, {id, 4}};
    struct milestone_template_stated quay = {"码头", "Quays", "G, z, g", steps, 2};
    struct milestone_templates_row *all;
    struct milestone_steps_row *now;
    size_t count, step_count;
    assert_ok(a, milestone_template_save(t, 0, 0, &quay, &faults));
    assert_ok(a, milestone_templates(t, &all, &count));
    assert_string_equal(all[count - 1].name_en, "Quays");
    assert_string_equal(all[count - 1].industries, "G");
    int64_t quays = all[count - 1].id;
    steps[1].after_months = 6, quay.step_count = 1, quay.steps = &steps[1];
    assert_ok(a, milestone_template_save(t, quays, 1, &quay, &faults));
    assert_ok(a, milestone_steps(t, quays, &now, &step_count));
    assert_int_equal(step_count, 1);
    assert_int_equal(now[0].after_months, 6);
    quay.steps = steps, quay.step_count = 2;
    assert_ok(a, milestone_template_save(t, quays, 2, &quay, &faults));
    assert_ok(a, milestone_steps(t, quays, &now, &step_count));
    assert_int_equal(step_count, 2);
    quay.step_count = 0;
    assert_int_equal(milestone_template_save(t, quays, 3, &quay, &faults), ERR_INVALID);
    done(a, t);
}

TEST_BOTH(a_template_adds_what_is_not_there, ON) {
    struct tx *t = writes(a, s);
    assert_ok(a, milestones_install(t));
    int64_t project = project_new(a, t, "QP-000001").id;
    int64_t permit = added(a, t, project, "施工许可", day_of(2022, 10, 20), NO_DAY);
    struct milestone_stated list[] = {stated(kind_id(a, t, "施工许可"), NULL, day_of(2023, 1, 1), NO_DAY),
                                      stated(kind_id(a, t, "动工"), NULL, day_of(2023, 2, 1), NO_DAY)};
    struct faults faults = {.count = 0};
    size_t count;
    assert_ok(a, milestones_add(t, project, list, 2, TODAY, &faults, &count));
    assert_int_equal(count, 1);
    assert_int_equal(row_of(a, t, permit).plan_day, day_of(2022, 10, 20));
    struct milestone_kinds k;
    struct milestone *now;
    assert_ok(a, milestone_kinds_load(t, &k));
    assert_ok(a, milestones_now(t, project, &k, &now, &count));
    assert_int_equal(count, 2);
    assert_int_equal(now[0].id, permit); /* in the order of the way */
    done(a, t);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(a_city_begins_with_kinds_and_templates),
        T_BOTH(a_kind_is_found_by_any_of_its_names),
        T_BOTH(what_was_planned_first_stays_and_another_plan_says_why),
        T_BOTH(what_cannot_be_meant_is_refused_all_at_once),
        T_BOTH(a_milestone_taken_back_is_in_the_history_only),
        T_BOTH(ground_broken_is_the_projects_own_start),
        T_BOTH(a_report_says_what_it_expects_and_moves_no_plan),
        cmocka_unit_test(days_follow_what_the_project_plans_itself),
        T_BOTH(the_office_edits_kinds_and_templates),
        T_BOTH(a_template_adds_what_is_not_there),
    };
    return cmocka_run_group_tests_name("milestone", tests, NULL, NULL);
}
