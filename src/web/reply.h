/* reply -- an answer being made: status, headers, body; written to the wire in two pieces.
 *
 * The head is written last, by reply_finish(), so that a reply can be thrown away and made
 * again until then. Every reply carries the same security headers. */
#pragma once
#include "base/out.h"
#include "web/gzip.h"
#include "web/http.h"

/* What is said on a stream of events: something has changed; nothing, but the server is there. */
#define STREAM_LOOK "data: look\n\n"
#define STREAM_BEAT "data: here\n\n"

struct reply {
    int status;
    const char *media_type;
    const char *cache;      /* Cache-Control */
    struct out head;        /* finished: status line and headers with the empty line */
    struct out headers;     /* those of this reply alone, each with its CRLF */
    struct out body;
    struct out zipped;      /* the body compressed, if it was */
    struct gzip gzip;
    const void *still;      /* bytes that live as long as the program, instead of `body` */
    size_t still_len;
    bool is_made;           /* a handler has replied */
    bool closes;            /* the connection ends with it */
    bool without_body;      /* HEAD, 304 */
    bool streams;           /* the connection stays with the reader, and server_tell() speaks on it (req_stream) */
};

void reply_init(struct reply *r, size_t body_bytes_max);
void reply_done(struct reply *r);
/* As new, the memory kept. */
void reply_clear(struct reply *r);

/* Adds a header; the value is cut at the first control character, so that nothing can end it early. */
void reply_header(struct reply *r, const char *name, const char *value);
void reply_cookie(struct reply *r, const char *name, const char *value, const char *attributes);
/* "attachment; filename=…; filename*=…" for any name (RFC 6266). */
void reply_file_name(struct reply *r, const char *file_name);

/* For a client that takes gzip: a body of text that is worth it is sent compressed. */
void reply_compress(struct reply *r);

/* Writes the head. `now_ms` for Date; `tls` adds Strict-Transport-Security. */
void reply_finish(struct reply *r, int64_t now_ms, bool tls);

/* A whole reply without a gate, for what cannot be read as a request: "400 …" in both languages; closes. */
void reply_refusal(struct reply *r, int status, int64_t now_ms, bool tls);

/* The body to send, if any. */
struct span reply_bytes(const struct reply *r);
/* "Not Found" */
const char *status_phrase(int status);
