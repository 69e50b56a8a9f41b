/* package_read -- the files of a zip, for tests. */
#pragma once
#include "base/arena.h"
#include <string.h>
#include <zip.h>

enum { PACKAGE_MEMBERS_MAX = 200 };
struct package_member {
    const char *name;
    const char *at; /* NUL behind it */
    size_t len;
    bool is_whole;  /* unpacked as the package says */
};

/* The number of files; 0: it is no package at all. */
static inline size_t package_open(struct arena *a, const void *at, size_t len, struct package_member *ret) {
    zip_error_t e;
    size_t count = 0;
    zip_error_init(&e);
    zip_source_t *from = zip_source_buffer_create(at, len, 0, &e);
    zip_t *zip = from ? zip_open_from_source(from, ZIP_RDONLY, &e) : NULL;
    if (!zip) {
        if (from) zip_source_free(from);
        return 0;
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0) && count < PACKAGE_MEMBERS_MAX; i++) {
        zip_stat_t stat;
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat)) continue;
        char *bytes = arena_alloc(a, stat.size + 1);
        zip_file_t *f = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        bool is_whole = f && zip_fread(f, bytes, stat.size) == (zip_int64_t)stat.size;
        if (f) is_whole &= zip_fclose(f) == 0;
        ret[count++] = (struct package_member){arena_copy(a, stat.name), bytes, stat.size, is_whole};
    }
    zip_discard(zip);
    return count;
}
