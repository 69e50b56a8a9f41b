/* heading_milestone -- headings that name a milestone and one of its days: 主体封顶计划时间, ground broken actual.
 *
 * Which milestones there are is the city's dictionary, so it comes with the context; without one no heading is
 * read so. A sheet that has a row a milestone names it in a column, and its other headings are bare (计划时间). */
#pragma once
#include "domain/intake/heading.h"
#include "domain/projects/milestone.h"

/* Fills *h if the text is one of a milestone: sure, or asked where it does not tell which day. */
void heading_read_milestone(struct arena *a, const char *text, size_t part_count, const struct milestone_kinds *k,
                            struct heading *h);
/* The milestone that a heading means which a person said is one: its kind, else its own name. */
void heading_name_milestone(struct arena *a, const struct milestone_kinds *k, struct heading *h);
/* Where a column names the milestone, what the others are of it. Headings that were ordered stay. */
void headings_by_milestone(struct arena *a, struct heading *at, size_t count);
bool intake_key_is_of_milestone(enum intake_key key);
