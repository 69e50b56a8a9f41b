/* Notes of the checks by loopback: made when a report is sent, seen by who may, answered, and checks switched off. */
#include "desk_fixture.h"

#define ON schema_of_program()
#define ODD                                                                                                  \
    "month=1308&construction=860&equipment=310&other=150&progress=Sixty+percent+of+the+yard+is+done&"         \
    "cause=freight+came+later"

static const char *note_address(struct desk_world *d, int64_t id) {
    return arena_printf(d->w.a, "%s/notes/%lld", d->address, (long long)id);
}

/* The id of the first note of the report as a person sees it. */
static int64_t note_id(struct desk_world *d, struct loopback *who) {
    struct loopback_reply r = loopback_get(who, d->page);
    const char *at = strstr(r.body, "\"notes\":[{\"id\":");
    expect(r, 200);
    assert_non_null(at);
    return strtoll(at + strlen("\"notes\":[{\"id\":"), NULL, 10);
}

TEST_BOTH(a_note_is_seen_by_the_unit_the_reviewers_and_on_the_project_and_answered_by_both, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, ODD "&do=send"), 303);
    int64_t id = note_id(&d, d.unit);
    struct loopback_reply r = loopback_get(d.area, d.address);
    expect(r, 200);
    assert_true(has(r, "The parts make 1,320 × 10,000 yuan, the period 1,308: 12 apart"));
    assert_true(has(r, "Checks that could not be made") && has(r, "There are no photos"));
    assert_true(has(loopback_get(d.area, "/desk/inbox.json"), "\"notes\":[{\"check\":\"sums_differ\""));
    assert_true(has(loopback_get(d.area, "/desk/inbox"), "The parts make 1,320"));
    const char *project = arena_printf(a, "/projects/%lld", (long long)d.project_id);
    assert_true(has(loopback_get(d.office, project), "The parts make 1,320"));
    assert_true(has(loopback_get(d.office, arena_printf(a, "%s.json", project)), "\"notes\":[{\"name_zh\":\"分项合计不符\""));

    (void)loopback_get(d.unit, d.address);
    r = loopback_post(d.unit, note_address(&d, id), "answer=");
    expect(r, 422);
    assert_true(has(r, "Please say what is the matter"));
    expect(loopback_post(d.unit, note_address(&d, id), "answer=Freight+is+in+other+costs"), 303);
    (void)loopback_get(d.area, d.address);
    expect(loopback_post(d.area, note_address(&d, id), "answer=Seen+the+invoice"), 303);
    expect(loopback_post(d.area, note_address(&d, id + 1000), "answer=x"), 404);
    r = loopback_get(d.office, d.page);
    assert_true(has(r, "Freight is in other costs") && has(r, "Seen the invoice") && has(r, "\"seat_en\":\"the district\""));
    assert_true(has(loopback_get(d.area, "/desk/inbox.json"), "\"answers\":2}]"));
    assert_true(has(loopback_get(d.office, arena_printf(a, "%s/journal", project)), "Note answered"));

    struct loopback *leader = clerk_new(&d.w, "leader", ROLE_LEADER);
    (void)loopback_get(leader, d.address);
    expect(loopback_post(leader, note_address(&d, id), "answer=I+say"), 403);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    (void)loopback_get(other, "/credibility");
    expect(loopback_post(other, note_address(&d, id), "answer=I+say"), 404);

    /* Sent again with a sum that adds, it has no note any more. */
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=correct+it"), 303);
    expect(desk_fill(&d, d.unit, d.address, "other=138&do=send"), 303);
    assert_true(has(loopback_get(d.unit, d.page), "\"notes\":[]"));
    desk_world_done(&d);
}

TEST_BOTH(the_list_of_notes_has_what_one_sees_by_check_area_year_and_answer, ON) {
    struct desk_world d = desk_world_new(a, s);
    expect(desk_fill(&d, d.unit, d.address, ODD "&do=send"), 303);
    struct loopback_reply r = loopback_get(d.office, "/credibility.json");
    expect(r, 200);
    assert_int_equal(number_in(r, "total"), 1);
    assert_true(has(r, "\"check\":\"sums_differ\"") && has(r, "North pier") && has(r, "\"answers\":0"));
    static const struct { const char *asked; int64_t total; } asked[] = {
        {"check=sums_differ", 1}, {"check=photo_old", 0}, {"area=huancui", 1}, {"area=rongcheng", 0}, {"area=nowhere", 0},
        {"answered=no", 1}, {"answered=yes", 0}, {"year=1999", 0}, {"page=9", 1}};
    for (size_t i = 0; i < countof(asked); i++) {
        r = loopback_get(d.office, arena_printf(a, "/credibility.json?%s", asked[i].asked));
        if (number_in(r, "total") != asked[i].total) print_error("%s\n", asked[i].asked);
        assert_int_equal(number_in(r, "total"), asked[i].total);
    }
    expect(loopback_get(d.office, "/credibility?check=no_such"), 400);
    r = loopback_get(d.office, "/credibility.csv");
    expect(r, 200);
    assert_true(has(r, "North pier,") && has(r, "The parts make"));
    assert_true(has(loopback_get(d.office, "/credibility"), "Not answered"));
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    assert_int_equal(number_in(loopback_get(other, "/credibility.json"), "total"), 0);
    assert_false(has(loopback_get(other, "/credibility.csv"), "North pier"));
    assert_int_equal(number_in(loopback_get(d.unit, "/credibility.json"), "total"), 1);
    desk_world_done(&d);
}

TEST_BOTH(the_office_switches_a_check_off_with_a_reason_and_nobody_else_does, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback_reply r = loopback_get(d.area, "/credibility/checks");
    expect(r, 200);
    assert_true(has(r, "25 points") && has(r, "Construction Law, article 7") && !has(r, "Switch off"));
    expect(loopback_post(d.area, "/credibility/checks/sums_differ", "do=off&version=0&reason=I+wish"), 403);
    (void)loopback_get(d.office, "/credibility/checks");
    r = loopback_post(d.office, "/credibility/checks/sums_differ", "do=off&version=0&reason=");
    expect(r, 422);
    assert_true(has(r, "needs a reason"));
    expect(loopback_post(d.office, "/credibility/checks/sums_differ", "do=off&version=0&reason=New+forms+in+use"), 303);
    expect(loopback_post(d.office, "/credibility/checks/sums_differ", "do=on&version=0&reason=stale"), 409);
    r = loopback_get(d.office, "/credibility/checks.json");
    assert_true(has(r, "\"is_on\":false") && has(r, "New forms in use"));
    expect(desk_fill(&d, d.unit, d.address, ODD "&do=send"), 303);
    assert_true(has(loopback_get(d.unit, d.page), "\"notes\":[]"));
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(a_note_is_seen_by_the_unit_the_reviewers_and_on_the_project_and_answered_by_both),
          T_BOTH(the_list_of_notes_has_what_one_sees_by_check_area_year_and_answer),
          T_BOTH(the_office_switches_a_check_off_with_a_reason_and_nobody_else_does))
