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

/* What may be used of the memory: of more than the maximum and a NUL nobody may know. */
static size_t room_of(const struct out *o) { return o->cap <= o->max ? o->cap : o->max + 1; }

void out_clear(struct out *o) {
    o->len = 0;
    o->room = room_of(o);
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
    o->cap = cap;
    o->room = room_of(o);
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

/* -- integers -- */

#define TEN(t) t "0", t "1", t "2", t "3", t "4", t "5", t "6", t "7", t "8", t "9"
const char digit_pairs[100][3] = {TEN("0"), TEN("1"), TEN("2"), TEN("3"), TEN("4"),
                                 TEN("5"), TEN("6"), TEN("7"), TEN("8"), TEN("9")};

static uint64_t size_of(int64_t n) { return n < 0 ? 0 - (uint64_t)n : (uint64_t)n; }

static size_t digits_count(uint64_t n) {
    size_t count = 1;
    for (; n >= 1000; n /= 1000) count += 3;
    return count + (n >= 10) + (n >= 100);
}

/* From the last digits to the first, two at a time, into the bytes before `end`. */
static void digits_write(char *end, uint64_t n) {
    for (; n >= 100; n /= 100) memcpy(end -= 2, digit_pairs[n % 100], 2);
    if (n >= 10) memcpy(end - 2, digit_pairs[n], 2);
    else end[-1] = (char)('0' + n);
}

void out_long(struct out *o, int64_t n) {
    if (n < 0) out_char(o, '-');
    size_t count = digits_count(size_of(n));
    if (!out_room(o, count)) return;
    o->len += count;
    digits_write(o->at + o->len, size_of(n));
}

const char *int_print(struct arena *a, int64_t n) {
    size_t len = (n < 0) + digits_count(size_of(n));
    char *text = arena_bytes(a, len + 1);
    text[0] = '-';
    text[len] = 0;
    digits_write(text + len, size_of(n));
    return text;
}

/* -- HTML: sixteen bytes are looked at and written together -- */

typedef uint8_t block __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16))); /* of a block: stay in registers, as an array would not */

/* Where the first byte is that cannot stand in HTML as it is; 16: nowhere. */
static size_t first_special(block b) {
    _Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the lowest bits are the first byte");
    /* '<' and '>' are one bit apart, so are '&' and '\''. */
    halves half = (halves)(((b | 2) == '>') | ((b | 1) == '\'') | (b == '"'));
    if (half[0]) return (size_t)__builtin_ctzll(half[0]) / 8;
    return half[1] ? 8 + (size_t)__builtin_ctzll(half[1]) / 8 : sizeof b;
}

/* The last n bytes of a text, fewer than a block of them, and zeros; without a call, for most texts are short. */
static block block_of_end(const char *text, size_t n) {
    uint64_t low = 0, high = 0;
    if (n >= 8) {
        memcpy(&low, text, 8);
        memcpy(&high, text + n - 8, 8);
        high = high >> 8 * (15 - n) >> 8;
    } else if (n >= 4) { /* from both ends; where the two lie over each other they are the same */
        uint32_t first, last;
        memcpy(&first, text, 4);
        memcpy(&last, text + n - 4, 4);
        low = first | (uint64_t)last << 8 * (n - 4);
    } else {
        for (size_t at = 0; at < n; at++) low |= (uint64_t)(unsigned char)text[at] << 8 * at;
    }
    return (block)(halves){low, high};
}

/* The first n bytes of a block; where there is room the whole of it is moved, which is one instruction. */
static void out_of_block(struct out *o, block b, size_t n) {
    if (o->len + sizeof b >= o->room) {
        out_bytes(o, &b, n);
        return;
    }
    memcpy(o->at + o->len, &b, sizeof b);
    o->len += n;
}

static void out_escaped(struct out *o, char c) {
    static const struct {
        block text;
        size_t len;
    } rows['>' + 1] = {['<'] = {{'&', 'l', 't', ';'}, 4},
                       ['>'] = {{'&', 'g', 't', ';'}, 4},
                       ['&'] = {{'&', 'a', 'm', 'p', ';'}, 5},
                       ['"'] = {{'&', 'q', 'u', 'o', 't', ';'}, 6},
                       ['\''] = {{'&', '#', '3', '9', ';'}, 5}};
    out_of_block(o, rows[(int)c].text, rows[(int)c].len);
}

void out_html(struct out *o, const char *text) {
    for (size_t left = strlen(text); left;) {
        block b;
        size_t here = left < sizeof b ? left : sizeof b;
        if (here == sizeof b) memcpy(&b, text, sizeof b);
        else b = block_of_end(text, here);
        size_t n = first_special(b);
        if (n > here) n = here;
        out_of_block(o, b, n);
        text += n;
        left -= n;
        if (n == here) continue;
        out_escaped(o, *text++);
        left--;
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
