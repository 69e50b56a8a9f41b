/* dispatch_freeze -- the moment at which a pack is made, and whether it can still be made the same.
 *
 * What was frozen is never made again: the row of the meeting names the entry, the day, the month, the meeting before and
 * the file. Packs follow each other by the journal's entries, which no clock turns round: a day before the last pack's is
 * taken for that day. A week without a pack is no hole; the next one looks back to the last that there was. */
#pragma once
#include "domain/dispatch/dispatch_pack.h"
#include "domain/dispatch/recomputed.h"

struct position_cache;

/* What a pack of a meeting made now is made from, of a transaction that has not put anything yet. The positions are the
 * cache's and dropped with the arena. */
must_use enum err freeze_asked(struct tx *t, struct position_cache *cache, const struct meeting *m, int32_t today,
                               struct pack_asked *ret);
/* Makes it, keeps its bytes, writes the agenda. ERR_INVALID with *faults: it was frozen, or is over. */
must_use enum err meeting_freeze(struct tx *t, struct meeting *m, int64_t version, const struct pack_asked *asked,
                                 struct faults *faults);

/* The meetings whose packs are to be made on a day: from the last worked day before each. One that has no row yet has
 * id NO_INT. Whoever asks twice, or missed a night, does nothing twice: what is frozen is not among them. */
must_use enum err meetings_due(struct tx *t, int32_t today, struct meeting **ret, size_t *ret_count);
/* Makes one of them, in a transaction that has not put anything yet. */
must_use enum err meeting_freeze_due(struct tx *t, struct position_cache *cache, struct meeting *m, int32_t today,
                                     struct faults *faults);

/* Makes all of them, each in an entry of its own; `made` hears of each. What another was quicker with is left. */
must_use enum err packs_freeze_due(struct store *s, struct arena *a, struct position_cache *cache, int64_t now_ms,
                                   void (*made)(void *told, const struct meeting *m), void *told);

/* -- looked at again -- */

/* Makes the pack of a frozen meeting again from what was known at its entry. */
must_use enum err pack_verify(struct tx *t, struct position_cache *cache, const struct meeting *m, struct pack_verified *ret);
