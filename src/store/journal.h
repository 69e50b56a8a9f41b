/* journal -- what was written when, by whom and why; each entry chained to the one before.
 *
 * A write transaction that puts ledger rows becomes one entry at its commit. Numbers
 * rise by one, times strictly. "Known on" an instant means known at journal_at it. */
#pragma once
#include "store/store.h"

struct journal_row {
    int64_t number, recorded_ms;
    int64_t actor_id; /* account, 0 for the program itself */
    const char *kind, *reason;
    const char *algorithm;
    int64_t row_count; /* row versions put by it */
    const char *hash;  /* lower-case hex */
};

/* The last entry recorded at or before an instant, 0 if there is none. */
must_use enum err journal_at(struct tx *t, int64_t ms, int64_t *ret_entry);
/* ERR_MISSING if there is no such entry. Texts are the transaction's. */
must_use enum err journal_entry(struct tx *t, int64_t number, struct journal_row *ret);
/* At most `limit` entries before `before` (0: from the last), newest first. */
must_use enum err journal_list(struct tx *t, int64_t before, int limit, struct journal_row **ret, int *ret_count);
/* The last entry, for printing number and hash; number 0 and hash all zeros on an empty ledger. */
must_use enum err journal_head(struct tx *t, struct journal_row *ret);
