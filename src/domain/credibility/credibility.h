/* credibility -- what is odd about a report, said in neutral words with the evidence.
 *
 * Each report that is sent is looked at by a table of checks (credibility_checks.c). A check is a pure function over struct
 * cred_facts and its limits: it notes, finds nothing, or says that it cannot be decided and why. What was not stated is
 * never guessed. Comparisons with others use medians and median deviations, with the months' season taken out: a mean is
 * moved by the very figure that is looked for.
 *
 * A note accuses nobody: it tells what stands beside what, goes to those who check, and is answered. Notes and answers
 * stay in the ledger. Amounts are fen, shares hundredths of a percent, logarithms thousandths. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/words.h"
#include "domain/board/board.h"
#include "domain/calendar/reporting.h"
#include "domain/reports/report.h"
#include "credibility_queries.h"
#include "reports_queries.h"

enum { CRED_PAST = 12, CRED_LIMITS_MAX = 5, CRED_VALUES = 4, CRED_VARIANTS_MAX = 3 };

/* In the order in which they are told. */
enum cred_check_no {
    CRED_AHEAD, CRED_PERMIT, CRED_EQUAL, CRED_ROUND, CRED_JUMP, CRED_TEXT, CRED_TOTAL_LARGE, CRED_OVER_TOTAL, CRED_SUMS,
    CRED_PHOTO_OLD, CRED_PHOTO_AGAIN, CRED_CHECKS
};
enum cred_result { CRED_FINE, CRED_NOTED, CRED_UNDECIDED };

/* One report and what it is compared with; NO_FEN, NO_DAY, NO_INT, NULL: not known. */
struct cred_facts {
    bool is_month;               /* of a whole month: its amount can be compared with other months */
    int32_t from_day, to_day, sent_day, due_day;
    int64_t month_fen, construction_fen, equipment_fen, other_fen;
    int64_t total_fen, since_fen; /* since the start, with this month */
    int64_t progress_bp;
    const char *progress, *progress_before; /* in words; of the report before */
    enum stage stage;
    int32_t actual_start_day;
    int64_t codes_active, codes_other;
    int64_t past_fen[CRED_PAST]; /* [0]: the month before, and so on back */
    int32_t season_bp[CRED_PAST + 1]; /* of an ordinary month; [0]: of this one, then back as past_fen */
    int64_t peers;               /* others of its field and area, else of its field, that are on lists as it is */
    int64_t peers_median_fen, peers_ln, peers_mad_ln, total_ln; /* thousandths of the natural logarithm */
    bool is_total_noted;         /* this very total was noted before */
    int64_t photos, photos_timed, photos_again;
    int32_t photo_day;           /* of the oldest whose day is known */
    int64_t other_report_id;     /* where a photo of it was used before */
};
/* Facts of which nothing is known. */
struct cred_facts cred_facts_unknown(void);

/* A threshold: reached AT its number already, or only PAST it; FIXED is no comparison. */
enum cred_edge { CRED_AT, CRED_BEYOND, CRED_FIXED };
enum cred_unit { CRED_WAN, CRED_YUAN, CRED_SHARE, CRED_POINTS, CRED_COUNT, CRED_DAYS, CRED_HUNDREDTHS, CRED_DAY, CRED_TIMES,
                 CRED_PERCENT };
struct cred_limit {
    const char *key;
    int64_t value;
    enum cred_edge edge;
    enum cred_unit unit;
    enum word source; /* where it is from, or why it is so */
};

/* What a check found: the variant of its sentence and its values, or why it cannot be decided. */
struct cred_found {
    int variant;
    int64_t values[CRED_VALUES];
    const char *words;
    int64_t other_report_id;
    enum word why;
};
struct cred_check {
    const char *key;
    enum word name, looks_for;
    enum word says[CRED_VARIANTS_MAX];
    enum cred_unit units[CRED_VALUES];
    int value_count;
    struct cred_limit limits[CRED_LIMITS_MAX];
    int limit_count;
    enum cred_result (*look)(const struct cred_facts *f, const struct cred_limit *limits, struct cred_found *ret);
};
extern const struct cred_check credibility_checks[CRED_CHECKS];
/* For a parameter: the keys of all of them. */
#define CREDIBILITY_CHOICES                                                                                  \
    "ahead_of_stage|before_permit|equal_increments|round_numbers|last_day_jump|text_again|total_too_large|"  \
    "over_total|sums_differ|photo_old|photo_again"
/* CRED_CHECKS if there is none of this key. */
enum cred_check_no cred_check_no(const char *key);
/* How alike two texts are, in hundredths of a percent of their pairs of characters; signs and blanks do not count. */
int64_t cred_alike_bp(struct arena *a, const char *x, const char *y);
/* The same numbers in the same order stand in both. */
bool cred_same_numbers(const char *x, const char *y);

/* -- notes -- */

/* What all reports of a year are compared with: made once of the boards of that year and of the one before (may be NULL). */
struct cred_city {
    int32_t season_bp[YEAR_MONTHS];
    const int32_t *total_ln; /* of every row; -1: not known */
};
const struct cred_city *cred_city_make(struct arena *a, const struct board *board, const struct board *before);

/* What a report is compared with: the city, the boards it was made of as known then, and the calendar that says when the
 * report was due. Made once for many reports, of one thread. */
struct cred_view {
    const struct cred_city *city;
    const struct board *board, *before;
    const struct calendar *calendar;
    int zone_min;
    int64_t *peers; /* room for one of every row: reports by the thousand share it */
};
struct cred_view cred_view_of(struct arena *a, const struct cred_city *city, const struct board *board,
                              const struct board *before, const struct calendar *calendar, int zone_min);
/* The facts of a report. ERR_MISSING: its project is not on the board. */
must_use enum err cred_facts_of(struct tx *t, const struct cred_view *v, const struct report *r, struct cred_facts *ret);

/* Which checks are on: 1 << CRED_AHEAD | … */
must_use enum err cred_checks_on(struct tx *t, unsigned *ret);
/* Looks at a report that was sent and brings its notes up to what is found; ones that stand are left as they are. The
 * number of notes it has then is in *ret_count. */
must_use enum err cred_look_at(struct tx *t, const struct cred_view *v, unsigned on, const struct report *r, int *ret_count);
/* The same with its facts at hand. */
must_use enum err cred_look_with(struct tx *t, const struct cred_facts *f, unsigned on, const struct report *r, int *ret_count);

/* Looks once more at every report that was sent: for a database whose reports were sent before there were checks, and for
 * other limits. *ret_reports is how many were looked at. */
must_use enum err cred_look_again(struct tx *t, int64_t *ret_reports);

/* A note in words. */
struct both cred_said(struct arena *a, const struct report_note *n);
struct both cred_found_said(struct arena *a, enum cred_check_no check, const struct cred_found *found);
/* The value of a limit in words: 25 points, 3 months. */
struct both cred_limit_said(struct arena *a, const struct cred_limit *l);

enum { CRED_ANSWER_MAX = 500 };
/* Answers a note from a desk of the project. ERR_INVALID with the sentence; ERR_MISSING: no such note of the project. */
must_use enum err cred_answer(struct tx *t, int64_t project_id, int64_t note_id, const struct who_acts *who,
                              const char *words, struct faults *faults);
/* Switches a check. ERR_INVALID: no such check, or no reason; ERR_CONFLICT: not of this version any more (0: never set). */
must_use enum err cred_switch(struct tx *t, const char *check_key, bool is_on, const char *reason, int64_t version,
                              struct faults *faults);
/* What is known of the checks as a page of the documentation, with their limits. */
void cred_markdown(struct out *o);
