/* meeting -- when the rounds of dispatch meet, what they are called, and what may be done with one.
 *
 * A meeting is of a period: a week by ISO, a month, a quarter (looked back on from the one after it), or called for
 * by itself. When it is to be follows from the period, the weekday of the settings and the official days off alone, so
 * that everybody reckons the same day, however long nobody looked. What has a row was moved, frozen or called for. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "dispatch_queries.h"
#include "domain/calendar/reporting.h"

enum meeting_kind { MEETING_WEEK, MEETING_MONTH, MEETING_QUARTER, MEETING_EXTRA, MEETING_KINDS };
/* In the params of a route; the last one is called for by hand. */
#define MEETING_KIND_CHOICES "week|month|quarter|extra"
const char *meeting_kind_key(enum meeting_kind kind);
enum meeting_kind meeting_kind_read(const char *key); /* MEETING_KINDS for a word nobody knows */
enum word meeting_kind_word(enum meeting_kind kind);

enum meeting_state { MEETING_PLANNED, MEETING_FROZEN, MEETING_HELD, MEETING_MINUTED, MEETING_STATES };
const char *meeting_state_key(enum meeting_state state);
enum meeting_state meeting_state_read(const char *key); /* MEETING_STATES for a word nobody knows */
enum word meeting_state_word(enum meeting_state state);

/* The title of a kind of item ("red", New reds); of what was added by hand: Added. */
enum word dispatch_kind_title(const char *key);

/* -- the calendar of meetings: pure -- */

/* The period a day lies in: "2022-W49", "2022-12", "2022-Q4"; an extra one has none. */
const char *meeting_period(struct arena *a, enum meeting_kind kind, int32_t day);
/* Its first and last day; false if it is none. */
bool meeting_period_read(enum meeting_kind kind, const char *period, int32_t *ret_first, int32_t *ret_last);
/* The day of the meeting on a period: of a week its weekday (1 to 5), of a month the 10th, of a quarter the 15th of the
 * month after it, and the next day that is worked if that is none. NO_DAY: the days off reach into the week after, which
 * has its own. */
int32_t meeting_day_of(const struct work_days *w, enum meeting_kind kind, const char *period, int weekday);
/* The first meeting of a kind on or after a day: its period, and *ret_day. */
const char *meeting_next(struct arena *a, const struct work_days *w, enum meeting_kind kind, int weekday, int32_t day,
                         int32_t *ret_day);
/* "2022年第49周调度会", "Dispatch of week 49, 2022". */
struct both meeting_name(struct arena *a, const struct meeting *m);
/* The same, short: "第49周", "week 49". */
struct both meeting_short(struct arena *a, const struct meeting *m);

/* -- in the ledger -- */

/* The weekday of the settings. */
must_use enum err meeting_weekday(struct tx *t, int *ret);
/* The row of a meeting on a period, made if there is none. ERR_INVALID with *faults: no such period, or no meeting is on it. */
must_use enum err meeting_open(struct tx *t, enum meeting_kind kind, const char *period, struct faults *faults,
                               struct meeting *ret);
/* An extra one on a day. */
must_use enum err meeting_call(struct tx *t, const char *title, const char *level, int32_t day, int32_t today,
                               struct faults *faults, struct meeting *ret);
/* To another day, with a reason, before it was held. It stays between the meetings before and after it. */
must_use enum err meeting_move(struct tx *t, struct meeting *m, int64_t version, int32_t day, const char *reason, int32_t today,
                               struct faults *faults);
/* From frozen to held, from held to minuted. */
must_use enum err meeting_end(struct tx *t, struct meeting *m, int64_t version, enum meeting_state to, struct faults *faults);
