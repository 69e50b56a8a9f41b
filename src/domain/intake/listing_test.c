/* The statistics bureau's list comes in beside ours. */
#include "domain/bureau/bureau.h"
#include "intake_fixture.h"

#define CODE "2211-371003-04-01-123456"
static const char ours[] =
    "项目名称,项目代码,项目单位,计划总投资（万元）,2022年1-11月累计完成投资（万元）\n"
    "码头一期," CODE ",港务公司,10000,5000\n"
    "海洋牧场,,牧业公司,20000,8000\n";
static const char theirs[] =
    "统计局固定资产投资项目\n"
    "序号,编号,项目名称,项目代码,建设单位,计划总投资（万元）,2022年1-11月完成投资（万元）\n"
    "1,T001,码头一期工程," CODE ",港务公司,9000,4200\n"
    "2,T002,海洋牧场,,牧业公司,20000,8000\n"
    "3,T003,不知名的厂,,外地公司,700,300\n";

struct world {
    struct arena *a;
    struct store *s;
    struct test_place *p;
};

static struct intake_result bring(struct world *w, const char *name, const char *text, bool is_bureau, bool writes) {
    struct intake_options o = options_for(written(w->a, w->p, name, text));
    o.is_bureau_list = is_bureau;
    return writes ? accept(w->s, w->a, &o) : preview(w->s, w->a, &o);
}

/* What a source says of a project for January to November. */
static int64_t said(struct world *w, int64_t project_id, const char *source) {
    struct fact_standing_row found;
    struct invest_fact f;
    struct tx *t;
    bool has;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, fact_standing(t, project_id, source, month_of(2022, 1), month_of(2022, 11), &found, &has));
    if (has) assert_ok(w->a, invest_fact_get(t, found.id, &f));
    tx_end(t);
    return has ? f.amount_fen / FEN_PER_WAN : -1;
}

static struct bureau_listing listing(struct world *w, struct tx *t, const char *no) {
    struct bureau_listing l;
    bool has;
    assert_ok(w->a, bureau_listing_find(t, no, NULL, "", NO_INT, &l, &has));
    assert_true(has);
    return l;
}

static struct tx *write_as(struct world *w, const char *kind) {
    struct tx *t;
    assert_ok(w->a, store_write(w->s, w->a, &(struct entry_note){3, kind, "核对", 0}, &t));
    return t;
}

TEST_BOTH(the_bureaus_list_stands_beside_ours_and_only_the_code_links, ON) {
    struct world w = {a, s, p};
    struct project pier, farm;
    bring(&w, "ours.csv", ours, false, true);
    size_t projects = rows_known(s, a, &project_table);
    int64_t pier_id = project_named(s, a, "码头一期", &pier), farm_id = project_named(s, a, "海洋牧场", &farm);
    struct intake_result r = bring(&w, "theirs.csv", theirs, true, false);
    assert_counts(&r, 3, 0, 0, 0, 0);
    assert_int_equal(r.twin_count, 1); /* the farm is offered, for its name is the same */
    assert_int_equal(r.twins[0].project_id, farm_id);
    r = bring(&w, "theirs.csv", theirs, true, true);
    assert_counts(&r, 3, 0, 0, 0, 0);
    assert_int_equal(rows_known(s, a, &project_table), projects); /* no project of ours comes of it … */
    assert_int_equal(said(&w, pier_id, "bureau"), 4200);
    assert_int_equal(said(&w, pier_id, "report"), 5000); /* … and no figure of ours is written over */
    assert_int_equal(said(&w, farm_id, "bureau"), -1);
    assert_int_equal(project_named(s, a, "码头一期", &pier), pier_id);
    assert_int_equal(pier.total_fen, 10000 * FEN_PER_WAN);
    r = bring(&w, "theirs.csv", theirs, true, true);
    assert_counts(&r, 0, 0, 3, 0, 0);
    assert_int_equal(r.entry, 0);
}

