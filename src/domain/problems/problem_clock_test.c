/* Clocks and the ladder, case by case, and that each number of the ladder is held by a case; the ladder in the ledger. */
#include "pg.h"
#include "base/text.h"
#include "domain/problems/ladder.h"
#include <stdio.h>
#include <string.h>

#define ON schema_of_program()
enum { CASES_MAX = 200, STOPS_MAX = 4, TODAY = 19332 /* 2022-12-06 */ };

struct rung_case {
    const char *says;
    int line, level, late, stop_count;
    int32_t due_day, today, ends_day;
    struct clock_stop stops[STOPS_MAX];
    enum ladder_rung rung;
};
static struct rung_case cases[CASES_MAX];
static int case_count;

static int32_t day(const char *text) {
    int32_t d = NO_DAY;
    if (!day_read(text, &d)) fail_msg("not a date: %s", text);
    return d;
}

static int number(const char *text) {
    int64_t n = 0;
    if (!text_int(text, 0, 1000, &n)) fail_msg("not a number: %s", text);
    return (int)n;
}

static enum ladder_rung rung_of(const char *key) {
    unsigned r = 0;
    while (r < RUNG_COUNT && !text_eq(rung_key(r), key)) r++;
    assert_int_not_equal(r, RUNG_COUNT);
    return r;
}

static void stops_read(struct rung_case *c, char *text) {
    char *save = NULL;
    for (char *word = strtok_r(text, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        char *to = strchr(word, '/');
        assert_non_null(to);
        *to++ = 0;
        c->stops[c->stop_count++] = (struct clock_stop){day(word), *to ? day(to) : NO_DAY};
    }
}

static void cases_read(struct arena *a) {
    enum { COLUMNS = 8 };
    char text[512];
    FILE *file = fopen("src/domain/problems/rungs.tsv", "r");
    assert_non_null(file);
    case_count = 0;
    for (int line = 1, heads = 0; fgets(text, sizeof text, file); line++) {
        char *cell[COLUMNS], *left = text;
        text[strcspn(text, "\n")] = 0;
        if (text[0] == '#' || !heads++) continue;
        for (int i = 0; i < COLUMNS; i++) assert_non_null(cell[i] = strsep(&left, "\t"));
        struct rung_case *c = &cases[case_count++];
        *c = (struct rung_case){.says = arena_copy(a, cell[0]), .line = line, .level = number(cell[1]), .due_day = day(cell[2]),
                                .today = day(cell[4]), .late = number(cell[5]), .ends_day = day(cell[6]),
                                    .rung = rung_of(cell[7])};
        stops_read(c, cell[3]);
    }
    fclose(file);
}

static bool holds(const struct rung_case *c, const struct work_days *w, const struct ladder *l, bool tells) {
    int late = problem_days_late(w, c->due_day, c->stops, (size_t)c->stop_count, c->today);
    int32_t ends = problem_ends(w, c->due_day, c->stops, (size_t)c->stop_count, c->today);
    enum ladder_rung rung = ladder_rung_at(l, c->level, late);
    bool ok = late == c->late && ends == c->ends_day && rung == c->rung;
    if (!ok && tells) print_error("rungs.tsv:%d: %s: %d late, day %d, %s\n", c->line, c->says, late, ends, rung_key(rung));
    return ok;
}

TEST(every_case_is_as_late_and_concerns_whom_it_says) {
    struct arena *a = arena_new(0);
    struct work_days w = work_days_official(a);
    struct ladder l = ladder_default();
    int bad = 0;
    cases_read(a);
    for (int i = 0; i < case_count; i++) bad += !holds(&cases[i], &w, &l, true);
    assert_int_equal(bad, 0);
    assert_true(case_count > 40);
    arena_done(a);
}

TEST(bending_any_number_of_the_ladder_fails_a_case) {
    struct arena *a = arena_new(0);
    struct work_days w = work_days_official(a);
    int bent = 0, bad = 0;
    cases_read(a);
    for (int level = 1; level <= PROBLEM_LEVELS; level++)
        for (enum ladder_rung r = RUNG_UNIT; r < RUNG_LEADER; r++)
            for (int by = -1; by <= 1; by += 2) {
                struct ladder l = ladder_default();
                int *days = &l.days[level][r], failures = 0;
                bool reached = ladder_reaches(&l, level, r) > 0;
                if (!reached || (*days == LADDER_LAST && by < 0)) continue;
                *days = *days == LADDER_LAST ? 30 : *days + by;
                for (int i = 0; i < case_count; i++) failures += !holds(&cases[i], &w, &l, false);
                bent++;
                if (failures) continue;
                bad++;
                print_error("level %d, %s %+d: no case fails\n", level, rung_key(r), by);
            }
    assert_int_equal(bad, 0);
    assert_int_equal(bent, 2 * 11 + 1); /* three numbers a level; of the first level the last one is an end */
    arena_done(a);
}

/* -- the two ways of counting -- */

static uint64_t seed = 20221206;
static int dice(int sides) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return (int)(seed % (uint64_t)sides);
}

