#include "domain/people/security.h"
#include "base/text.h"
#include "base/words.h"
#include "people_queries.h"

static const struct {
    const char *key;
    enum word word;
} kinds[SECURITY_KINDS] = {
    [SECURITY_SIGN_IN] = {"sign_in", W_security_sign_in},
    [SECURITY_SIGN_IN_WRONG] = {"sign_in_wrong", W_security_sign_in_wrong},
    [SECURITY_SIGN_OUT] = {"sign_out", W_security_sign_out},
    [SECURITY_PASSWORD] = {"password", W_security_password},
    [SECURITY_RESET] = {"reset", W_security_reset},
    [SECURITY_ACCOUNT] = {"account", W_security_account},
    [SECURITY_FACTOR] = {"factor", W_security_factor},
    [SECURITY_FACTOR_WRONG] = {"factor_wrong", W_security_factor_wrong},
    [SECURITY_FACTOR_RESET] = {"factor_reset", W_security_factor_reset},
    [SECURITY_IDENTITY] = {"identity", W_security_identity},
    [SECURITY_RIGHTS] = {"rights", W_security_rights},
    [SECURITY_TOKEN] = {"token", W_security_token},
    [SECURITY_CLOCK] = {"clock", W_security_clock},
    [SECURITY_HIDDEN] = {"hidden", W_security_hidden},
    [SECURITY_DENIED] = {"denied", W_security_denied},
};

const char *security_key(enum security_kind kind) {
    must(kind < SECURITY_KINDS);
    return kinds[kind].key;
}

enum word security_word(const char *key) {
    for (size_t i = 0; i < countof(kinds); i++)
        if (text_eq(kinds[i].key, key)) return kinds[i].word;
    return W_security_other;
}

bool security_is_attempt(const char *key) {
    static const enum security_kind attempts[] = {SECURITY_SIGN_IN_WRONG, SECURITY_FACTOR_WRONG,
                                                  SECURITY_HIDDEN, SECURITY_DENIED};
    for (size_t i = 0; i < countof(attempts); i++)
        if (text_eq(kinds[attempts[i]].key, key)) return true;
    return false;
}

enum err security_note(struct tx *t, int64_t at_ms, int64_t account_id, const char *address, enum security_kind kind,
                       const char *what) {
    return security_note_add(t, at_ms, account_id ? account_id : NO_INT, address, security_key(kind),
                             utf8_cut(tx_arena(t), what, SECURITY_WHAT_MAX), NULL);
}

enum err security_sweep(struct tx *t, int64_t now_ms, int days) {
    if (days < SECURITY_KEPT_DAYS) days = SECURITY_KEPT_DAYS;
    return security_notes_sweep(t, now_ms - days * INT64_C(86400000), NULL);
}
