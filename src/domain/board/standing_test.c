/* A project's standing by the board's columns and by the ledger's rows: the same, in every month. */
#include "board_city.h"
#include "domain/board/standing.h"

TEST_BOTH(a_row_has_the_standing_the_calendar_gives_its_project, schema_of_program()) {
    struct city *c = city_new(a, s, 11, 900);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    int seen[STANDINGS + 1] = {0};
    assert_ok(a, store_read(s, a, &c->t));
    for (int row = 0; row < b->rows; row++) {
        const struct chunk *k = board_chunk(b, row);
        int i = row % CHUNK_ROWS;
        for (int m = 0; m < YEAR_MONTHS; m++) {
            int32_t month = month_of(CITY_YEAR, m + 1);
            unsigned standing, on_board = chunk_on_platform(k, i, month) ? chunk_standing(k, i, m) : NO_STANDING;
            assert_ok(a, project_standing(c->t, k->project_id[i], month_last_day(month), &standing));
            assert_int_equal(standing, on_board);
            seen[standing]++;
        }
    }
    int kinds = 0;
    for (unsigned standing = 0; standing <= NO_STANDING; standing++) kinds += seen[standing] > 0;
    assert_true(kinds > 12); /* the city has projects of many standings */
    board_drop(b);
    city_done(c);
}

TEST_MAIN(T_BOTH(a_row_has_the_standing_the_calendar_gives_its_project))
