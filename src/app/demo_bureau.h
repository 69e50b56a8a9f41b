/* demo_bureau -- the statistics bureau's list of the practice city, and its figures of the second year.
 *
 * Most of what entered its statistics is on it under the same code and with the same figure; now and then the figure is
 * another, some are under no code, so that a person has to say which they are, and a few are in one of the two lists only. */
#pragma once
#include "app/demo.h"

/* The day on which the list is handed in, after the figures of November. */
int64_t demo_bureau_moment(int32_t end_day);
must_use enum err demo_bureau_put(struct tx *t, struct demo *d, const int64_t area_id[AREAS]);
