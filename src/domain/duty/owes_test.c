/* Who owes what on a day: of a report on its way by loopback, of weeks and quarters, and of whose rows they are. */
#include "desk_fixture.h"
#include "domain/calendar/calendar_edit.h"
#include "domain/duty/owes.h"
#include "reports_queries.h"

#define ON schema_of_program()

/* What is owed on a day of the month after the one the world is about. */
static struct duty_owed_list owed_on(struct desk_world *d, int32_t day, const struct scope *scope) {
    struct duty_owed_list list;
    struct position_cache *cache = position_cache_new(2);
    struct tx *t;
    assert_ok(d->w.a, store_read(d->w.s, d->w.a, &t));
    assert_ok(d->w.a, duty_owed_at(d->w.a, t, cache, ms_of_day(day, 480) + 3600000, scope, &list));
    tx_end(t);
    position_cache_done(cache);
    return list;
}

/* The state of a period of the project, DUTY_NONE if it is not owed. */
static enum duty_state state_in(const struct duty_owed_list *l, struct period p) {
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].period.kind == p.kind && l->at[i].period.to_day == p.to_day) return l->at[i].state;
    return DUTY_NONE;
}

TEST_BOTH(a_report_is_owed_until_it_is_sent_and_again_when_it_comes_back, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct period month = period_of(PERIOD_MONTH, month_first_day(d.month));
    int32_t third = month.to_day + 3, sixth = month.to_day + 6;
    struct duty_owed_list l = owed_on(&d, third, scope_everything());
    assert_int_equal(l.count, 1);
    assert_int_equal(l.at[0].project_id, d.project_id);
    assert_string_equal(l.at[0].project_name, "North pier");
    assert_string_equal(l.at[0].unit_name, "Northern Works");
    assert_int_equal(l.at[0].state, DUTY_NOT_STARTED);
    assert_int_equal(l.at[0].due_day, month.to_day + 5);
    assert_true(l.at[0].last_day == NO_DAY && !l.at[0].is_begun);
    l = owed_on(&d, sixth, scope_everything());
    assert_int_equal(state_in(&l, month), DUTY_LATE);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=save"), 303);
    l = owed_on(&d, third, scope_everything());
    assert_int_equal(state_in(&l, month), DUTY_DRAFT);
    assert_true(l.at[0].is_begun);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    l = owed_on(&d, sixth, scope_everything());
    assert_int_equal(l.count, 0);
    expect(desk_act(&d, d.area, d.address, "action=return&back_to=unit&reason=again"), 303);
    l = owed_on(&d, third, scope_everything());
    assert_int_equal(state_in(&l, month), DUTY_RETURNED);
    l = owed_on(&d, month.to_day - 20, scope_everything()); /* the month had not opened */
    assert_int_equal(state_in(&l, month), DUTY_NONE);
    desk_world_done(&d);
}

TEST_BOTH(who_sees_another_area_is_told_nothing_of_it, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct duty_owed_list l = owed_on(&d, month_last_day(d.month) + 3, scope_everything());
    static const int64_t none[] = {1};
    int64_t area = clerk_area(&d.w, "huancui"), other = clerk_area(&d.w, "rongcheng");
    struct scope scope = {.entry = l.p->entry, .present = l.p->board, .areas = &area, .area_count = 1, .departments = none};
    l = owed_on(&d, month_last_day(d.month) + 3, &scope);
    assert_int_equal(l.count, 1);
    scope.areas = &other;
    l = owed_on(&d, month_last_day(d.month) + 3, &scope);
    assert_int_equal(l.count, 0);
    desk_world_done(&d);
}

