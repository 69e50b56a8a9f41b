/* session -- who is it that asks: signing in, random tokens, idle and absolute expiry.
 *
 * A token is 256 random bits, given once; the database keeps its BLAKE2b hash with an
 * algorithm id. Wrong tries are counted for a name together with an address, so that one
 * address cannot lock a person out of another.
 *
 * Who has a second factor gets half a session first: it opens the page that asks for the code, and nothing else. */
#pragma once
#include "domain/people/account.h"

enum {
    TOKEN_TEXT = 65,                 /* 64 hex digits and a NUL */
    SESSION_IDLE_MS = 30 * 60 * 1000,
    SESSION_LONGEST_MS = 12 * 60 * 60 * 1000,
    KEPT_FORM_MS = 24 * 60 * 60 * 1000,
    KEPT_FORMS_MAX = 20,             /* of one person */
    SESSION_HALF_MS = 10 * 60 * 1000, /* to find the device and type its code */
    SIGN_IN_TRIES = 5,               /* wrong ones in a row, then a wait */
    SIGN_IN_WAIT_MS = 10 * 60 * 1000
};
#define TOKEN_LONGEST_MS INT64_C(31536000000) /* a year */

/* Signs in. OK: *ret_token is the browser's. ERR_INVALID with a sentence that does not tell a wrong
 * name from a wrong password; ERR_TOO_MANY with the time to wait. The try is written either way: the
 * caller commits. */
must_use enum err sign_in(struct tx *t, const char *login, const char *password, const char *address, int64_t now_ms,
                          char ret_token[static TOKEN_TEXT], struct person *ret_person, struct both *ret_fault);

/* Signs in whom a provider vouched for: the same two steps, without a password. ERR_DENIED if the account is off. */
must_use enum err sign_in_vouched(struct tx *t, int64_t account_id, const char *provider, int64_t now_ms,
                                  char ret_token[static TOKEN_TEXT], struct person *ret_person);
/* The half session was proved: it ends, and a whole one with another token takes its place. */
must_use enum err session_whole(struct tx *t, int64_t half_id, int64_t now_ms, char ret_token[static TOKEN_TEXT]);
/* OK, or ERR_TOO_MANY with the time to wait: too many wrong tries of this name at this address. */
must_use enum err sign_in_waits(struct tx *t, const char *name, const char *address, int64_t now_ms, struct both *ret_fault);

/* How secrets are kept that are long and random: never themselves. */
#define TOKEN_ALGORITHM "blake2b-256"
struct blob token_hash(struct arena *a, const char *token);

/* Who a token belongs to, without what they reach. ERR_SIGN_IN if it is not one, expired, idle too long or revoked. */
struct session_found {
    int64_t session_id, seen_ms;
    bool is_bearer;
    bool is_half;     /* the second factor has not been proved */
    bool has_factor;  /* the account has one that holds */
    bool is_vouched;  /* by a provider: no password was asked for */
    struct person person;
};
/* What is stored of a session that was not revoked, of an account that is not off; the texts in the transaction's arena. */
struct session_stored {
    int64_t session_id, account_id, seen_ms, expires_ms;
    bool is_bearer, is_half, has_factor, is_vouched, must_change;
    enum lang lang;
    const char *login, *name;
};
/* By the hash of its token. ERR_SIGN_IN if there is none. */
must_use enum err session_read(struct tx *t, struct blob hash, struct session_stored *ret);
/* Whether it stands at a moment, and as whose. ERR_SIGN_IN if it expired or was idle too long. */
must_use enum err session_stands(const struct session_stored *s, int64_t now_ms, struct session_found *ret);
/* Both. */
must_use enum err session_find(struct tx *t, const char *token, int64_t now_ms, struct session_found *ret);
/* Whose session a token was that ended by itself not longer than a day ago; 0: nobody's, or it was ended on purpose. */
must_use enum err session_ended(struct tx *t, const char *token, int64_t now_ms, int64_t *ret_account_id);
/* Keeps what was typed into the form of a path for its person; what was kept for it before gives way. ERR_TOO_MANY. */
must_use enum err form_keep(struct tx *t, int64_t account_id, const char *path, const char *fields, int64_t now_ms);
/* The session was used; written a minute apart at the most. */
must_use enum err session_touch(struct tx *t, int64_t session_id, int64_t now_ms);
must_use enum err session_end(struct tx *t, int64_t session_id, int64_t account_id, int64_t now_ms);
/* A bearer token for programs. */
must_use enum err token_make(struct tx *t, int64_t account_id, const char *label, int64_t now_ms,
                             char ret_token[static TOKEN_TEXT]);
/* Forgets what expired and old tries; run now and then. */
must_use enum err sessions_tidy(struct tx *t, int64_t now_ms);
