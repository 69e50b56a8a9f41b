/* Problems as columns: open, late, solved and in time at the end of each month, to the day. */
#include "board_city.h"
#include "domain/board/board.h"

#define ON schema_of_program()

struct said {
    int32_t registered, closed, ends, stopped;
};

static int64_t project(struct city *c, const char *name) {
    struct project row = project_empty;
    row.platform_no = row.name = row.name_folded = name;
    row.counts_as = "itself", row.registered_day = day_of(CITY_YEAR - 1, 1, 1);
    CITY_PUT(c, project, &c->projects, row);
    return row.id;
}

static int64_t problem(struct city *c, int64_t project_id, struct said s) {
    struct problem row = problem_empty;
    row.project_id = project_id, row.kind = "land", row.raised_day = CITY_YEAR;
    row.state = s.registered == NO_DAY ? NULL : s.closed == NO_DAY ? "handling" : "closed";
    row.registered_day = s.registered, row.closed_day = s.closed, row.ends_day = s.ends, row.stopped_day = s.stopped;
    CITY_PUT(c, problem, &c->problems, row);
    return row.id;
}

#define DAY(m, d) day_of(CITY_YEAR, m, d)

TEST_BOTH(a_problem_is_open_late_and_solved_to_the_day, ON) {
    static const struct { struct said s; int m, open, late, solved, timely; int32_t due; } cases[] = {
        {{NO_DAY, NO_DAY, NO_DAY, NO_DAY}, 5, 0, 0, 0, 0, NO_DAY}, /* a draft is none */
        {{19112, NO_DAY, NO_DAY, NO_DAY}, 3, 0, 0, 0, 0, NO_DAY},  /* registered on 30 April: not in March, … */
        {{19112, NO_DAY, NO_DAY, NO_DAY}, 4, 1, 0, 0, 0, NO_DAY},  /* … but in April, and without a day yet */
        {{19090, NO_DAY, 19143, NO_DAY}, 5, 1, 0, 0, 0, 19143},    /* to be solved by 31 May: not late on it */
        {{19090, NO_DAY, 19142, NO_DAY}, 5, 1, 1, 0, 0, 19142},    /* by the 30th: late */
        {{19090, 19143, 19143, NO_DAY}, 5, 0, 0, 1, 1, NO_DAY},    /* closed on 31 May, its day */
        {{19090, 19144, 19143, NO_DAY}, 5, 1, 0, 0, 0, 19143},     /* a day later: open in May, … */
        {{19090, 19144, 19143, NO_DAY}, 6, 0, 0, 1, 0, NO_DAY},    /* … and closed too late in June */
        {{19090, NO_DAY, 19100, 19143}, 5, 1, 0, 0, 0, NO_DAY},    /* its clock stands since 31 May */
        {{19090, NO_DAY, 19100, 19144}, 5, 1, 1, 0, 0, 19100},     /* since June: it ran in May */
        {{19090, NO_DAY, 19172, NO_DAY}, 6, 1, 0, 0, 0, 19172},    /* June goes on: by the 29th, as of the 29th */
        {{19090, NO_DAY, 19170, NO_DAY}, 6, 1, 1, 0, 0, 19170},
        {{19090, NO_DAY, 19170, NO_DAY}, 9, 1, 1, 0, 0, 19170}};   /* and so for the months to come */
    struct city *c = city_new(a, s, 1, 0);
    int64_t id[countof(cases)];
    const struct entry_note note = {.kind = "test", .reason = "", .clock_ms = ms_of_day(DAY(6, 29), 480)};
    assert_ok(a, store_write(c->s, c->a, &note, &c->t));
    for (size_t i = 0; i < countof(cases); i++) {
        id[i] = project(c, arena_printf(a, "pier %d", (int)i));
        (void)problem(c, id[i], cases[i].s);
    }
    city_commit(c);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    for (size_t i = 0; i < countof(cases); i++) {
        int row = board_row(b, id[i]), at = row % CHUNK_ROWS, m = cases[i].m - 1;
        const struct chunk *k = board_chunk(b, row);
        bool holds = k->problems_open[m][at] == cases[i].open && k->problems_late[m][at] == cases[i].late &&
                     k->problems_solved[m][at] == cases[i].solved && k->problems_timely[m][at] == cases[i].timely &&
                     k->problem_day[m][at] == cases[i].due;
        if (!holds)
            print_error("case %d: %d open, %d late, %d solved, %d in time, day %d\n", (int)i, k->problems_open[m][at],
                        k->problems_late[m][at], k->problems_solved[m][at], k->problems_timely[m][at], k->problem_day[m][at]);
        assert_true(holds);
    }
    assert_int_equal(b->holders_until_day, 19173); /* on the 30th one more is late, though nothing is recorded */
    board_drop(b);
    city_done(c);
}

TEST_MAIN(T_BOTH(a_problem_is_open_late_and_solved_to_the_day))
