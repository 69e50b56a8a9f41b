/* Notices by loopback: who is told what, where it leads, what opening it does, and what is hidden. */
#include "desk_fixture.h"
#include "domain/people/notices.h"
#include <time.h>

#define ON schema_of_program()

/* The notice is marked by a thread after the reply; not for ever. */
static bool becomes(struct desk_world *d, struct loopback *who, const char *text) {
    enum { TRIES = 500 };
    const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    for (int i = 0; i < TRIES; i++) {
        if (has(loopback_get(who, "/notices.json"), text)) return true;
        nanosleep(&pause, NULL);
    }
    print_error("%s\n", loopback_get(who, "/notices.json").body);
    (void)d;
    return false;
}

static const char *first_href(struct desk_world *d, struct loopback *who) {
    const char *at = strstr(loopback_get(who, "/notices.json").body, "\"open_href\":\"");
    assert_non_null(at);
    at += strlen("\"open_href\":\"");
    return arena_copy_n(d->w.a, at, strcspn(at, "\""));
}

TEST_BOTH(a_report_that_arrives_and_one_that_comes_back_are_told_and_lead_there, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    struct loopback_reply r = loopback_get(d.area, "/notices.json");
    expect(r, 200);
    assert_true(has(r, "\"unread\":1,") && has(r, "\"kind\":\"arrived\"") && has(r, "\"href\":\"/desk/inbox?desk=area\""));
    assert_true(has(loopback_get(d.unit, "/notices.json"), "\"unread\":0,"));   /* who did it is not told */
    assert_true(has(loopback_get(d.department, "/notices.json"), "\"unread\":0,")); /* nor is who it does not lie with */
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=the+sum+is+last+month%27s"), 303);
    r = loopback_get(d.unit, "/notices");
    expect(r, 200);
    assert_true(has(r, "North pier: the report of") && has(r, "the sum is last month") && has(r, "class=\"bell\""));
    assert_true(has(loopback_get(d.unit, "/desk"), "Notices</em> <b>1</b>"));
    r = loopback_get(d.unit, first_href(&d, d.unit));
    expect(r, 303);
    assert_string_equal(r.location, d.address);
    assert_true(becomes(&d, d.unit, "\"unread\":0,"));
    assert_false(has(loopback_get(d.unit, "/desk"), "Notices</em> <b>"));
    desk_world_done(&d);
}

TEST_BOTH(what_arrives_is_bundled_until_it_was_opened, ON) {
    struct desk_world d = desk_world_new(a, s);
    int64_t other = desk_project(&d.w, d.office, "Second+pier");
    const char *second = arena_printf(a, "/desk/reports/%lld/%s", (long long)other, month_print(a, d.month));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    expect(desk_fill(&d, d.unit, second, FILLED "&do=send"), 303);
    struct loopback_reply r = loopback_get(d.area, "/notices.json");
    assert_true(has(r, "\"total\":1,") && has(r, "Arrived at the desk of: the district, 2 in number"));
    expect(loopback_get(d.area, first_href(&d, d.area)), 303);
    assert_true(becomes(&d, d.area, "\"unread\":0,"));
    (void)loopback_get(d.area, "/desk/inbox");
    expect(loopback_post(d.area, "/desk/inbox", "action=pass&all=1&seen=999999"), 303);
    r = loopback_get(d.department, "/notices.json"); /* two in one action are told once */
    assert_true(has(r, "\"total\":1,") && has(r, ", 2 in number"));
    expect(desk_act(&d, d.department, d.address, "action=return&back_to=area&reason=look+again"), 303);
    r = loopback_get(d.area, "/notices.json");
    assert_true(has(r, "\"total\":2,") && has(r, "look again"));
    assert_true(has(loopback_get(d.unit, "/notices.json"), "look again")); /* the unit, too, though it does not lie with it */
    desk_world_done(&d);
}

TEST_BOTH(a_correction_that_is_accepted_and_a_lock_that_is_lifted_are_told_to_the_unit, ON) {
    struct desk_world d = desk_world_new(a, s);
    for (int round = 0; round < 2; round++) {
        if (round) expect(desk_act(&d, d.unit, d.address, "action=correct&reason=audited"), 303);
        assert_false(has(loopback_get(d.unit, "/notices.json"), "audited")); /* what one does oneself */
        expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
        expect(desk_act(&d, d.area, d.address, "action=pass"), 303);
        expect(desk_act(&d, d.department, d.address, "action=pass"), 303);
        expect(desk_act(&d, d.office, d.address, "action=accept"), 303);
        assert_int_equal(has(loopback_get(d.unit, "/notices.json"), "\"kind\":\"corrected\""), round);
    }
    int32_t today = day_of_ms(now_ms(), 480);
    (void)loopback_get(d.office, "/calendar/exceptions");
    const char *form = arena_printf(a, "project=QP-000001&kind=month&period=%s&until=%s&reason=the+storm",
                                    day_print(a, month_first_day(d.month)), day_print(a, today + 3));
    expect(loopback_post(d.office, "/calendar/exceptions", form), 303);
    struct loopback_reply r = loopback_get(d.unit, "/notices.json");
    assert_true(has(r, "\"kind\":\"excepted\"") && has(r, "the storm"));
    assert_true(has(r, arena_printf(a, "until %s", day_print(a, today + 3))));
    assert_false(has(loopback_get(d.area, "/notices.json"), "the storm"));
    desk_world_done(&d);
}

