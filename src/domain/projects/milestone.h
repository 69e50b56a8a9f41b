/* milestone -- the milestones of a project: planned, planned again, reached, asked about.
 *
 * What was planned first stays; another plan needs its reason. A milestone that is one of the
 * project's own dates (ground broken, completion, production) is one thing with it: stated here it
 * becomes the project's date if that is not known, and where the project has its date, the
 * milestone counts as reached on it. Nobody types a day twice; two that differ are kept and told.
 *
 * milestone_report() is the door for reports: of the next milestone they say done, this month, or
 * later. That is an expectation, no plan: it is kept beside the plan and moves nothing. What a visit
 * sees of a milestone does not come by here: it is evidence, kept with the visit (sighting.h). */
#pragma once
#include "domain/projects/milestone_kinds.h"

enum { MILESTONES_MAX = 200 }; /* of one project */

struct milestone_stated {
    int64_t kind_id;  /* NO_INT: one of the project's own, … */
    const char *name; /* … which is called so; a name of a kind means the kind */
    int32_t plan_day, actual_day;
    const char *owner, *evidence; /* may be NULL */
    const char *reason;           /* of another plan, or of a day that is taken away again */
};
struct milestone_saved {
    int64_t id;
    bool is_changed;
    struct faults warnings; /* kept all the same */
};
/* ERR_INVALID with *faults; ERR_MISSING: no such project or milestone; ERR_CONFLICT: not of this version any more. */
must_use enum err milestone_add(struct tx *t, int64_t project_id, const struct milestone_stated *s, int32_t today,
                                struct faults *faults, struct milestone_saved *ret);
must_use enum err milestone_change(struct tx *t, int64_t project_id, int64_t id, int64_t version,
                                   const struct milestone_stated *s, int32_t today, struct faults *faults,
                                   struct milestone_saved *ret);
/* It is no milestone of this project after all. Its rows stay in the history. */
must_use enum err milestone_withdraw(struct tx *t, int64_t project_id, int64_t id, int64_t version, const char *reason,
                                     struct faults *faults);
/* Several at once, from a template: those the project has already are left as they are. */
must_use enum err milestones_add(struct tx *t, int64_t project_id, const struct milestone_stated *s, size_t count, int32_t today,
                                 struct faults *faults, size_t *ret_added);

/* -- for reports -- */

enum milestone_answer { MILESTONE_DONE, MILESTONE_THIS_MONTH, MILESTONE_LATER };
struct milestone_said {
    enum milestone_answer answer;
    int32_t day;          /* DONE: reached on; else expected on, NO_DAY: not said (THIS_MONTH: by its end) */
    int32_t said_day;     /* the day of the report */
    const char *evidence; /* DONE: what shows it; may be NULL */
};
/* What a report says of a milestone; who says it is the transaction's actor. ERR_INVALID: no day, a day that has
 * not come, or reached on another day already; ERR_MISSING. */
must_use enum err milestone_report(struct tx *t, int64_t project_id, int64_t id, const struct milestone_said *said,
                                   struct faults *faults, struct milestone_saved *ret);

/* -- as they stand -- */

/* In the transaction's arena, in the order of the way: by plan (or the day reached, where nothing was planned), then by kind. */
must_use enum err milestones_now(struct tx *t, int64_t project_id, const struct milestone_kinds *k, struct milestone **ret,
                                 size_t *ret_count);
void milestones_sort(struct milestone *at, size_t count, const struct milestone_kinds *k);
/* The day it was reached: its own, else the project's date that it is; NO_DAY: not yet. */
int32_t milestone_reached(const struct milestone *m, const struct milestone_kinds *k, const struct milestone_dates *actual);
/* The actual dates of a project. */
struct milestone_dates milestone_dates_of(const struct project *p);
