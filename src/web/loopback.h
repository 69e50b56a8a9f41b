/* loopback -- whole requests through parser and gate without a socket, for tests.
 *
 * Behaves like a browser on the program's own pages: keeps cookies, says Origin, and
 * puts the form's token into what it posts. Each of these can be taken away. Replies
 * live as long as the arena the loopback was made with. */
#pragma once
#include "web/serve.h"

struct loopback;

struct loopback_reply {
    int status;
    const char *head;     /* status line and headers */
    const char *body;     /* NUL-terminated */
    size_t len;
    const char *location; /* "" if there is none */
    const char *type;     /* media type */
};

struct loopback *loopback_new(struct arena *a, const struct web_app *web);

/* "/projects?area=3" */
struct loopback_reply loopback_get(struct loopback *l, const char *address);
/* `form` is "a=1&b=2". */
struct loopback_reply loopback_post(struct loopback *l, const char *address, const char *form);
struct loopback_reply loopback_post_json(struct loopback *l, const char *address, const char *json);
/* A multipart form: text fields "a=1&b=2" (or "") and one file. */
struct loopback_reply loopback_post_file(struct loopback *l, const char *address, const char *form, const char *field,
                                         const char *file_name, const void *bytes, size_t len);
/* Any method, any body. */
struct loopback_reply loopback_send(struct loopback *l, const char *method, const char *address, const char *type,
                                    const void *body, size_t len);

/* For all requests from now on; a value of NULL takes the header away. "Accept-Language" is en from the start. */
void loopback_header(struct loopback *l, const char *name, const char *value);
/* Sets or (NULL) forgets a cookie. */
void loopback_cookie(struct loopback *l, const char *name, const char *value);
const char *loopback_cookie_value(const struct loopback *l, const char *name); /* or NULL */
/* No token is put into what is posted. */
void loopback_without_csrf(struct loopback *l);
/* The value of a header of a reply, or NULL. */
const char *loopback_reply_header(struct loopback *l, struct loopback_reply r, const char *name);
