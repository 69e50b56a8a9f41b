/* transfer -- "not my project": responsibility that passes by agreement, or because the city office decides.
 *
 * Who answers for a project, a department or an area's office, proposes another of its kind from a day, with a reason. The
 * other side agrees or declines, the proposer may withdraw until then, the city office may decide either way, also after it
 * was declined. Until the day the old one answers. A proposal stays told whatever became of it. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "domain/people/reach.h"
#include "projects_queries.h"
#include "store/store.h"

/* What can be done with a proposal; keys in the params of a route. */
enum transfer_act { TRANSFER_AGREE, TRANSFER_DECLINE, TRANSFER_WITHDRAW, TRANSFER_DECIDE, TRANSFER_KEEP, TRANSFER_ACTS };
#define TRANSFER_ACT_KEYS "agree|decline|withdraw|decide|keep"

/* Who asks: what they are today. */
struct transfer_by {
    const struct reach *reach;
    int64_t account_id;
    int32_t today;
};

/* Whether somebody sits for an area or a department: at the office of that area, or in that department. */
bool transfer_sits_for(const struct reach *r, const char *kind, int64_t holder_id);
/* Whether somebody may say "not my project" for it: who sits for it, and the city office. */
bool transfer_speaks_for(const struct reach *r, const char *kind, int64_t holder_id);
/* Whether somebody is told of a proposal: both sides, who proposed it, the city office. */
bool transfer_shown(const struct transfer *x, const struct transfer_by *by);
/* What somebody may do with it as it stands: bits 1 << enum transfer_act. */
unsigned transfer_may(const struct transfer *x, const struct transfer_by *by);

/* "等待答复": where a proposal stands. */
enum word transfer_word(const char *state, bool is_handed);
/* The name of an area or a department, also of one that is gone; empty if there never was one. */
must_use enum err transfer_side_name(struct tx *t, const char *kind, int64_t id, struct both *ret);

struct transfer_stated {
    int64_t project_id;
    const char *kind, *to_kind; /* of who hands over and of who takes over */
    int64_t from_id, to_id;     /* NO_INT: nobody of that name */
    int32_t from_day;           /* NO_DAY: not said */
    const char *reason;
};
/* ERR_INVALID with all faults (`holder`, `to`, `from`, `reason`); ERR_MISSING: no such project. */
must_use enum err transfer_propose(struct tx *t, const struct transfer_stated *s, const struct transfer_by *by,
                                   struct faults *faults, int64_t *ret_id);
/* ERR_INVALID with the sentence at `do`, `reason`, `holder` or `from`; ERR_CONFLICT if it is not at `version` any more. */
must_use enum err transfer_answer(struct tx *t, int64_t id, int64_t version, enum transfer_act act, const char *reason,
                                  const struct transfer_by *by, struct faults *faults);
