/* problem -- what a project needs help with, and what becomes of it.
 *
 * A set of kinds is bits, 1 << PROBLEM_LAND | …; as text it is "land,funds", and "none" when it was asked and nothing is
 * needed. NULL or "" is: nobody has answered.
 *
 * A problem is a draft (no state) until somebody registers it. From then on it goes the eight steps of the supervision
 * loop; who may do what with it is one const table (problem_chain.c), problem_may() answers from it and problem_act() acts
 * by it. Whom it lies with is told by posts, not by people; that it is solved says another person than who worked on it. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "domain/projects/place.h"
#include "problems_queries.h"
#include "store/store.h"

/* The one list: X(key, name); the key is what stands in the column, the word is W_problem_<key>. In the order in which a
 * form offers them. */
#define PROBLEM_KINDS(X)                                                                                     \
    X(approval, APPROVAL) X(land, LAND) X(demolition, DEMOLITION) X(funds, FUNDS) X(energy, ENERGY)          \
    X(utilities, UTILITIES) X(labour, LABOUR) X(other, OTHER)
enum problem_kind {
#define X(key, name) PROBLEM_##name,
    PROBLEM_KINDS(X)
#undef X
    PROBLEM_KIND_COUNT
};
#define PROBLEM_KIND_CHOICES "approval|land|demolition|funds|energy|utilities|labour|other"

/* "land", 用地. The read one gives PROBLEM_KIND_COUNT for anything else. */
const char *problem_kind_key(enum problem_kind kind);
enum word problem_kind_word(enum problem_kind kind);
enum problem_kind problem_kind_read(const char *key);

struct problem_need {
    bool is_answered; /* else nobody has said */
    unsigned kinds;   /* none of them: nothing is needed */
};
/* False if a word of it is no kind. */
bool problem_need_read(const char *text, struct problem_need *ret);
/* NULL if it is not answered. */
const char *problem_need_text(struct arena *a, struct problem_need need);
/* 审批、用电; 不需要; empty if it is not answered. */
struct both problem_need_said(struct arena *a, struct problem_need need);

/* What a report asks for. */
struct problems_asked {
    int64_t project_id, report_id, raiser_id; /* account of who sends it */
    unsigned kinds;
    const char *text;
    int32_t today;
};
/* Makes the drafts of a report what it asks for: raised, kept, or taken back. What was registered since stays as it is. */
must_use enum err problems_ask(struct tx *t, const struct problems_asked *asked);

/* -- states, actions, seats: the words of the chain -- */

/* Steps of the loop and what lies between them. X(key, name): the word is W_problem_<key>. */
#define PROBLEM_STATES(X)                                                                                    \
    X(draft, DRAFT) X(registered, REGISTERED) X(returned, RETURNED) X(reviewed, REVIEWED) X(noticed, NOTICED) \
    X(signed, SIGNED) X(handling, HANDLING) X(fed_back, FED_BACK) X(rechecked, RECHECKED) X(closed, CLOSED)
/* The eight steps, what turns them back, and what is done beside them. The word is W_problem_do_<key>. */
#define PROBLEM_ACTIONS(X)                                                                                   \
    X(register, REGISTER) X(review, REVIEW) X(return, RETURN) X(notice, NOTICE) X(sign, SIGN) X(decline, DECLINE) \
    X(handle, HANDLE) X(feedback, FEEDBACK) X(recheck, RECHECK) X(reject, REJECT) X(close, CLOSE) X(reopen, REOPEN) \
    X(stop, STOP) X(resume, RESUME) X(postpone, POSTPONE) X(help, HELP) X(unhelp, UNHELP) X(join, JOIN) X(part, PART) \
    X(escalate, ESCALATE)
#define PROBLEM_SEATS(X)                                                                                     \
    X(raiser, RAISER) X(builder, BUILDER) X(area, AREA) X(department, DEPARTMENT) X(office, OFFICE)            \
    X(responsible, RESPONSIBLE) X(helper, HELPER)
enum problem_state {
#define X(key, name) PROBLEM_##name,
    PROBLEM_STATES(X)
#undef X
    PROBLEM_STATE_COUNT
};
enum problem_action {
#define X(key, name) PROBLEM_DO_##name,
    PROBLEM_ACTIONS(X)
#undef X
    PROBLEM_ACTION_COUNT
};
enum problem_seat {
#define X(key, name) PROBLEM_SEAT_##name,
    PROBLEM_SEATS(X)
#undef X
    PROBLEM_SEAT_COUNT
};
#define PROBLEM_STATE_CHOICES "draft|registered|returned|reviewed|noticed|signed|handling|fed_back|rechecked|closed"
/* What people do; the rest is the program's. */
#define PROBLEM_DO_CHOICES                                                                                   \
    "register|review|return|notice|sign|decline|handle|feedback|recheck|reject|close|reopen|stop|resume|postpone|help|unhelp|" \
    "join|part"
const char *problem_state_key(enum problem_state state);
enum word problem_state_word(enum problem_state state);
/* NULL is a draft; …_COUNT for a word nobody knows. */
enum problem_state problem_state_read(const char *key);
const char *problem_action_key(enum problem_action action);
enum word problem_action_word(enum problem_action action);
enum problem_action problem_action_read(const char *key);
const char *problem_seat_key(enum problem_seat seat);
enum word problem_seat_word(enum problem_seat seat);
/* At whose seats it lies in a state: 1 << PROBLEM_SEAT_AREA | …; 0: nowhere. */
unsigned problem_lies_with(enum problem_state state);
/* "report", "visit" … of one, also of one that was raised before sources were said. */
const char *problem_source_of(const struct problem *p);
struct both problem_source_said(const char *source);
struct both problem_level_said(struct arena *a, int64_t level);

