#include "sheet/cell_read.h"
#include <stdio.h>
#include <string.h>

enum { EXACT_DIGITS = 15 };

void cell_text(struct row_build *r, struct cell *cell, enum cell_kind kind, struct span text) {
    if (!text.len) return;
    size_t from = r->text.len;
    cell->kind = kind;
    out_bytes(&r->text, text.at, text.len);
    sheet_row_text(r, cell, from);
}

/* Digits that are plain decimals already: what General shows and what is stored are these very bytes. */
static bool is_plain(struct span s) {
    if (!s.len || s.len > EXACT_DIGITS + 1) return false;
    size_t i = s.at[0] == '-', point = 0;
    if (i == s.len || (s.at[i] == '0' && (s.len == i + 1 ? i : s.at[i + 1] != '.'))) return false;
    for (size_t from = i; i < s.len; i++) {
        if (s.at[i] == '.') {
            if (point || i == from || i + 1 == s.len) return false;
            point = i;
        } else if (s.at[i] < '0' || s.at[i] > '9') {
            return false;
        }
    }
    return s.len - (point > 0) <= EXACT_DIGITS && !(point && s.at[s.len - 1] == '0');
}

static void put_exact(struct row_build *r, struct cell *cell, const struct decimal *d) {
    char text[DECIMAL_TEXT];
    size_t from = r->text.len;
    out_bytes(&r->text, text, decimal_print(d, text));
    row_exact(r, cell, from);
}

static void put_shown(struct row_build *r, struct cell *cell, const struct decimal *d,
                      const struct number_format *format, bool is_1904) {
    size_t from = r->text.len;
    struct shown shown = number_format_print(format, d, is_1904, &r->text);
    sheet_row_text(r, cell, from);
    if (shown.kind == SHOWN_NUMBER) return;
    cell->kind = CELL_DATE;
    cell->day = shown.day;
    cell->ms = shown.ms;
    cell->has_time = shown.has_time;
}

void cell_number(struct row_build *r, struct cell *cell, struct span stored, const struct number_format *format,
                 bool is_1904) {
    struct decimal d;
    bool is_general = number_format_is_general(format);
    if (is_general && is_plain(stored)) {
        size_t from = r->text.len;
        cell->kind = CELL_NUMBER;
        out_bytes(&r->text, stored.at, stored.len);
        sheet_row_text(r, cell, from);
        r->exact_at[cell - r->cell] = (uint32_t)from;
        return;
    }
    if (!decimal_read(stored, &d) && !decimal_read(span_trim(stored), &d)) {
        cell_text(r, cell, CELL_TEXT, span_trim(stored));
        return;
    }
    cell->kind = CELL_NUMBER;
    decimal_round_stored(&d);
    cell->digits_lost = d.point > EXACT_DIGITS && d.count <= d.point;
    put_exact(r, cell, &d);
    put_shown(r, cell, &d, format, is_1904);
}

/* Two or more digits at *at, moved behind; -1 if there are none. */
static int64_t take_number(struct span *s, size_t digits_max) {
    int64_t n = 0;
    size_t i = 0;
    for (; i < s->len && i < digits_max && s->at[i] >= '0' && s->at[i] <= '9'; i++) n = n * 10 + (s->at[i] - '0');
    s->at += i;
    s->len -= i;
    return i ? n : -1;
}

static bool take(struct span *s, char c) {
    if (!s->len || *s->at != c) return false;
    s->at++;
    s->len--;
    return true;
}

static bool read_clock(struct span *s, int64_t *ret_ms) {
    int64_t h = take_number(s, 2), min = take(s, ':') ? take_number(s, 2) : -1, sec = 0, part = 0;
    if (take(s, ':')) sec = take_number(s, 2);
    if (take(s, '.')) {
        size_t digits = s->len;
        part = take_number(s, 9);
        for (digits -= s->len; digits > 3; digits--) part /= 10;
        for (; digits < 3; digits++) part *= 10;
    }
    take(s, 'Z');
    if (h < 0 || h > 23 || min < 0 || min > 59 || sec < 0 || sec > 59 || part < 0 || s->len) return false;
    *ret_ms = ((h * 60 + min) * 60 + sec) * 1000 + part;
    return true;
}

static bool read_iso(struct span s, bool *ret_has_day, int32_t *ret_day, int64_t *ret_ms) {
    int32_t day = NO_DAY;
    if (s.len >= 10 && s.at[4] == '-') {
        char text[DAY_TEXT] = {0};
        memcpy(text, s.at, 10);
        if (!day_read(text, &day)) return false;
        s.at += 10;
        s.len -= 10;
        if (!s.len) {
            *ret_has_day = true;
            *ret_day = day;
            *ret_ms = 0;
            return true;
        }
        if (!take(&s, 'T') && !take(&s, ' ')) return false;
    }
    *ret_has_day = day != NO_DAY;
    *ret_day = day;
    return read_clock(&s, ret_ms);
}

void cell_iso_date(struct row_build *r, struct cell *cell, struct span stored, const struct number_format *format,
                   bool is_1904) {
    bool has_day;
    int32_t day;
    int64_t ms;
    stored = span_trim(stored);
    if (!read_iso(stored, &has_day, &day, &ms)) {
        cell_text(r, cell, CELL_TEXT, stored);
        return;
    }
    char number[48];
    int64_t serial = has_day ? day + (is_1904 ? 24107 : 25569) : 0;
    int n = snprintf(number, sizeof number, "%lld.%011lld", (long long)serial,
                     (long long)((ms * INT64_C(100000000000) / 1000 + 43200) / 86400));
    struct decimal d;
    must(n > 0 && decimal_read((struct span){number, (size_t)n}, &d));
    put_exact(r, cell, &d);
    if (number_format_is_general(format)) {
        cell_text(r, cell, CELL_DATE, stored);
        cell->day = day;
        cell->ms = ms;
        cell->has_time = ms != 0;
        return;
    }
    cell->kind = CELL_DATE;
    put_shown(r, cell, &d, format, is_1904);
}
