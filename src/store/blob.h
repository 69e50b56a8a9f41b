/* blob -- files by their content: sheets as they came in, photos, attachments.
 *
 * A file's name is the SHA-256 of its bytes, so the same file is kept once. Beside
 * SQLite the bytes lie in the folder DATA.files, written and flushed before the
 * transaction commits; on PostgreSQL they lie in a table. A row of the ledger that
 * names a file brings it into the chain; verify holds the bytes to the name. What a
 * transaction that was not committed put may stay in the folder, of no consequence. */
#pragma once
#include "store/store.h"

enum { BLOB_SHA_TEXT = 65 };

struct blob_info {
    const char *sha;
    int64_t bytes;
    const char *media_type;
    int64_t recorded_ms;
};

/* Gives the next bytes: at most `room` into `to`; 0 at the end. */
struct blob_source {
    enum err (*read)(void *context, void *to, size_t room, size_t *ret_count);
    void *context;
};
/* Takes the next bytes; an error ends the reading and is passed on. */
struct blob_sink {
    enum err (*write)(void *context, const void *bytes, size_t count);
    void *context;
};

/* Keeps a file in a write transaction. ERR_TOO_LARGE over bytes_max. *ret_sha is the transaction's. */
must_use enum err blob_put(struct tx *t, const struct blob_source *source, const char *media_type, int64_t bytes_max,
                           const char **ret_sha);
must_use enum err blob_put_bytes(struct tx *t, struct blob bytes, const char *media_type, const char **ret_sha);
/* ERR_MISSING if there is no such file. */
must_use enum err blob_find(struct tx *t, const char *sha, struct blob_info *ret);
must_use enum err blob_read(struct tx *t, const char *sha, const struct blob_sink *sink);
/* All of it in the transaction's arena; ERR_TOO_LARGE over bytes_max. */
must_use enum err blob_read_bytes(struct tx *t, const char *sha, size_t bytes_max, struct blob *ret);
