#include "domain/problems/problem_chain.h"
#include "base/text.h"

#define S(name) (1u << PROBLEM_##name)
#define AT(name) (1u << PROBLEM_SEAT_##name)
/* Who judges and sends on: the area's desk, the departments', the city's office. */
#define REVIEWERS (AT(AREA) | AT(DEPARTMENT) | AT(OFFICE))
#define SAYERS (AT(RAISER) | AT(BUILDER) | REVIEWERS)
#define ON_ITS_WAY (S(NOTICED) | S(SIGNED) | S(HANDLING) | S(FED_BACK) | S(RECHECKED))
#define OPEN (S(REGISTERED) | S(RETURNED) | S(REVIEWED) | ON_ITS_WAY)

/* Two lines lead to where it is closed, and both ask for another person than who ever worked on it. */
const struct problem_row problem_rows[] = {
    /* states, what is done, whose stamp, where to, when */
    {S(DRAFT) | S(RETURNED), PROBLEM_DO_REGISTER, SAYERS, PROBLEM_REGISTERED, WHEN_TEXT},
    {S(REGISTERED) | S(REVIEWED), PROBLEM_DO_REVIEW, REVIEWERS, PROBLEM_REVIEWED, 0},
    {S(REGISTERED) | S(REVIEWED), PROBLEM_DO_RETURN, REVIEWERS, PROBLEM_RETURNED, WHEN_TEXT},
    {S(REVIEWED), PROBLEM_DO_NOTICE, REVIEWERS, PROBLEM_NOTICED, 0},
    {S(NOTICED), PROBLEM_DO_SIGN, AT(RESPONSIBLE), PROBLEM_SIGNED, 0},
    {S(NOTICED) | S(SIGNED), PROBLEM_DO_DECLINE, AT(RESPONSIBLE), PROBLEM_REGISTERED, WHEN_TEXT},
    {S(SIGNED), PROBLEM_DO_HANDLE, AT(RESPONSIBLE), PROBLEM_HANDLING, WHEN_TEXT},
    {S(HANDLING), PROBLEM_DO_HANDLE, AT(RESPONSIBLE) | AT(HELPER), PROBLEM_HANDLING, WHEN_TEXT},
    {S(HANDLING), PROBLEM_DO_FEEDBACK, AT(RESPONSIBLE), PROBLEM_FED_BACK, WHEN_TEXT | WHEN_PROOF},
    {S(FED_BACK), PROBLEM_DO_RECHECK, REVIEWERS, PROBLEM_RECHECKED, WHEN_OTHER},
    {S(FED_BACK), PROBLEM_DO_REJECT, REVIEWERS, PROBLEM_HANDLING, WHEN_TEXT},
    {S(RECHECKED), PROBLEM_DO_REJECT, AT(RAISER) | REVIEWERS, PROBLEM_HANDLING, WHEN_TEXT},
    {S(RECHECKED), PROBLEM_DO_CLOSE, AT(RAISER), PROBLEM_CLOSED, WHEN_OTHER},
    {S(RECHECKED), PROBLEM_DO_CLOSE, AT(OFFICE), PROBLEM_CLOSED, WHEN_OTHER | WHEN_RAISER_GONE},
    {S(CLOSED), PROBLEM_DO_REOPEN, AT(RAISER) | REVIEWERS, PROBLEM_HANDLING, WHEN_TEXT},

    {ON_ITS_WAY, PROBLEM_DO_STOP, REVIEWERS, TO_SAME, WHEN_TEXT | WHEN_RUNS},
    {ON_ITS_WAY, PROBLEM_DO_RESUME, REVIEWERS, TO_SAME, WHEN_STANDS},
    {ON_ITS_WAY, PROBLEM_DO_POSTPONE, REVIEWERS, TO_SAME, WHEN_TEXT | WHEN_RUNS},
    {ON_ITS_WAY | S(REVIEWED), PROBLEM_DO_HELP, REVIEWERS | AT(RESPONSIBLE), TO_SAME, 0},
    {ON_ITS_WAY | S(REVIEWED), PROBLEM_DO_UNHELP, REVIEWERS, TO_SAME, 0},
    {OPEN, PROBLEM_DO_JOIN, REVIEWERS, TO_SAME, WHEN_ALONE},
    {OPEN, PROBLEM_DO_PART, REVIEWERS, TO_SAME, WHEN_SHARED},
};
const size_t problem_row_count = countof(problem_rows);

/* -- by name -- */

static const struct { const char *key; enum word word; } states[PROBLEM_STATE_COUNT] = {
#define X(key, name) [PROBLEM_##name] = {#key, W_problem_##key},
    PROBLEM_STATES(X)
#undef X
};
static const struct { const char *key; enum word word; } actions[PROBLEM_ACTION_COUNT] = {
#define X(key, name) [PROBLEM_DO_##name] = {#key, W_problem_do_##key},
    PROBLEM_ACTIONS(X)
#undef X
};
static const struct { const char *key; enum word word; } seats[PROBLEM_SEAT_COUNT] = {
#define X(key, name) [PROBLEM_SEAT_##name] = {#key, W_problem_seat_##key},
    PROBLEM_SEATS(X)
#undef X
};

const char *problem_state_key(enum problem_state state) { return states[state].key; }
enum word problem_state_word(enum problem_state state) { return states[state].word; }
enum problem_state problem_state_read(const char *key) {
    unsigned s = 0;
    while (key && s < PROBLEM_STATE_COUNT && !text_eq(states[s].key, key)) s++;
    return s;
}
const char *problem_action_key(enum problem_action action) { return actions[action].key; }
enum word problem_action_word(enum problem_action action) { return actions[action].word; }
enum problem_action problem_action_read(const char *key) {
    unsigned n = 0;
    while (n < PROBLEM_ACTION_COUNT && !text_eq(actions[n].key, key)) n++;
    return n;
}
const char *problem_seat_key(enum problem_seat seat) { return seats[seat].key; }
enum word problem_seat_word(enum problem_seat seat) { return seats[seat].word; }

