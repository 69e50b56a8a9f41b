/* letter_chain -- the table that says who may do what with a letter; and the ladder that says what is drafted. Inside the
 * room. */
#pragma once
#include "base/words.h"
#include "letters_queries.h"

enum letter_kind { LETTER_REMINDER, LETTER_ASSIGNMENT, LETTER_SUPERVISION, LETTER_KINDS };
enum letter_state { LETTER_DRAFT, LETTER_REVIEWED, LETTER_ISSUED, LETTER_RECEIVED, LETTER_REPLIED, LETTER_CLOSED,
                    LETTER_WITHDRAWN, LETTER_DROPPED, LETTER_STATES };
enum letter_action { LETTER_WRITE, LETTER_EDIT, LETTER_REVIEW, LETTER_BACK, LETTER_SIGN, LETTER_RECEIVE, LETTER_REPLY,
                     LETTER_RETURN, LETTER_CLOSE, LETTER_WITHDRAW, LETTER_DROP, LETTER_ACTIONS };
#define LETTER_KIND_CHOICES "reminder|assignment|supervision"
#define LETTER_STATE_CHOICES "draft|reviewed|issued|received|replied|closed|withdrawn|dropped"
/* What people do but sign, which has an address of its own. */
#define LETTER_DO_CHOICES "edit|review|back|receive|reply|return|close|withdraw|drop"

/* The read ones give …S for a word nobody knows. */
const char *letter_kind_key(enum letter_kind kind);
enum letter_kind letter_kind_read(const char *key);
enum word letter_kind_word(enum letter_kind kind);
const char *letter_state_key(enum letter_state state);
enum letter_state letter_state_read(const char *key);
enum word letter_state_word(enum letter_state state);
const char *letter_action_key(enum letter_action action);
enum letter_action letter_action_read(const char *key);
enum word letter_action_word(enum letter_action action);

/* Who somebody is to a letter; bits. */
enum { LETTER_BY_OFFICE = 1, LETTER_BY_SIGNER = 2, LETTER_BY_UNIT = 4 };
/* What else is asked for; bits. NOT_REVIEWER, NOT_REPLIER: by another person than that one. */
enum { LETTER_WITH_WHY = 1, LETTER_WITH_TEXT = 2, LETTER_WITH_PLAN = 4, LETTER_NOT_REVIEWER = 8, LETTER_NOT_REPLIER = 16 };

struct letter_row {
    enum letter_state state;
    enum letter_action action;
    unsigned who;
    enum letter_state to;
    unsigned with;
};
extern const struct letter_row letter_rows[];
extern const size_t letter_row_count;
/* NULL: nobody of these may do that there. */
const struct letter_row *letter_row_of(enum letter_state state, enum letter_action action, unsigned who);

/* -- the ladder -- */

enum letter_cause { LETTER_OF_YELLOW, LETTER_OF_RED, LETTER_OF_PROBLEM, LETTER_CAUSES };
/* What stands so long (months a light has stood, working days a problem is late) is met by a letter of a kind, which is to
 * be answered within so many working days. The highest rung reached is drafted, once for what it is about. */
struct letter_rung {
    enum letter_cause cause;
    int least;
    enum letter_kind kind;
    int days;
};
extern const struct letter_rung letter_rungs[];
extern const size_t letter_rung_count;
/* NULL: none is reached. */
const struct letter_rung *letter_rung_at(enum letter_cause cause, int stands);
enum word letter_cause_word(enum letter_cause cause);
