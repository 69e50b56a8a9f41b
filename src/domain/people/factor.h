/* factor -- the second factor of an account: codes by time, and codes for who has lost the device.
 *
 * The secret is sealed under the person's key (store/seal.h) and never shown again once a code has proved that
 * the device holds it. A code is taken once. Wrong codes are counted for the account over all addresses: who
 * gets to try one has the password already, so that nobody else can lock the person out. */
#pragma once
#include "domain/people/account.h"
#include "domain/people/totp.h"

enum { RECOVERY_CODES = 10, RECOVERY_TEXT = 18 /* three groups of five, two dashes, a NUL */ };

enum factor_state { FACTOR_NONE, FACTOR_WAITS /* begun, not proved */, FACTOR_HOLDS };
struct factor_known {
    enum factor_state state;
    char key[TOTP_KEY_TEXT]; /* while it waits, to be shown; "" otherwise */
    int64_t confirmed_ms;
    int64_t recovery_left;
};
must_use enum err factor_known(struct tx *t, int64_t account_id, struct factor_known *ret);

/* Begins anew with another secret; one that waits is forgotten. ERR_CONFLICT if one holds: it is taken away first. */
must_use enum err factor_begin(struct tx *t, int64_t account_id, int64_t now_ms);
/* Proves the waiting one by its first code; from then it holds, and *ret_codes (RECOVERY_CODES of them, shown this
 * once) stand in for it. ERR_INVALID with the sentence. */
must_use enum err factor_confirm_by(struct tx *t, int64_t account_id, const char *code, int64_t now_ms,
                                    const char *const **ret_codes, struct both *ret_fault);
/* A code by time or a recovery code, taken now. ERR_INVALID or ERR_TOO_MANY with the sentence; the try is written
 * either way: the caller commits. ERR_MISSING: the account has no factor that holds. */
must_use enum err factor_prove(struct tx *t, const struct person *p, const char *code, int64_t now_ms,
                               struct both *ret_fault);
/* Others instead of all recovery codes there are. */
must_use enum err factor_recovery_new(struct tx *t, int64_t account_id, int64_t now_ms, const char *const **ret_codes);
/* The account has none any more. *ret_was: it had one that held. */
must_use enum err factor_take_away(struct tx *t, int64_t account_id, bool *ret_was);
