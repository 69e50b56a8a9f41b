/* recomputed -- what is frozen as bytes, packs and what other rooms keep so, looked at again: by its file's name, and made anew
 * from what was known then. */
#pragma once
#include "base/words.h"
#include "store/store.h"

enum { PACK_SHA_TEXT = 65 };
/* SHA-256 in small hex. */
const char *pack_sha(struct arena *a, struct blob bytes);

enum { VERIFIED_TOLD_MAX = 20 };
struct pack_verified {
    bool is_stored, is_bytes, is_content; /* the file has its name; made again it has the same bytes; says the same */
    const char *pack_sha, *content_sha;   /* as made again */
    size_t items, told_count;
    struct both told[VERIFIED_TOLD_MAX];  /* what differs, and why */
};
