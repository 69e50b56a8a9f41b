/* demo_visits -- the visits of the practice city's specialists and leaders over its second year, and what units say of them.
 *
 * Some go often and some seldom, leaders to their linked projects a few times a year; what is seen mostly agrees with the
 * report, of milestones too. Each writes down the visits of a month on its last evening. Its own dice: no figure moves. */
#pragma once
#include "app/demo.h"
#include "app/demo_people.h"

struct demo_visits;
/* Before anything is written: how often who goes. */
struct demo_visits *demo_visits_draw(struct demo *d);
/* When the visits of a month are written down by one of DEMO_GOERS. */
int64_t demo_visits_moment(int goer, int32_t month, int32_t end_day);
/* Those of one of them in one month, to what he was given by then. */
must_use enum err demo_visits_put(struct tx *t, struct demo_visits *v, const struct demo *d, const struct demo_people *p,
                                  int goer, int32_t month, int32_t end_day);
