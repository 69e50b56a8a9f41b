/* visit -- what somebody who went there saw, beside what the report says.
 *
 * What the report said is kept with the visit as it was then, so that a later correction does not change what was held
 * against it. Problems that came up become drafts of room problems, as those a report asks help with. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "specialists_queries.h"
#include "store/store.h"

/* In the params of a route. */
#define VISIT_WORKS "going|slow|still|not_begun|finished"
#define VISIT_FIGURES "agrees|less|more|unclear"
enum { VISIT_STARS_MAX = 5, VISIT_PEOPLE_MAX = 100000, VISIT_AGO_MAX_DAYS = 366 };

struct visited {
    struct visit row;         /* account, project, day and what was seen */
    unsigned problem_kinds;   /* 1 << PROBLEM_LAND | …; 0: none */
    const char *problem_text;
};
/* Records one. ERR_INVALID with the sentence at "day", "works", "next": a day to come or long past, no state of works, a next
 * visit that is not after this one; and at what sighting.h checks, which puts beside it what the record says.
 * ERR_MISSING: no such project. */
must_use enum err visit_record(struct tx *t, struct visited *v, int32_t today, struct faults *faults);

/* The unit's word on one: 1 to 5, and why. ERR_INVALID with the sentence at "stars": it was rated already, or no such number;
 * ERR_MISSING: no such visit to the project. */
must_use enum err visit_rate(struct tx *t, struct visit_rating *r, struct faults *faults);

/* 正常施工; empty for NULL. */
struct both visit_works_said(const char *key);
struct both visit_figure_said(const char *key);
