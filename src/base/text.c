#include "base/text.h"
#include <string.h>

struct span span_of(const char *text) { return (struct span){text, strlen(text)}; }

bool span_is(struct span s, const char *text) { return s.len == strlen(text) && !memcmp(s.at, text, s.len); }

bool span_cut(struct span *s, char c, struct span *ret_part) {
    if (!s->at) return false;
    const char *found = s->len ? memchr(s->at, c, s->len) : NULL;
    if (!found) {
        *ret_part = *s;
        *s = (struct span){0};
        return true;
    }
    *ret_part = (struct span){s->at, (size_t)(found - s->at)};
    s->len -= ret_part->len + 1;
    s->at = found + 1;
    return true;
}

size_t utf8_step(const char *at, size_t len) {
    const unsigned char *p = (const unsigned char *)at;
    if (!len) return 0;
    if (p[0] < 0x80) return 1;
    size_t n = p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4 : 0;
    if (!n || len < n) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if (p[0] == 0xE0 && p[1] < 0xA0) return 0;                    /* overlong */
    if (p[0] == 0xED && p[1] > 0x9F) return 0;                    /* surrogates */
    if (p[0] == 0xF0 && p[1] < 0x90) return 0;                    /* overlong */
    if (p[0] == 0xF4 && p[1] > 0x8F) return 0;                    /* above U+10FFFF */
    return n;
}

bool utf8_valid(const char *at, size_t len) {
    while (len) {
        size_t n = utf8_step(at, len);
        if (!n) return false;
        at += n;
        len -= n;
    }
    return true;
}

uint32_t utf8_next(const char **at, const char *end) {
    if (*at >= end) return 0;
    const unsigned char *p = (const unsigned char *)*at;
    if (p[0] < 0x80) return ++*at, p[0];
    size_t n = utf8_step(*at, (size_t)(end - *at));
    *at += n ? n : 1;
    switch (n) {
    case 2: return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu);
    case 3: return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
    case 4:
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
               (p[3] & 0x3Fu);
    default: return 0xFFFD;
    }
}

size_t utf8_put(char *to, uint32_t c) {
    unsigned char *p = (unsigned char *)to;
    if (c < 0x80) {
        p[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        p[0] = (unsigned char)(0xC0 | c >> 6);
        p[1] = (unsigned char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        p[0] = (unsigned char)(0xE0 | c >> 12);
        p[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
        p[2] = (unsigned char)(0x80 | (c & 0x3F));
        return 3;
    }
    p[0] = (unsigned char)(0xF0 | c >> 18);
    p[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
    p[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
    p[3] = (unsigned char)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(const char *text) {
    size_t n = 0;
    for (; *text; text++) n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static bool is_wide(uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) || (c >= 0x20000 && c <= 0x3FFFD);
}

static bool is_zero_width(uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0x2060;
}

size_t utf8_columns(const char *text) {
    size_t n = 0;
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t c = utf8_next(&text, end);
        n += is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
    }
    return n;
}

const char *utf8_cut(struct arena *a, const char *text, size_t n) {
    if (utf8_count(text) <= n) return text;
    const char *at = text, *end = text + strlen(text);
    for (size_t i = 0; i + 1 < n && at < end; i++) utf8_next(&at, end);
    return arena_printf(a, "%.*s…", (int)(at - text), text);
}

static bool is_blank(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

struct span span_trim(struct span s) {
    const char *at = s.at, *end = s.at + s.len;
    while (at < end) {
        const char *next = at;
        uint32_t c = utf8_next(&next, end);
        if (!is_blank(c) && !is_zero_width(c)) break;
        at = next;
    }
    while (at < end) {
        const char *last = end - 1;
        while (last > at && end - last < 4 && ((unsigned char)*last & 0xC0) == 0x80) last--;
        const char *next = last;
        uint32_t c = utf8_next(&next, end);
        if (next != end || (!is_blank(c) && !is_zero_width(c))) break;
        end = last;
    }
    return (struct span){at, (size_t)(end - at)};
}

uint32_t fold_width(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
    if (is_blank(c)) return ' ';
    return c;
}

/* One character of a folded text; dashes and tildes of all kinds are one. */
static uint32_t fold_char(uint32_t c) {
    c = fold_width(c);
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x2212 || c == 0xFE63) return '-';
    if (c == 0x301C || c == 0x223C) return '~';
    return c;
}

char *text_fold(struct arena *a, struct span s) {
    char *to = arena_alloc(a, s.len * 3 + 1), *w = to;
    for (const char *at = s.at, *end = s.at + s.len; at < end;) {
        uint32_t c = fold_char(utf8_next(&at, end));
        if (c != ' ' && !is_zero_width(c)) w += utf8_put(w, c);
    }
    *w = 0;
    return to;
}

/* Blanks of all kinds are one space; other characters are as `fold` makes them. */
static char *tidied(struct arena *a, struct span s, uint32_t (*fold)(uint32_t)) {
    s = span_trim(s);
    char *to = arena_alloc(a, s.len * 3 + 1), *w = to;
    bool blank = false;
    for (const char *at = s.at, *end = s.at + s.len; at < end;) {
        uint32_t written = utf8_next(&at, end), c = fold_width(written);
        if (is_zero_width(c)) continue;
        if (c == ' ') {
            blank = w > to;
            continue;
        }
        if (blank) *w++ = ' ';
        blank = false;
        w += utf8_put(w, fold(written));
    }
    *w = 0;
    return to;
}

/* Full-width letters and digits are an input method left on; full-width punctuation is good Chinese. */
static uint32_t fold_letters(uint32_t c) {
    bool folds = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
    return folds ? fold_width(c) : c;
}

char *text_tidy(struct arena *a, struct span s) { return tidied(a, s, fold_width); }
char *text_neat(struct arena *a, struct span s) { return tidied(a, s, fold_letters); }

bool text_eq(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }
bool text_starts(const char *text, const char *with) { return !strncmp(text, with, strlen(with)); }
bool text_empty(const char *text) { return !text || !*text; }

bool text_ends(const char *text, const char *with) {
    size_t n = strlen(text), m = strlen(with);
    return n >= m && !memcmp(text + n - m, with, m);
}

bool text_int(const char *text, int64_t min, int64_t max, int64_t *ret) {
    bool negative = *text == '-';
    const char *p = text + negative;
    if (!*p) return false;
    int64_t n = 0;
    for (; *p; p++) {
        if (*p < '0' || *p > '9') return false;
        if (__builtin_mul_overflow(n, 10, &n)) return false;
        if (negative ? __builtin_sub_overflow(n, *p - '0', &n) : __builtin_add_overflow(n, *p - '0', &n)) return false;
    }
    if (n < min || n > max) return false;
    *ret = n;
    return true;
}
