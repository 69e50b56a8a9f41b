/* voice -- what people say of a project's light beside what is computed: its unit, and who went there.
 *
 * A voice is for one month. Judging takes the worst of all that is said, so that a person may only make a light worse; that
 * a light should not count against a project for a while is a waiver (waiver.h). */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "domain/projects/place.h"
#include "store/store.h"
#include "voices_queries.h"

#define VOICE_CHOICES "unit|specialist"
#define VOICE_COLOURS "green|yellow|red"

/* As which voice a person may speak of a project: bits. */
enum { MAY_DECLARE = 1, MAY_JUDGE = 2 };
unsigned voices_of(struct arena *a, const struct reach *r, const struct project_place *place);

struct voice_said {
    int64_t project_id, account_id;
    int32_t month;
    const char *voice, *colour, *reason;
    unsigned may; /* voices_of() */
    int32_t today;
};
/* ERR_INVALID with the sentence at "colour": not his voice, at "month": not begun, or over for more than a month; or nobody went
 * there in it, at "reason": none. Said again it stands anew, and what was said before stays in the history. */
must_use enum err voice_say(struct tx *t, const struct voice_said *said, struct faults *faults, struct light_voice *ret);
