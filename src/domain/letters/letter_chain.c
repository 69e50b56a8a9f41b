#include "domain/letters/letter_chain.h"
#include "base/text.h"

const struct letter_row letter_rows[] = {
    {LETTER_DRAFT, LETTER_EDIT, LETTER_BY_OFFICE, LETTER_DRAFT, LETTER_WITH_TEXT},
    {LETTER_DRAFT, LETTER_REVIEW, LETTER_BY_OFFICE, LETTER_REVIEWED, 0},
    {LETTER_DRAFT, LETTER_DROP, LETTER_BY_OFFICE, LETTER_DROPPED, LETTER_WITH_WHY},
    {LETTER_REVIEWED, LETTER_BACK, LETTER_BY_OFFICE | LETTER_BY_SIGNER, LETTER_DRAFT, LETTER_WITH_WHY},
    {LETTER_REVIEWED, LETTER_SIGN, LETTER_BY_SIGNER, LETTER_ISSUED, LETTER_NOT_REVIEWER},
    {LETTER_ISSUED, LETTER_RECEIVE, LETTER_BY_UNIT, LETTER_RECEIVED, 0},
    {LETTER_RECEIVED, LETTER_REPLY, LETTER_BY_UNIT, LETTER_REPLIED, LETTER_WITH_PLAN},
    {LETTER_REPLIED, LETTER_RETURN, LETTER_BY_OFFICE, LETTER_RECEIVED, LETTER_WITH_WHY},
    {LETTER_REPLIED, LETTER_CLOSE, LETTER_BY_OFFICE, LETTER_CLOSED, LETTER_NOT_REPLIER},
    {LETTER_ISSUED, LETTER_WITHDRAW, LETTER_BY_SIGNER, LETTER_WITHDRAWN, LETTER_WITH_WHY},
    {LETTER_RECEIVED, LETTER_WITHDRAW, LETTER_BY_SIGNER, LETTER_WITHDRAWN, LETTER_WITH_WHY},
    {LETTER_REPLIED, LETTER_WITHDRAW, LETTER_BY_SIGNER, LETTER_WITHDRAWN, LETTER_WITH_WHY},
};
const size_t letter_row_count = countof(letter_rows);

const struct letter_row *letter_row_of(enum letter_state state, enum letter_action action, unsigned who) {
    for (size_t i = 0; i < countof(letter_rows); i++)
        if (letter_rows[i].state == state && letter_rows[i].action == action && (letter_rows[i].who & who))
            return &letter_rows[i];
    return NULL;
}

/* Of Yinchuan's order: red is key supervision, three months of it a letter of supervision; what is milder comes before. */
const struct letter_rung letter_rungs[] = {
    {LETTER_OF_YELLOW, 2, LETTER_REMINDER, 10},   {LETTER_OF_RED, 1, LETTER_ASSIGNMENT, 7},
    {LETTER_OF_RED, 3, LETTER_SUPERVISION, 5},    {LETTER_OF_PROBLEM, 1, LETTER_REMINDER, 10},
    {LETTER_OF_PROBLEM, 10, LETTER_ASSIGNMENT, 7}, {LETTER_OF_PROBLEM, 20, LETTER_SUPERVISION, 5},
};
const size_t letter_rung_count = countof(letter_rungs);

const struct letter_rung *letter_rung_at(enum letter_cause cause, int stands) {
    const struct letter_rung *best = NULL;
    for (size_t i = 0; i < countof(letter_rungs); i++) {
        const struct letter_rung *r = &letter_rungs[i];
        if (r->cause == cause && stands >= r->least && (!best || r->least > best->least)) best = r;
    }
    return best;
}

static const struct { const char *key; enum word word; } kinds[LETTER_KINDS] = {
    {"reminder", W_letter_reminder}, {"assignment", W_letter_assignment}, {"supervision", W_letter_supervision}};
static const struct { const char *key; enum word word; } states[LETTER_STATES] = {
    {"draft", W_letter_draft}, {"reviewed", W_letter_reviewed}, {"issued", W_letter_issued}, {"received", W_letter_received},
    {"replied", W_letter_replied}, {"closed", W_letter_closed}, {"withdrawn", W_letter_withdrawn},
    {"dropped", W_letter_dropped}};
static const struct { const char *key; enum word word; } actions[LETTER_ACTIONS] = {
    {"write", W_letter_do_write}, {"edit", W_letter_do_edit}, {"review", W_letter_do_review}, {"back", W_letter_do_back},
    {"sign", W_letter_do_sign}, {"receive", W_letter_do_receive}, {"reply", W_letter_do_reply},
    {"return", W_letter_do_return}, {"close", W_letter_do_close}, {"withdraw", W_letter_do_withdraw},
    {"drop", W_letter_do_drop}};
static const enum word causes[LETTER_CAUSES] = {W_letter_of_yellow, W_letter_of_red, W_letter_of_problem};

#define READER(type, list, max)                                                                              \
    unsigned i = 0;                                                                                          \
    while (i < (max) && !text_eq((list)[i].key, key)) i++;                                                    \
    return (enum type)i

const char *letter_kind_key(enum letter_kind kind) { return kinds[kind].key; }
enum letter_kind letter_kind_read(const char *key) { READER(letter_kind, kinds, LETTER_KINDS); }
enum word letter_kind_word(enum letter_kind kind) { return kinds[kind].word; }
const char *letter_state_key(enum letter_state state) { return states[state].key; }
enum letter_state letter_state_read(const char *key) { READER(letter_state, states, LETTER_STATES); }
enum word letter_state_word(enum letter_state state) { return states[state].word; }
const char *letter_action_key(enum letter_action action) { return actions[action].key; }
enum letter_action letter_action_read(const char *key) { READER(letter_action, actions, LETTER_ACTIONS); }
enum word letter_action_word(enum letter_action action) { return actions[action].word; }
enum word letter_cause_word(enum letter_cause cause) { return causes[cause]; }
