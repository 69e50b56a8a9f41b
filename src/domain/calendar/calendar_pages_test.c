/* The pages of the calendar by loopback: a year, its rules, notices, exceptions. */
#include "clerk.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.3000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

#define RULE(list, more) \
    "list=" list "&whom=all&period=month&way=day&due=28&due_in=12%3A25&shift=next&open_before=5&open_after=10&" \
    "from=2022-01-01&reason=tried" more

TEST_BOTH(a_year_shows_what_is_due_when_and_why_a_day_was_moved, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct loopback_reply r = loopback_get(l, "/calendar.json?year=2022&list=municipal_key");
    expect(r, 200);
    assert_true(has(r, "\"is_platforms\":true"));
    assert_true(has(r, "\"due_day\":\"2022-10-05\"")); /* September, by the city's day, holiday or not */
    (void)loopback_get(l, "/calendar/rules");
    expect(loopback_post(l, "/calendar/rules", RULE("municipal_key", "&skips_area=1")), 303);
    r = loopback_get(l, "/calendar.json?year=2022&list=municipal_key");
    assert_true(has(r, "\"is_platforms\":false") && has(r, "\"years_unknown\":[]"));
    assert_true(has(r, "\"from_day\":\"2022-05-01\",\"to_day\":\"2022-05-31\",\"opens_day\":\"2022-05-25\","
                       "\"due_day\":\"2022-05-30\",\"last_day\":\"2022-06-09\""));
    assert_true(has(r, "\"due_day\":\"2022-12-26\",\"last_day\":\"2023-01-05\""));
    assert_true(has(r, "\"moved_zh\":\"原为 12-25（周末）\""));
    assert_true(has(r, "不经责任区") && !has(r, "不经主管部门"));
    assert_true(has(r, "{\"day\":\"2022-10-08\",\"is_off\":false,\"name_zh\":\"国庆节\",\"name_en\":\"National Day\"}"));
    r = loopback_get(l, "/calendar?year=2022");
    expect(r, 200);
    assert_true(has(r, "Municipal key projects") && has(r, "2022-12-26 Monday"));
    clerk_world_done(&w);
}

TEST_BOTH(a_year_without_a_notice_says_so_until_it_is_taken_in, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    static const char warning[] = "The holidays of 2027 are not known yet";
    assert_true(has(loopback_get(l, "/calendar?year=2027"), warning));
    assert_true(has(loopback_get(l, "/calendar?year=2026"), warning)); /* December is due in it */
    assert_false(has(loopback_get(l, "/calendar?year=2025"), "are not known yet"));
    (void)loopback_get(l, "/calendar/days");
    struct loopback_reply r = loopback_post(l, "/calendar/days", "lines=2027-01-01+off");
    expect(r, 422);
    assert_true(has(r, "Line 1: the holiday&#39;s name is missing") && has(r, "2027-01-01 off"));
    expect(loopback_post(l, "/calendar/days", "source=x"), 422);
    static const char file[] = "{\"year\": 2027, \"papers\": [\"http://www.gov.cn/1\"], \"days\": ["
                               "{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}";
    expect(loopback_post_file(l, "/calendar/days", "", "file", "2027.json", file, sizeof file - 1), 303);
    assert_false(has(loopback_get(l, "/calendar?year=2027"), warning));
    r = loopback_get(l, "/calendar/days.json");
    assert_true(has(r, "{\"year\":2027,\"is_built_in\":false,\"source\":\"http://www.gov.cn/1\",\"days\":1,"));
    assert_true(has(r, "\"text_zh\":\"10-08 至 10-09 班\"")); /* of 2022 */
    clerk_world_done(&w);
}