unsigned problem_lies_with(enum problem_state state) {
    static const unsigned with[PROBLEM_STATE_COUNT] = {
        [PROBLEM_DRAFT] = AT(RAISER),           [PROBLEM_RETURNED] = AT(RAISER),     [PROBLEM_REGISTERED] = REVIEWERS,
        [PROBLEM_REVIEWED] = REVIEWERS,         [PROBLEM_NOTICED] = AT(RESPONSIBLE), [PROBLEM_SIGNED] = AT(RESPONSIBLE),
        [PROBLEM_HANDLING] = AT(RESPONSIBLE),   [PROBLEM_FED_BACK] = REVIEWERS,      [PROBLEM_RECHECKED] = AT(RAISER),
        [PROBLEM_CLOSED] = 0};
    return state < PROBLEM_STATE_COUNT ? with[state] : 0;
}

static const struct { const char *key; enum word word; } sources[] = {
    {"report", W_problem_source_report}, {"visit", W_problem_source_visit}, {"meeting", W_problem_source_meeting},
    {"letter", W_problem_source_letter}, {"direct", W_problem_source_direct}};
const char *problem_source_of(const struct problem *p) {
    if (!text_empty(p->source)) return p->source;
    return p->visit_id != NO_INT ? "visit" : p->report_id != NO_INT ? "report" : "";
}
struct both problem_source_said(const char *source) {
    for (size_t i = 0; i < countof(sources); i++)
        if (text_eq(sources[i].key, source)) return both_word(sources[i].word);
    return both_text(source ? source : "");
}

struct both problem_level_said(struct arena *a, int64_t level) {
    static const enum word words[] = {W_problem_level_1, W_problem_level_2, W_problem_level_3, W_problem_level_4};
    (void)a;
    return level >= 1 && level <= (int64_t)countof(words) ? both_word(words[level - 1]) : both_text("");
}

/* -- why not -- */

static struct both seats_said(struct arena *a, unsigned set) {
    struct out *said[LANG_COUNT] = {out_in(a, 0), out_in(a, 0)};
    for (unsigned s = 0; s < PROBLEM_SEAT_COUNT; s++)
        for (enum lang l = 0; set >> s & 1 && l < LANG_COUNT; l++)
            out_printf(said[l], "%s%s", said[l]->len ? word(l, W_problem_or) : "", word(l, seats[s].word));
    return (struct both){{out_text_of(said[ZH]), out_text_of(said[EN])}};
}

static const struct { unsigned when; enum word why; } reasons[] = {
    {WHEN_OTHER, W_problem_not_alone},          {WHEN_RAISER_GONE, W_problem_not_the_raiser},
    {WHEN_RUNS, W_problem_not_while_it_stands}, {WHEN_STANDS, W_problem_not_while_it_runs},
    {WHEN_ALONE, W_problem_not_joined_twice},   {WHEN_SHARED, W_problem_not_joined}};

/* The conditions of a row that do not hold. */
static unsigned missing(const struct problem_row *row, const struct problem *p, const struct problem_who *who) {
    unsigned holds = 0;
    if (!who->has_handled) holds |= WHEN_OTHER;
    if (who->raiser_is_gone) holds |= WHEN_RAISER_GONE;
    holds |= p->stopped_day == NO_DAY ? WHEN_RUNS : WHEN_STANDS;
    holds |= p->cause_id == NO_INT ? WHEN_ALONE : WHEN_SHARED;
    return row->when & ~holds & ~(unsigned)(WHEN_TEXT | WHEN_PROOF);
}

static struct both not_here(struct arena *a, enum problem_action action, enum problem_state state) {
    if (state == PROBLEM_CLOSED) return both_word(W_problem_not_closed);
    if (action == PROBLEM_DO_ESCALATE) return both_word(W_problem_not_by_hand);
    return SAY(a, W_problem_not_now, both_word(states[state].word));
}

const struct problem_row *problem_find(struct arena *a, const struct problem *p, enum problem_action action,
                                       const struct problem_who *who, enum problem_seat *ret_seat, struct both *ret_why) {
    enum problem_state state = problem_state_read(p->state);
    unsigned asked = 0, lacks = 0;
    *ret_seat = PROBLEM_SEAT_COUNT;
    for (size_t i = 0; state < PROBLEM_STATE_COUNT && i < problem_row_count; i++) {
        const struct problem_row *row = &problem_rows[i];
        if (!(row->states >> state & 1) || row->action != action) continue;
        asked |= row->seats;
        unsigned sits = row->seats & who->seats, not = missing(row, p, who);
        if (!sits) continue;
        *ret_seat = (enum problem_seat)__builtin_ctz(sits);
        if (!not) return row;
        if (!lacks) lacks = not;
    }
    for (size_t i = 0; i < countof(reasons); i++)
        if (lacks & reasons[i].when) {
            *ret_why = both_word(reasons[i].why);
            return NULL;
        }
    *ret_why = asked ? SAY(a, W_problem_not_yours, seats_said(a, asked)) : not_here(a, action, state);
    return NULL;
}

struct problem_may problem_may(struct arena *a, const struct problem *p, enum problem_action action,
                               const struct problem_who *who) {
    struct problem_may may = {.action = action};
    const struct problem_row *row = problem_find(a, p, action, who, &may.seat, &may.why);
    if (!row) return may;
    may.is_allowed = true;
    may.needs_text = (row->when & WHEN_TEXT) != 0;
    may.needs_proof = (row->when & WHEN_PROOF) != 0;
    return may;
}
