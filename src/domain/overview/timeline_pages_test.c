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

TEST_BOTH(what_was_known_then_stands_then, ON) {
    struct coast c = coast_new(a, s);
    struct loopback *l = clerk_new(&c.w, "li.na", ROLE_OFFICE);
    struct loopback_reply r = loopback_get(l, "/timeline.json?level=platform&known=2022-10-01");
    assert_int_equal(r.status, 200);
    assert_false(has(r, "North pier")); /* it was not registered in this database yet */
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
