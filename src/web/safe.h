/* safe -- who may have sent this: cookie, token, origin, and the form's own token. */
#pragma once
#include "web/http.h"
#include "web/req.h"

/* The name of the session cookie; over TLS it is bound to this host. */
const char *session_cookie_name(bool tls);
/* The token in the session cookie or in "Authorization: Bearer", if it is written like one. */
struct span session_token(const struct http_head *head, bool tls);
struct span bearer_token(const struct http_head *head);
bool token_is_well(struct span token);

/* A request that changes something comes from our own pages, or from no browser at all. */
bool is_same_origin(const struct http_head *head, bool tls);

/* A new token for the forms of this session: each page has another one, all of them hold. */
const char *csrf_new(struct arena *a, struct span session);
bool csrf_holds(struct span session, const char *token);

/* The address of the client: the socket's, or behind a proxy what the proxy saw. */
const char *client_address(struct arena *a, const struct http_head *head, const char *peer, bool tls);
