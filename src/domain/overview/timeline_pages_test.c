/* The timeline through its pages, by loopback: whose ways stand on it, what is said of them, and its sheet comes in again. */
#include "clerk.h"
#include "base/money.h"
#include "domain/intake/intake.h"
#include "domain/projects/milestone.h"
#include <sys/stat.h>

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static size_t times(const char *body, const char *text) {
    size_t count = 0;
    for (const char *at = body; (at = strstr(at, text)); at += strlen(text)) count++;
    return count;
}

struct coast {
    struct clerk_world w;
    int64_t pier, farm, plain;
};

static int64_t project_put_named(struct tx *t, struct arena *a, const char *number, const char *name, int64_t area_id) {
    struct project row = project_empty;
    row.name = row.name_folded = name;
    row.platform_no = number, row.counts_as = "itself", row.registered_day = 18000, row.area_id = area_id;
    row.actual_start_day = day_of(2022, 3, 1);
    assert_ok(a, project_put(t, &row, 0));
    return row.id;
}

static void milestone_put_named(struct tx *t, struct arena *a, int64_t project_id, const char *name, int32_t plan,
                                int32_t actual, const char *owner) {
    struct milestone_stated s = {.kind_id = NO_INT, .name = name, .plan_day = plan, .actual_day = actual, .owner = owner};
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_ok(a, milestone_add(t, project_id, &s, day_of(2022, 12, 6), &faults, &saved));
}

/* Two with a way, in two areas, and one without. */
static struct coast coast_new(struct arena *a, struct store *s) {
    struct coast c = {.w = clerk_world_new(a, s)};
    int64_t huancui = clerk_area(&c.w, "huancui"), rongcheng = clerk_area(&c.w, "rongcheng");
    struct tx *t = clerk_write(&c.w);
    assert_ok(a, milestones_install(t));
    c.pier = project_put_named(t, a, "QP-000001", "North pier", huancui);
    c.farm = project_put_named(t, a, "QP-000002", "South farm", rongcheng);
    c.plain = project_put_named(t, a, "QP-000003", "Plain road", huancui);
    milestone_put_named(t, a, c.pier, "施工许可", day_of(2022, 2, 1), day_of(2022, 2, 11), "市住建局, 二科");
    milestone_put_named(t, a, c.pier, "开工", day_of(2022, 3, 1), NO_DAY, NULL);
    milestone_put_named(t, a, c.pier, "主体封顶", day_of(2022, 10, 20), NO_DAY, NULL);
    milestone_put_named(t, a, c.pier, "第一跨吊装", day_of(2122, 5, 1), NO_DAY, NULL);
    milestone_put_named(t, a, c.farm, "海域使用权", day_of(2122, 3, 1), NO_DAY, NULL);
    clerk_commit(&c.w, t);
    return c;
}

TEST_BOTH(each_project_has_its_way_on_one_axis, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    struct loopback_reply r = loopback_get(l, "/timeline?level=platform");
    assert_int_equal(r.status, 200);
    assert_int_equal(times(r.body, "class=\"ch ln\""), 2);         /* one a project that has a way */
    assert_int_equal(times(r.body, "class=\"ch ln axis\""), 2);    /* wide, and narrow */
    assert_int_equal(times(r.body, "class=\"dt\""), 2);            /* the permit, and ground broken as the project's date */
    assert_int_equal(times(r.body, "class=\"ov\""), 1);
    assert_int_equal(times(r.body, "class=\"td\""), 2);
    assert_true(has(r, "Permit in hand: reached 2022-02-11, 10 days late; Ground broken: reached 2022-03-01; Framed: "));
    assert_true(has(r, "no milestones") && has(r, "2/4"));
    assert_true(has(r, "/projects?level=platform")); /* the same ones as a list */
    r = loopback_get(l, "/timeline.json?level=platform&sort=name");
    assert_true(has(r, "\"milestones_total\":4,\"milestones_reached\":2,\"milestones_overdue\":1,"));
    assert_true(has(r, "\"next_en\":\"Framed\",\"next_day\":\"2022-10-20\""));
    assert_true(has(r, "\"milestone_en\":\"Ground broken\",\"state\":\"reached\",\"first_plan_day\":\"2022-03-01\""));
    assert_true(has(r, "\"state\":\"overdue\"") && has(r, "\"state\":\"to_come\""));
    r = loopback_get(l, "/projects?level=platform&q=pier&sort=-name");
    assert_true(has(r, "/timeline?level=platform&amp;q=pier&amp;sort=-name")); /* filters and order go along */
    clerk_world_done(&c.w);
}

