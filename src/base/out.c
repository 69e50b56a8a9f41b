#include "base/out.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void out_init(struct out *o, size_t bytes_max) {
    *o = (struct out){.max = bytes_max ? bytes_max : (size_t)32 << 20};
}

void out_done(struct out *o) {
    free(o->at);
    *o = (struct out){0};
}

void out_clear(struct out *o) {
    o->len = 0;
    o->overflow = false;
}

static void done(void *o) { out_done(o); }

struct out *out_in(struct arena *a, size_t bytes_max) {
    struct out *o = arena_new_of(a, struct out);
    out_init(o, bytes_max);
    arena_defer(a, done, o);
    return o;
}

/* Room for n more bytes and a NUL, or overflow. */
static bool make_room(struct out *o, size_t n) {
    if (o->overflow || n > o->max - o->len) {
        o->overflow = true;
        return false;
    }
    if (n < o->cap - o->len) return true;
    size_t cap = o->cap ? o->cap * 2 : 4096;
    while (cap - o->len <= n) cap *= 2;
    char *at = realloc(o->at, cap);
    must(at != NULL);
    o->at = at;
    o->cap = cap;
    return true;
}

const char *out_text_of(struct out *o) {
    if (!o->at && !make_room(o, 1)) return "";
    o->at[o->len] = 0;
    return o->at;
}

void out_bytes(struct out *o, const void *bytes, size_t n) {
    if (!n || !make_room(o, n)) return;
    memcpy(o->at + o->len, bytes, n);
    o->len += n;
}

void out_raw(struct out *o, const char *text) { out_bytes(o, text, strlen(text)); }
void out_char(struct out *o, char c) { out_bytes(o, &c, 1); }
void out_markup(struct out *o, struct html h) { out_bytes(o, h.at, h.len); }

void out_printf(struct out *o, const char *format, ...) {
    va_list args;
    char small[256];
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    must(n >= 0);
    if ((size_t)n < sizeof small) {
        out_bytes(o, small, (size_t)n);
    } else if (make_room(o, (size_t)n)) {
        va_start(args, format);
        vsnprintf(o->at + o->len, (size_t)n + 1, format, args);
        va_end(args);
        o->len += (size_t)n;
    }
}

void out_int(struct out *o, int64_t n) {
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (n < 0) out_char(o, '-');
    out_bytes(o, digits + at, sizeof digits - at);
}

void out_html(struct out *o, const char *text) {
    static const char *const escaped[256] = {
        ['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;", ['\''] = "&#39;"};
    const char *from = text;
    for (; *text; text++) {
        const char *e = escaped[(unsigned char)*text];
        if (!e) continue;
        out_bytes(o, from, (size_t)(text - from));
        out_raw(o, e);
        from = text + 1;
    }
    out_bytes(o, from, (size_t)(text - from));
}

void out_url(struct out *o, const char *text) {
    static const char hex[] = "0123456789ABCDEF";
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                     c == '.' || c == '_' || c == '~';
        if (plain) {
            out_char(o, (char)c);
        } else {
            char coded[3] = {'%', hex[c >> 4], hex[c & 15]};
            out_bytes(o, coded, sizeof coded);
        }
    }
}

void out_csv(struct out *o, const char *text) {
    if (!strpbrk(text, ",\"\r\n") && text[0] != ' ' && (!*text || text[strlen(text) - 1] != ' ')) {
        out_raw(o, text);
        return;
    }
    out_char(o, '"');
    for (; *text; text++) {
        if (*text == '"') out_char(o, '"');
        out_char(o, *text);
    }
    out_char(o, '"');
}
