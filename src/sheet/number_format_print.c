/* Numbers shown by a section of a format code. */
#include "sheet/number_format_parts.h"
#include <string.h>

void number_general_print(const struct decimal *value, struct out *out) {
    char text[DECIMAL_TEXT];
    out_bytes(out, text, decimal_print(value, text));
}

/* -1, 0 or 1 as a is less than, equal to or greater than b; both are normal. */
static int compare(const struct decimal *a, const struct decimal *b) {
    if (a->negative != b->negative) return a->negative ? -1 : 1;
    int sign = a->negative ? -1 : 1;
    if (!a->count || !b->count) return a->count == b->count ? 0 : a->count ? sign : -sign;
    if (a->point != b->point) return a->point < b->point ? -sign : sign;
    for (int i = 0; i < a->count || i < b->count; i++) {
        char x = i < a->count ? a->digits[i] : '0', y = i < b->count ? b->digits[i] : '0';
        if (x != y) return x < y ? -sign : sign;
    }
    return 0;
}

static bool holds(const struct format_section *s, const struct decimal *value) {
    int c = compare(value, &s->limit);
    switch (s->condition) {
    case LESS: return c < 0;
    case LESS_EQUAL: return c <= 0;
    case GREATER: return c > 0;
    case GREATER_EQUAL: return c >= 0;
    case EQUAL: return c == 0;
    case NOT_EQUAL: return c != 0;
    default: return true;
    }
}

/* The section for a number. *ret_sign: whether a minus has still to be written in front. */
static const struct format_section *choose(const struct number_format *f, const struct decimal *value, bool *ret_sign) {
    *ret_sign = value->negative;
    const struct format_section *s = f->section;
    size_t numbers = f->count > 3 ? 3 : f->count;
    if (s[0].condition || (f->count > 1 && s[1].condition)) {
        for (size_t i = 0; i < numbers; i++) {
            if (!holds(&s[i], value)) continue;
            *ret_sign = value->negative && i == 0;
            return &s[i];
        }
        return &s[numbers - 1];
    }
    if (value->negative && numbers > 1) {
        *ret_sign = false;
        return &s[1];
    }
    return !value->count && numbers > 2 ? &s[2] : &s[0];
}

/* One digit place: '0' always shows, '#' and '?' only what is there. */
static void put_place(struct out *out, int place_kind, char digit, bool is_there) {
    if (is_there || place_kind == '0') out_char(out, digit);
    else if (place_kind == '?') out_char(out, ' ');
}

/* The digits that belong to the whole place `place`, more than one at the first place. */
static void put_whole(const struct format_section *s, const struct decimal *d, int kind, int place, struct out *out) {
    int digits = decimal_whole_digits(d);
    int from = place == s->whole_places - 1 && digits > place + 1 ? digits - 1 : place;
    for (int p = from; p >= place; p--) {
        bool is_there = p < digits;
        put_place(out, kind, decimal_digit(d, p), is_there);
        if (s->has_thousands && p && p % 3 == 0 && (is_there || kind == '0')) out_char(out, ',');
    }
}

static void put_exponent(const struct format_section *s, size_t at, int exponent, struct out *out) {
    if (exponent < 0) out_char(out, '-');
    else if (s->at[at].n == '+') out_char(out, '+');
    out_printf(out, "%0*d", s->exponent_places, exponent < 0 ? -exponent : exponent);
}

/* Floor of the exponent to a multiple of the whole places, as 12.3E+3 needs. */
static int exponent_of(const struct format_section *s, const struct decimal *d) {
    if (!d->count) return 0;
    int step = s->whole_places > 1 ? s->whole_places : 1;
    int e = d->point - 1;
    return (e >= 0 ? e / step : (e - step + 1) / step) * step;
}

/* Whether anything shows behind the point: "0.##" of a whole number has none, nor a point. */
static bool has_part(const struct format_section *s, size_t point, const struct decimal *d) {
    if (d->count > d->point) return true;
    for (size_t i = point + 1; i < s->count; i++)
        if (s->at[i].kind == TOKEN_DIGIT && s->at[i].n != '#') return true;
    return !s->part_places;
}

