/* A report on its way by loopback: filled in, returned, corrected, accepted, corrected again; and who may do what. */
#include "desk_fixture.h"

#define ON schema_of_program()

TEST_BOTH(a_report_goes_all_the_way_and_the_board_follows, ON) {
    struct desk_world d = desk_world_new(a, s);
    const char *board = arena_printf(a, "/projects/%lld.json?month=%s", (long long)d.project_id, month_print(a, d.month));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    assert_true(has(loopback_get(d.unit, d.page), "\"state\":\"at_area\""));
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=the+sum+is+last+month%27s"), 303);
    struct loopback_reply back = loopback_get(d.unit, d.address);
    expect(back, 200);
    assert_true(has(back, "the sum is last month") && has(back, "id=\"f-report\""));
    expect(desk_fill(&d, d.unit, d.address, "month=1300&other=130&do=send"), 303);
    expect(desk_act(&d, d.area, d.address, "action=pass"), 303);
    expect(desk_act(&d, d.department, d.address, "action=pass"), 303);
    assert_false(has(loopback_get(d.office, board), "\"done_fen\":1300000000"));
    expect(desk_act(&d, d.office, d.address, "action=accept"), 303);
    assert_true(has(loopback_get(d.office, board), "\"done_fen\":1300000000"));
    struct loopback_reply journal = loopback_get(d.office, arena_printf(a, "/projects/%lld/journal", (long long)d.project_id));
    assert_true(has(journal, "Send by the project unit") && has(journal, "Return by the district"));
    assert_true(has(journal, "Pass by the department") && has(journal, "Accept by the city office"));
    expect(desk_act(&d, d.unit, d.address, "action=correct&reason=audited"), 303);
    expect(desk_fill(&d, d.unit, d.address, "month=1250&other=80&do=send"), 303);
    assert_true(has(loopback_get(d.office, board), "\"done_fen\":1300000000")); /* known so far */
    expect(desk_act(&d, d.area, d.address, "action=pass"), 303);
    expect(desk_act(&d, d.department, d.address, "action=pass"), 303);
    expect(desk_act(&d, d.office, d.address, "action=accept"), 303);
    assert_true(has(loopback_get(d.office, board), "\"done_fen\":1250000000"));
    struct loopback_reply page = loopback_get(d.office, d.page);
    assert_true(has(page, "\"state\":\"accepted\"") && has(page, "\"month_fen\":1300000000")); /* still there */
    desk_world_done(&d);
}

/* Nothing was kept before: what is told is the report that was sent, not what one who may not fill in is shown of none. */
TEST_BOTH(a_program_that_sends_a_new_report_at_once_is_told_what_it_sent, ON) {
    struct desk_world d = desk_world_new(a, s);
    (void)loopback_get(d.unit, d.address);
    struct loopback_reply r = loopback_post_json(
        d.unit, d.page, "{\"version\":0,\"month\":\"1308\",\"progress\":\"the second floor is poured\",\"do\":\"send\"}");
    expect(r, 200);
    assert_true(has(r, "\"state\":\"at_area\"") && has(r, "\"month_fen\":1308000000"));
    assert_true(has(r, "\"milestone\":null,\"milestone_day\":null"));
    assert_true(number_in(r, "report_id") > 0 && number_in(r, "version") == 2);
    desk_world_done(&d);
}

TEST_BOTH(a_draft_that_cannot_be_sent_is_kept_and_all_that_hinders_is_told, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback_reply r = desk_fill(&d, d.unit, d.address, "month=-5&progress=short&do=send");
    expect(r, 303);
    r = loopback_get(d.unit, r.location);
    expect(r, 200);
    assert_true(has(r, "cannot be negative") && has(r, "at least 10 characters") && has(r, "value=\"-5\""));
    assert_true(has(loopback_get(d.unit, d.page), "\"state\":\"draft\""));
    r = desk_fill(&d, d.unit, d.address, "month=about+eight&equipment=many&do=save");
    expect(r, 422); /* what cannot be read is not kept, but still there as typed */
    assert_true(has(r, "value=\"about eight\"") && has(r, "value=\"many\""));
    assert_true(has(loopback_get(d.unit, d.page), "\"month_fen\":-5000000"));
    desk_world_done(&d);
}

