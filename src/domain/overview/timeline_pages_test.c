/* The timeline through its pages, by loopback: whose ways stand on it, and what is said of them. */
#include "coast.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static size_t times(const char *body, const char *text) {
    size_t count = 0;
    for (const char *at = body; (at = strstr(at, text)); at += strlen(text)) count++;
    return count;
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

/* Today: the roof is planned anew, the span is none after all. */
static void change_today(struct coast *c) {
    struct arena *a = c->w.a;
    struct milestone_kinds kinds;
    struct milestone *at;
    struct tx *t;
    size_t count;
    struct faults faults = {.count = 0};
    assert_ok(a, store_write(c->w.s, a, &(struct entry_note){.kind = "test", .reason = ""}, &t));
    assert_ok(a, milestone_kinds_load(t, &kinds));
    assert_ok(a, milestones_now(t, c->pier, &kinds, &at, &count));
    for (size_t i = 0; i < count; i++) {
        struct milestone_stated s = {.kind_id = at[i].kind_id, .plan_day = day_of(2123, 6, 30), .actual_day = NO_DAY,
                                     .reason = "图纸变更"};
        struct milestone_saved saved;
        if (at[i].plan_day == day_of(2022, 10, 20))
            assert_ok(a, milestone_change(t, c->pier, at[i].id, at[i].version, &s, day_of(2022, 12, 6), &faults, &saved));
        if (at[i].kind_id == NO_INT) assert_ok(a, milestone_withdraw(t, c->pier, at[i].id, at[i].version, "重复", &faults));
    }
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

TEST_BOTH(what_was_known_then_stands_then, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    change_today(&c);
    struct loopback_reply r = loopback_get(l, "/timeline.json?level=platform&q=pier");
    assert_true(has(r, "\"first_plan_day\":\"2022-10-20\",\"plan_day\":\"2123-06-30\"") && has(r, "图纸变更"));
    assert_true(!has(r, "第一跨吊装") && has(r, "\"milestones_total\":3,\"milestones_reached\":2,\"milestones_overdue\":0,"));
    const char *day = day_print(a, day_of_ms(now_ms(), 480) - 2);
    r = loopback_get(l, arena_printf(a, "/timeline.json?level=platform&q=pier&known=%s", day));
    assert_true(has(r, "\"first_plan_day\":\"2022-10-20\",\"plan_day\":\"2022-10-20\"") && !has(r, "图纸变更"));
    assert_true(has(r, "第一跨吊装") && has(r, "\"milestones_total\":4,"));
    r = loopback_get(l, arena_printf(a, "/timeline?level=platform&known=%s", day));
    assert_true(has(r, arena_printf(a, "As of %s", day))); /* the line is that day's */
    r = loopback_get(l, "/timeline.json?level=platform&known=2022-10-01");
    assert_true(r.status == 200 && !has(r, "North pier")); /* nothing was known in this database yet */
    clerk_world_done(&c.w);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T_BOTH(each_project_has_its_way_on_one_axis),
        T_BOTH(filters_narrow_it_and_nobody_sees_more_than_the_list_has),
        T_BOTH(what_was_known_then_stands_then),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
