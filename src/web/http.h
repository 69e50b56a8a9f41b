/* http -- a request's head: bytes in, a checked struct out, nothing else.
 *
 * A narrow subset of HTTP/1.1 (RFC 9112), refused where servers and proxies are
 * known to read differently: CRLF only, exactly one Host, one digits-only
 * Content-Length, no Transfer-Encoding, no folded lines, no NUL or bare CR, names
 * by the token table, at most 16 KiB and 100 headers. Spans point into the bytes
 * given. README.md says why the parser is our own. */
#pragma once
#include "base/err.h"
#include "base/text.h"

enum method { METHOD_NONE, GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, METHOD_COUNT };
const char *method_name(enum method m);

enum { HEAD_BYTES_MAX = 16 * 1024, HEADERS_MAX = 100 };

struct http_header {
    struct span name, value;
};

struct http_head {
    enum method method;
    struct span path, query; /* as they came; query without '?' */
    int minor;               /* HTTP/1.minor: 0 or 1 */
    struct span host;        /* empty only for HTTP/1.0 */
    bool keep_alive;
    bool expects_continue;
    bool has_length;
    uint64_t length; /* of the body; 0 if none is declared */
    size_t header_count;
    struct http_header headers[HEADERS_MAX];
};

/* Bytes of the head with its empty line if it is complete, 0 if more must come; *ret_status is
 * 0 or the status to refuse with (400, 431) as soon as that is certain. `seen` are the bytes a
 * call before has looked at already, so that a slow head is not read over and over. */
size_t http_head_end(const char *bytes, size_t len, size_t seen, int *ret_status);

/* Reads a complete head. 0, or the status to refuse with: 400, 411, 414, 417, 431, 501, 505;
 * *ret_head means something only after 0. */
must_use int http_head_read(const char *bytes, size_t len, struct http_head *ret_head);

/* The value of the first header of that name (lower case), trimmed; {NULL, 0} if there is none. */
struct span http_header(const struct http_head *head, const char *name);
/* How many headers there are of that name. */
size_t http_header_count(const struct http_head *head, const char *name);
/* Goes through a comma-separated list: true and the next element, trimmed. */
bool http_list_next(struct span *list, struct span *ret_element);
/* The value of a cookie; {NULL, 0} if it is not there. */
struct span http_cookie(const struct http_head *head, const char *name);
/* Accept-Encoding names gzip and does not refuse it. */
bool http_takes_gzip(const struct http_head *head);
/* Names are compared without case. */
bool http_name_is(struct span name, const char *lower);

/* Decodes %XX (and '+' as a blank where it is a form); false for bad escapes, NUL or bad UTF-8. */
must_use bool http_decode(struct arena *a, struct span s, bool is_form, const char **ret_text);
