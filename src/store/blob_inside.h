/* blob_inside -- all files one after the other, for verify and backup. Private to store/. */
#pragma once
#include "store/blob.h"
#include <limits.h>

enum blob_state { BLOB_SOUND, BLOB_CHANGED, BLOB_GONE };
struct blob_walk;
/* The files that a database names. `data` is what they lie beside: SQLite's own name but for a copy. */
must_use enum err blob_walk_open(struct tx *t, const char *data, struct blob_walk **ret);
/* The next file's name, NULL behind the last; its bytes were read, counted and held to the name. */
must_use enum err blob_walk_next(struct blob_walk *w, const char **ret_sha, enum blob_state *ret_state,
                                 int64_t *ret_bytes);
/* Where the bytes of a file lie beside SQLite's file `data`: in a buffer, for there may be very many. */
struct blob_place {
    char folder[PATH_MAX], path[PATH_MAX];
};
void blob_place_of(const char *data, const char *sha, struct blob_place *ret);
bool blob_sha_valid(const char *sha);

/* What errno says about a path, in words. */
#define file_fault(a, path) file_fault_at((a), (path), __FILE__, __LINE__)
enum err file_fault_at(struct arena *a, const char *path, const char *file, int line);
/* A file's bytes, or a folder's names, are on the disk. */
must_use enum err path_flush(struct arena *a, const char *path);
must_use enum err write_all(struct arena *a, int fd, const void *bytes, size_t n);
