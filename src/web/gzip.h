/* gzip -- compress one piece of bytes, with a state that is kept for the next.
 *
 * The fastest level and a small window: a page costs microseconds, the state 100 KB. */
#pragma once
#include "base/out.h"
#include <zlib.h>

struct gzip {
    z_stream stream;
    bool is_ready;
};

/* Appends to *to; false if it did not fit there, or the memory could not be had. */
must_use bool gzip_bytes(struct gzip *g, const void *bytes, size_t len, struct out *to);
void gzip_done(struct gzip *g);
