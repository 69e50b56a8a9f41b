/* gate -- what the gate knows of a request and a handler need not see. Inside of web/. */
#pragma once
#include "web/params.h"
#include "web/reply.h"
#include "web/safe.h"
#include "web/serve.h"

struct gate {
    const struct web_app *web;
    const struct http_in *in;
    const struct http_head *head;
    struct reply *reply;
    struct route_match match;
    struct fields fields;     /* of the query, then of the body */
    enum err query_err;       /* the query was not written correctly */
    struct param_got got[PARAMS_MAX];
    struct span session;      /* token of the session cookie, once the session was found */
    struct addr *here;        /* the present page, once somebody asked for it */
    const char *title;        /* said by the handler */
    const char *known_text;
    const char *screen;       /* how a page that fills a screen is dressed; NULL: it does not */
    const char *location;     /* of a redirect, for a reply that is kept */
    const char *key;          /* Idempotency-Key, or NULL */
    unsigned char fingerprint[FINGERPRINT_BYTES];
    int64_t since_us;         /* what is read is not older than this (monotonic_us): when it was heard, or read last */
    int retries;              /* how often something ran once more, for the log */
    bool was_attempt;         /* refused in a way that is noted: … */
    enum attempt attempt;     /* … how */
    bool shows_kept;          /* a form is shown with what was kept of it, as if it had been sent and refused */
    const char *kept_fields;  /* those, as they were sent; NULL: there are none */
    bool shows_notice;        /* the notice of the cookie has been shown */
    enum lang lang_of_query;  /* the page was asked for in this language … */
    bool has_lang_of_query;   /* … by ?lang= */
};

/* gate.c: the steps, in the order in which serve.c takes them; each is OK or the refusal. */
must_use enum err gate_which_route(struct req *q);
must_use enum err gate_who_asks(struct req *q);
must_use enum err gate_may_they(struct req *q);
/* The page this person must go to before any other, and why; NULL: there is none. */
const char *gate_must_go_to(const struct req *q, struct both *ret_why);
must_use enum err gate_same_origin(struct req *q);
/* The form's token as it came, in a header or among the fields; NULL: none. */
const char *gate_csrf_sent(const struct req *q);
must_use enum err gate_typed_params(struct req *q);
must_use enum err gate_sees_projects(struct req *q);

/* Reads before the handler runs; once more, if the connection was lost or what was seen first has moved on. */
must_use enum err gate_read(struct req *q, enum err (*read)(struct req *q));

/* kept.c: what was typed survives a session that ended. A form that was sent too late is kept for its person, who is led to
 * sign in and back to it: GET of its address with ?kept=1. */
bool gate_may_keep(struct req *q, int64_t *ret_account_id);
must_use enum err gate_keep(struct req *q, int64_t account_id);
void gate_kept_route(struct req *q);
/* The kept fields take the place of those of a body; if there are none the reader is led to the page without them. */
must_use enum err gate_kept_fields(struct req *q);

/* handle.c: the handler in its transaction, and a refused form shown once more. */
must_use enum err gate_handle(struct req *q);
must_use enum err gate_show_again(struct req *q, enum err refused);
/* After an attempt (1 for the first) that failed: whether it may be made once more; then a while has passed. */
bool gate_once_more(struct req *q, enum err e, int attempt);
must_use enum err gate_tx_open(struct req *q, enum route_tx kind);
void gate_tx_close(struct req *q);

/* assets.c: true if the path is a file of the program; the reply is made. */
bool gate_asset(struct req *q);

/* frame.c: what surrounds the page. */
must_use enum err gate_frame(struct req *q, struct page_frame *ret_frame);
enum lang gate_lang(const struct req *q);

/* refuse.c: the reply for an err, as page or JSON. */
void gate_refuse(struct req *q, enum err e);
