/* assets -- files compiled into the program, served under names that carry their hash.
 *
 * The table is written at build time. A name with its hash never changes its bytes,
 * so browsers keep it for ever; the few files with a fixed name (/favicon.ico) are
 * asked for again by ETag. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct asset {
    const char *name;       /* "qipan.css": how templates and code speak of it */
    const char *href;       /* "/assets/qipan-1f2e3d4c5b.css", or "/favicon.ico" */
    const char *media_type; /* "text/css; charset=utf-8" */
    const void *at;
    size_t len;
    const void *gz; /* the same by gzip, or NULL where it does not help */
    size_t gz_len;
    const char *etag; /* "\"1f2e3d4c5b\"", quotes included */
    bool is_hashed;   /* the href has the hash in it: immutable */
};

/* Where it is served, for a page; a name that is not in the table is a bug. */
const char *asset_href(const struct asset *assets, size_t count, const char *name);
/* The asset at that address, or NULL. */
const struct asset *asset_find(const struct asset *assets, size_t count, const char *path, size_t path_len);