/* Of a project that is no longer theirs people read nothing, though they were told about it. */
TEST_BOTH(a_notice_tells_nothing_of_a_project_that_one_may_no_longer_see, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=a+secret+reason"), 303);
    assert_true(has(loopback_get(d.unit, "/notices.json"), "a secret reason"));
    struct tx *t = clerk_write(&d.w);
    struct person who;
    struct unit u;
    assert_ok(a, account_by_login(t, "unit", now_ms(), &who));
    assert_ok(a, unit_get(t, who.reach.seats[0].id, &u));
    unit_row_copy(a, &u);
    u.name_zh = u.name_en = "Southern Works";
    assert_ok(a, unit_put(t, &u, u.version));
    clerk_commit(&d.w, t);
    struct loopback_reply r = loopback_get(d.unit, "/notices.json");
    assert_true(has(r, "A project that you do not see now") && has(r, "\"project_id\":null"));
    assert_false(has(r, "North pier") || has(r, "a secret reason"));
    desk_world_done(&d);
}

/* A post, its holder until yesterday, and the one of today. */
TEST_BOTH(who_takes_over_a_post_finds_what_was_told_to_it, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback *old = clerk_new(&d.w, "old", 0), *new = clerk_new(&d.w, "new", 0);
    int32_t today = day_of_ms(now_ms(), 480);
    struct tx *t = clerk_write(&d.w);
    struct unit office = unit_empty;
    office.key = "huancui-office", office.kind = "area_office", office.name_zh = office.name_en = "Office", office.sort = 1;
    office.area_id = clerk_area(&d.w, "huancui");
    assert_ok(a, unit_put(t, &office, 0));
    struct post post = post_empty;
    post.unit_id = office.id, post.role = "area_clerk", post.name = "clerk";
    assert_ok(a, post_put(t, &post, 0));
    struct account_id_by_subject_row who;
    struct post_holder h[2] = {post_holder_empty, post_holder_empty};
    for (int i = 0; i < 2; i++) {
        bool found;
        assert_ok(a, account_id_by_subject(t, "password", i ? "new" : "old", &who, &found));
        h[i].post_id = post.id, h[i].account_id = who.id, h[i].kind = "holds", h[i].from_day = i ? today : today - 30;
        if (!i) assert_ok(a, post_holder_put(t, &h[i], 0));
    }
    clerk_commit(&d.w, t);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    assert_true(has(loopback_get(old, "/notices.json"), "\"unread\":1,"));
    assert_true(has(loopback_get(new, "/notices.json"), "\"unread\":0,"));
    const char *href = first_href(&d, old);
    t = clerk_write(&d.w);
    h[0].to_day = today - 1;
    assert_ok(a, post_holder_put(t, &h[0], h[0].version));
    assert_ok(a, post_holder_put(t, &h[1], 0));
    clerk_commit(&d.w, t);
    assert_true(has(loopback_get(old, "/notices.json"), "\"total\":0,"));
    expect(loopback_get(old, href), 404);
    assert_true(has(loopback_get(new, "/notices.json"), "\"unread\":1,"));
    expect(loopback_get(new, href), 303);
    assert_true(becomes(&d, new, "\"unread\":0,"));
    desk_world_done(&d);
}

TEST_BOTH(a_reset_and_a_right_are_told_to_the_person_and_all_can_be_marked_as_read, ON) {
    struct desk_world d = desk_world_new(a, s);
    (void)clerk_new(&d.w, "admin", ROLE_ADMINISTRATOR); /* without one nobody's rights are changed */
    struct tx *t = clerk_write(&d.w);
    struct person unit;
    struct both fault;
    assert_ok(a, account_by_login(t, "unit", now_ms(), &unit));
    assert_ok(a, account_set_roles(t, unit.account_id, ROLE_LEADER, now_ms(), &fault));
    assert_ok(a, account_set_password(t, &unit, "another-good-one-9", true, 0, now_ms(), &fault));
    assert_ok(a, notices_tell(t, &(struct notice_told){.inbox_id = unit.account_id, .kind = NOTICE_RESET, .href = "/account",
                                                       .day = NO_DAY, .n = 1, .at_ms = now_ms() + 3600000}));
    clerk_commit(&d.w, t);
    struct loopback *l = loopback_new(a, program_web(d.w.program));
    (void)loopback_get(l, "/sign-in");
    expect(loopback_post(l, "/sign-in", "login=unit&password=another-good-one-9"), 303);
    struct loopback_reply r = loopback_get(l, "/notices.json");
    assert_true(has(r, "\"unread\":2,") && has(r, "\"kind\":\"reset\"") && has(r, "You were given the role: Leader"));
    (void)loopback_get(l, "/notices");
    r = loopback_post(l, "/notices/read", arena_printf(a, "up_to=%lld", (long long)now_ms()));
    expect(r, 303);
    assert_true(has(loopback_get(l, "/notices.json"), "\"unread\":1,")); /* what came since the page was shown stays */
    expect(loopback_post(d.area, "/notices/read", "up_to=99999999999999"), 303);
    assert_true(has(loopback_get(l, "/notices.json"), "\"unread\":1,")); /* another's are another's */
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(a_report_that_arrives_and_one_that_comes_back_are_told_and_lead_there),
          T_BOTH(what_arrives_is_bundled_until_it_was_opened),
          T_BOTH(a_correction_that_is_accepted_and_a_lock_that_is_lifted_are_told_to_the_unit),
          T_BOTH(a_notice_tells_nothing_of_a_project_that_one_may_no_longer_see),
          T_BOTH(who_takes_over_a_post_finds_what_was_told_to_it),
          T_BOTH(a_reset_and_a_right_are_told_to_the_person_and_all_can_be_marked_as_read))
