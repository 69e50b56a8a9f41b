/* day -- dates as day numbers, months as month numbers, instants as UTC milliseconds.
 *
 * A day number counts days since 1970-01-01 in the proleptic Gregorian calendar.
 * A month number is year * 12 + (month - 1). NO_DAY and NO_MONTH mean "not known".
 * No function here reads the clock except those of the clock at the end. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

#define NO_DAY INT32_MIN
#define NO_MONTH INT32_MIN

enum { DAY_TEXT = 11, MONTH_TEXT = 8 };

struct civil {
    int year, month, day;
};

int32_t day_of(int year, int month, int day);
struct civil civil_of(int32_t day);
/* True for a real date between 1900 and 2199. */
bool civil_valid(int year, int month, int day);
int days_in_month(int year, int month);

/* "2022-11-30", whole text; false if it is not a date. */
bool day_read(const char *text, int32_t *ret_day);
/* Into a buffer of DAY_TEXT, or from the arena; NO_DAY gives "". */
const char *day_text(int32_t day, char buffer[static DAY_TEXT]);
const char *day_print(struct arena *a, int32_t day);

int32_t month_of(int year, int month);
int32_t month_of_day(int32_t day);
static inline int month_year(int32_t month) { return month / 12; }
static inline int month_in_year(int32_t month) { return month % 12 + 1; }
/* First and last day of a month. */
int32_t month_first_day(int32_t month);
int32_t month_last_day(int32_t month);
/* The same day n months later, clamped to the month's last day: a deadline of n months. */
int32_t day_plus_months(int32_t day, int n);
/* "2022-11", whole text. */
bool month_read(const char *text, int32_t *ret_month);
const char *month_text(int32_t month, char buffer[static MONTH_TEXT]);
const char *month_print(struct arena *a, int32_t month);

/* The day on which an instant falls in a zone `offset_min` minutes east of UTC. */
int32_t day_of_ms(int64_t ms, int offset_min);
/* The first instant of a day there; the end of day d is ms_of_day(d + 1) - 1. */
int64_t ms_of_day(int32_t day, int offset_min);
/* "2022-12-06 09:20" there. */
const char *ms_print(struct arena *a, int64_t ms, int offset_min);
/* "2022-12-06 09:20", "2022-12-06T09:20", or a day alone: its first instant. Whole text; false if it is none. */
bool ms_read(const char *text, int offset_min, int64_t *ret_ms);

/* -- the clock -- */

/* The one clock of the house, UTC milliseconds: what is written, what is due and what expires goes by it. It is the
 * machine's, unless a practice day was begun. (How long something may take is measured by the monotonic clock.) */
int64_t now_ms(void);
/* That other one, in microseconds: of one order in all threads. */
int64_t monotonic_us(void);
/* From now on now_ms() tells `ms` and goes on from there. Before anything else has asked it; once. */
void practice_clock_begin(int64_t ms);
bool practice_clock_is_on(void);
/* Moves it forward to `ms`. False, and nothing is moved, if it is there already or past it. Only while it is on. */
bool practice_clock_forward(int64_t ms);
/* What clocks outside of the house show at an instant of ours: for what is agreed with them (codes of a phone, tokens and
 * signatures with a time in them). */
int64_t outside_ms(int64_t ms);
