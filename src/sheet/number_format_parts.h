/* number_format_parts -- what the three files of number_format share. Nobody else includes it. */
#pragma once
#include "sheet/number_format.h"

enum format_token_kind {
    TOKEN_LITERAL,
    TOKEN_DIGIT,   /* n is '0', '#' or '?' */
    TOKEN_POINT,
    TOKEN_EXPONENT, /* n is '+' or '-' */
    TOKEN_SLASH,   /* of a fraction */
    TOKEN_GENERAL,
    TOKEN_TEXT,    /* @ */
    TOKEN_YEAR,    /* n: how many letters, here and below */
    TOKEN_MONTH,
    TOKEN_DAY,
    TOKEN_WEEKDAY,
    TOKEN_HOUR,
    TOKEN_MINUTE,
    TOKEN_SECOND,
    TOKEN_SECOND_PART, /* n: digits behind the point */
    TOKEN_HALF_DAY,    /* AM/PM; n: 2 for AM/PM, 1 for A/P, 'c' for 上午/下午 */
    TOKEN_ELAPSED_HOURS,
    TOKEN_ELAPSED_MINUTES,
    TOKEN_ELAPSED_SECONDS,
};

struct format_token {
    enum format_token_kind kind;
    int n;
    struct span text; /* LITERAL */
};

enum condition { ALWAYS, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL };
enum { SECTIONS_MAX = 4, TOKENS_MAX = 128, CODE_BYTES_MAX = 1024 };

struct format_section {
    struct format_token *at;
    size_t count;
    enum condition condition;
    struct decimal limit;
    int whole_places, part_places, exponent_places; /* digit tokens in front of the point, behind it, behind E */
    int percents, thousands_cut;                    /* × 100, ÷ 1000, each so many times */
    bool has_thousands, has_fraction, has_half_day, is_general;
    bool has_date, has_time, has_elapsed;           /* tokens of dates, of times of day, of elapsed time */
    bool is_chinese, is_chinese_digits;             /* [$-804], [DBNum1] */
};

struct number_format {
    struct format_section section[SECTIONS_MAX];
    size_t count;
};

/* Appends a date or time as the section says; false if the number is no day of a calendar. */
bool date_section_print(const struct format_section *s, const struct decimal *value, bool is_1904, struct out *out,
                        struct shown *ret);

void number_general_print(const struct decimal *value, struct out *out);
