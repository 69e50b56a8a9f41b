/* takeover -- the day on which others hold a project or look after it, as handed over before: noted when it comes.
 *
 * A board is folded as of its last entry's day, so that on a day on which nobody wrote anything yet who sees what would
 * still be that of the day before. */
#pragma once
#include "base/day.h"
#include "store/store.h"

/* Notes at each project concerned, in one entry, what began since the last entry; nothing where that is of today already.
 * *ret_count: so many projects. */
must_use enum err takeovers_begin(struct store *s, struct arena *a, int64_t now_ms, int *ret_count);
