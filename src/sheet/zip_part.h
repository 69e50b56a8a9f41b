/* zip_part -- one part of a zip package, unpacked as it is read.
 *
 * What comes out is counted byte by byte against a budget: sizes written in the
 * package are claims, and a bomb lies about them. */
#pragma once
#include "base/words.h"
#include <zip.h>

struct zip_part {
    struct arena *a; /* for sentences */
    const char *name;
    zip_file_t *file;
    uint64_t read, left, bytes; /* so far, still allowed, as claimed */
};

/* The package of a descriptor, whose copy the zip owns; closed with the arena. */
enum err zip_package_open(struct arena *a, struct arena *outer, int fd, zip_t **ret_zip, struct both *ret_why) must_use;
/* ERR_MISSING (no sentence) if there is no such part; letter case aside. */
enum err zip_part_open(struct arena *outer, zip_t *zip, const char *name, uint64_t bytes_max, struct zip_part *ret_part,
                       struct both *ret_why) must_use;
/* Up to n bytes; *ret_got is 0 at the end, where the part's checksum has been found right. */
enum err zip_part_read(struct zip_part *p, void *to, size_t n, size_t *ret_got, struct both *ret_why) must_use;
void zip_part_close(struct zip_part *p);
