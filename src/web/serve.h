/* serve -- the gate: one request in, one reply out, everything checked on the way.
 *
 * Called from any worker thread, each with its own arena and reply. The only place of
 * the web floor that writes a log line. */
#pragma once
#include "web/reply.h"
#include "web/web.h"

struct http_in {
    const struct http_head *head;
    struct span body;     /* whole; in memory or mapped */
    int64_t heard_us;     /* when it was there (monotonic_us); 0: just now */
    const char *peer;     /* address of the socket's other end */
    enum err refusal;     /* ERR_TOO_LARGE, ERR_BUSY: the connection could not take it; answer so */
    bool is_first_look;   /* only the head is there: may such a body be sent at all? */
};

/* Makes the reply and finishes its head. On a first look: true and nothing made if the body may
 * come, else the reply is the refusal. Returns false whenever a reply was made. The arena may be
 * reset afterwards. */
bool serve(const struct web_app *web, struct arena *a, const struct http_in *in, struct reply *reply);

/* The most bytes a body for this head may have. */
size_t serve_body_max(const struct web_app *web, const struct http_head *head);

/* What is wrong with the struct, as a sentence, or NULL: for the start of the program. */
const char *web_check(struct arena *a, const struct web_app *web);
