/* report -- what a project unit says of a period, and the desks that check it.
 *
 * A report lies on one desk at a time: the unit's, which fills it in, then the area's, the department's, the city office's.
 * Who may do what with it is one const table (report_chain.c). What the office accepts becomes the investment fact of the
 * months, in the same transaction, and is locked; a correction is the next revision, goes the same way and takes the place
 * of the one before when it is accepted. Until then the board counts what was known before.
 *
 * What a report is compared with (plan, year to date, total) is the caller's to bring: struct report_known. Rows are
 * changed with the version the person had seen; whoever comes second gets ERR_CONFLICT and sees both. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/words.h"
#include "domain/calendar/reporting.h"
#include "reports_queries.h"

enum desk { DESK_UNIT, DESK_AREA, DESK_DEPARTMENT, DESK_OFFICE, DESK_COUNT };
enum report_state {
    REPORT_DRAFT, REPORT_AT_AREA, REPORT_AT_DEPARTMENT, REPORT_AT_OFFICE, REPORT_ACCEPTED, REPORT_RETURNED,
    REPORT_SUPERSEDED, REPORT_STATE_COUNT
};
enum report_action {
    REPORT_SAVE, REPORT_SEND, REPORT_PASS, REPORT_RETURN, REPORT_ACCEPT, REPORT_WITHDRAW, REPORT_CORRECT,
    REPORT_ACTION_COUNT
};
/* "area", 区市; "at_area", "pass" likewise. The read ones give …_COUNT for anything else, NULL too. */
const char *desk_key(enum desk desk);
enum word desk_word(enum desk desk);
enum desk desk_read(const char *text);
const char *report_state_key(enum report_state state);
enum report_state report_state_read(const char *text);
/* 草稿; 在区市; 退回单位 … */
struct both report_state_said(struct arena *a, const struct report *r);
const char *report_action_key(enum report_action action);
enum word report_action_word(enum report_action action);
enum report_action report_action_read(const char *text);

/* Who acts on the reports of one project: the account, and the desks at which he sits for it (1 << DESK_AREA | …). */
struct who_acts {
    int64_t account_id;
    unsigned desks;
};

/* -- a period -- */

/* The months whose amounts a report of the period states: up to that of its end; of a quarter three. */
int32_t period_from_month(struct period p);
struct period period_of_report(const struct report *r);

/* -- what is stated -- */

/* Ten trillion yuan, as for a fact: what lies beyond cannot be meant, and sums cannot overflow. */
#define REPORT_FEN_MAX INT64_C(1000000000000000)

enum report_field_kind { REPORT_AMOUNT, REPORT_LINES, REPORT_SHARE, REPORT_ANSWER, REPORT_DAY, REPORT_HELP };
struct report_field {
    const char *name; /* of the parameter, of the fault */
    enum report_field_kind kind;
    size_t offset;    /* in struct report */
    int points_max;
    enum word label;
};
extern const struct report_field report_fields[];
extern const size_t report_field_count;
/* Reads what was typed into *r; "" unsays it. A bare amount is in 万元. What cannot be read is added to *faults. */
void report_field_read(struct arena *a, const struct report_field *f, const char *text, struct report *r,
                       struct faults *faults);
/* As it would be typed: "1308", "60", "later"; "" if it is not stated. */
const char *report_field_text(struct arena *a, const struct report_field *f, const struct report *r);
/* As people read it: 1,308 万元, 60 %. */
struct both report_field_said(struct arena *a, const struct report_field *f, const struct report *r);
bool report_field_same(const struct report_field *f, const struct report *x, const struct report *y);
/* "done", "this_month", "later" in words; empty for NULL. */
struct both report_answer_said(const char *answer);

/* -- what it is compared with -- */

