/* list_edit -- a project put on a list of a year, taken off it, stopped and resumed, by hand.
 *
 * A membership and a stop are never deleted: each ends on a day, a membership with its reason. All
 * faults are told at once, into *faults. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/store.h"

struct list_stated {
    const char *level, *role; /* as in the table: "municipal_key", "new_start" */
    int64_t year;             /* NO_INT: not said */
    int32_t entered_day;      /* NO_DAY: today */
    const char *document_no;  /* may be NULL */
};
/* Puts it on the list. ERR_INVALID: level, role or year missing, or it is on that list; ERR_MISSING: no such project. */
must_use enum err list_join(struct tx *t, int64_t project_id, const struct list_stated *s, int32_t today,
                            struct faults *faults);
/* The membership ends. ERR_CONFLICT: it is no longer of this version; ERR_MISSING: not one of the project's. */
must_use enum err list_leave(struct tx *t, int64_t project_id, int64_t list_id, int64_t version, int32_t left_day,
                             const char *reason, struct faults *faults);

/* The works stand still from a day. ERR_INVALID: no day or reason, or they stand still already. */
must_use enum err stop_begin(struct tx *t, int64_t project_id, int32_t stopped_day, const char *reason,
                             struct faults *faults);
/* They go on. ERR_INVALID: no day, or one before the stop; ERR_CONFLICT; ERR_MISSING. */
must_use enum err stop_end(struct tx *t, int64_t project_id, int64_t stop_id, int64_t version, int32_t resumed_day,
                           struct faults *faults);
