/* web -- what the program tells the web floor: rows, callbacks, settings.
 *
 * One constant struct, handed to serve(), the server and the loopback. All callbacks
 * are called from several worker threads at once; `app` is theirs to lock. */
#pragma once
#include "web/assets.h"
#include "web/req.h"

struct entry_note; /* store/store.h */

/* A reply kept for an Idempotency-Key: the same request again gets it again. */
struct kept_reply {
    int status;
    const char *location; /* of a redirect, or "" */
    const char *media_type;
    const char *body;
    size_t body_len;
};
enum { FINGERPRINT_BYTES = 32 };

/* What somebody asked for and may not have; noted by the app, for it is how guessing shows. */
enum attempt {
    ATTEMPT_DENIED, /* a page that is not for this role */
    ATTEMPT_HIDDEN  /* a project that is not in this person's sight */
};

struct web_settings {
    bool tls_in_front;     /* a proxy speaks TLS: __Host- cookies, HSTS, X-Forwarded-For is believed */
    int log_fd;            /* one logfmt line a request; -1: none */
    size_t arena_bytes_max; /* memory of one request; 0: 64 MiB */
    size_t reply_bytes_max; /* of one reply; 0: 64 MiB */
    const char *sign_in;   /* "/sign-in" */
};

struct web_app {
    struct app *app;
    const struct route_list *routes;
    size_t route_lists;
    const struct asset *assets;
    size_t asset_count;
    const struct view_def *error_view; /* given a struct error_view */
    struct web_settings settings;

    /* Who has this cookie or token, in a read transaction (q->tx). ERR_SIGN_IN: nobody (any more). */
    enum err (*find_session)(struct req *q, const char *token, struct who *ret_who);
    enum err (*find_token)(struct req *q, const char *token, struct who *ret_who);
    bool (*may)(const struct who *who, enum access access);
    /* Does who asks see this project, in a read transaction? False is 404: a hidden one and none look the same. */
    enum err (*sees_project)(struct req *q, int64_t project_id, bool *ret_sees);

    /* Transactions of the store; `note` is NULL for TX_READ, which sees the database as it was at some moment after
     * `since_us` (monotonic_us; 0: as it is now). */
    enum err (*begin)(struct app *app, struct arena *a, enum route_tx kind, const struct entry_note *note,
                      int64_t since_us, struct tx **ret_tx);
    enum err (*commit)(struct tx *tx);
    void (*end)(struct tx *tx);

    /* All below may be NULL. */
    int64_t (*clock)(struct app *app);                        /* UTC ms; else the wall clock */
    /* The page this person must go to before any other, and why; NULL: there is none. */
    const char *(*must_go_to)(const struct who *who, struct both *ret_why);
    enum err (*frame)(struct req *q, struct page_frame *frame); /* last words on the frame: banner, known_text */
    void (*attempted)(struct req *q, enum attempt what);      /* after the reply: to be noted */
    void (*opened)(struct req *q);                            /* row.writes, after the reply: to be batched */
    /* What was typed by somebody whose session had ended meanwhile; all four or none. Whose ended session this cookie was,
     * 0 if nobody's or if it was ended on purpose; in a write transaction, keeping the fields ("a=1&b=2") of a form; those
     * kept for who asks, NULL if there are none; and, with what the form wrote once it was sent, forgetting them. */
    enum err (*find_ended)(struct req *q, const char *token, int64_t *ret_account_id);
    enum err (*keep_form)(struct req *q, int64_t account_id, const char *path, const char *fields);
    enum err (*find_form)(struct req *q, const char *path, const char **ret_fields);
    enum err (*drop_form)(struct req *q, const char *path);
    /* In the write transaction: was this key answered before? ERR_CONFLICT: with another request. */
    enum err (*find_reply)(struct req *q, const char *key, const unsigned char fingerprint[FINGERPRINT_BYTES],
                           bool *ret_found, struct kept_reply *ret_reply);
    enum err (*keep_reply)(struct req *q, const char *key, const unsigned char fingerprint[FINGERPRINT_BYTES],
                           const struct kept_reply *reply);
};