TEST_BOTH(a_rule_is_begun_replaced_and_ended_and_each_says_so, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    (void)loopback_get(l, "/calendar/rules");
    struct loopback_reply r = loopback_post(l, "/calendar/rules", "list=platform&whom=all&period=week&way=day&due=60&shift=next&"
                                                                 "due_in=13%3A1&reason=");
    expect(r, 422);
    assert_true(has(r, "id=\"e-way\"") && has(r, "id=\"e-due\"") && has(r, "id=\"e-due_in\"") && has(r, "id=\"e-from\"") &&
                has(r, "id=\"e-reason\"") && has(r, "value=\"13:1\""));
    expect(loopback_post(l, "/calendar/rules", RULE("platform", "")), 303);
    r = loopback_get(l, "/calendar/rules.json");
    assert_true(has(r, "\"state\":\"in_force\"") && has(r, "\"state\":\"replaced\""));
    assert_true(has(r, "day 28 of the same month (25 in month 12)"));
    r = loopback_get(l, "/calendar/rules?end=0");
    assert_true(has(r, "action=\"/calendar/rules/0/end\""));
    expect(loopback_post(l, "/calendar/rules/0/end", "from=2022-06-01&reason="), 422);
    expect(loopback_post(l, "/calendar/rules/0/end", "from=2022-06-01&reason=no+more"), 303);
    r = loopback_get(l, "/calendar.json?year=2022&list=platform");
    assert_true(has(r, "\"due_day\":\"2022-05-30\"") && !has(r, "\"due_day\":\"2022-06-28\""));
    expect(loopback_post(l, "/calendar/rules/99999/end", "from=2022-06-01&reason=x"), 404);
    clerk_world_done(&w);
}

#define EXCEPTION "&kind=month&period=2022-10-17"

TEST_BOTH(a_period_is_unlocked_for_one_project_and_locked_again, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    (void)loopback_get(l, "/projects/new");
    expect(loopback_post(l, "/projects/new", "name=%E6%B5%B7%E8%BE%B0&total=20000&counts_as=itself"), 303);
    (void)loopback_get(l, "/calendar/exceptions");
    struct loopback_reply r =
        loopback_post(l, "/calendar/exceptions", "project=QP-000009" EXCEPTION "&until=2199-12-31&reason=x");
    expect(r, 422);
    assert_true(has(r, "No project has this number"));
    expect(loopback_post(l, "/calendar/exceptions", "project=QP-000001" EXCEPTION "&reason="), 422);
    expect(loopback_post(l, "/calendar/exceptions", "project=QP-000001" EXCEPTION "&until=2199-12-31&reason=power+cut"), 303);
    r = loopback_get(l, "/calendar/exceptions.json");
    assert_true(has(r, "QP-000001 海辰") && has(r, "\"from_day\":\"2022-10-01\",\"until_day\":\"2199-12-31\",\"by\":\"li.na\""));
    const char *id = strstr(r.body, "\"id\":") + 5;
    const char *path = arena_printf(a, "/calendar/exceptions/%.*s/end", (int)strcspn(id, ","), id);
    expect(loopback_post(l, path, "version=9"), 409);
    expect(loopback_post(l, path, "version=1"), 303);
    assert_true(has(loopback_get(l, "/calendar/exceptions.json"), "\"rows\":[]"));
    clerk_world_done(&w);
}

TEST_BOTH(who_only_reads_sees_the_year_and_states_nothing, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "zhao", ROLE_VIEWER);
    struct loopback_reply r = loopback_get(l, "/calendar?year=2022");
    expect(r, 200);
    assert_false(has(r, "/calendar/rules"));
    static const char *const closed[] = {"/calendar/rules", "/calendar/days", "/calendar/exceptions"};
    for (size_t i = 0; i < countof(closed); i++) {
        expect(loopback_get(l, closed[i]), 403);
        expect(loopback_post(l, closed[i], RULE("platform", "")), 403);
    }
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_year_shows_what_is_due_when_and_why_a_day_was_moved),
          T_BOTH(a_year_without_a_notice_says_so_until_it_is_taken_in),
          T_BOTH(a_rule_is_begun_replaced_and_ended_and_each_says_so),
          T_BOTH(a_period_is_unlocked_for_one_project_and_locked_again),
          T_BOTH(who_only_reads_sees_the_year_and_states_nothing))
