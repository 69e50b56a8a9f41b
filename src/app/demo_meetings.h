/* demo_meetings -- the weekly dispatch of the practice city's last weeks: packs frozen on Monday evenings by the rules of room
 * dispatch, decisions on Tuesdays, tasks that departments report done or let pass, what the office confirms. What a pack
 * says is reckoned by the platform from what was known then; here stands only who decided what. */
#pragma once
#include "app/demo.h"
#include "app/demo_people.h"

enum {
    DEMO_WEEKS = 5, DEMO_WEEK_STEPS = 4 + DEPARTMENTS, DEMO_MEETING_STEPS = DEMO_WEEKS * DEMO_WEEK_STEPS,
    DEMO_MEETINGS_MAX = 20000 /* projects: of a larger city the boards of the past take too long to make */
};

int64_t demo_meeting_moment(int step);
/* Who takes the step, and the kind of its entry. */
int64_t demo_meeting_by(const struct demo_people *p, int step);
const char *demo_meeting_kind(int step);

struct demo_meetings;
struct demo_meetings *demo_meetings_new(struct demo *d);
/* Takes a step, in a transaction that has not put anything yet. */
must_use enum err demo_meeting_put(struct tx *t, struct demo_meetings *m, const struct demo *d, const struct demo_people *p,
                                   int step);