/* Past its day on `day`: open, its clock runs, and the day by which it is to be solved is over. The page, the lists, the
 * lights, the indicators and the night's work all say late by this. */
static inline bool problem_is_late(int32_t ends_day, int32_t stopped_day, int32_t closed_day, int32_t day) {
    bool is_open = closed_day == NO_DAY || closed_day > day, runs = stopped_day == NO_DAY || stopped_day > day;
    return is_open && runs && ends_day != NO_DAY && ends_day < day;
}
/* Solved by its day. */
static inline bool problem_is_timely(int32_t ends_day, int32_t closed_day) {
    return closed_day != NO_DAY && ends_day != NO_DAY && closed_day <= ends_day;
}

/* -- who acts -- */

/* What a person is to one problem, and what stands around it. */
struct problem_who {
    int64_t account_id;
    unsigned seats;       /* 1 << PROBLEM_SEAT_RAISER | … */
    bool has_handled;     /* signed, handled or fed back, at any time */
    bool raiser_is_gone;  /* nobody may confirm for who raised it, but for those who handled it */
};
/* By the posts and grants of a day. Reads only. */
must_use enum err problem_who_of(struct tx *t, const struct problem *p, int64_t account_id, int32_t today,
                                 struct problem_who *ret);
/* The same of somebody whose reach, and whose project's place, are known. */
must_use enum err problem_who_reaching(struct tx *t, const struct problem *p, int64_t account_id, const struct reach *reach,
                                       const struct project_place *place, int32_t today, struct problem_who *ret);

/* A seat at which the unit's work is done: its clerks', not the leaders' who look on. */
bool problem_seat_works_in(const struct seat *s, int64_t unit_id);

/* Whom a problem or a task may be given to: the unit that builds the project (NO_INT: none) first, then all offices. */
struct unit_offered {
    int64_t id;
    struct both name;
};
must_use enum err problem_units_offered(struct tx *t, int64_t project_id, int32_t day, struct unit_offered **ret,
                                        size_t *ret_count);

struct problem_may {
    enum problem_action action;
    bool is_allowed, needs_text, needs_proof;
    enum problem_seat seat; /* at which he would do it */
    struct both why;        /* not: the sentence */
};
struct problem_may problem_may(struct arena *a, const struct problem *p, enum problem_action action,
                               const struct problem_who *who);

/* -- what is done -- */

struct problem_act {
    enum problem_action action;
    int64_t problem_id, version; /* as the person saw it */
    const char *text;            /* the words that go with it */
    const char *proof;           /* feedback: the paper that shows it */
    int files;                   /* … and how many files are there to show it */
    int32_t today;
    int64_t now_ms;
    /* review and postpone */
    int64_t level, unit_id, person_id; /* NO_INT: not said */
    int64_t days;                      /* working days from today on */
    int64_t held_fen;                  /* NO_FEN: not said */
    /* help and unhelp: unit_id; join: cause_id, or the name of a new cause */
    int64_t cause_id;
    const char *cause_name;
};
/* ERR_INVALID: the faults say why; ERR_CONFLICT: somebody else acted since; ERR_MISSING. Those whom it concerns are told. */
must_use enum err problem_act(struct tx *t, const struct problem_act *act, const struct problem_who *who,
                              struct faults *faults, struct problem *ret);

struct problem_raised {
    int64_t project_id, raiser_id;
    const char *source; /* "direct", "meeting", "letter" */
    int64_t source_id;
    const char *kind, *text;
    int64_t level, held_fen; /* NO_INT: not said */
    int32_t today;
    int64_t now_ms;
};
/* Raised and registered in one: by the unit itself, in a meeting, in a letter. ERR_INVALID with the sentences at "kind",
 * "text", "held". */
must_use enum err problem_raise(struct tx *t, const struct problem_raised *raised, struct faults *faults, struct problem *ret);

/* -- escalation -- */

struct problems_escalated {
    int64_t looked_at, escalated, told; /* problems past their day; rungs gone up; inboxes told */
};
/* Brings every problem that is past its day to the rung that holds on `today`, says so in the ledger, and tells those newly
 * concerned. Run again it does nothing; of nights that were missed each rung is told with the day on which it was reached. */
must_use enum err problems_escalate(struct tx *t, int32_t today, int64_t now_ms, struct problems_escalated *ret);

/* The same in a transaction of its own, for the night and by hand; day NO_DAY: today in the city's zone. */
must_use enum err problems_escalate_night(struct store *s, struct arena *a, int32_t day, int64_t now_ms,
                                          struct problems_escalated *ret);

/* Those that lie with a unit, see people/burden.h; with a post alone none does: they are a unit's, and who raised one from a
 * post that is empty is stood in for by the city's office. */
must_use enum err problems_lying_with(struct tx *t, int64_t unit_id, int64_t post_id, int64_t *ret);

/* "/projects/7/problems/12" */
const char *problem_href(struct arena *a, int64_t project_id, int64_t problem_id);
