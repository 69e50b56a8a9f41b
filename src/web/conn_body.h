/* conn_body -- a request's body while it arrives: memory that grows with it, or a spool file.
 *
 * Whatever its size, it ends as one piece of contiguous bytes. The spool file has no
 * name, so it is gone with the process. */
#pragma once
#include "base/out.h"
#include "base/text.h"

struct conn_body {
    uint64_t want, have;
    struct out memory;
    int fd;    /* of the spool, or -1 */
    void *map; /* of the finished spool */
};

/* Nothing is held yet. */
void conn_body_init(struct conn_body *b);
/* A body of `length` bytes comes; into memory if `folder` is NULL. False: no file can be made there. */
must_use bool conn_body_start(struct conn_body *b, uint64_t length, const char *folder);
/* Takes what belongs to the body, says how much that was. False: the disk is full or failed. */
must_use bool conn_body_add(struct conn_body *b, const char *bytes, size_t n, size_t *ret_taken);
static inline bool conn_body_is_whole(const struct conn_body *b) { return b->have == b->want; }
/* The bytes of a whole body, until conn_body_clear(). False: the spool cannot be mapped. */
must_use bool conn_body_bytes(struct conn_body *b, struct span *ret_bytes);
void conn_body_clear(struct conn_body *b);
