/* Escalation: what is written and who is told, once; nights that were missed; clocks that stand; the ladder of the day. */
#include "problem_fixture.h"
#include "domain/people/notices.h"
#include "people_queries.h"
#include "domain/problems/ladder.h"

#define ON schema_of_program()
enum { DUE = 19346 /* 2022-12-20, ten working days from the 6th */ };

static struct problems_escalated run(struct pf_town *w, int32_t today) {
    struct problems_escalated done;
    assert_ok(w->a, problems_escalate(w->t, today, ms_of_day(today, 480), &done));
    return done;
}

static int unread(struct pf_town *w, enum pf_post post, int32_t today) {
    int64_t n;
    assert_ok(w->a, notices_unread(w->t, w->account_id[post], today, &n));
    return (int)n;
}

static void all_read(struct pf_town *w) {
    for (int i = 0; i < PF_POSTS; i++) {
        assert_ok(w->a, notices_read_all(w->t, 1, w->account_id[i], PF_TODAY, INT64_MAX, NULL));
        assert_int_equal(unread(w, i, PF_TODAY), 0);
    }
}

static int64_t rung_of(struct pf_town *w, const struct problem *p) {
    struct problem row;
    assert_ok(w->a, problem_get(w->t, p->id, &row));
    return row.rung;
}

/* The days on which rungs were reached, as the stamps tell them: "unit 2022-12-21, …". */
static const char *story(struct pf_town *w, const struct problem *p) {
    struct problem_steps_of_row *rows;
    size_t count;
    struct out *o = out_in(w->a, 0);
    assert_ok(w->a, problem_steps_of(w->t, p->id, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].action, "escalate"))
            out_printf(o, "%s%s %s", o->len ? ", " : "", rung_key((enum ladder_rung)rows[i].rung), day_print(w->a, rows[i].day));
    return out_text_of(o);
}

TEST_BOTH(each_rung_is_written_and_told_once_on_the_night_it_is_reached, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_handling(&w, PF_TODAY);
    all_read(&w);
    struct problems_escalated done = run(&w, DUE);
    assert_true(done.looked_at == 0 && done.escalated == 0);
    done = run(&w, DUE + 1);
    assert_true(done.looked_at == 1 && done.escalated == 1 && done.told == 1);
    assert_int_equal(unread(&w, PF_LAND, DUE + 1), 1);
    done = run(&w, DUE + 1); /* the night again */
    assert_true(done.looked_at == 1 && done.escalated == 0 && done.told == 0);
    assert_int_equal(unread(&w, PF_AREA_LEADER, DUE + 8), 0);
    done = run(&w, DUE + 8); /* the 28th: six working days late */
    assert_true(done.escalated == 1 && rung_of(&w, &it) == RUNG_DISTRICT);
    assert_int_equal(unread(&w, PF_AREA_LEADER, DUE + 8), 1);
    assert_int_equal(unread(&w, PF_OFFICE, DUE + 8), 0);
    assert_string_equal(story(&w, &it), "unit 2022-12-21, district 2022-12-28");
    tx_end(w.t);
}

TEST_BOTH(of_missed_nights_each_rung_is_told_with_the_day_it_was_reached_on, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_handling(&w, PF_TODAY);
    all_read(&w);
    struct problems_escalated done = run(&w, DUE + 60);
    assert_int_equal(done.escalated, 4);
    assert_string_equal(story(&w, &it), "unit 2022-12-21, district 2022-12-28, office 2023-01-05, leader 2023-01-19");
    assert_int_equal(unread(&w, PF_LAND, DUE + 60), 1);
    assert_int_equal(unread(&w, PF_AREA_LEADER, DUE + 60), 1);
    assert_int_equal(unread(&w, PF_OFFICE, DUE + 60), 1);
    assert_int_equal(unread(&w, PF_MAYOR, DUE + 60), 1);
    struct notices_of_row *told;
    size_t count;
    assert_ok(a, notices_of(w.t, w.account_id[PF_MAYOR], DUE + 60, 1, 0, &told, &count));
    assert_int_equal(count, 1);
    assert_int_equal(told[0].day, day_of(2023, 1, 19)); /* not the night that made it up */
    done = run(&w, DUE + 3); /* the clock was set back: what was told was told */
    assert_int_equal(done.escalated, 0);
    assert_int_equal(rung_of(&w, &it), RUNG_LEADER);
    tx_end(w.t);
}

