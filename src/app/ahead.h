/* ahead -- the newest position, made before somebody asks for it. */
#pragma once
#include "domain/stats/position.h"

struct ahead;
/* Looks now and then, in a thread of its own, whether something was written or a day has begun, by whatever
 * program, and has the cache make what the board page shows then: the position of the last month reported, and
 * that of the year before. A large intake is so paid for by nobody's page. */
struct ahead *ahead_new(struct store *store, struct position_cache *positions);
/* Ends with what it is making. Accepts NULL. */
void ahead_done(struct ahead *h);
