/* board_page -- the city at a glance. */
#pragma once
#include "domain/overview/glance.h"

must_use enum err board_page(struct req *q);

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
