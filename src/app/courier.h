/* courier -- reminds and sends letters, in a thread of its own. */
#pragma once
#include "domain/stats/position.h"

struct courier;
/* Looks now and then, by whatever server the rows were written, whether it is time for the daily digest and whether
 * letters are due. */
struct courier *courier_new(struct store *store, struct position_cache *positions);
/* Ends with the letter it is sending. Accepts NULL. */
void courier_done(struct courier *c);