/* As known before the report; NO_FEN: not known. */
struct report_known {
    int32_t today;
    enum clock clock;
    bool is_owed;                              /* its list still asks for this report */
    bool is_reopened;                          /* see report_is_reopened: a lock does not hinder it */
    int64_t total_fen, plan_fen, period_plan_fen;
    int64_t ytd_before_fen, since_before_fen;  /* up to the months of the period */
    int64_t ytd_stated_fen;                    /* with them, as stated so far */
    int64_t last_fen;                          /* of the months before, as many */
    int photos, photos_min;
};
/* What follows for the year; NO_FEN where something is not known. */
struct report_sums {
    int64_t ytd_fen, since_fen, parts_fen;
    bool has_parts; /* all of them */
};
struct report_sums report_sums_of(const struct report *r, const struct report_known *known);

struct report_finding {
    const char *key, *field;
    bool blocks; /* cannot be sent with it; else a cause is asked for */
    struct both text;
};
enum { REPORT_FINDINGS_MAX = 24, REPORT_BELOW_PERCENT = 50, REPORT_PROGRESS_MIN = 10 };
struct report_findings {
    struct report_finding at[REPORT_FINDINGS_MAX];
    size_t count, blocks, warnings;
};
void report_check(struct arena *a, const struct report *r, const struct report_known *known, struct report_findings *ret);

/* -- filling in -- */

struct report_opened {
    struct report row;      /* what stands; of a new one what is proposed */
    bool is_new;            /* nothing is written yet: id and version are 0 */
    struct report last;     /* the report before, which the proposal comes from; id 0: none */
};
/* The report of a period: its highest revision, or a proposal from the one before. ERR_MISSING: no such project. */
must_use enum err report_open(struct tx *t, int64_t project_id, struct period p, const struct report_known *known,
                              struct report_opened *ret);
/* Keeps what was filled in; `r` comes from report_open and its fields from the person, who had seen `version` (0: it was
 * new). ERR_CONFLICT: somebody else has written since. ERR_INVALID with the sentence: it does not lie at his desk. What
 * stands so already is not written again. Afterwards r is what stands. */
must_use enum err report_save(struct tx *t, struct report *r, int64_t version, const struct who_acts *who,
                              struct faults *faults);

/* -- the chain -- */

struct report_may {
    enum report_action action;
    bool is_allowed, needs_reason;
    enum desk seat;    /* at which he would do it */
    struct both why;   /* not: the sentence */
};
/* Beside the row: what is needed to answer for sending and for correcting. */
struct report_around {
    const struct report_findings *findings; /* NULL: not looked at, sending is then judged when it is done */
    unsigned skipped;                       /* desks the list leaves out: 1 << DESK_DEPARTMENT */
    bool is_corrected;                      /* a later revision is under way */
};
struct report_may report_may(struct arena *a, const struct report *r, enum report_action action, const struct who_acts *who,
                             const struct report_around *around);
/* Whether a later revision of the same period is there. */
must_use enum err report_is_corrected(struct tx *t, const struct report *r, bool *ret);

/* A checker returned it, or the city office opened the correction: it was asked for, whatever the clock says. A
 * correction that the unit or the area begins by itself behind the lock needs an exception of the calendar, like a
 * report that never came. */
must_use enum err report_is_reopened(struct tx *t, const struct report *r, bool *ret);

struct report_act {
    enum report_action action;
    int64_t report_id, version; /* of the row as it was seen */
    enum desk back_to;          /* REPORT_RETURN: an earlier desk */
    const char *reason;         /* REPORT_RETURN, REPORT_CORRECT; else may be NULL */
    unsigned skipped;
    const struct report_known *known; /* REPORT_SEND */
    int32_t today;
    int64_t now_ms;
};
/* Does it: the report moves on, a step is stamped, and what follows is written. REPORT_SAVE is report_save's. *ret is the
 * report afterwards; of a correction the new revision. ERR_INVALID with the sentence; ERR_CONFLICT; ERR_MISSING. */
must_use enum err report_act(struct tx *t, const struct report_act *act, const struct who_acts *who, struct faults *faults,
                             struct report *ret);
