/* A project counts itself or by its children, never both. */
#include "board_city.h"

static struct board *family(const int64_t (*rows)[3], int count) { /* id, parent, marks */
    struct board *b = board_new(CITY_YEAR);
    for (int i = 0; i < count; i++) {
        struct board_row row;
        board_row_clear(&row);
        row.project_id = rows[i][0];
        row.parent_id = rows[i][1];
        row.marks = (uint16_t)rows[i][2];
        board_push(b, &row);
    }
    board_seal(b);
    return b;
}

TEST(an_investment_is_counted_once_through_parent_or_children) {
    const int64_t rows[][3] = {
        {1, 0, 0},                    /* counts; its children do not */
        {2, 1, 0},                    {3, 2, 0},
        {4, 0, MARK_BY_CHILDREN},     /* its children count */
        {5, 4, 0},                    {6, 4, MARK_BELOW_THRESHOLD},
        {7, 0, MARK_BY_CHILDREN},     /* has none: counts itself */
        {8, 99, 0},                   /* its parent is not known */
        {9, 10, 0},                   {10, 9, 0}, /* a circle is no family */
        {11, 4, MARK_BY_CHILDREN},    {12, 11, 0},
        {13, 13, MARK_BY_CHILDREN},   /* nor is its own parent one */
    };
    const bool counted[] = {1, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1};
    struct board *b = family(rows, (int)countof(rows));
    for (int i = 0; i < (int)countof(rows); i++) assert_int_equal(b->chunks[0]->marks[i] & MARK_COUNTED, counted[i]);
    board_drop(b);
}

TEST_MAIN(T(an_investment_is_counted_once_through_parent_or_children))
