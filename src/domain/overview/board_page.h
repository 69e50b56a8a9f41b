/* board_page -- the city at a glance. */
#pragma once
#include "domain/overview/asked.h"

must_use enum err board_page(struct req *q);

/* The same for whoever shows it otherwise, without changes and choices: of the departments all `departments_total` stand
 * behind those that are shown. */
struct board_view; /* board_view.h */
struct board_behind {
    const struct selection *rows;     /* on the lists asked for */
    const struct figure_group *city;  /* every indicator of them together; NULL: there is no project */
};
must_use enum err board_view_of(struct req *q, const struct asked *as, struct board_view *ret, struct board_behind *ret_behind);
/* The light of a row of the position's board in the month before the one asked about. */
enum light light_a_month_ago(const struct asked *as, int row);

/* -- what changed between two moments: changes.c -- */

/* One difference, in words. */
struct change {
    int64_t project_id;
    const char *name;
    struct both what, from, to;
};
/* The differences of two positions of one year for the rows of a selection: behind the first `skip` at most `max` of
 * them in *ret. Both boards are looked at in the same month. *ret_total is how many there are in all. */
must_use enum err changes_between(struct arena *a, const struct position *then, const struct position *now,
                                  const struct selection *s, int32_t month, int skip, int max, struct change **ret,
                                  int *ret_count, int *ret_total);