TEST_BOTH(what_the_bureau_corrects_is_told_and_is_a_new_version, ON) {
    struct world w = {a, s, p};
    struct project pier;
    char *changed = arena_copy(a, theirs);
    bring(&w, "ours.csv", ours, false, true);
    bring(&w, "theirs.csv", theirs, true, true);
    memcpy(strstr(changed, "4200"), "4300", 4);
    struct intake_result r = bring(&w, "theirs.csv", changed, true, false);
    assert_counts(&r, 0, 1, 2, 0, 0);
    assert_int_equal(r.shown[0].change_count, 1);
    assert_string_equal(r.shown[0].changes[0].old, "4200万元");
    r = bring(&w, "theirs.csv", changed, true, true);
    assert_counts(&r, 0, 1, 2, 0, 0);
    int64_t id = project_named(s, a, "码头一期", &pier);
    assert_int_equal(said(&w, id, "bureau"), 4300);
    struct intake_undone u;
    struct tx *t = write_as(&w, "intake_undo");
    assert_ok(a, intake_undo(t, a, r.entry, &u));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(said(&w, id, "bureau"), 4200);
}

TEST_BOTH(one_project_of_the_list_stands_in_one_row, ON) {
    struct world w = {a, s, p};
    struct intake_result r = bring(&w, "theirs.csv", "项目名称,编号,2022年1-11月完成投资（万元）\n甲,T1,5\n乙,T1,6\n", true, true);
    assert_counts(&r, 1, 0, 0, 1, 0);
}

TEST_BOTH(a_person_links_and_figures_go_along, ON) {
    struct world w = {a, s, p};
    struct project row;
    struct faults faults = {0};
    bring(&w, "ours.csv", ours, false, true);
    bring(&w, "theirs.csv", theirs, true, true);
    int64_t pier = project_named(s, a, "码头一期", &row), farm = project_named(s, a, "海洋牧场", &row);
    struct tx *t = write_as(&w, "bureau_link");
    struct bureau_listing l = listing(&w, t, "T002");
    assert_int_equal(bureau_link(t, &l, pier, "person", "", &faults), ERR_CONFLICT); /* it has a listing */
    assert_int_equal(faults.count, 1);
    assert_ok(a, bureau_link(t, &l, farm, "person", "单位确认", &faults));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(said(&w, farm, "bureau"), 8000);
    struct intake_result r = bring(&w, "theirs.csv", theirs, true, true);
    assert_counts(&r, 0, 0, 3, 0, 0);
    assert_int_equal(r.twin_count, 0); /* what was decided is not asked again */

    t = write_as(&w, "bureau_link");
    l = listing(&w, t, "T001");
    assert_int_equal(bureau_unlink(t, &l, true, "", &(struct faults){0}), ERR_INVALID);
    assert_ok(a, bureau_unlink(t, &l, true, "另一期工程", &(struct faults){0}));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(said(&w, pier, "bureau"), -1);
    assert_int_equal(said(&w, pier, "report"), 5000);
    r = bring(&w, "theirs.csv", theirs, true, true);
    assert_counts(&r, 0, 0, 3, 0, 0); /* not even its code links it again: a person said so */
    assert_int_equal(said(&w, pier, "bureau"), -1);
}

TEST_BOTH(a_decision_of_the_preview_links, ON) {
    struct world w = {a, s, p};
    struct project row;
    bring(&w, "ours.csv", ours, false, true);
    int64_t farm = project_named(s, a, "海洋牧场", &row);
    struct intake_options o = options_for(written(a, p, "theirs.csv", theirs));
    struct intake_decision decision = {"theirs.csv!4", farm};
    o.is_bureau_list = true, o.decisions = &decision, o.decision_count = 1;
    struct intake_result r = accept(s, a, &o);
    assert_counts(&r, 3, 0, 0, 0, 0);
    assert_int_equal(said(&w, farm, "bureau"), 8000);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {T_BOTH(the_bureaus_list_stands_beside_ours_and_only_the_code_links),
                                       T_BOTH(what_the_bureau_corrects_is_told_and_is_a_new_version),
                                       T_BOTH(one_project_of_the_list_stands_in_one_row),
                                       T_BOTH(a_person_links_and_figures_go_along),
                                       T_BOTH(a_decision_of_the_preview_links)};
    return cmocka_run_group_tests_name("listing", tests, NULL, sweep);
}
