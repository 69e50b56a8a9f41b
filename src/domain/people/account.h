/* account -- the people who sign in, and what each may do.
 *
 * An account and its grants are facts of the ledger; its password is a secret beside it.
 * Roles for now: administrator (accounts and exports, and all the office does), office
 * (everything with projects, settings), viewer (reads). They are bits, so that a person may hold several. */
#pragma once
#include "base/words.h"
#include "store/store.h"

enum { ROLE_ADMINISTRATOR = 1, ROLE_OFFICE = 2, ROLE_VIEWER = 4 };

struct person {
    int64_t account_id;
    const char *login, *name;
    enum lang lang;
    unsigned roles; /* bits ROLE_… */
    bool is_off, must_change;
};

/* One bit for "administrator", "office", "viewer"; 0 for anything else. */
unsigned role_read(const char *text);
enum word role_word(unsigned role);
/* The strongest of some roles, as text. */
const char *role_text(unsigned roles);

/* A new account with one role over everything. ERR_INVALID with the sentence: name taken, shape, password. */
must_use enum err account_create(struct tx *t, const char *login, const char *name, unsigned role, enum lang lang,
                                 const char *password, bool must_change, int64_t now_ms, int64_t *ret_account_id,
                                 struct both *ret_fault);
/* ERR_MISSING if there is no such sign-in name. */
must_use enum err account_by_login(struct tx *t, const char *login, struct person *ret);
must_use enum err account_by_id(struct tx *t, int64_t account_id, struct person *ret);
must_use enum err account_all(struct tx *t, struct person **ret, size_t *ret_count);

/* Sets a password that fits; every other session of the account ends. */
must_use enum err account_set_password(struct tx *t, const struct person *p, const char *password, bool must_change,
                                       int64_t keep_session_id, int64_t now_ms, struct both *ret_fault);
/* Replaces the role, or switches the account off (on). Refused if no administrator would remain. */
must_use enum err account_set_role(struct tx *t, int64_t account_id, unsigned role, struct both *ret_fault);
must_use enum err account_set_off(struct tx *t, int64_t account_id, bool is_off, int64_t now_ms, struct both *ret_fault);
/* The language the person reads. */
must_use enum err account_set_lang(struct tx *t, int64_t account_id, enum lang lang);