TEST_BOTH(who_comes_second_sees_both_and_chooses, ON) {
    struct desk_world d = desk_world_new(a, s);
    (void)loopback_get(d.unit, d.address);
    (void)loopback_get(d.area, d.address);
    expect(loopback_post(d.area, d.address, "version=0&month=900&progress=as+the+clerk+was+told&do=save"), 303);
    struct loopback_reply r = loopback_post(d.unit, d.address, "version=0&" FILLED "&do=send");
    expect(r, 409);
    assert_true(has(r, "area filled in this report") && has(r, "as the clerk was told"));
    assert_true(has(r, "value=\"1308\"") && has(r, "900 × 10,000 yuan") && has(r, "name=\"version\" value=\"1\""));
    expect(loopback_post(d.unit, d.address, "version=1&" FILLED "&do=send"), 303);
    assert_true(has(loopback_get(d.unit, d.page), "\"month_fen\":1308000000"));
    r = loopback_post_json(d.unit, d.page, "{\"version\":1,\"month\":\"7\"}");
    expect(r, 409);
    assert_true(has(r, "\"field\":\"month\""));
    desk_world_done(&d);
}

TEST_BOTH(what_one_may_do_is_answered_with_the_reason_why_not, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback_reply r = loopback_get(d.office, d.page);
    expect(r, 200);
    assert_true(has(r, "\"month_fen\":null")); /* a proposal is not shown to who does not fill in */
    assert_true(has(r, "Still with the project unit, not sent"));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    r = loopback_get(d.office, d.page);
    assert_true(has(r, "\"action\":\"pass\",") && has(r, "This is for the district to do"));
    r = desk_act(&d, d.department, d.address, "action=pass");
    expect(r, 422);
    assert_true(has(r, "This is for the district to do"));
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    expect(loopback_get(other, d.address), 404);
    struct loopback *leader = clerk_new(&d.w, "leader", ROLE_LEADER);
    expect(loopback_get(leader, d.address), 200);
    expect(loopback_get(leader, "/desk/inbox"), 403);
    desk_world_done(&d);
}

TEST_BOTH(a_desk_shows_what_is_owed_what_came_back_and_what_waits, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback_reply r = loopback_get(d.unit, "/desk.json");
    expect(r, 200);
    assert_true(has(r, "North pier") && has(r, arena_printf(a, "\"period\":\"%s\"", month_print(a, d.month))));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    assert_true(has(loopback_get(d.area, "/desk.json"), "\"desk\":\"area\",") && has(loopback_get(d.area, "/desk"), "Inbox"));
    assert_int_equal(number_in(loopback_get(d.area, "/desk.json"), "count"), 1);
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=a+cracked+sum"), 303);
    assert_true(has(loopback_get(d.unit, "/desk.json"), "a cracked sum"));
    desk_world_done(&d);
}

/* -- the inbox -- */

static const char *inbox_rows(struct desk_world *d, struct loopback *who, int n) {
    struct loopback_reply r = loopback_get(who, "/desk/inbox.json");
    struct out *o = out_in(d->w.a, 0);
    const char *at = r.body;
    expect(r, 200);
    for (int i = 0; i < n; i++) {
        at = strstr(at, "\"report_id\":");
        assert_non_null(at);
        long long id = strtoll(at + 12, NULL, 10);
        at = strstr(at, "\"version\":");
        assert_non_null(at);
        out_printf(o, "&row=%lld:%lld", id, strtoll(at + 10, NULL, 10));
    }
    return out_text_of(o);
}

TEST_BOTH(many_are_passed_at_once_and_one_that_changed_hinders_no_other, ON) {
    struct desk_world d = desk_world_new(a, s);
    int64_t other = desk_project(&d.w, d.office, "Second+pier");
    const char *second = arena_printf(a, "/desk/reports/%lld/%s", (long long)other, month_print(a, d.month));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    expect(desk_fill(&d, d.unit, second, FILLED "&do=send"), 303);
    const char *rows = inbox_rows(&d, d.area, 2);
    (void)loopback_get(d.area, "/desk/inbox");
    expect(loopback_post(d.area, "/desk/inbox", "action=pass"), 422); /* none chosen */
    expect(desk_act(&d, d.unit, second, "action=withdraw"), 303);
    expect(desk_fill(&d, d.unit, second, "month=1400&other=230&do=send"), 303);
    struct loopback_reply r = loopback_post(d.area, "/desk/inbox", arena_printf(a, "action=pass%s", rows));
    expect(r, 200);
    assert_true(has(r, "Second pier") && has(r, "It has changed since the inbox was opened"));
    assert_true(has(loopback_get(d.unit, d.page), "\"state\":\"at_department\""));
    assert_true(has(loopback_get(d.unit, arena_printf(a, "%s.json", second)), "\"state\":\"at_area\""));
    r = loopback_post(d.area, "/desk/inbox", "action=return&all=1&seen=999999&reason=");
    expect(r, 422);
    r = loopback_post(d.area, "/desk/inbox", "action=return&all=1&seen=999999&reason=again");
    expect(r, 303);
    assert_true(has(loopback_get(d.unit, arena_printf(a, "%s.json", second)), "\"state\":\"returned\""));
    desk_world_done(&d);
}

