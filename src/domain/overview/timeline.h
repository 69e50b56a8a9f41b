/* timeline -- many projects' milestones on one axis, for the page and for its exports. */
#pragma once
#include "domain/overview/list.h"
#include "domain/overview/milestone_show.h"

/* The milestones of a row of the board, as known then, on the day that is looked from. In the arena. */
must_use enum err timeline_lines(struct req *q, struct arena *a, const struct asked *as, const struct milestone_kinds *k, int row,
                                 struct milestone_lines *ret);
/* The axis on which all of them lie, and one of them on it; empty without milestones. Pure. */
struct span_days timeline_scale(struct arena *a, const struct milestone_lines *of, size_t count, int32_t today);
struct html timeline_track(struct arena *a, enum lang lang, const struct milestone_lines *lines, struct span_days scale,
                           int32_t today);
/* A row a milestone of all these projects, with headings that intake reads back; noted in the export log. */
must_use enum err timeline_export(struct req *q, const struct asked *as, const struct selection *s);
