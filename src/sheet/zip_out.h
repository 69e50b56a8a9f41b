/* zip_out -- files put together into one package, in memory.
 *
 * Names are UTF-8. What is packed already (a photo, a workbook) is stored as it is. */
#pragma once
#include "base/arena.h"
#include "base/out.h"

struct zip_out;

/* `at_ms`: the moment written for each file; a zip has no zone, so what is shown is `at_ms` read as UTC. */
must_use enum err zip_out_begin(struct arena *a, int64_t at_ms, struct zip_out **ret);
/* The bytes must live until the package is taken. */
must_use enum err zip_out_add(struct zip_out *z, const char *name, const void *at, size_t len, bool is_packed);
/* The whole package behind what `out` has; ERR_TOO_LARGE over its maximum. */
must_use enum err zip_out_taken(struct zip_out *z, struct out *out);
