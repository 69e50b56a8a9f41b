/* calendar_edit -- what the office states of the calendar: notices of holidays, rules of reporting, exceptions from locks.
 *
 * A rule is never edited: another begins on a day, or the same ends on it. Refusals name every
 * fault by its field. */
#pragma once
#include "domain/calendar/reporting.h"

/* Another rule for (list, whom, period) from a day on; `is_on` false: from that day on there is none. ERR_INVALID:
 * a due day that the period cannot have, an end without a rule, no day, no reason. */
must_use enum err report_rule_begin(struct tx *t, const struct report_terms *r, const char *reason, struct faults *faults,
                                    int64_t *ret_id);

/* A notice as it comes in a file: the JSON of holiday-cn ({"year", "papers", "days": [{"name", "date", "isOffDay"}]}),
 * or lines of "2027-01-01 [2027-01-03] 休|班 元旦", in any of the usual spellings and separators. ERR_INVALID with the
 * sentence. */
must_use enum err notice_read(struct arena *a, const void *bytes, size_t len, struct notice *ret, struct both *ret_fault);
/* Takes it in, in the place of the one of its year. Nothing is written if it stands so already. */
must_use enum err notice_take(struct tx *t, const struct notice *n, bool *ret_is_changed);

struct exception_stated {
    int64_t project_id;
    struct period period;
    int32_t until_day;
    int64_t account_id; /* who gives it */
    const char *reason;
};
/* Gives one, or another end to one that stands. ERR_MISSING: no such project. ERR_INVALID: an end before today, a period
 * that is not over, no reason. */
must_use enum err lock_except(struct tx *t, const struct exception_stated *s, int32_t today, struct faults *faults);
/* Takes one back. */
must_use enum err lock_except_no_more(struct tx *t, int64_t id, int64_t version);
