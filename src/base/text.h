/* text -- UTF-8 as people type it: checked, folded, trimmed, measured.
 *
 * A span is bytes that need not end in NUL. "Folded" text is what two spellings
 * of one word have in common: full-width forms made half-width, Latin letters
 * lower case, the many blanks and dashes made one. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    const char *at;
    size_t len;
};

struct span span_of(const char *text);
bool span_is(struct span s, const char *text);
/* Without ASCII blanks, U+00A0, U+3000, zero-width characters and BOM at both ends. */
struct span span_trim(struct span s);
/* The part before the first `c`; *s is left behind it. False when *s is used up. */
bool span_cut(struct span *s, char c, struct span *ret_part);

/* Bytes of the well-formed character at the start (1 to 4), 0 if it is not well-formed. */
size_t utf8_step(const char *at, size_t len);
/* True if all of it is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). */
bool utf8_valid(const char *at, size_t len);
/* The code point at *at, which moves on; 0xFFFD for a bad byte; 0 at the end. */
uint32_t utf8_next(const char **at, const char *end);
/* Writes a code point, returns its bytes (1 to 4). */
size_t utf8_put(char *to, uint32_t c);
/* Code points in text. */
size_t utf8_count(const char *text);
/* Columns on a terminal: 2 for wide East Asian characters, 0 for combining ones. */
size_t utf8_columns(const char *text);
/* At most n code points, with … behind if something was cut. */
const char *utf8_cut(struct arena *a, const char *text, size_t n);

/* Full-width digits, letters and punctuation to ASCII; other blanks to a space. One character. */
uint32_t fold_width(uint32_t c);
/* The folded form: half-width, lower case, no blanks at all, trimmed. */
char *text_fold(struct arena *a, struct span s);
/* Half-width, runs of blanks to one space, trimmed, case kept: what is to be read on. */
char *text_tidy(struct arena *a, struct span s);
/* The same, but punctuation stays as it was written: how a name or a sentence is kept. */
char *text_neat(struct arena *a, struct span s);

bool text_eq(const char *a, const char *b);
bool text_starts(const char *text, const char *with);
bool text_ends(const char *text, const char *with);
/* NULL or empty. */
bool text_empty(const char *text);
/* A decimal integer, all of it, within [min, max]. */
bool text_int(const char *text, int64_t min, int64_t max, int64_t *ret);
