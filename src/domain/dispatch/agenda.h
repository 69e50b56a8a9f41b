/* agenda -- what is talked about, in which order; edited until the meeting is over. The pack stays as it was frozen. */
#pragma once
#include "domain/dispatch/meeting.h"

enum agenda_act { AGENDA_UP, AGENDA_DOWN, AGENDA_DROP, AGENDA_RAISE };
#define AGENDA_ACTS "up|down|drop|raise"

/* Changes one item: moves it among those on the agenda, or to and from the backlog. ERR_INVALID: the meeting is over;
 * ERR_CONFLICT: not of this version any more; ERR_MISSING: not of this meeting. */
must_use enum err agenda_edit(struct tx *t, const struct meeting *m, int64_t item_id, int64_t version, enum agenda_act act,
                              struct faults *faults);
/* Adds one by hand, at the end; project_id NO_INT: of none. */
must_use enum err agenda_add(struct tx *t, const struct meeting *m, int64_t project_id, const char *text, struct faults *faults,
                             struct agenda_item *ret);
