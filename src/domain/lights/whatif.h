/* whatif -- the lights of one month under other rules, judged straight from the board's columns.
 *
 * Nothing is kept and nothing allocated for a project: who moves a threshold wants to see at once how many lights change.
 * What other rules do not touch is taken from the lights at hand; a rule whose thresholds moved is asked again only where
 * it could be judged before; investment alone is a multiplication and two comparisons a row. Rules that look back (a hold,
 * repetition) are judged from January on. */
#pragma once
#include "domain/lights/lights.h"

struct what_if {
    int64_t rows, changed;
    int64_t from_to[LIGHT_COUNT][LIGHT_COUNT]; /* so many were the first and would be the second */
};
/* The rows of a selection at the end of a month. ret_colours: a byte for each row of whole chunks; rows that were not
 * selected keep the colour they have. */
void lights_what_if(const struct lights *l, const struct light_law *law, int32_t month, const struct selection *rows,
                    uint8_t *ret_colours, struct what_if *ret);

/* The colours of all rows of a board at the end of a month, of a year that is judged by itself: what December left is not
 * known. For the back-test, which looks at many boards once. */
void lights_of_month(const struct board *b, const struct light_law *law, const struct light_calendar *c, int32_t month,
                     uint8_t *ret_colours);
