/* blob_inside -- all files one after the other, for verify and backup. Private to store/. */
#pragma once
#include "store/blob.h"

enum blob_state { BLOB_SOUND, BLOB_CHANGED, BLOB_GONE };
struct blob_walk;
must_use enum err blob_walk_open(struct tx *t, struct blob_walk **ret);
/* The next file's name, NULL behind the last; its bytes were read and held to the name. */
must_use enum err blob_walk_next(struct blob_walk *w, const char **ret_sha, enum blob_state *ret_state);
/* Where the bytes of a file lie beside SQLite's file `data`. */
const char *blob_path(struct arena *a, const char *data, const char *sha);
bool blob_sha_valid(const char *sha);
/* Everything in it is on the disk; so is the name of a file just made in a folder. */
must_use enum err path_flush(struct arena *a, const char *path);