static void put_number(const struct format_section *s, struct decimal d, struct out *out) {
    int exponent = 0;
    if (s->exponent_places) {
        exponent = exponent_of(s, &d);
        d.point -= d.count ? exponent : 0;
        struct decimal before = d;
        decimal_round_places(&d, s->part_places);
        if (d.count && before.count && exponent_of(s, &d) > 0) { /* 9.99 became 10 */
            d.point -= exponent_of(s, &d);
            exponent += s->whole_places > 1 ? s->whole_places : 1;
        }
    }
    int whole = 0, part = 0;
    bool behind_point = false;
    for (size_t i = 0; i < s->count; i++) {
        const struct format_token *t = &s->at[i];
        if (t->kind == TOKEN_LITERAL) out_bytes(out, t->text.at, t->text.len);
        if (t->kind == TOKEN_GENERAL || t->kind == TOKEN_TEXT) number_general_print(&d, out);
        if (t->kind == TOKEN_SLASH) out_char(out, '/');
        if (t->kind == TOKEN_POINT && !s->whole_places && d.point > 0) /* ".00" still shows the whole */
            for (int p = d.point - 1; p >= 0; p--) out_char(out, decimal_digit(&d, p));
        if (t->kind == TOKEN_POINT && has_part(s, i, &d)) out_char(out, '.');
        if (t->kind == TOKEN_POINT) behind_point = true;
        if (t->kind == TOKEN_EXPONENT) {
            out_char(out, 'E');
            put_exponent(s, i, exponent, out);
            while (i + 1 < s->count && s->at[i + 1].kind == TOKEN_DIGIT) i++;
        } else if (t->kind == TOKEN_DIGIT && behind_point) {
            part++;
            put_place(out, t->n, decimal_digit(&d, -part), part <= d.count - d.point);
        } else if (t->kind == TOKEN_DIGIT) {
            put_whole(s, &d, t->n, s->whole_places - 1 - whole, out);
            whole++;
        }
    }
}

/* The nearest fraction with a denominator of at most `most`, by search: there are at most 999. */
static void nearest_fraction(double part, int most, int *ret_over, int *ret_under) {
    double best = 2;
    for (int under = 1; under <= most; under++) {
        int over = (int)(part * under + 0.5);
        double error = part - (double)over / under;
        if (error < 0) error = -error;
        if (error + 1e-12 >= best) continue;
        best = error;
        *ret_over = over;
        *ret_under = under;
    }
}

/* "# ?/?": the whole number, then over and under as wide as their places. */
static void put_fraction(const struct format_section *s, const struct decimal *d, struct out *out) {
    int places = 0, over = 0, under = 1;
    bool behind = false, has_whole = false;
    for (size_t i = 0; i < s->count; i++) {
        if (s->at[i].kind == TOKEN_SLASH) behind = true;
        else if (s->at[i].kind == TOKEN_DIGIT && behind) places++;
        if (s->at[i].kind == TOKEN_LITERAL && !behind && span_is(s->at[i].text, " ")) has_whole = i > 0;
    }
    int64_t whole = 0, millionths;
    bool rounded;
    struct decimal left = *d;
    left.negative = false;
    if (!has_whole || !decimal_int(&left, 6, &millionths, &rounded)) {
        number_general_print(&left, out);
        return;
    }
    whole = millionths / 1000000;
    nearest_fraction((double)(millionths % 1000000) / 1e6, places > 2 ? 999 : places > 1 ? 99 : 9, &over, &under);
    if (over == under) {
        whole++;
        over = 0;
    }
    if (whole || !over) out_int(out, whole);
    out_char(out, ' ');
    if (over) out_printf(out, "%*d/%-*d", places, over, places, under);
    else out_printf(out, "%*s", 2 * places + 1, "");
}

struct shown number_format_print(const struct number_format *f, const struct decimal *value, bool is_1904,
                                 struct out *out) {
    bool sign;
    const struct format_section *s = choose(f, value, &sign);
    struct shown shown = {SHOWN_NUMBER, false, NO_DAY, 0};
    if (s->has_date || s->has_time || s->has_elapsed) {
        size_t from = out->len;
        if (date_section_print(s, value, is_1904, out, &shown)) return shown;
        out->len = from;
        number_general_print(value, out);
        return (struct shown){SHOWN_NUMBER, false, NO_DAY, 0};
    }
    struct decimal d = *value;
    d.negative = false;
    if (d.count) d.point += 2 * s->percents - 3 * s->thousands_cut;
    if (s->has_fraction) {
        if (sign) out_char(out, '-');
        put_fraction(s, &d, out);
        return shown;
    }
    if (!s->exponent_places && !s->is_general) decimal_round_places(&d, s->part_places);
    if (sign && d.count) out_char(out, '-');
    put_number(s, d, out);
    return shown;
}
