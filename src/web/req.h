/* req -- what a handler is given, and how it answers.
 *
 * take params -> call one domain function -> fill a view -> reply. Everything was
 * checked by the gate from the row: who asks, typed and bounded parameters, the
 * transaction. A handler returns OK after exactly one req_view, req_redirect or
 * req_body; any other err is turned into the calm page (or JSON) of that error, and
 * nothing is committed. It may be run again (ERR_RETRY), so it changes nothing but
 * its transaction, the arena and the reply. */
#pragma once
#include "web/addr.h"
#include "web/route.h"
#include "web/view.h"

struct app;  /* the program's own; the web floor only passes it on */
struct tx;   /* store/store.h */
struct gate; /* inside of the gate */
struct reach; /* the app's own: whose rows somebody sees */

/* Who asks. account_id 0: nobody is signed in. */
struct who {
    int64_t account_id;
    int64_t session_id; /* 0 when a token was used */
    const char *login, *name;
    unsigned roles;   /* bits of the app */
    const struct reach *reach;
    bool by_token;    /* Authorization: Bearer */
    bool has_lang;    /* the account has chosen … */
    enum lang lang;   /* … this language */
};

struct req {
    struct arena *a;
    struct tx *tx; /* NULL when the row says TX_NONE */
    struct app *app;
    const struct route *route;
    struct who who;
    enum lang lang;
    enum format format;
    int64_t now_ms;          /* the clock is read once a request */
    const char *path;        /* "/projects/7" without the format's suffix */
    const char *query;       /* as it came, without '?' */
    const char *peer;        /* address of the client */
    const char *request_id;
    bool is_fragment;        /* HX-Request: only the part inside the frame */
    bool is_again;           /* run as route.again: a form is shown once more */
    struct faults faults;    /* those of the domain are added here */
    struct gate *gate;
};

/* Parameters by their declared names; an undeclared name or another kind is a bug. Path
 * parameters are parameters. Absent: "", `otherwise`, NO_DAY, NO_MONTH, -1, false, NULL. */
bool req_has(const struct req *q, const char *name);
const char *req_text(const struct req *q, const char *name); /* text, lines, secret, choice */
int64_t req_int(const struct req *q, const char *name, int64_t otherwise);
int32_t req_day(const struct req *q, const char *name);
int32_t req_month(const struct req *q, const char *name);
int req_choice(const struct req *q, const char *name); /* index in the row's "a|b|c" */
bool req_flag(const struct req *q, const char *name);
/* A header of the request, or "". */
const char *req_sent_header(struct req *q, const char *name);
/* A text that is a path on this server, to be redirected to; else `otherwise`. */
const char *req_local(const struct req *q, const char *name, const char *otherwise);
/* Of a parameter that may stand many times, in the order they came. */
size_t req_count(const struct req *q, const char *name);
const char *req_text_at(const struct req *q, const char *name, size_t i);
int64_t req_int_at(const struct req *q, const char *name, size_t i);

/* A file of a form: its bytes, in memory or mapped from the spooled body, until the request ends. */
struct upload {
    const char *file_name; /* as the browser said it, without folders */
    const char *media_type;
    const void *at;
    size_t len;
};
const struct upload *req_file(const struct req *q, const char *name); /* NULL: no file was chosen */
const struct upload *req_file_at(const struct req *q, const char *name, size_t i);

/* What was typed, as it was typed, for a form that is shown again; `otherwise` if this is no
 * such showing or the field was not sent. Secrets are never given back. */
const char *req_typed(const struct req *q, const char *name, const char *otherwise);
/* The text of the first fault of a field in the reader's language, or "". */
const char *req_fault_text(const struct req *q, const char *field);

/* The field was sent, if only empty: who edits a part leaves the rest unsaid. */
bool req_sent(const struct req *q, const char *name);

/* A refusal of the domain: collected; returns ERR_INVALID so that one line does it. */
enum err req_fault(struct req *q, const char *field, struct both text);
/* ERR_INVALID if any fault was collected. */
must_use enum err req_faults(const struct req *q);

/* The page's own title instead of the row's. */
void req_title(struct req *q, const char *title);
/* A word the next page shows once: "saved". */
void req_notice(struct req *q, enum word w);
/* The page fills a screen by itself: no menu above it, dark if `is_dark`. */
void req_screen(struct req *q, bool is_dark);
/* The page shows what was known then (text for the frame). */
void req_known(struct req *q, const char *text);

/* Replies. Each returns OK so that `return req_view(…)` reads well. */
enum err req_view(struct req *q, const struct view_def *def, const void *view);
/* 303 for a reader, HX-Redirect for a script that asked for a part, {"location": …} for a program. The address is
 * local: addr_text() or a literal. */
enum err req_redirect(struct req *q, const char *address);
/* Any other bytes: write them into the output returned. `file_name` "" shows it in the browser,
 * else it is saved under that name (any characters). */
struct out *req_body(struct req *q, const char *media_type, const char *file_name);
/* Not a page but a stream of events (text/event-stream): the connection is kept, and each server_tell() and a beat now and
 * then are heard on it, without a word of what happened: whoever hears one asks for the page again, through the gate. It
 * ends by itself after a while, and the browser opens the next one, through the gate as well. */
enum err req_stream(struct req *q);
/* A header of this reply alone. */
void req_header(struct req *q, const char *name, const char *value);
/* A status other than 200 for the reply that follows (201, 202). */
void req_status(struct req *q, int status);

/* Present page as an address of one's own, every declared query parameter kept, to change one of them. */
struct addr *req_here(struct req *q);

/* The session cookie: `token` becomes the browser's; ended, the browser forgets it. */
void req_session_start(struct req *q, const char *token);
void req_session_end(struct req *q);
/* A small secret the browser keeps for some seconds (0: forgets), and what it has kept; "" if nothing, or no token. */
void req_keep(struct req *q, const char *name, const char *token, int seconds);
const char *req_kept(struct req *q, const char *name);
/* 303 to a page of another server: https://…, or http://… on this machine. A form must not lead there, for the policy
 * (form-action) holds for all redirects of what was posted; a link may. */
enum err req_leave(struct req *q, const char *address);
/* The page that follows asks again for a local address after so many seconds, also without script. */
void req_refresh(struct req *q, int seconds, const char *address);
/* The language the browser keeps, for readers who are not signed in. */
void req_lang_keep(struct req *q, enum lang lang);