TEST_BOTH(weeks_and_quarters_are_owed_where_a_rule_asks_for_them, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct period quarter = period_of(PERIOD_QUARTER, day_of(2026, 8, 1));
    struct period week = period_of(PERIOD_WEEK, quarter.to_day + 3);
    struct tx *t = clerk_write(&d.w);
    struct faults faults = {.count = 0};
    int64_t id;
    struct report_terms terms = {.list = LIST_PLATFORM, .whom = WHOM_ALL, .period = PERIOD_QUARTER, .way = DUE_DAY_NEXT,
                                 .due = 10, .shift = SHIFT_NONE, .open_before = 20, .open_after = 10, .is_on = true,
                                 .from_day = day_of(2020, 1, 1)};
    assert_ok(a, report_rule_begin(t, &terms, "a quarter", &faults, &id));
    terms.period = PERIOD_WEEK, terms.way = DUE_WEEKDAY, terms.due = 5, terms.open_before = 4, terms.open_after = NEVER_LOCKS;
    assert_ok(a, report_rule_begin(t, &terms, "a week", &faults, &id));
    clerk_commit(&d.w, t);
    struct duty_owed_list l = owed_on(&d, week.from_day + 4, scope_everything());
    assert_int_equal(state_in(&l, week), DUTY_NOT_STARTED);
    assert_int_equal(state_in(&l, period_before(week)), DUTY_LATE);
    assert_int_equal(state_in(&l, quarter), DUTY_NOT_STARTED);
    for (size_t i = 1; i < l.count; i++) assert_true(l.at[i - 1].due_day <= l.at[i].due_day);
    l = owed_on(&d, quarter.to_day + 21, scope_everything());
    assert_int_equal(state_in(&l, quarter), DUTY_LOCKED);
    t = clerk_write(&d.w);
    struct report row = report_empty;
    row.project_id = d.project_id, row.period_kind = "week", row.from_day = week.from_day, row.to_day = week.to_day;
    row.revision = 0, row.state = "at_area", row.desk = "area", row.filler_id = 1, row.sent_ms = ms_of_day(week.to_day, 480);
    assert_ok(a, report_put(t, &row, 0));
    clerk_commit(&d.w, t);
    l = owed_on(&d, week.from_day + 4, scope_everything());
    assert_int_equal(state_in(&l, week), DUTY_NONE);
    assert_int_equal(state_in(&l, period_before(week)), DUTY_LATE);
    desk_world_done(&d);
}

/* A report of a week, sent on a day. */
static void put_week(struct desk_world *d, struct period week, int revision, const char *state, int32_t sent_day) {
    struct tx *t = clerk_write(&d->w);
    struct report row = report_empty;
    row.project_id = d->project_id, row.period_kind = "week", row.from_day = week.from_day, row.to_day = week.to_day;
    row.revision = revision, row.state = state, row.filler_id = 1, row.sent_ms = ms_of_day(sent_day, 480);
    row.desk = text_eq(state, "accepted") ? NULL : "area";
    assert_ok(d->w.a, report_put(t, &row, 0));
    clerk_commit(&d->w, t);
}

TEST_BOTH(of_a_week_and_its_corrections_the_first_sending_counts_and_accepted_stays, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct period week = period_of(PERIOD_WEEK, day_of(2026, 9, 16));
    put_week(&d, week, 1, "at_area", week.to_day + 9);
    put_week(&d, week, 0, "accepted", week.to_day - 2);
    put_week(&d, week, 2, "at_area", week.to_day + 20);
    struct duty_period read;
    struct tx *t;
    struct faults faults = {.count = 0};
    int64_t id;
    struct report_terms terms = {.list = LIST_PLATFORM, .whom = WHOM_ALL, .period = PERIOD_WEEK, .way = DUE_WEEKDAY, .due = 5,
                                 .open_before = 4, .open_after = NEVER_LOCKS, .is_on = true, .from_day = day_of(2020, 1, 1)};
    t = clerk_write(&d.w);
    assert_ok(a, report_rule_begin(t, &terms, "a week", &faults, &id));
    clerk_commit(&d.w, t);
    struct duty_owed_list l = owed_on(&d, week.to_day, scope_everything());
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, duty_periods_read(t, l.p, &week, 1, &read));
    int row = board_row(l.p->board, d.project_id);
    assert_int_equal(duty_at(&read, row).state, DUTY_ACCEPTED);
    assert_int_equal(duty_at(&read, row).came, CAME_TIMELY);
    assert_int_equal(duty_days_at(&read, row).arrived_day, week.to_day - 2);
    tx_end(t);
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(of_a_week_and_its_corrections_the_first_sending_counts_and_accepted_stays),
          T_BOTH(a_report_is_owed_until_it_is_sent_and_again_when_it_comes_back),
          T_BOTH(who_sees_another_area_is_told_nothing_of_it),
          T_BOTH(weeks_and_quarters_are_owed_where_a_rule_asks_for_them))