TEST_BOTH(a_clock_that_stands_holds_the_ladder_and_a_new_day_begins_it_again, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_handling(&w, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_STOP, PF_AREA, DUE + 2); /* two working days late: only the 21st counts */
    struct problems_escalated done = run(&w, DUE + 60);
    assert_string_equal(story(&w, &it), "unit 2022-12-21");
    assert_ok(a, problem_get(w.t, it.id, &it));
    problem_row_copy(a, &it);
    pf_do(&w, &it, PROBLEM_DO_RESUME, PF_AREA, DUE + 9); /* after five working days */
    assert_int_equal(it.ends_day, day_of(2022, 12, 27));
    done = run(&w, DUE + 15);
    assert_int_equal(done.escalated, 0); /* 4 January: five days late */
    done = run(&w, DUE + 16);
    assert_string_equal(story(&w, &it), "unit 2022-12-21, district 2023-01-05");
    assert_ok(a, problem_get(w.t, it.id, &it));
    problem_row_copy(a, &it);
    pf_do(&w, &it, PROBLEM_DO_POSTPONE, PF_AREA, DUE + 16);
    assert_int_equal(it.rung, NO_INT);
    assert_int_equal(run(&w, DUE + 20).looked_at, 0);
    assert_int_equal(it.due_day, it.ends_day);
    assert_int_equal(run(&w, it.due_day + 4).escalated, 1); /* stops before the new day was said are over */
    tx_end(w.t);
}

TEST_BOTH(what_is_solved_goes_no_further_and_what_is_opened_again_goes_on_from_where_it_was, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_handling(&w, PF_TODAY);
    (void)run(&w, DUE + 1);
    assert_ok(a, problem_get(w.t, it.id, &it));
    problem_row_copy(a, &it);
    pf_do(&w, &it, PROBLEM_DO_FEEDBACK, PF_LAND, DUE + 1);
    pf_do(&w, &it, PROBLEM_DO_RECHECK, PF_AREA, DUE + 1);
    pf_do(&w, &it, PROBLEM_DO_CLOSE, PF_BUILDER, DUE + 1);
    assert_int_equal(run(&w, DUE + 60).looked_at, 0);
    assert_string_equal(story(&w, &it), "unit 2022-12-21");
    pf_do(&w, &it, PROBLEM_DO_REOPEN, PF_BUILDER, DUE + 60); /* the days between stopped its clock */
    assert_int_equal(run(&w, DUE + 60).escalated, 0);
    assert_true(it.reopened == 1 && it.closed_day == NO_DAY);
    (void)run(&w, DUE + 75);
    assert_true(rung_of(&w, &it) > RUNG_UNIT);
    tx_end(w.t);
}

TEST_BOTH(a_rung_without_days_is_passed_over_and_the_ladder_is_that_of_the_day, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_handling(&w, PF_TODAY);
    struct faults faults = {.count = 0};
    assert_ok(a, ladder_set(w.t, 2, RUNG_UNIT, 0, PF_TODAY, PF_TODAY, "直接到区市", &faults));
    struct problems_escalated done = run(&w, DUE + 1);
    assert_int_equal(done.escalated, 1);
    assert_string_equal(story(&w, &it), "district 2022-12-21");
    tx_end(w.t);
}

TEST_BOTH(those_with_whom_it_lies_are_told_and_never_who_did_it, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_raised(&w, w.account_id[PF_BUILDER], PF_TODAY);
#define UNREAD(builder, area, department, land, office)                                                       \
    do {                                                                                                     \
        const int wanted[] = {builder, area, department, land, 0, office};                                   \
        for (int i = 0; i <= PF_OFFICE; i++) assert_int_equal(unread(&w, i, PF_TODAY), wanted[i]);            \
        all_read(&w);                                                                                        \
    } while (0)
    UNREAD(0, 1, 1, 0, 0);
    pf_do(&w, &it, PROBLEM_DO_REVIEW, PF_AREA, PF_TODAY);
    UNREAD(0, 0, 0, 0, 0);
    pf_do(&w, &it, PROBLEM_DO_NOTICE, PF_AREA, PF_TODAY);
    UNREAD(0, 0, 0, 1, 0);
    pf_do(&w, &it, PROBLEM_DO_SIGN, PF_LAND, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_HANDLE, PF_LAND, PF_TODAY);
    UNREAD(0, 0, 0, 0, 0);
    pf_do(&w, &it, PROBLEM_DO_FEEDBACK, PF_LAND, PF_TODAY);
    UNREAD(0, 1, 1, 0, 0);
    pf_do(&w, &it, PROBLEM_DO_RECHECK, PF_AREA, PF_TODAY);
    UNREAD(1, 0, 0, 0, 0);
    pf_do(&w, &it, PROBLEM_DO_REJECT, PF_BUILDER, PF_TODAY);
    UNREAD(0, 0, 0, 1, 0);
    pf_do(&w, &it, PROBLEM_DO_STOP, PF_OFFICE, PF_TODAY);
    UNREAD(1, 0, 0, 1, 0);
#undef UNREAD
    tx_end(w.t);
}

TEST_MAIN(T_BOTH(each_rung_is_written_and_told_once_on_the_night_it_is_reached),
          T_BOTH(of_missed_nights_each_rung_is_told_with_the_day_it_was_reached_on),
          T_BOTH(a_clock_that_stands_holds_the_ladder_and_a_new_day_begins_it_again),
          T_BOTH(what_is_solved_goes_no_further_and_what_is_opened_again_goes_on_from_where_it_was),
          T_BOTH(a_rung_without_days_is_passed_over_and_the_ladder_is_that_of_the_day),
          T_BOTH(those_with_whom_it_lies_are_told_and_never_who_did_it))
