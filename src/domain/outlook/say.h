/* say -- what is said of a year's projects once a month's figures are in, written down; how years ended; what is due.
 *
 * A month is closed on the day after its figures were due, of whatever list. What is said then rests on what is known by the
 * end of that day. What was missed is made up for from the boards of then, marked as late: it makes cases for later years and is
 * never scored. */
#pragma once
#include "domain/outlook/case_base.h"
#include "domain/stats/position.h"

/* The day after which a year's month m (0 to 11) is closed. */
int32_t outlook_closing(const struct light_settings *s, int m);

/* What is asked of a row of a month's board; false: nothing, for it has no plan of the year, is preliminary, is not counted,
 * or what it has done is not known. */
bool outlook_asked(const struct board *b, int row, int32_t month, struct year_asked *ret, int64_t *ret_plan_fen);

/* Does the next thing that is left to do on a day, in a transaction that has not put anything: *ret_did rows were written,
 * *ret_more: there may be more to do. */
must_use enum err outlook_next(struct tx *t, struct position_cache *cache, int32_t today, int64_t *ret_did, bool *ret_more);
/* All of it, a transaction each; `clock_ms`: the moment it is recorded at. */
must_use enum err outlook_run(struct store *s, struct arena *a, struct position_cache *cache, int32_t today, int64_t clock_ms,
                              int64_t *ret_did);
