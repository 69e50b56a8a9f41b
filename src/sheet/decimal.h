/* decimal -- numbers as they are written: digits and the place of the point, never a binary fraction.
 *
 * A spreadsheet stores 0.1 as text and a person typed 521.028699; both stay what
 * they are. Everything a unit does to an amount is a move of the point. */
#pragma once
#include "base/text.h"

enum { DECIMAL_DIGITS_MAX = 40, DECIMAL_TEXT = 64 };

/* 0.d1d2d3… × 10^point; count 0 is zero; no zeros at either end of the digits. */
struct decimal {
    bool negative;
    int count, point;
    char digits[DECIMAL_DIGITS_MAX];
};

/* "-12.50", "1e-7", "+.5": all of it. Over 40 digits the rest is cut off. False if it is not a number. */
bool decimal_read(struct span text, struct decimal *ret);
/* At most n significant digits, or n (may be negative) places behind the point; half away from zero. */
void decimal_round_digits(struct decimal *d, int n);
void decimal_round_places(struct decimal *d, int n);
/* What a binary double of 15 sure digits can mean: whole numbers to 2^53 as they are, others cut to 15 digits. */
void decimal_round_stored(struct decimal *d);
/* Digits in front of the point as written, 0 for numbers under 1. */
int decimal_whole_digits(const struct decimal *d);
/* The digit at a place: 0 is the ones, 1 the tens, -1 the tenths. */
char decimal_digit(const struct decimal *d, int place);
/* Plain decimals ("0.00012"); beyond 10^±20 in the form 1.5E+30. NUL-terminated, returns its length. */
size_t decimal_print(const struct decimal *d, char to[static DECIMAL_TEXT]);
/* The number × 10^shift as an integer, half away from zero; false on overflow. *ret_rounded tells if digits fell. */
bool decimal_int(const struct decimal *d, int shift, int64_t *ret, bool *ret_rounded);