/* What is kept in the row (the day moved by stops that ended, and since when it stands) is as late as the stops say. */
TEST(the_day_that_is_kept_is_as_late_as_the_stops_say) {
    struct arena *a = arena_new(0);
    struct work_days w = work_days_official(a);
    int late_ones = 0, standing = 0;
    for (int n = 0; n < 3000; n++) {
        struct clock_stop stops[STOPS_MAX];
        int32_t due = workdays_add(&w, day_of(2022, 1, 3) + dice(600), 1), at = due - 20, today = due - 10 + dice(60);
        size_t count = 0;
        while (count < STOPS_MAX && dice(3)) {
            stops[count].from_day = at + dice(15);
            stops[count].to_day = at = stops[count].from_day + dice(12);
            if (stops[count].from_day > today) break;
            if (at > today) stops[count].to_day = NO_DAY;
            count++;
            if (at > today) break;
        }
        bool stands = count && stops[count - 1].to_day == NO_DAY;
        int32_t ends = problem_ends(&w, due, stops, count - stands, today);
        int late = problem_days_late(&w, due, stops, count, today);
        int32_t since = stands ? stops[count - 1].from_day : NO_DAY;
        assert_int_equal(problem_late_now(&w, ends, since, today), late);
        if (!stands) assert_int_equal(late > 0, today > ends && workdays_between(&w, ends + 1, today + 1) > 0);
        late_ones += late > 0;
        standing += stands;
    }
    assert_true(late_ones > 500 && standing > 300);
    arena_done(a);
}

TEST(what_is_left_counts_today_and_stands_while_the_clock_does) {
    struct arena *a = arena_new(0);
    struct work_days w = work_days_official(a);
    assert_int_equal(problem_left_now(&w, day_of(2022, 11, 11), NO_DAY, day_of(2022, 11, 7)), 5);
    assert_int_equal(problem_left_now(&w, day_of(2022, 11, 11), NO_DAY, day_of(2022, 11, 11)), 1);
    assert_int_equal(problem_left_now(&w, day_of(2022, 11, 11), NO_DAY, day_of(2022, 11, 12)), 0);
    assert_int_equal(problem_left_now(&w, day_of(2022, 11, 11), day_of(2022, 11, 9), day_of(2022, 11, 30)), 3);
    assert_int_equal(problem_left_now(&w, NO_DAY, NO_DAY, day_of(2022, 11, 30)), 0);
    assert_int_equal(problem_days_late(&w, NO_DAY, NULL, 0, day_of(2022, 11, 30)), 0);
    arena_done(a);
}

TEST(the_spread_is_the_middle_and_the_quarters) {
    int one[] = {7}, four[] = {9, 1, 5, 2}, five[] = {10, 2, 4, 8, 6};
    struct spread none = spread_of(NULL, 0), s = spread_of(one, 1);
    assert_true(none.middle != none.middle && none.count == 0); /* not known, not zero */
    assert_true(s.low == 7 && s.middle == 7 && s.high == 7);
    s = spread_of(four, 4); /* 1 2 5 9 */
    assert_true(s.low == 1.75 && s.middle == 3.5 && s.high == 6);
    s = spread_of(five, 5);
    assert_true(s.low == 4 && s.middle == 6 && s.high == 8);
}

/* -- the ladder in the ledger -- */

TEST_BOTH(a_rung_holds_from_its_day_on_and_the_past_keeps_the_ladder_of_its_day, ON) {
    struct tx *t;
    struct ladder l;
    struct faults faults = {.count = 0};
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    assert_ok(a, ladder_on(t, TODAY, &l));
    struct ladder usual = ladder_default();
    assert_memory_equal(&l, &usual, sizeof l);
    assert_ok(a, ladder_set(t, 2, RUNG_UNIT, 3, TODAY + 10, TODAY, "提速", &faults));
    assert_ok(a, ladder_set(t, 2, RUNG_OFFICE, LADDER_LAST, TODAY, TODAY, "不再向上", &faults));
    assert_ok(a, ladder_set(t, 2, RUNG_UNIT, 4, TODAY + 10, TODAY, "更正", &faults)); /* of one day the last one said */
    assert_ok(a, ladder_on(t, TODAY - 1, &l));
    assert_memory_equal(&l, &usual, sizeof l);
    assert_ok(a, ladder_on(t, TODAY + 9, &l));
    assert_int_equal(l.days[2][RUNG_UNIT], 5);
    assert_int_equal(l.days[2][RUNG_OFFICE], LADDER_LAST);
    assert_int_equal(ladder_rung_at(&l, 2, 500), RUNG_OFFICE);
    assert_ok(a, ladder_on(t, TODAY + 10, &l));
    assert_int_equal(l.days[2][RUNG_UNIT], 4);
    assert_int_equal(l.days[1][RUNG_UNIT], usual.days[1][RUNG_UNIT]);
    tx_end(t);
}