TEST_BOTH(all_means_all_that_waited_when_the_page_was_shown, ON) {
    struct desk_world d = desk_world_new(a, s);
    int64_t other = desk_project(&d.w, d.office, "Second+pier");
    const char *second = arena_printf(a, "/desk/reports/%lld/%s", (long long)other, month_print(a, d.month));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    struct loopback_reply inbox = loopback_get(d.area, "/desk/inbox.json");
    int64_t seen = number_in(inbox, "seen");
    expect(desk_fill(&d, d.unit, second, FILLED "&do=send"), 303);
    (void)loopback_get(d.area, "/desk/inbox");
    expect(loopback_post(d.area, "/desk/inbox", arena_printf(a, "action=pass&all=1&seen=%lld", (long long)seen)), 200);
    assert_true(has(loopback_get(d.unit, d.page), "\"state\":\"at_department\""));
    assert_true(has(loopback_get(d.unit, arena_printf(a, "%s.json", second)), "\"state\":\"at_area\""));
    desk_world_done(&d);
}

/* What lies on desks is kept between entries, and the reports that were shown. */
TEST_BOTH(an_inbox_that_was_open_before_shows_what_came_went_and_changed_since, ON) {
    struct desk_world d = desk_world_new(a, s);
    int64_t other = desk_project(&d.w, d.office, "Second+pier");
    const char *second = arena_printf(a, "/desk/reports/%lld/%s", (long long)other, month_print(a, d.month));
    assert_int_equal(number_in(loopback_get(d.area, "/desk/inbox.json"), "total"), 0);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    struct loopback_reply r = loopback_get(d.area, "/desk/inbox.json");
    assert_int_equal(number_in(r, "total"), 1);
    assert_int_equal(number_in(r, "files"), 0);
    expect(desk_fill(&d, d.unit, second, FILLED "&do=send"), 303);
    assert_int_equal(number_in(loopback_get(d.area, "/desk/inbox.json"), "total"), 2);
    expect(desk_act(&d, d.unit, d.address, "action=withdraw"), 303);
    r = loopback_get(d.area, "/desk/inbox.json");
    assert_int_equal(number_in(r, "total"), 1);
    assert_true(has(r, "Second pier") && !has(r, "North pier"));
    expect(desk_act(&d, d.unit, second, "action=withdraw"), 303);
    expect(desk_fill(&d, d.unit, second, "month=1400&other=230&do=send"), 303);
    r = loopback_get(d.area, "/desk/inbox.json");
    assert_int_equal(number_in(r, "month_fen"), 1400 * FEN_PER_WAN);
    assert_int_equal(number_in(loopback_get(d.department, "/desk/inbox.json"), "total"), 0);
    expect(desk_act(&d, d.area, second, "action=pass"), 303);
    assert_int_equal(number_in(loopback_get(d.area, "/desk/inbox.json"), "total"), 0);
    assert_int_equal(number_in(loopback_get(d.department, "/desk/inbox.json"), "total"), 1);
    desk_world_done(&d);
}

TEST_BOTH(the_inbox_shows_only_what_changed_since_the_report_accepted_last, ON) {
    struct desk_world d = desk_world_new(a, s);
    const char *before = arena_printf(a, "/desk/reports/%lld/%s", (long long)d.project_id, month_print(a, d.month - 1));
    expect(desk_fill(&d, d.unit, before, FILLED "&do=send"), 303);
    expect(desk_act(&d, d.area, before, "action=pass"), 303);
    expect(desk_act(&d, d.department, before, "action=pass"), 303);
    expect(desk_act(&d, d.office, before, "action=accept"), 303);
    expect(desk_fill(&d, d.unit, d.address, "month=1401&construction=953&do=send"), 303);
    struct loopback_reply r = loopback_get(d.area, "/desk/inbox");
    expect(r, 200);
    assert_true(has(r, "860 × 10,000 yuan") && has(r, "953 × 10,000 yuan"));
    assert_false(has(r, "Sixty percent of the yard is done")); /* as last month: not shown again */
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(a_report_goes_all_the_way_and_the_board_follows),
          T_BOTH(a_program_that_sends_a_new_report_at_once_is_told_what_it_sent),
          T_BOTH(a_draft_that_cannot_be_sent_is_kept_and_all_that_hinders_is_told),
          T_BOTH(who_comes_second_sees_both_and_chooses), T_BOTH(what_one_may_do_is_answered_with_the_reason_why_not),
          T_BOTH(a_desk_shows_what_is_owed_what_came_back_and_what_waits),
          T_BOTH(many_are_passed_at_once_and_one_that_changed_hinders_no_other),
          T_BOTH(all_means_all_that_waited_when_the_page_was_shown),
          T_BOTH(an_inbox_that_was_open_before_shows_what_came_went_and_changed_since),
          T_BOTH(the_inbox_shows_only_what_changed_since_the_report_accepted_last))
