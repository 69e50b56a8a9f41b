/* plan_edit -- the annual plan of a project, stated by hand.
 *
 * The first plan of a year is revision 1 and never disappears; another amount later is the next
 * revision and says why. Plans that stand in until the year's are issued count by themselves. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/store.h"

struct plan_stated {
    int64_t year;             /* NO_INT: not said */
    int64_t amount_fen;       /* NO_FEN: not said */
    bool is_provisional;
    const char *target;       /* physical progress aimed at; NULL: as before */
    const char *document_no;
    int32_t decided_day;
    const char *reason;       /* of a revision */
};
/* ERR_INVALID with all faults: no year or amount, a negative one, a revision without a reason. ERR_CONFLICT: the plan
 * was revised after entry `seen` (0: not asked). *ret_is_changed false: it stood so already, nothing was written. */
must_use enum err plan_revise(struct tx *t, int64_t project_id, const struct plan_stated *s, int64_t seen,
                              struct faults *faults, bool *ret_is_changed);
