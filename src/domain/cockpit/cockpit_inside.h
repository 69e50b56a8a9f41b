/* cockpit_inside -- how the one struct that both pages show is filled; inside the room. */
#pragma once
#include "cockpit_view.h"
#include "domain/overview/glance.h"

must_use enum err cockpit_page(struct req *q);
must_use enum err leader_page(struct req *q);
must_use enum err cockpit_live(struct req *q);

enum { COCKPIT_LINES = 5 }; /* of each list; the rest is a click away */

struct cockpit {
    struct req *q;
    struct asked as;
    int32_t today;
    const uint64_t *seen; /* rows of the position's board; NULL: every row */
    struct cockpit_view v;
};
/* The week of the year a day lies in, by ISO. */
int cockpit_week(struct arena *a, int32_t day);
/* A project's row is one the reader sees; NO_INT: of what is of no project, only who sees everything. */
bool cockpit_sees(const struct cockpit *c, int64_t project_id);

/* What the board says; and what is red and why: the heaviest plans first, those that turned red this month before others. */
must_use enum err cockpit_board_fill(struct cockpit *c);
/* Problems: open, late, by level, how long they take; what is latest, and what holds up most. */
must_use enum err cockpit_problems_fill(struct cockpit *c);
/* What was decided and promised, week by week, and what became of it; what is still to be done. */
must_use enum err cockpit_promises_fill(struct cockpit *c);
/* Reports that are due and not here, by area. */
void cockpit_late_fill(struct cockpit *c);
