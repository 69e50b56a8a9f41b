/* missive -- letters of the office: drafted, signed, numbered, answered, closed.
 *
 * A letter is numbered in the transaction in which it is signed, under the journal's lock, so a year's numbers of a kind are
 * 1, 2, 3 … whoever signs at once; a letter that is withdrawn keeps its own. With it its PDF and .docx are made and kept. */
#pragma once
#include "domain/letters/letter_chain.h"
#include "domain/people/reach.h"

struct position_cache;

enum { LETTER_TITLE_MAX = 100, LETTER_TEXT_MAX = 4000, LETTER_PLAN_MAX = 2000, LETTER_FILES_MAX = 12 };

struct letter_said {
    enum letter_action action;
    unsigned who;            /* letter_who() */
    int64_t account_id;
    int32_t today;
    int64_t now_ms;
    const char *title, *text; /* of an edit */
    const char *why;
    const char *plan;         /* of a reply */
    int32_t plan_day;
};
/* What a person is to a letter, by his seats; `may_sign` is the right to. */
unsigned letter_who(const struct reach *reach, bool may_sign, const struct official_letter *x);
/* The row that lets him, or NULL: not here, not he. */
const struct letter_row *letter_may(const struct official_letter *x, enum letter_action action, unsigned who,
                                    int64_t account_id);
/* One act. ERR_INVALID with *faults at "do", "title", "text", "why", "plan", "plan_day"; ERR_CONFLICT: somebody else acted
 * since. Those whom it concerns are told. */
must_use enum err letter_act(struct tx *t, struct official_letter *x, int64_t version, const struct letter_said *said,
                             struct faults *faults);

/* "岚项办督〔2022〕3号"; "" before it has one. */
const char *letter_number(struct tx *t, const struct official_letter *x, enum err *ret_err);
/* The letter as PDF, as it stands, and as .docx by the office's template. */
must_use enum err letter_pdf(struct tx *t, const struct official_letter *x, struct blob *ret);
must_use enum err letter_docx(struct tx *t, const struct official_letter *x, struct blob *ret);

/* Drafts what the ladder asks for on a day and was not drafted yet, in a transaction that has not put anything; how many. */
must_use enum err letters_draft(struct tx *t, struct position_cache *cache, int32_t today, int64_t *ret_count);
/* The same in an entry of its own, for the night; run again it does nothing. */
must_use enum err letters_draft_night(struct store *s, struct arena *a, struct position_cache *cache, int32_t day,
                                      int64_t now_ms, int64_t *ret_count);
