/* When somebody should be at a project again: by hand, at the edges. */
#include "domain/rounds/need.h"
#include "tap.h"

enum { TODAY = 19332 };
static const struct need_terms terms = {14, 7};
static const struct need_facts nothing = {false, TODAY - 100, NO_DAY, NO_DAY, NO_DAY, NO_DAY};

static struct need needed(struct need_facts f) {
    struct need n;
    need_of(&f, &terms, &n);
    return n;
}

TEST(who_was_never_there_should_be_so_many_days_after_it_was_given) {
    (void)state;
    struct need n = needed(nothing);
    assert_int_equal(n.due_day, TODAY - 100 + 14);
    assert_int_equal(n.first, NEED_NEVER);
    assert_int_equal(n.day[NEED_INTERVAL], NO_DAY);
}

TEST(a_red_light_is_visited_more_often_and_never_less) {
    (void)state;
    struct need_facts f = nothing;
    f.visited_day = TODAY - 7;
    assert_int_equal(needed(f).due_day, TODAY + 7);
    f.is_red = true;
    assert_int_equal(needed(f).due_day, TODAY);
    assert_int_equal(needed(f).first, NEED_INTERVAL);
    struct need n;
    need_of(&f, &(struct need_terms){5, 20}, &n);
    assert_int_equal(n.due_day, TODAY - 2);
}

TEST(the_earliest_day_counts_and_of_equal_ones_what_was_promised) {
    (void)state;
    struct need_facts f = nothing;
    f.visited_day = TODAY - 10;
    f.promised_day = TODAY + 4;
    assert_int_equal(needed(f).first, NEED_PROMISED); /* the interval ends on the same day */
    f.promised_day = TODAY + 5;
    assert_int_equal(needed(f).first, NEED_INTERVAL);
    f.report_day = TODAY + 3;
    assert_int_equal(needed(f).first, NEED_REPORT);
    f.problem_day = TODAY - 1;
    assert_int_equal(needed(f).first, NEED_PROBLEM);
    assert_int_equal(needed(f).due_day, TODAY - 1);
    assert_int_equal(needed(f).day[NEED_PROMISED], TODAY + 5);
}

TEST(today_is_now_seven_days_are_soon_and_more_is_later) {
    (void)state;
    struct need_facts f = nothing;
    f.visited_day = TODAY - 14;
    const struct need now = needed(f);
    assert_int_equal(need_when(&now, TODAY), NEED_NOW);
    assert_int_equal(need_when(&now, TODAY - 1), NEED_SOON);
    assert_int_equal(need_when(&now, TODAY - 7), NEED_SOON);
    assert_int_equal(need_when(&now, TODAY - 8), NEED_LATER);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(who_was_never_there_should_be_so_many_days_after_it_was_given), T(a_red_light_is_visited_more_often_and_never_less),
        T(the_earliest_day_counts_and_of_equal_ones_what_was_promised), T(today_is_now_seven_days_are_soon_and_more_is_later),
    };
    return cmocka_run_group_tests_name("need_test", tests, NULL, NULL);
}
