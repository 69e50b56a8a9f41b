#include "base/money.h"
#include <stdio.h>
#include <string.h>

void out_thousands(struct out *o, int64_t n) {
    char digits[21], text[28];
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)left);
    char *w = text;
    if (n < 0) *w++ = '-';
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0) *w++ = ',';
        *w++ = digits[i];
    }
    out_bytes(o, text, (size_t)(w - text));
}

static int64_t power_of_ten(int n) {
    int64_t p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

void out_money(struct out *o, int64_t fen, int64_t unit, int decimals) {
    if (fen == NO_FEN) return;
    int64_t scale = power_of_ten(decimals);
    __int128 rounded = (__int128)(fen < 0 ? -fen : fen) * scale;
    rounded = (rounded * 2 + unit) / (2 * (__int128)unit);
    int64_t value = (int64_t)rounded;
    if (fen < 0 && value) out_char(o, '-');
    out_thousands(o, value / scale);
    if (!decimals) return;
    out_char(o, '.');
    for (scale /= 10; scale; scale /= 10) out_char(o, (char)('0' + value / scale % 10));
}

const char *money_print(struct arena *a, int64_t fen, int64_t unit, int decimals) {
    struct out o;
    out_init(&o, 64);
    out_money(&o, fen, unit, decimals);
    const char *text = arena_copy_n(a, o.at, o.len);
    out_done(&o);
    return text;
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
