/* holder_edit -- the departments that answer for a project, with their shares, stated by hand.
 *
 * Responsibility is handed over, never edited away: who answers no longer, or with another share, keeps a row
 * that ended the day before; the new one begins on the day of the handover. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/store.h"

enum { HOLDERS_STATED_MAX = 5 };

struct holder_stated {
    const char *key;  /* of the department */
    int64_t share_bp; /* hundredths of a percent; NO_INT: not said */
};
struct holders_stated {
    struct holder_stated at[HOLDERS_STATED_MAX];
    size_t count;
    int32_t from_day; /* of the handover; NO_DAY: today, or from the beginning if nobody answered before */
};
/* Makes these answer, in their order. Where no share is said the first one answers for all of it. ERR_INVALID with all
 * faults (`department_2`, `share_2`, `from`): no such department, one named twice, shares said of some only, or not
 * 100 % together, a handover before the present ones began. ERR_CONFLICT: handed over after entry `seen`; ERR_MISSING. */
must_use enum err holders_state(struct tx *t, int64_t project_id, const struct holders_stated *s, int32_t today,
                                int64_t seen, struct faults *faults, bool *ret_changed);
