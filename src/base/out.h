/* out -- append to a growing piece of output with a stated maximum.
 *
 * Output never fails in the middle: over its maximum it stops taking bytes and
 * says so in `overflow`, which the one who sends it looks at. What goes between
 * tags, into an attribute or into an address is escaped by the function's name;
 * `struct html` is text that is markup already, by type.
 *
 * A page is thousands of short pieces: that a piece fits is looked at in line, and
 * a piece whose length the compiler knows is moved without a call. */
#pragma once
#include "base/arena.h"
#include <stdint.h>
#include <stddef.h>
#include <stdbool.h>
#include <string.h>

struct out {
    char *at;
    size_t len;
    size_t room; /* what is below it fits without more ado; 0 after an overflow */
    size_t cap, max;
    bool overflow;
};

struct html {
    const char *at;
    size_t len;
};
#define HTML(literal) ((struct html){"" literal, sizeof(literal) - 1})

/* Ready for use, at most `bytes_max` (0 means 32 MiB). */
void out_init(struct out *o, size_t bytes_max);
/* Gives the memory back. */
void out_done(struct out *o);
/* Forgets the bytes, keeps the memory. */
void out_clear(struct out *o);
/* Ready for use, freed with the arena. */
struct out *out_in(struct arena *a, size_t bytes_max);
/* Over memory of the caller's, which it never leaves: for a short text. Nothing has to be given back. */
static inline struct out out_over(char *at, size_t size) {
    return (struct out){.at = at, .room = size, .cap = size, .max = size - 1};
}
/* What was written, NUL-terminated (the NUL is not counted). */
const char *out_text_of(struct out *o);

/* Makes room for n more bytes and a NUL; false if that would be over the maximum. */
bool out_grow(struct out *o, size_t n);
static inline bool out_room(struct out *o, size_t n) {
    return __builtin_expect(o->len + n < o->room, 1) || out_grow(o, n);
}

static inline void out_bytes(struct out *o, const void *bytes, size_t n) {
    if (!n || !out_room(o, n)) return;
    memcpy(o->at + o->len, bytes, n);
    o->len += n;
}
static inline void out_raw(struct out *o, const char *text) { out_bytes(o, text, strlen(text)); }
static inline void out_char(struct out *o, char c) {
    if (!out_room(o, 1)) return;
    o->at[o->len++] = c;
}
/* Already markup. */
static inline void out_markup(struct out *o, struct html h) { out_bytes(o, h.at, h.len); }
void out_printf(struct out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "00" to "99". */
extern const char digit_pairs[100][3];
void out_long(struct out *o, int64_t n);
static inline void out_int(struct out *o, int64_t n) {
    if (n >= 0 && n < 10) out_char(o, (char)('0' + n));
    else if (n >= 10 && n < 100) out_bytes(o, digit_pairs[n], 2);
    else out_long(o, n);
}
/* The number as a text in the arena. */
const char *int_print(struct arena *a, int64_t n);

/* Text in HTML, in a quoted attribute as well as between tags. */
void out_html(struct out *o, const char *text);
/* Text as one component of an address (RFC 3986 percent-encoding of all but unreserved). */
void out_url(struct out *o, const char *text);
/* Text as one CSV cell (RFC 4180): quoted where needed. */
void out_csv(struct out *o, const char *text);
