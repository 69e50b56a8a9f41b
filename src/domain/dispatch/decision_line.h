/* decision_line -- a decision typed in one line: "市交通运输局，12-16，召开通航论证专题会". Pure.
 *
 * Parts are parted by commas, semicolons or tabs. One part is a day, one names who does it, the rest is what is to be done,
 * in whatever order they were typed. Whoever is not found, or is two, is told in words; nothing is guessed. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/db.h"

/* Whom a task can be given to. */
struct owner {
    int64_t unit_id, post_id, account_id; /* post_id NO_INT: the whole unit; account_id NO_INT: whoever takes it */
    const char *name_zh, *name_en;        /* either is it: 市交通运输局, 市交通运输局副局长 */
};
struct owners {
    const struct owner *at;
    size_t count;
};
struct decision_read {
    const struct owner *owner;
    int32_t due_day;
    const char *text;
};
enum { DECISION_PARTS_MAX = 32 };
/* The parts of a line, neat and none of them empty; how many. A line has room for so many, what is behind them is no part. */
size_t decision_line_parts(struct arena *a, const char *line, const char *parts[DECISION_PARTS_MAX]);
/* ERR_INVALID: each part that is missing at "owner", "due" or "text". `base_day` is the day of the meeting. */
must_use enum err decision_line_read(struct arena *a, const char *line, const struct owners *owners, int32_t base_day,
                                     struct decision_read *ret, struct faults *faults);

/* "12-16", "2022-12-16", "12月16日", "16日", "周五", "下周五", "Friday", "3天内", "in 3 days", "月底", "今天", "明天":
 * the next such day on or after the base. A day and month of half a year ago are those of the year to come; of late they
 * are past, and stay so. False: it is no day. */
bool due_day_read(struct arena *a, const char *text, int32_t base_day, int32_t *ret_day);
/* By its whole name, else by a part of two characters or more that one alone has. NULL; *ret_why says that there is none,
 * or between whom to choose. */
const struct owner *owner_find(struct arena *a, const struct owners *owners, const char *text, struct both *ret_why);
