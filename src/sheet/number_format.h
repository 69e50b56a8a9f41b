/* number_format -- what a spreadsheet's format code makes of a stored number.
 *
 * Format codes are those of ECMA-376 18.8.30: up to four sections, digit places,
 * thousands, percent, exponents, dates, elapsed times, literals, conditions.
 * Month and weekday names are English, or Chinese where the code names Chinese.
 * A code that is not understood shows the number as General does: all its digits.
 * The built-in formats that a spreadsheet words by the place it runs in are those
 * of China (14 is 2022-11-30). All arithmetic is on decimal digits. */
#pragma once
#include "base/day.h"
#include "base/out.h"
#include "sheet/decimal.h"

struct number_format;

enum shown_kind { SHOWN_NUMBER, SHOWN_DATE, SHOWN_TIME };

/* What was shown: the same digits as text, and as a day and milliseconds if the format is a date's. */
struct shown {
    enum shown_kind kind;
    bool has_time;
    int32_t day;
    int64_t ms;
};

/* The format of a code; General for an empty or overlong one. Never NULL, lives in the arena. */
const struct number_format *number_format_parse(struct arena *a, struct span code);
/* The code of a built-in id (ECMA-376 18.8.30, Chinese forms for 27 to 36 and 50 to 58); "General" if unknown. */
const char *number_format_builtin(unsigned id);
bool number_format_is_general(const struct number_format *f);
/* Appends the number as shown. `is_1904`: days are counted from 1904-01-01. */
struct shown number_format_print(const struct number_format *f, const struct decimal *value, bool is_1904,
                                 struct out *out);
