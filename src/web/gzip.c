#include "web/gzip.h"

enum { LEVEL = 1, WINDOW_BITS = 13, AS_GZIP = 16, MEMORY = 7, CHUNK = 16 * 1024 };

bool gzip_bytes(struct gzip *g, const void *bytes, size_t len, struct out *to) {
    int e = g->is_ready ? deflateReset(&g->stream)
                        : deflateInit2(&g->stream, LEVEL, Z_DEFLATED, WINDOW_BITS + AS_GZIP, MEMORY, Z_DEFAULT_STRATEGY);
    if (e != Z_OK || len > UINT32_MAX) return false;
    g->is_ready = true;
    g->stream.next_in = (Bytef *)(uintptr_t)bytes;
    g->stream.avail_in = (uInt)len;
    do {
        Bytef chunk[CHUNK];
        g->stream.next_out = chunk;
        g->stream.avail_out = CHUNK;
        e = deflate(&g->stream, Z_FINISH);
        out_bytes(to, chunk, CHUNK - g->stream.avail_out);
    } while (e == Z_OK);
    return e == Z_STREAM_END && !to->overflow;
}

void gzip_done(struct gzip *g) {
    if (g->is_ready) deflateEnd(&g->stream);
    *g = (struct gzip){0};
}