TEST_BOTH(a_ladder_that_cannot_be_is_refused_with_its_place, ON) {
    static const struct { int days, ahead; const char *reason, *field; enum ladder_rung rung; } bad[] = {
        {-2, 0, "x", "days", RUNG_UNIT}, {LADDER_DAYS_MAX + 1, 0, "x", "days", RUNG_UNIT},
        {3, -1, "x", "from", RUNG_UNIT}, {3, 0, "", "reason", RUNG_UNIT}, {3, 0, "x", "days", RUNG_LEADER}};
    struct tx *t;
    struct ladder l, usual = ladder_default();
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    for (size_t i = 0; i < countof(bad); i++) {
        struct faults faults = {.count = 0};
        enum err e = ladder_set(t, 2, bad[i].rung, bad[i].days, TODAY + bad[i].ahead, TODAY, bad[i].reason, &faults);
        assert_int_equal(e, ERR_INVALID);
        assert_int_equal(faults.count, 1);
        assert_string_equal(faults.at[0].field, bad[i].field);
        assert_string_not_equal(faults.at[0].text.in[EN], "");
    }
    assert_ok(a, ladder_on(t, TODAY + 1000, &l));
    assert_memory_equal(&l, &usual, sizeof l);
    tx_end(t);
}

TEST(late_is_past_its_day_while_the_clock_runs_and_nobody_has_solved_it) {
    (void)state;
    int32_t due = day("2022-11-04"); /* a Friday */
    assert_false(problem_is_late(due, NO_DAY, NO_DAY, due));
    assert_true(problem_is_late(due, NO_DAY, NO_DAY, due + 1)); /* a Saturday is past it, though no working day is lost */
    assert_false(problem_is_late(NO_DAY, NO_DAY, NO_DAY, due + 9));
    assert_false(problem_is_late(due, due - 1, NO_DAY, due + 9));
    assert_false(problem_is_late(due, due + 5, NO_DAY, due + 9));
    assert_true(problem_is_late(due, due + 5, NO_DAY, due + 4)); /* it was, on the day before its clock stood */
    assert_false(problem_is_late(due, NO_DAY, due + 9, due + 9));
    assert_true(problem_is_late(due, NO_DAY, due + 9, due + 8));
    assert_true(problem_is_timely(due, due) && !problem_is_timely(due, due + 1) && !problem_is_timely(NO_DAY, due));
    assert_false(problem_is_timely(due, NO_DAY));
}

TEST(the_days_go_to_whom_the_stamp_before_led) {
    struct arena *a = arena_new(0);
    struct work_days w = work_days_official(a);
    int32_t d = day("2022-11-07"); /* a Monday */
    const struct problem_stamp stamps[] = {{d, PROBLEM_REGISTERED}, {d + 1, PROBLEM_REVIEWED}, {d + 2, PROBLEM_NOTICED},
                                           {d + 7, PROBLEM_HANDLING}, {d + 9, PROBLEM_FED_BACK}, {d + 8, PROBLEM_HANDLING},
                                           {d + 10, PROBLEM_RECHECKED}, {d + 14, PROBLEM_CLOSED}, {d + 21, PROBLEM_HANDLING}};
    int spent[PROBLEM_DESKS];
    problem_days_spent(&w, stamps, 0, d, spent);
    assert_true(!spent[WITH_REVIEWERS] && !spent[WITH_UNIT] && !spent[WITH_RAISER]);
    problem_days_spent(&w, stamps, 3, d + 2, spent);
    assert_true(spent[WITH_REVIEWERS] == 2 && spent[WITH_UNIT] == 0);
    problem_days_spent(&w, stamps, countof(stamps), d + 23, spent);
    /* the 9th to the 14th are three working days, the 14th to the 16th two, the 15th to the 17th two, the last two days two */
    assert_int_equal(spent[WITH_UNIT], 9);
    assert_int_equal(spent[WITH_REVIEWERS], 2); /* a clock that was set back takes nothing away */
    assert_int_equal(spent[WITH_RAISER], 2);    /* the 17th and the 18th; what is solved lies with nobody */
    arena_done(a);
}

TEST_MAIN(T(every_case_is_as_late_and_concerns_whom_it_says), T(bending_any_number_of_the_ladder_fails_a_case),
          T(the_day_that_is_kept_is_as_late_as_the_stops_say), T(what_is_left_counts_today_and_stands_while_the_clock_does),
          T(the_spread_is_the_middle_and_the_quarters), T(late_is_past_its_day_while_the_clock_runs_and_nobody_has_solved_it),
          T(the_days_go_to_whom_the_stamp_before_led),
          T_BOTH(a_rung_holds_from_its_day_on_and_the_past_keeps_the_ladder_of_its_day),
          T_BOTH(a_ladder_that_cannot_be_is_refused_with_its_place))
