/* intake_draft -- a file that was uploaded and waits: what a person said about it, and its bytes again.
 *
 * What was said about headings is kept as lines "heading=field:unit:months", the orders of --map. */
#pragma once
#include "domain/intake/intake.h"

#define DRAFT_KEPT_MS (INT64_C(7) * 24 * 60 * 60 * 1000)

struct mapping_line {
    const char *heading; /* folded */
    const char *field, *unit, *months; /* unit and months may be "" */
};

/* Lines of a draft's mapping; what is no line is left out. */
size_t mapping_lines(struct arena *a, const char *text, struct mapping_line **ret_lines);
/* Lines as a draft keeps them. */
const char *mapping_text(struct arena *a, const struct mapping_line *lines, size_t count);
/* Lines as the pass over the file obeys them. ERR_INVALID with the sentence for the first that is no order. */
must_use enum err mapping_overrides(struct arena *a, const char *text, struct heading_override **ret_overrides,
                                    size_t *ret_count, struct both *ret_why);

/* A kept file as a path that can be opened until the arena's reset; its place has no name on the disk. */
must_use enum err kept_file_open(struct tx *t, struct arena *a, const char *sha, const char **ret_path);
/* The same for bytes that were just sent. */
must_use enum err sent_file_open(struct arena *a, const void *bytes, size_t len, const char **ret_path);
