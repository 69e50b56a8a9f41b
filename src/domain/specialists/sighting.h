/* sighting -- what somebody who went there saw of a milestone, beside what the project's record says of it.
 *
 * It is evidence and sets no day: the record is what the unit, its offices and its sheets say, and comes by their desks.
 * Where the two differ both stand, told neutrally. */
#pragma once
#include "base/words.h"
#include "domain/projects/milestone.h"
#include "specialists_queries.h"

/* In the params of a route. */
#define MILESTONE_SEEN "reached|not_yet|doubtful"

/* What the record says of a milestone now. */
struct milestone_claim {
    int64_t id;
    struct both name;
    int32_t plan_day;
    const char *answer; /* "done", "this_month", "later"; NULL: nobody said anything */
    int32_t answer_day; /* reached on, or by when it is expected; NO_DAY */
};
struct milestone_claims {
    const struct milestone_claim *at; /* in the order of the way */
    size_t count, asked;              /* the one to look at: see below; `count`: none more than others */
};
/* Of a project as known at an entry. To look at is what a report called reached and nobody who went there has found so,
 * else the next one. ERR_MISSING: no such project. */
must_use enum err milestone_claims(struct tx *t, int64_t project_id, int64_t entry, struct milestone_claims *ret);
const struct milestone_claim *milestone_claim_of(const struct milestone_claims *c, int64_t id);

/* What of a visit is about a milestone: checked, and what the record says of it is put beside it. Faults at "milestone",
 * "seen" and "seen_day". */
must_use enum err milestone_seen_check(struct tx *t, struct visit *v, struct faults *faults);

/* The name of a milestone, also of one that was taken back since; empty for NO_INT. */
must_use enum err milestone_seen_name(struct tx *t, const struct milestone_kinds *k, int64_t id, struct both *ret);
/* "填报 2022-11-10 已完成", "填报预计 2022-12-15 完成"; empty where nothing was said. */
struct both milestone_claim_said(struct arena *a, const char *answer, int32_t day);
/* "已达到（2022-11-08）"; empty for NULL. */
struct both milestone_seen_said(struct arena *a, const char *seen, int32_t seen_day);
/* Where what is seen is other than what the record says: "reached" and not yet reached, the reverse, other days; empty where
 * they agree or nothing can be compared. `reached_day` NO_DAY: by the record it is not reached. */
struct both milestone_gap(struct arena *a, int32_t reached_day, const char *seen, int32_t seen_day);
