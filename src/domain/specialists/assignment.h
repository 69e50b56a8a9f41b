/* assignment -- who looks after a project: its specialist (项目专员), and the leader whose linked project it is (包保).
 *
 * Each kind has one person at a time. A project is handed over, never edited away: who had it keeps a row that ended the
 * day before, the new one begins on the day of the handover. While somebody is away another stands in for some days; his
 * row lies over the other, which goes on when the days are over. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "specialists_queries.h"
#include "store/store.h"

/* In the params of a route. */
#define ASSIGNMENT_KINDS "specialist|leader"

struct assigned {
    int64_t project_id;
    const char *kind;     /* "specialist" */
    int64_t account_id;   /* NO_INT: nobody any more */
    int32_t from_day;     /* NO_DAY: today */
    int32_t to_day;       /* NO_DAY: for good; else he stands in, until then */
    const char *reason;   /* "" or NULL: none */
};
/* Makes it so. ERR_INVALID with the sentence at "to", "from" or "until": nobody of that role, a day before the present one
 * began, an end before its start. ERR_CONFLICT: assigned anew after entry `seen` (0: nobody looked). ERR_MISSING. */
must_use enum err assignment_state(struct tx *t, const struct assigned *s, int32_t today, int64_t seen, struct faults *faults,
                                   bool *ret_changed);

/* Of rows in order of their first day the one that counts on a day; -1: none. */
int assignment_on(const struct assignments_of_project_row *rows, size_t count, int32_t day);
