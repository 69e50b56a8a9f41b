/* score_ledger -- versions of the scoring formula in the ledger: put once each, in force from a day on. */
#pragma once
#include "domain/bulletins/score.h"
#include "store/store.h"

struct score_known {
    int64_t formula_id; /* 0: nobody said anything, and the first sample holds */
    int32_t from_day;   /* NO_DAY: from the beginning */
    const char *sample; /* "" if it was made of none */
    struct score_formula_rules rules;
};
/* The one that holds on a day, as known at an entry. */
must_use enum err score_in_force(struct tx *t, int64_t entry, int32_t day, struct score_known *ret);
must_use enum err score_of_formula(struct tx *t, int64_t formula_id, struct score_known *ret);

struct score_said {
    int32_t from_day;
    const char *sample, *reason;
    struct score_formula_rules rules;
};
/* A new version. ERR_INVALID with *faults: rows that are impossible, a day before today or one that has a version already, no
 * reason. */
must_use enum err score_put(struct tx *t, const struct score_said *said, int32_t today, struct faults *faults);
