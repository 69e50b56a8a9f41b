/* duty_state -- how far an expected report has come, and sums of it: what duty.h judges and indicator.h counts. */
#pragma once
#include <stdint.h>

enum duty_state {
    DUTY_NONE, /* no such report is expected, or not yet */
    DUTY_NOT_STARTED, DUTY_DRAFT, DUTY_RETURNED, DUTY_LATE, DUTY_LOCKED,          /* it is for the unit to do something */
    DUTY_AT_AREA, DUTY_AT_DEPARTMENT, DUTY_AT_OFFICE, DUTY_ACCEPTED, DUTY_FIGURE, /* it is here */
    DUTY_STATES, DUTY_HERE = DUTY_AT_AREA
};
/* Undated: here, and nobody knows since when. */
enum duty_came { CAME_OPEN, CAME_TIMELY, CAME_LATE, CAME_UNDATED, CAME_COUNT };
struct duty_counts {
    int32_t state[DUTY_STATES], came[CAME_COUNT]; /* both of what is expected; state[DUTY_NONE] is 0 */
};
