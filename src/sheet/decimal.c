#include "sheet/decimal.h"
#include <string.h>

enum { EXPONENT_MAX = 400, PLAIN_POINT_MAX = 20, STORED_DIGITS = 15 };

static void normalise(struct decimal *d) {
    while (d->count && d->digits[d->count - 1] == '0') d->count--;
    int zeros = 0;
    while (zeros < d->count && d->digits[zeros] == '0') zeros++;
    if (zeros) {
        d->count -= zeros;
        d->point -= zeros;
        memmove(d->digits, d->digits + zeros, (size_t)d->count);
    }
    if (!d->count) {
        d->point = 0;
        d->negative = false;
    }
}

/* "e-7" at *at; false if there is an e without a sane number. */
static bool read_exponent(const char *at, const char *end, int *ret) {
    if (at == end) {
        *ret = 0;
        return true;
    }
    if (*at != 'e' && *at != 'E') return false;
    at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end) return false;
    int value = 0;
    for (; at < end; at++) {
        if (*at < '0' || *at > '9') return false;
        if (value <= EXPONENT_MAX) value = value * 10 + (*at - '0');
    }
    *ret = negative ? -value : value;
    return true;
}

bool decimal_read(struct span text, struct decimal *ret) {
    struct decimal d = {0};
    const char *at = text.at, *end = text.at + text.len;
    if (at < end && (*at == '-' || *at == '+')) d.negative = *at++ == '-';
    bool has_point = false, has_digit = false;
    for (; at < end; at++) {
        if (*at == '.') {
            if (has_point) return false;
            has_point = true;
            continue;
        }
        if (*at < '0' || *at > '9') break;
        has_digit = true;
        if (!has_point && (d.count || *at != '0')) d.point++;
        if (has_point && !d.count && *at == '0') d.point--;
        if ((d.count || *at != '0') && d.count < DECIMAL_DIGITS_MAX) d.digits[d.count++] = *at;
    }
    int exponent;
    if (!has_digit || !read_exponent(at, end, &exponent)) return false;
    if (d.count && (exponent > EXPONENT_MAX || exponent < -EXPONENT_MAX)) return false;
    if (d.point > EXPONENT_MAX || d.point < -EXPONENT_MAX) return false;
    d.point += exponent;
    normalise(&d);
    *ret = d;
    return true;
}

void decimal_round_digits(struct decimal *d, int n) {
    if (n < 0 || n >= d->count) {
        if (n < 0) d->count = 0;
        normalise(d);
        return;
    }
    bool up = d->digits[n] >= '5';
    d->count = n;
    while (up && n && d->digits[n - 1] == '9') d->digits[--n] = '0';
    if (up && n) {
        d->digits[n - 1]++;
    } else if (up) { /* 9.99 became 10 */
        d->digits[0] = '1';
        d->count = 1;
        d->point++;
    }
    normalise(d);
}

void decimal_round_places(struct decimal *d, int n) { decimal_round_digits(d, d->point + n); }

void decimal_round_stored(struct decimal *d) {
    static const char most[] = "9007199254740992";
    bool is_whole = d->count <= d->point;
    if (is_whole && d->point == 16 && memcmp(d->digits, most, (size_t)d->count) < 0) return;
    decimal_round_digits(d, STORED_DIGITS);
}

int decimal_whole_digits(const struct decimal *d) { return d->point > 0 ? d->point : 0; }

char decimal_digit(const struct decimal *d, int place) {
    int i = d->point - 1 - place;
    return i >= 0 && i < d->count ? d->digits[i] : '0';
}

static char *put_int(char *w, int value) {
    if (value >= 100) *w++ = (char)('0' + value / 100);
    *w++ = (char)('0' + value / 10 % 10);
    *w++ = (char)('0' + value % 10);
    return w;
}

static char *put_scientific(const struct decimal *d, char *w) {
    *w++ = d->digits[0];
    if (d->count > 1) *w++ = '.';
    for (int i = 1; i < d->count; i++) *w++ = d->digits[i];
    int exponent = d->point - 1;
    *w++ = 'E';
    *w++ = exponent < 0 ? '-' : '+';
    return put_int(w, exponent < 0 ? -exponent : exponent);
}

size_t decimal_print(const struct decimal *d, char to[static DECIMAL_TEXT]) {
    char *w = to;
    if (d->negative) *w++ = '-';
    if (d->point > PLAIN_POINT_MAX || d->point < -PLAIN_POINT_MAX) {
        w = put_scientific(d, w);
    } else {
        if (d->point <= 0) *w++ = '0';
        for (int i = 0; i < d->point; i++) *w++ = i < d->count ? d->digits[i] : '0';
        if (d->count > d->point) *w++ = '.';
        for (int i = d->point; i < 0 && d->count; i++) *w++ = '0';
        for (int i = d->point > 0 ? d->point : 0; i < d->count; i++) *w++ = d->digits[i];
    }
    *w = 0;
    return (size_t)(w - to);
}

bool decimal_int(const struct decimal *d, int shift, int64_t *ret, bool *ret_rounded) {
    struct decimal r = *d;
    r.point += shift;
    int count = r.count;
    decimal_round_places(&r, 0);
    if (r.point > 19) return false;
    uint64_t value = 0;
    for (int place = r.point - 1; place >= 0; place--)
        if (__builtin_mul_overflow(value, (uint64_t)10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(decimal_digit(&r, place) - '0'), &value))
            return false;
    if (value > INT64_MAX) return false;
    *ret = r.negative ? -(int64_t)value : (int64_t)value;
    *ret_rounded = count > 0 && d->count > (d->point + shift > 0 ? d->point + shift : 0);
    return true;
}
