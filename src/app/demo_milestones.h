/* demo_milestones -- the milestones of the practice city: its type's template for every project, as it was planned first,
 * planned again with a reason, and reached. Drawn with dice of their own, so that nothing else of a city depends on them. */
#pragma once
#include "app/demo_people.h"

enum { DEMO_STEPS_MAX = 16 };

struct demo_step {
    int64_t kind_id;
    const char *kind, *project_date; /* key; the project's own date that it is, or NULL */
    int32_t first_day, plan_day;     /* planned first; as planned in the end */
    int32_t moved_day;               /* when it was planned again; NO_DAY: never */
    int32_t actual_day;              /* NO_DAY: not reached, or a date of the project tells it */
    const char *reason;              /* of the later plan */
    int64_t id, version;             /* once it is written */
};

/* Draws them for every project, by the templates of the city's dictionary. */
must_use enum err demo_milestones_draw(struct tx *t, struct demo *d);
/* What a project's first sheet states on a day: all of its plan, and what was reached by then. */
must_use enum err demo_milestones_put(struct tx *t, const struct demo_people *people, const struct demo_project *p, int32_t day);
/* Reached, or planned again, as the sheet says that speaks of a day. */
must_use enum err demo_milestone_told(struct tx *t, const struct demo_people *people, const struct demo_project *p, int step,
                                      int32_t day);
