#include "base/money.h"
#include <math.h>
#include <string.h>

/* The digits from behind, a comma before every third of them. */
void out_thousands(struct out *o, int64_t n) {
    char text[26], *const end = text + sizeof text, *at = end;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    for (int digits = 0; left || !digits; digits++, left /= 10) {
        if (digits && digits % 3 == 0) *--at = ',';
        *--at = (char)('0' + left % 10);
    }
    if (n < 0) *--at = '-';
    out_bytes(o, at, (size_t)(end - at));
}

static int64_t power_of_ten(int n) {
    int64_t p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

/* The point and what stands behind it of n / scale. */
static void out_decimals(struct out *o, int64_t n, int64_t scale) {
    if (scale == 1) return;
    out_char(o, '.');
    for (scale /= 10; scale; scale /= 10) out_char(o, (char)('0' + n / scale % 10));
}

void out_money(struct out *o, int64_t fen, int64_t unit, int decimals) {
    if (fen == NO_FEN) return;
    int64_t scale = power_of_ten(decimals);
    __int128 rounded = (__int128)(fen < 0 ? -fen : fen) * scale;
    rounded = (rounded * 2 + unit) / (2 * (__int128)unit);
    int64_t value = (int64_t)rounded;
    if (fen < 0 && value) out_char(o, '-');
    out_thousands(o, value / scale);
    out_decimals(o, value, scale);
}

void out_fixed(struct out *o, double value, int decimals) {
    if (!(fabs(value) < 1e9)) { /* more than anything counted in percent, points or months */
        out_printf(o, "%.*f", decimals, value);
        return;
    }
    int64_t scale = power_of_ten(decimals), n = llround(value * (double)scale);
    if (n < 0) out_char(o, '-');
    if (n < 0) n = -n;
    out_int(o, n / scale);
    out_decimals(o, n, scale);
}

const char *money_print(struct arena *a, int64_t fen, int64_t unit, int decimals) {
    char text[64];
    struct out o = out_over(text, sizeof text);
    out_money(&o, fen, unit, decimals);
    return arena_copy_n(a, o.at, o.len);
}

const char *money_exact(struct arena *a, int64_t fen, int64_t unit) {
    if (fen == NO_FEN) return "";
    int64_t whole = fen / unit, rest = fen % unit;
    if (rest < 0) rest = -rest;
    char *text = arena_printf(a, "%s%lld", fen < 0 && !whole ? "-" : "", (long long)whole);
    if (!rest) return text;
    int digits = 0;
    for (int64_t u = unit; u > 1; u /= 10) digits++;
    text = arena_printf(a, "%s.%0*lld", text, digits, (long long)rest);
    size_t n = strlen(text);
    while (text[n - 1] == '0') text[--n] = 0;
    return text;
}
