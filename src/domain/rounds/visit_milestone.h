/* visit_milestone -- milestones on the pages of visits: asked about in the form, told with a visit. */
#pragma once
#include "domain/projects/milestone.h"
#include "domain/rounds/rounds_inside.h"
#include "visit_form_view.h"

/* The part of the form: which milestone, what is seen of it, since when. Nothing for a project without milestones. */
must_use enum err visit_milestone_ask(struct req *q, int64_t entry, struct visit_form_view *v);

/* Of a visit's row. */
struct visit_milestone_row {
    int64_t milestone_id; /* NO_INT: none was looked at, all that follows is empty */
    const char *reported_answer;
    int32_t reported_day;
    const char *seen;
    int32_t seen_day;
};
struct visit_milestone {
    struct both name, reported, seen, gap; /* gap: how the two differ, neutrally */
};
must_use enum err visit_milestone_told(struct req *q, const struct milestone_kinds *k, const struct visit_milestone_row *r,
                                       struct visit_milestone *ret);