TEST_BOTH(filters_narrow_it_and_nobody_sees_more_than_the_list_has, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    struct loopback_reply r = loopback_get(l, "/timeline.json?level=platform&area=rongcheng");
    assert_true(has(r, "South farm") && !has(r, "North pier"));
    r = loopback_get(l, "/timeline?level=platform&q=nothing");
    assert_int_equal(r.status, 200);
    assert_true(has(r, "No project meets these conditions.") && has(r, "href=\"/timeline?level=platform\""));
    assert_int_equal(loopback_get(l, "/timeline?sort=colour").status, 400);
    struct loopback *south = clerk_granted(&c.w, "south", "area_office", clerk_area(&c.w, "rongcheng"), NO_INT, NO_INT);
    static const char *const doors[] = {"/timeline?level=platform", "/timeline.json?level=platform",
                                        "/timeline.csv?level=platform"};
    for (size_t i = 0; i < countof(doors); i++) {
        r = loopback_get(south, doors[i]);
        assert_int_equal(r.status, 200);
        assert_true(has(r, "South farm") && !has(r, "North pier"));
    }
    clerk_world_done(&c.w);
}

TEST_BOTH(what_was_known_then_stands_then, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    struct loopback_reply r = loopback_get(l, "/timeline.json?level=platform&known=2022-10-01");
    assert_int_equal(r.status, 200);
    assert_false(has(r, "North pier")); /* it was not registered in this database yet */
    clerk_world_done(&c.w);
}

/* -- the sheet comes in again -- */

static const char *written(struct arena *a, struct test_place *p, struct loopback_reply r, const char *name) {
    const char *folder = *p->folder ? p->folder : arena_printf(a, "/tmp/qipan-timeline-%d", (int)getpid());
    (void)mkdir(folder, 0700);
    const char *path = arena_printf(a, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fwrite(r.body, 1, r.len, f);
    fclose(f);
    return path;
}

static void assert_known_already(struct coast *c, struct test_place *p, struct loopback_reply r, const char *name) {
    struct arena *a = c->w.a;
    struct intake_options o = {.path = written(a, p, r, name), .today = day_of_ms(now_ms(), 480), .makes = {true, true, true}};
    struct intake_result result;
    struct both why = {{NULL}};
    struct tx *t;
    assert_int_equal(r.status, 200);
    assert_ok(a, store_read(c->w.s, a, &t));
    assert_ok(a, intake_preview(t, a, &o, &result, &why));
    tx_end(t);
    (void)unlink(o.path);
    for (size_t i = 0; i < result.fault_count; i++) print_message("%s %s\n", result.faults[i].cell, result.faults[i].text.in[EN]);
    for (size_t i = 0; i < result.sheets[0].map.count; i++) {
        const struct heading *h = &result.sheets[0].map.at[i];
        if (h->state == HEADING_ASKED || h->state == HEADING_EXTRA) print_message("%s\n", h->text);
        assert_true(h->state == HEADING_SURE || h->state == HEADING_IGNORED);
    }
    assert_int_equal(result.counts[INTAKE_UNCHANGED], 5);
    assert_int_equal(result.counts[INTAKE_CHANGED] + result.counts[INTAKE_NEW] + result.counts[INTAKE_REFUSED], 0);
}

TEST_BOTH(its_sheet_comes_in_again_and_changes_nothing, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    assert_known_already(&c, p, loopback_get(l, "/timeline.csv?level=platform"), "timeline-en.csv");
    assert_known_already(&c, p, loopback_get(l, "/timeline.xlsx?level=platform"), "timeline-en.xlsx");
    (void)loopback_get(l, "/account");
    assert_int_equal(loopback_post(l, "/account/language", "language=zh").status, 303);
    struct loopback_reply r = loopback_get(l, "/timeline.csv?level=platform");
    assert_true(has(r, "节点,首次计划时间,计划时间,实际时间") && has(r, "厂房（主体）封顶,2022-10-20,2022-10-20,,"));
    assert_known_already(&c, p, r, "timeline-zh.csv");
    clerk_world_done(&c.w);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(each_project_has_its_way_on_one_axis),
        T_BOTH(filters_narrow_it_and_nobody_sees_more_than_the_list_has),
        T_BOTH(what_was_known_then_stands_then),
        T_BOTH(its_sheet_comes_in_again_and_changes_nothing),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
