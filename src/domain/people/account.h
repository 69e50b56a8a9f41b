/* account -- the people who sign in, and what each may do.
 *
 * An account, its grants and its posts are facts of the ledger; its password is a secret beside it.
 * What a person is today follows from both grants and posts: reach.h. */
#pragma once
#include "domain/people/reach.h"

struct person {
    int64_t account_id;
    const char *login, *name;
    enum lang lang;
    struct reach reach; /* today */
    bool is_off, must_change;
};

/* A new account with roles over everything; 0: it has none yet. ERR_INVALID with the sentence: name taken, shape, password. */
must_use enum err account_create(struct tx *t, const char *login, const char *name, unsigned roles, enum lang lang,
                                 const char *password, bool must_change, int64_t now_ms, int64_t *ret_account_id,
                                 struct both *ret_fault);
/* The same with a hash of a one-time password that was made before, for many at once: hashing takes long and nobody else
 * writes meanwhile. hash NULL: switched off, without a password. */
must_use enum err account_begin(struct tx *t, const char *login, const char *name, enum lang lang, const char *hash,
                                int64_t now_ms, int64_t *ret_account_id, struct both *ret_fault);
bool account_login_is(const char *login);
/* ERR_MISSING if there is no such sign-in name. `now_ms` says what today is, for the roles. */
must_use enum err account_by_login(struct tx *t, const char *login, int64_t now_ms, struct person *ret);
must_use enum err account_by_id(struct tx *t, int64_t account_id, int64_t now_ms, struct person *ret);
must_use enum err account_all(struct tx *t, int64_t now_ms, struct person **ret, size_t *ret_count);

/* Sets a password that fits; every other session of the account ends. */
must_use enum err account_set_password(struct tx *t, const struct person *p, const char *password, bool must_change,
                                       int64_t keep_session_id, int64_t now_ms, struct both *ret_fault);
/* Replaces all grants by these roles over everything. ERR_INVALID if two of the three administrations would be in
 * one hand, or no system administrator would remain. */
must_use enum err account_set_roles(struct tx *t, int64_t account_id, unsigned roles, int64_t now_ms, struct both *ret_fault);
/* Switches the account off (on). Refused if no system administrator would remain. */
must_use enum err account_set_off(struct tx *t, int64_t account_id, bool is_off, int64_t now_ms, struct both *ret_fault);
/* ERR_INVALID if no system administrator could sign in: such an office could not help itself any more. */
must_use enum err administrator_remains(struct tx *t, int64_t now_ms, struct both *ret_fault);
/* The language the person reads. */
must_use enum err account_set_lang(struct tx *t, int64_t account_id, enum lang lang);
