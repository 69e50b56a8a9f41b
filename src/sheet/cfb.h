/* cfb -- one stream of a compound file (MS-CFB), the container of xls, read at any place.
 *
 * Chains of sectors are checked against the size of the file before anything is
 * allocated for them: a length written in the file is a claim. */
#pragma once
#include "sheet/sheet_inside.h"

struct cfb_stream {
    struct sheet_file *file;
    uint64_t bytes;
    uint32_t sector_bytes;
    const uint32_t *sectors; /* of the stream in order; NULL if `small` holds all */
    const char *small;
};

/* The stream of this name, letter case aside; ERR_MISSING (no sentence) if there is none, ERR_INVALID if the
 * container is damaged. */
enum err cfb_open(struct sheet_file *f, const char *name, struct cfb_stream *ret, struct both *ret_why) must_use;
/* Up to n bytes from a place; fewer at the end. */
enum err cfb_read(const struct cfb_stream *s, uint64_t at, void *to, size_t n, size_t *ret_got) must_use;
