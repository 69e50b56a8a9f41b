/* bureau -- the statistics bureau's list and figures beside ours.
 *
 * Two figures of one project, of two sources, that differ by design: neither is written over or
 * filled in from the other. What the bureau states stands with its own listing; once that is
 * linked to one of our projects, by its national code or by a person, each figure is also an
 * investment fact of the source 'bureau'. A project of ours has one listing at most. Linked
 * otherwise, the facts go along; nothing is lost on either side. */
#pragma once
#include "base/words.h"
#include "bureau_queries.h"
#include "store/store.h"

/* The listing a row of the list speaks of: by the bureau's number, else the code, else name and area (area_id NO_INT:
 * the name alone). Texts may be NULL; *ret_has false: none. */
must_use enum err bureau_listing_find(struct tx *t, const char *outside_no, const char *national_code,
                                      const char *name_folded, int64_t area_id, struct bureau_listing *ret, bool *ret_has);

/* What the bureau says over these months now: stated anew it corrects. Of a linked listing also as a fact. */
must_use enum err bureau_figure_state(struct tx *t, const struct bureau_listing *l, const struct bureau_figure *stated);

/* The listing is this project of ours; figures become its facts, and stop being another's. `by` is "code" or "person".
 * ERR_CONFLICT with the fault "project": it has another listing already. ERR_MISSING: no such project. */
must_use enum err bureau_link(struct tx *t, struct bureau_listing *l, int64_t project_id, const char *by, const char *reason,
                              struct faults *faults);
/* It is linked to none; `is_not_ours`: and is none of ours. Its facts are taken back, its figures stay. ERR_INVALID: no
 * reason. */
must_use enum err bureau_unlink(struct tx *t, struct bureau_listing *l, bool is_not_ours, const char *reason,
                                struct faults *faults);

/* A question about the gap of January to a month. ERR_INVALID: no words. */
must_use enum err bureau_ask(struct tx *t, const struct bureau_question *asked, struct faults *faults);
/* Its answer. ERR_INVALID: no words; ERR_CONFLICT: answered already, or not of this version; ERR_MISSING: none of this
 * project's. */
must_use enum err bureau_answer(struct tx *t, int64_t project_id, int64_t question_id, int64_t version, const char *answer,
                                int64_t account_id, int32_t today, struct faults *faults);
