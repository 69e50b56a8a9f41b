/* holder_edit -- the departments that answer for a project, with their shares, stated by hand; one that hands over to
 * another, department or area.
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

/* One hands all that it answers for over to another of its kind. */
struct holder_passed {
    int64_t project_id;
    const char *kind;       /* "area", "department" */
    int64_t from_id, to_id; /* area.id or unit.id */
    int32_t from_day;       /* the first day of the other */
};
/* ERR_INVALID with the sentence at `holder` or `from`: it answers no longer; the day is before one of them began. */
must_use enum err holder_pass_check(struct tx *t, const struct holder_passed *p, struct both from_name, struct faults *faults);
/* What was checked: its share goes over whole, to what the other has already, and the rest keep theirs. The project's own
 * row names the new area at once, as it names the last one agreed on; who answers on a day say the holders' days. */
must_use enum err holder_pass(struct tx *t, const struct holder_passed *p);
