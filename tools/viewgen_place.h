/* viewgen_place -- where in the HTML the static text has come to.
 *
 * Escaping follows the place of a hole, and what the pages' policy forbids (inline style,
 * script, events) is refused here, at the build, instead of by a reader's browser. */
#pragma once
#include <stdbool.h>

enum where { BETWEEN_TAGS, IN_TAG, AFTER_EQUALS, IN_VALUE, IN_SCRIPT };

struct place {
    const char *path; /* of the template, and the line in hand: for refusals */
    int line;
    enum where where;
    bool closing;  /* </… */
    bool has_src;  /* of a script */
    bool verbatim; /* inside pre or textarea: blanks are kept */
    char tag[24], attr[32];
    char quote;
    char first; /* of the value so far; 0 if it is empty */
};

/* Follows the character at `at`; what stands behind it is looked at, too. */
void place_step(struct place *p, const char *at);
/* A tag is left for a block or a hole: the attribute's name before it is complete. */
void place_attr_end(struct place *p);
/* True in the value of href, src, action and their like. */
bool place_in_address(const struct place *p);
/* Both ends of a block must be in the same place. */
bool place_same(const struct place *a, const struct place *b);

static inline bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
