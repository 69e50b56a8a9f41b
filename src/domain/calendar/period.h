/* period -- what a report is about: a week, ten days, half a month, a month, a quarter.
 *
 * Weeks run from Monday to Sunday; months are cut after the 10th and 20th, or after the 15th. A
 * period belongs to the month and year of its last day. */
#pragma once
#include "base/arena.h"
#include "base/day.h"
#include "base/words.h"

enum period_kind { PERIOD_WEEK, PERIOD_TEN_DAYS, PERIOD_HALF_MONTH, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_KINDS };
enum { PERIODS_MAX = 53 }; /* in a year */

struct period {
    enum period_kind kind;
    int32_t from_day, to_day; /* both inclusive */
};

/* The one a day lies in. */
struct period period_of(enum period_kind kind, int32_t day);
/* The whole period of a kind that begins on a day; false if none does. */
bool period_from(enum period_kind kind, int32_t from_day, struct period *ret);
struct period period_next(struct period p);
struct period period_before(struct period p);
static inline int32_t period_month(struct period p) { return month_of_day(p.to_day); }
/* Those that end in a year, in order; their number. */
int periods_of_year(enum period_kind kind, int year, struct period ret[static PERIODS_MAX]);

/* "month": as in the ledger and in addresses. PERIOD_KINDS for a word nobody knows. */
const char *period_kind_key(enum period_kind kind);
enum period_kind period_kind_read(const char *key);
enum word period_kind_word(enum period_kind kind);
/* 2022年11月, 2022年11月上旬, 2022年第四季度; a week by its days: 11月21日至27日. */
struct both period_name(struct arena *a, struct period p);
/* For the head of a column: 11月, 11月上, 四季度, 11-27. */
struct both period_short(struct arena *a, struct period p);
/* As in addresses: "2022-11" for a month, else "week-2022-11-21" by its first day. False if it is none. */
const char *period_address(struct arena *a, struct period p);
bool period_address_read(const char *text, struct period *ret);
