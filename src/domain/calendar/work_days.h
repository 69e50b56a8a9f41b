/* work_days -- the official working days of the country: weekends, holidays, and the days that make up for them.
 *
 * A year's arrangement is a notice of the State Council: days off, and Saturdays and Sundays that
 * are worked instead. Those of 2019 to 2026 are part of the program (official_days.c); a later
 * year is imported into the ledger (work_days_edit.h) and stands in the place of a built-in one.
 * Without a notice for a year its Mondays to Fridays are worked, and work_days_know() says so to
 * whoever shows a date of that year. */
#pragma once
#include "base/arena.h"
#include "base/day.h"
#include "base/words.h"

/* A day that is not what its weekday says. */
struct special_day {
    int32_t day;
    int notice_year;  /* the notice may speak of the last days of the year before, too */
    bool is_off;      /* else it is worked */
    const char *name; /* as the notice has it: 春节 */
};
/* The days of one notice, as the State Council published them. */
struct notice {
    int year;
    const char *source; /* where it stands */
    const struct special_day *at; /* any order */
    int count;
};

/* All of them; the later notice speaks for a day that two speak of. */
struct work_days {
    const struct special_day *at; /* by day, each once */
    int count;
    const struct notice *notices; /* by year, each once */
    int notice_count;
};

/* The notices that are part of the program. */
int official_notice_count(void);
struct notice official_notice(struct arena *a, int index);
/* The calendar of some notices; of two for one year the later in the row counts. */
struct work_days work_days_make(struct arena *a, const struct notice *at, int count);
/* That of the program alone. */
struct work_days work_days_official(struct arena *a);

/* There is a notice for the year, so its days are certain. */
bool work_days_know(const struct work_days *w, int year);
/* NULL if the day is what its weekday says. */
const struct special_day *work_days_special(const struct work_days *w, int32_t day);
bool is_workday(const struct work_days *w, int32_t day);

/* The day itself if it is worked, else the next (the last) one that is. */
int32_t workday_from(const struct work_days *w, int32_t day);
int32_t workday_until(const struct work_days *w, int32_t day);
/* The n-th working day after `day`, or before it for n < 0; `day` itself for 0. */
int32_t workdays_add(const struct work_days *w, int32_t day, int n);
/* How many days are worked from `from` (included) to `to` (not included); 0 if that is no later day. */
int workdays_between(const struct work_days *w, int32_t from, int32_t to);

/* 1 for Monday to 7 for Sunday. */
int weekday_of(int32_t day);
/* A holiday's name in both languages: "国庆节、中秋节" is National Day and Mid-Autumn. */
struct both holiday_name(struct arena *a, const char *name);
