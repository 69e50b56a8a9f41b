/* fetch -- asking another server over HTTP, with an end to everything: libcurl.
 *
 * Seconds to connect and to answer, bytes of an answer, no redirects, no scheme but http and https, TLS verified.
 * It blocks: only threads of providers call it (talks.h), never a worker. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

enum { FETCH_CONNECT_MS = 3000, FETCH_WHOLE_MS = 8000, FETCH_BYTES_MAX = 256 * 1024 };

struct fetch_ask {
    const char *address;
    const char *body;           /* NULL: GET */
    const char *body_type;
    const char *header;         /* "name: value", or NULL */
    const char *user, *secret;  /* HTTP Basic, or NULL */
};

/* The body of an answer of any status, NUL-terminated. False: there was none, *ret_why is libcurl's own sentence. */
bool fetch(struct arena *a, const struct fetch_ask *ask, long *ret_status, const char **ret_body, const char **ret_why);
