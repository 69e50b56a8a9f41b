/* fact_edit -- an investment figure stated, corrected or taken back by hand.
 *
 * A figure is an amount over whole months: one month, January to a month, or from the start of the
 * works to a month. Stated again over the same months by the same source it corrects what stood
 * there, and says why; taken back, it stays in the history with its reason. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/store.h"

enum fact_span { FACT_MONTH, FACT_YEAR_TO_DATE, FACT_SINCE_START };

struct fact_stated {
    const char *source;   /* "report", "bureau" */
    enum fact_span span;
    int32_t to_month;     /* NO_MONTH: not said */
    int64_t amount_fen;   /* NO_FEN: not said */
    const char *progress; /* physical progress in words; NULL: as before */
    const char *raw;      /* the amount as it was typed */
    const char *reason;   /* of a correction */
};

struct fact_saved {
    bool is_changed; /* false: it stood so already, nothing was written */
    bool is_odd;     /* a negative amount: kept, to be looked at */
};
/* ERR_INVALID with all faults: no month, one that has not begun, no amount, a correction without a reason.
 * ERR_CONFLICT: it was stated anew after entry `seen` (0: not asked). */
must_use enum err fact_state(struct tx *t, int64_t project_id, const struct fact_stated *s, int32_t today, int64_t seen,
                             struct faults *faults, struct fact_saved *ret);
/* Taken back. ERR_INVALID: no reason; ERR_CONFLICT: no longer of this version; ERR_MISSING: not one of the project's. */
must_use enum err fact_withdraw(struct tx *t, int64_t project_id, int64_t fact_id, int64_t version, const char *reason,
                                struct faults *faults);
