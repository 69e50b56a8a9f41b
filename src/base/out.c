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
    o->room = o->cap;
    o->overflow = false;
}

static void done(void *o) { out_done(o); }

struct out *out_in(struct arena *a, size_t bytes_max) {
    struct out *o = arena_new_of(a, struct out);
    out_init(o, bytes_max);
    arena_defer(a, done, o);
    return o;
}

bool out_grow(struct out *o, size_t n) {
    if (o->overflow || n > o->max - o->len) {
        o->overflow = true;
        o->room = 0;
        return false;
    }
    if (n < o->cap - o->len) return true;
    size_t cap = o->cap ? o->cap * 2 : 4096;
    while (cap - o->len <= n) cap *= 2;
    char *at = realloc(o->at, cap);
    must(at != NULL);
    o->at = at;
    o->cap = o->room = cap;
    return true;
}

const char *out_text_of(struct out *o) {
    if (!o->at && !out_grow(o, 1)) return "";
    o->at[o->len] = 0;
    return o->at;
}

void out_printf(struct out *o, const char *format, ...) {
    va_list args;
    char small[256];
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    must(n >= 0);
    if ((size_t)n < sizeof small) {
        out_bytes(o, small, (size_t)n);
    } else if (out_grow(o, (size_t)n)) {
        va_start(args, format);
        vsnprintf(o->at + o->len, (size_t)n + 1, format, args);
        va_end(args);
        o->len += (size_t)n;
    }
}

/* The digits, from the last to the first, into the bytes before `end`: where they begin. */
static char *digits_before(char *end, uint64_t n) {
    do *--end = (char)('0' + n % 10);
    while (n /= 10);
    return end;
}

static size_t digits_count(uint64_t n) {
    size_t count = 1;
    for (; n >= 10; n /= 10) count++;
    return count;
}

static uint64_t size_of(int64_t n) { return n < 0 ? 0 - (uint64_t)n : (uint64_t)n; }

void out_long(struct out *o, int64_t n) {
    if (n < 0) out_char(o, '-');
    size_t count = digits_count(size_of(n));
    if (!out_room(o, count)) return;
    o->len += count;
    digits_before(o->at + o->len, size_of(n));
}

const char *int_print(struct arena *a, int64_t n) {
    size_t sign = n < 0, len = sign + digits_count(size_of(n));
    char *text = arena_bytes(a, len + 1);
    text[len] = 0;
    digits_before(text + len, size_of(n));
    if (sign) text[0] = '-';
    return text;
}

/* How many bytes from `text` on can stand in HTML as they are: sixteen are looked at together, the last ones singly. */
static size_t html_plain(const char *text, size_t len) {
    _Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the lowest bits are the first byte");
    typedef uint8_t bytes16 __attribute__((vector_size(16)));
    static const bool stops[256] = {['<'] = true, ['>'] = true, ['&'] = true, ['"'] = true, ['\''] = true};
    size_t n = 0;
    for (; n + sizeof(bytes16) <= len; n += sizeof(bytes16)) {
        bytes16 b;
        uint64_t hit[2];
        memcpy(&b, text + n, sizeof b);
        /* '<' and '>', '&' and '\'' are a bit apart. */
        bytes16 hits = (bytes16)(((b | 2) == '>') | ((b | 1) == '\'') | (b == '"'));
        memcpy(hit, &hits, sizeof hit);
        if (hit[0]) return n + (size_t)__builtin_ctzll(hit[0]) / 8;
        if (hit[1]) return n + 8 + (size_t)__builtin_ctzll(hit[1]) / 8;
    }
    while (n < len && !stops[(unsigned char)text[n]]) n++;
    return n;
}

void out_html(struct out *o, const char *text) {
    static const struct html escaped['>' + 1] = {
        ['<'] = {"&lt;", 4}, ['>'] = {"&gt;", 4}, ['&'] = {"&amp;", 5}, ['"'] = {"&quot;", 6}, ['\''] = {"&#39;", 5}};
    for (size_t len = strlen(text), n;; text += n + 1, len -= n + 1) {
        n = html_plain(text, len);
        out_bytes(o, text, n);
        if (n == len) return;
        out_markup(o, escaped[(unsigned char)text[n]]);
    }
}

void out_url(struct out *o, const char *text) {
    static const char hex[] = "0123456789ABCDEF";
    static const bool stops[256] = {[0 ... ','] = true, ['/'] = true, [':' ... '@'] = true, ['[' ... '^'] = true,
                                    ['`'] = true, ['{' ... '}'] = true, [127 ... 255] = true};
    for (;;) {
        const char *from = text;
        while (!stops[(unsigned char)*text]) text++;
        out_bytes(o, from, (size_t)(text - from));
        if (!*text) return;
        unsigned char c = (unsigned char)*text++;
        char coded[3] = {'%', hex[c >> 4], hex[c & 15]};
        out_bytes(o, coded, sizeof coded);
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
