/* security -- the journal of what concerns the safety of the house: who signed in, whose password or
 * rights were changed, who asked for what they may not see.
 *
 * A plain table that is only added to. It holds addresses of clients, so old notes are swept, but none
 * younger than SECURITY_KEPT_DAYS, whatever other retention says. */
#pragma once
#include "store/store.h"

enum { SECURITY_KEPT_DAYS = 180, SECURITY_WHAT_MAX = 300 };

enum security_kind {
    SECURITY_SIGN_IN, SECURITY_SIGN_IN_WRONG, SECURITY_SIGN_OUT, SECURITY_PASSWORD, SECURITY_RESET,
    SECURITY_ACCOUNT, SECURITY_FACTOR, SECURITY_FACTOR_WRONG, SECURITY_FACTOR_RESET, SECURITY_IDENTITY, SECURITY_RIGHTS,
    SECURITY_TOKEN, SECURITY_CLOCK, SECURITY_HIDDEN, SECURITY_DENIED, SECURITY_KINDS
};
const char *security_key(enum security_kind kind);
enum word security_word(const char *key);
/* Somebody tried what they may not. */
bool security_is_attempt(const char *key);

/* One note, with the transaction. account_id 0: nobody. `what` is cut at SECURITY_WHAT_MAX characters. */
must_use enum err security_note(struct tx *t, int64_t at_ms, int64_t account_id, const char *address,
                                enum security_kind kind, const char *what);
/* Forgets notes of more than `days` days ago, at least SECURITY_KEPT_DAYS. */
must_use enum err security_sweep(struct tx *t, int64_t now_ms, int days);
