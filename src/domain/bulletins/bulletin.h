/* bulletin -- the bulletin on a month: drafted by a job on its day, reviewed, issued by a person, maybe withdrawn.
 *
 * What it says is reckoned once, when the draft is made (or made anew while it is one); the office adds remarks of its own.
 * Issued, its document and its PDF are files that are given out again byte for byte, and it has the next number of the year;
 * withdrawn, it keeps the number, and the month may have another edition. */
#pragma once
#include "bulletins_queries.h"
#include "domain/bulletins/bulletin_content.h"

struct position_cache;

enum bulletin_state { BULLETIN_DRAFT, BULLETIN_REVIEWED, BULLETIN_ISSUED, BULLETIN_WITHDRAWN, BULLETIN_STATES };
enum bulletin_state bulletin_state_read(const char *key); /* BULLETIN_STATES for a word nobody knows */
enum word bulletin_state_word(enum bulletin_state state);
/* "2022年1至11月重点项目推进情况通报". */
struct both bulletin_name(struct arena *a, int32_t month);
/* "通报〔2022〕12号"; empty without a number. */
struct both bulletin_number_said(struct arena *a, int64_t year, int64_t number);

/* The day on which the bulletin on a month is drafted: the day of the settings in the month after it, or the next that is
 * worked; but not before the working day after the last figures of the month are due. */
must_use enum err bulletin_day(struct tx *t, int32_t month, int32_t *ret_day);

/* Drafts it from what is known now, in a transaction that has not put anything yet. ERR_INVALID with *faults: there is one,
 * or the month is not over. */
must_use enum err bulletin_draft(struct tx *t, struct position_cache *cache, int32_t month, int32_t today, struct faults *faults,
                                 struct bulletin *ret);
/* The draft once more from what is known now; remarks stay. Not after its review. */
must_use enum err bulletin_redraft(struct tx *t, struct position_cache *cache, struct bulletin *b, int64_t version, int32_t today,
                                   struct faults *faults);
/* What the office says in a section, at most 1,000 characters; "" takes it away. Only while it is a draft. */
must_use enum err bulletin_remark_set(struct tx *t, const struct bulletin *b, const char *section, const char *text,
                                      int64_t account_id, struct faults *faults);
must_use enum err bulletin_review(struct tx *t, struct bulletin *b, int64_t version, int64_t account_id, struct faults *faults);
/* Back to a draft. */
must_use enum err bulletin_return(struct tx *t, struct bulletin *b, int64_t version, struct faults *faults);
/* Numbers it, keeps its document and its PDF, tells the offices of the areas and the departments it names. */
must_use enum err bulletin_issue(struct tx *t, struct bulletin *b, int64_t version, int64_t account_id, int64_t now_ms,
                                 struct faults *faults);
must_use enum err bulletin_withdraw(struct tx *t, struct bulletin *b, int64_t version, const char *reason, struct faults *faults);

/* What it says, from its file. ERR_STORE: the file is not what it was. */
must_use enum err bulletin_content_of(struct tx *t, const struct bulletin *b, struct bulletin_content *ret);

/* Drafts what is due, in an entry of its own; a night missed or run twice does no harm. */
must_use enum err bulletins_draft_due(struct store *s, struct arena *a, struct position_cache *cache, int64_t now_ms,
                                      int64_t *ret_count);

/* -- looked at again -- */

struct pack_verified; /* dispatch/recomputed.h */
/* Reckons it again from what was known at its entry, by the formula of then. */
must_use enum err bulletin_verify(struct tx *t, struct position_cache *cache, const struct bulletin *b,
                                   struct pack_verified *ret);
