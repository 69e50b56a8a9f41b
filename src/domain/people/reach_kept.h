/* reach_kept -- what people reach, kept from one request to the next.
 *
 * Posts, holders, grants, units and assignments are in the ledger: between two entries of the journal nobody's
 * reach changes but by the day, so what was found at an entry holds at that entry. Whether a session still
 * stands is not of the ledger and never kept. */
#pragma once
#include "domain/people/reach.h"

struct reach_kept;
/* In the arena; of the last few hundred accounts. */
struct reach_kept *reach_kept_new(struct arena *a);
void reach_kept_done(struct reach_kept *k); /* Accepts NULL */
/* As reach_of(). Asked anew in a transaction that writes, or if nothing is kept (NULL). */
must_use enum err reach_kept_of(struct reach_kept *k, struct tx *t, int64_t account_id, int32_t day, struct reach *ret);
