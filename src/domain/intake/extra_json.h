/* extra_json -- project.extra: columns of sheets that nobody knew, as one flat JSON object of texts.
 *
 * It is written here only, keys in the order of their bytes, so the same columns are the same text. */
#pragma once
#include "domain/intake/intake_row.h"

/* The pairs of an object as it is written here; what is not one gives none. */
size_t extra_read(struct arena *a, const char *json, struct row_extra **ret_pairs);
/* The object with these pairs put over it; the same text if they change nothing. NULL and none stay NULL. */
const char *extra_merge(struct arena *a, const char *json, const struct row_extra *pairs, size_t count);
