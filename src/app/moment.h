/* moment -- which moment and month a verb speaks of: what --known and --month mean, and what stands
 * where they were not given: now, and the last month of which something was reported by then. */
#pragma once
#include "app/cli.h"
#include "domain/stats/position.h"

struct moment {
    int64_t entry;     /* the last one recorded by the end of the day, in the city's zone */
    int32_t known_day; /* today at the latest: nothing is known of days to come */
    int32_t month;
    int zone_min;
};
/* As known at the end of a day, NO_DAY: now; NO_MONTH: the last month reported by then. */
must_use enum err moment_at(struct tx *t, int32_t known_day, int32_t month, struct moment *ret);
must_use enum err moment_read(struct call *c, struct tx *t, struct moment *ret);
/* The position of the moment's year, let go of with the call. */
must_use enum err moment_position(struct call *c, struct tx *t, const struct moment *m, struct position **ret);
