/* reporting -- who owes a report for which period, and by when: the reporting calendar.
 *
 * A rule says for one list: which period, which day it is due, how holidays move that day, how
 * long a late report is still taken. A project follows the rules of the highest list it is on that
 * has any; a list may have several (a week and a month). Where the ledger has no rule for the
 * platform, every project reports its month by the city's due day of the next (report_due_day),
 * and nothing is ever locked.
 *
 * Three clocks are kept apart: timely until the due day, late but open until the lock day, locked
 * from then on, unless somebody gave an exception for one project and period. Days are whole: who
 * reports on the due day is timely. All here is a pure function of rules, working days and a day,
 * but for what begins with a transaction. */
#pragma once
#include "domain/calendar/period.h"
#include "domain/calendar/work_days.h"
#include "store/store.h"

/* Lists, the highest first, as on the board (enum level); last the platform, on which everything is. */
enum report_list {
    LIST_PROVINCIAL_MAJOR, LIST_PROVINCIAL_KEY, LIST_MUNICIPAL_KEY, LIST_COUNTY_KEY, LIST_PLATFORM, REPORT_LISTS
};
/* Whom of a list a rule speaks to. Preliminary: by its role of the year, or by its stage if it has none. */
enum report_whom { WHOM_ALL, WHOM_FORMAL, WHOM_PRELIMINARY, WHOM_COUNT };

/* What of a project decides whose rules it follows: bit n for list n, one more if it is preliminary. */
enum { STANDING_PRELIMINARY = 1 << LIST_PLATFORM, STANDINGS = 1 << REPORT_LISTS, NO_STANDING = STANDINGS };

/* How the due day is told. */
enum due_way {
    DUE_WEEKDAY,      /* of a week: weekday n of that week, 1 to 7 */
    DUE_WEEKDAY_NEXT, /* … of the next week */
    DUE_DAY,          /* of a month or quarter: day n of its last month; the month's last if it is shorter */
    DUE_DAY_NEXT,     /* … of the month after it */
    DUE_DAYS_AFTER,   /* of any: n days after its end */
    DUE_WORKDAYS_AFTER, /* … n working days after its end */
    DUE_WAYS
};
/* Where a due day goes that is not worked. The last is a ministry's: the second working day after the holiday. */
enum due_shift { SHIFT_NONE, SHIFT_NEXT, SHIFT_BEFORE, SHIFT_SECOND, SHIFT_COUNT };

enum { NEVER_LOCKS = -1, OPEN_BEFORE_MAX = 92, OPEN_AFTER_MAX = 366, DUE_AFTER_MAX = 62 };

struct report_terms {
    enum report_list list;
    enum report_whom whom;
    enum period_kind period;
    enum due_way way;
    int due;                  /* the n of the way */
    int due_in[12];           /* another n for the periods that end in a month; 0: the same */
    enum due_shift shift;
    int open_before;          /* it may be reported this many days before the due day, but not before the period begins */
    int open_after;           /* it may still be reported so many days after the due day; NEVER_LOCKS */
    bool skips_area, skips_department; /* desks that the report does not pass */
    bool is_on;
    int32_t from_day;         /* for periods that end on it or later */
};
struct report_rule {
    int64_t id;               /* 0: the one that stands where the ledger says nothing */
    struct report_terms terms;
};

/* Rules and working days as known at an entry. */
struct calendar {
    struct work_days days;
    const struct report_rule *rules;
    int rule_count;
};
must_use enum err calendar_known(struct tx *t, int64_t entry, struct calendar *ret);
must_use enum err calendar_now(struct tx *t, struct calendar *ret);
/* The same, for longer than the arena it was read in. */
struct calendar calendar_copy(struct arena *a, const struct calendar *from);
/* A calendar without a ledger, of the official days and some rules (with none: of the city's due day). */
struct calendar calendar_make(struct arena *a, const struct report_rule *rules, int count, int report_due_day);

/* The rule by which a project of some standing owes a report for a period, NULL if it owes none of that kind. */
const struct report_rule *calendar_rule(const struct calendar *c, unsigned standing, struct period p);

/* -- clocks -- */

struct clocks {
    int32_t opens_day, due_day, last_day; /* each inclusive; last_day NO_DAY: it never locks */
    int32_t stated_day;                   /* what the rule says before a holiday moved it */
};
struct clocks clocks_of(const struct report_terms *r, const struct work_days *w, struct period p);

enum clock { CLOCK_NOT_OPEN, CLOCK_TIMELY, CLOCK_LATE, CLOCK_LOCKED, CLOCK_COUNT };
/* On a day; `excepted_until` is the end of a lock exception, NO_DAY if there is none. */
enum clock clock_at(const struct clocks *k, int32_t day, int32_t excepted_until);

/* -- of a year, for all that count by the month -- */

/* Of the months of a year, by standing: is a report for the month owed, and its clocks. */
struct month_duties {
    struct {
        bool is_owed;
        struct clocks clocks;
    } at[STANDINGS][12];
};
void month_duties_of(const struct calendar *c, int year, struct month_duties *ret);
/* When a month's figure is due at the latest from a project of some standing: with its month's report, else with the
 * quarter's; if it owes neither, on the city's own due day of the next month. */
struct figure_due {
    int32_t day[STANDINGS][12];
};
void figure_due_of(const struct calendar *c, int year, int report_due_day, struct figure_due *ret);
/* Without a calendar: on one day of the next month, from all. */
void figure_due_by(int year, int report_due_day, struct figure_due *ret);

/* -- one project -- */

/* Its standing at the end of a day; NO_STANDING if it is not on the platform, or was finished in an earlier year. */
must_use enum err project_standing(struct tx *t, int64_t project_id, int32_t day, unsigned *ret_standing);
/* Until when a lock exception holds for it; NO_DAY: there is none. */
must_use enum err lock_excepted_until(struct tx *t, int64_t project_id, struct period p, int32_t *ret_day);

/* -- words -- */

const char *report_list_key(enum report_list list);  /* "municipal_key", "platform" */
enum report_list report_list_read(const char *key);  /* REPORT_LISTS for a word nobody knows */
enum word report_list_word(enum report_list list);
const char *report_whom_key(enum report_whom whom);
enum report_whom report_whom_read(const char *key);
enum word report_whom_word(enum report_whom whom);
const char *due_way_key(enum due_way way);
enum due_way due_way_read(const char *key);
const char *due_shift_key(enum due_shift shift);
enum due_shift due_shift_read(const char *key);
const char *clock_key(enum clock clock); /* "late" */
enum word clock_word(enum clock clock);
/* 当月28日（12月为25） */
struct both report_due_text(struct arena *a, const struct report_terms *r);
/* The whole of it: when due, what holidays do, when it opens and locks, which desks it skips. */
struct both report_terms_text(struct arena *a, const struct report_terms *r);
/* "12-05 周一" */
struct both day_and_weekday(struct arena *a, int32_t day);
enum word due_shift_word(enum due_shift shift);
