/* The duty matrix by loopback: what a square says along the chain, who sees it, and every way out of it. */
#include "desk_fixture.h"

#define ON schema_of_program()

static struct loopback_reply square(struct desk_world *d, struct loopback *who, const char *more) {
    struct loopback_reply r = loopback_get(
        who, arena_printf(d->w.a, "/duty.json?level=platform&month=%s%s", month_print(d->w.a, d->month), more));
    expect(r, 200);
    return r;
}

TEST_BOTH(a_square_follows_its_report_along_the_chain_and_names_who_owes_it, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback_reply r = square(&d, d.office, "");
    assert_true(number_in(r, "expected") == 1 && number_in(r, "here") == 0);
    assert_true(has(r, "North pier") && has(r, "Northern Works"));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    r = square(&d, d.office, "&state=at_area");
    assert_true(number_in(r, "here") == 1 && has(r, "\"state\":\"at_area\""));
    assert_false(has(square(&d, d.office, "&state=owed"), "North pier"));
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=again"), 303);
    assert_true(has(square(&d, d.office, ""), "\"state\":\"returned\""));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    expect(desk_act(&d, d.area, d.address, "action=pass"), 303);
    assert_true(has(square(&d, d.office, "&state=all"), "\"state\":\"at_department\""));
    expect(desk_act(&d, d.department, d.address, "action=pass"), 303);
    expect(desk_act(&d, d.office, d.address, "action=accept"), 303);
    r = square(&d, d.office, "&state=all&by=unit");
    assert_true(has(r, "\"state\":\"accepted\"") && has(r, "\"name_en\":\"Northern Works\""));
    desk_world_done(&d);
}

TEST_BOTH(a_total_does_not_betray_what_one_may_not_see, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    assert_int_equal(number_in(square(&d, d.area, ""), "expected"), 1);
    struct loopback_reply r = square(&d, other, "&state=all");
    assert_int_equal(number_in(r, "expected"), 0);
    assert_false(has(r, "North pier") || has(r, "Northern Works"));
    r = square(&d, other, "&by=unit");
    assert_false(has(r, "Northern Works"));
    r = loopback_get(other, "/duty.csv?level=platform");
    expect(r, 200);
    assert_false(has(r, "North pier"));
    desk_world_done(&d);
}

TEST_BOTH(every_kind_of_period_and_every_way_out_answers, ON) {
    struct desk_world d = desk_world_new(a, s);
    static const char *const kinds[] = {"week", "ten_days", "half_month", "month", "quarter"};
    for (size_t i = 0; i < countof(kinds); i++)
        expect(loopback_get(d.office, arena_printf(a, "/duty?level=platform&kind=%s&by=department", kinds[i])), 200);
    const char *csv = arena_printf(a, "/duty.csv?level=platform&month=%s", month_print(a, d.month));
    struct loopback_reply r = loopback_get(d.office, csv);
    expect(r, 200);
    assert_true(has(r, "North pier") && has(r, "Northern Works"));
    expect(loopback_get(d.office, "/duty.xlsx?level=platform"), 200);
    expect(loopback_get(d.office, "/duty?row=nobody&period=never&lines=9&page=9"), 200);
    expect(loopback_get(d.office, "/duty?state=gone"), 400);
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(a_square_follows_its_report_along_the_chain_and_names_who_owes_it),
          T_BOTH(a_total_does_not_betray_what_one_may_not_see), T_BOTH(every_kind_of_period_and_every_way_out_answers))
