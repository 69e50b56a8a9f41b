#include "domain/people/factor.h"
#include "base/text.h"
#include "domain/people/session.h"
#include "people_queries.h"
#include "store/seal.h"
#include <sodium.h>
#include <string.h>

enum { CODE_LETTERS = 15, CODE_GROUP = 5 };
static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789"; /* 15 of these are 74 bits */

/* -- recovery codes -- */

/* Dashes and blanks are for the eye; a person may type capitals. False: this cannot be such a code. */
static bool code_plain(const char *text, char ret[static CODE_LETTERS + 1]) {
    size_t n = 0;
    for (; *text; text++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + ('a' - 'A')) : *text;
        if (c == '-' || c == ' ') continue;
        if (!strchr(letters, c) || n == CODE_LETTERS) return false;
        ret[n++] = c;
    }
    ret[n] = 0;
    return n == CODE_LETTERS;
}

static const char *code_new(struct arena *a) {
    char *text = arena_alloc(a, RECOVERY_TEXT);
    for (int i = 0, w = 0; i < CODE_LETTERS; i++) {
        if (i && i % CODE_GROUP == 0) text[w++] = '-';
        text[w++] = letters[randombytes_uniform(sizeof letters - 1)];
    }
    return text;
}

enum err factor_recovery_new(struct tx *t, int64_t account_id, int64_t now_ms, const char *const **ret_codes) {
    struct arena *a = tx_arena(t);
    const char **codes = arena_array(a, const char *, RECOVERY_CODES);
    must(sodium_init() >= 0);
    try(recovery_codes_delete(t, account_id, NULL));
    for (int i = 0; i < RECOVERY_CODES; i++) {
        char plain[CODE_LETTERS + 1];
        codes[i] = code_new(a);
        must(code_plain(codes[i], plain));
        try(recovery_code_add(t, account_id, TOKEN_ALGORITHM, token_hash(a, plain), now_ms, NULL));
    }
    *ret_codes = codes;
    return OK;
}

static enum err recovery_takes(struct tx *t, int64_t account_id, const char *text, int64_t now_ms, bool *ret_is) {
    char plain[CODE_LETTERS + 1];
    int64_t used = 0;
    if (code_plain(text, plain)) try(recovery_code_use(t, now_ms, account_id, token_hash(tx_arena(t), plain), &used));
    *ret_is = used > 0;
    return OK;
}

/* -- codes by time -- */

static enum err key_of(struct tx *t, int64_t account_id, const struct factor_of_account_row *row, const char **ret_key) {
    return seal_open(t, account_id, row->sealed, ret_key);
}

static enum err time_code_takes(struct tx *t, int64_t account_id, const struct factor_of_account_row *row, const char *text,
                                int64_t now_ms, bool *ret_is) {
    const char *key;
    int64_t taken = 0;
    try(key_of(t, account_id, row, &key));
    int64_t step = totp_step_of(key, text, outside_ms(now_ms), row->last_step); /* the phone has a clock of its own */
    if (step >= 0) try(factor_step_take(t, step, account_id, &taken));
    *ret_is = taken > 0;
    return OK;
}

enum err factor_known(struct tx *t, int64_t account_id, struct factor_known *ret) {
    struct factor_of_account_row row;
    struct recovery_codes_left_row left;
    bool has;
    struct factor_known known = {.confirmed_ms = NO_INT};
    try(factor_of_account(t, account_id, &row, &has));
    if (has && row.confirmed_ms == NO_INT) {
        const char *key;
        try(key_of(t, account_id, &row, &key));
        known.state = FACTOR_WAITS;
        if (strlen(key) < sizeof known.key) memcpy(known.key, key, strlen(key) + 1);
    } else if (has) {
        try(recovery_codes_left(t, account_id, &left));
        known.state = FACTOR_HOLDS, known.confirmed_ms = row.confirmed_ms, known.recovery_left = left.n;
    }
    *ret = known;
    return OK;
}

enum err factor_begin(struct tx *t, int64_t account_id, int64_t now_ms) {
    struct factor_of_account_row row;
    struct blob sealed;
    bool has;
    char key[TOTP_KEY_TEXT];
    try(factor_of_account(t, account_id, &row, &has));
    if (has && row.confirmed_ms != NO_INT) return ERR_CONFLICT;
    if (has) try(factor_delete(t, account_id, NULL));
    totp_key_new(key);
    try(seal_close(t, account_id, key, &sealed));
    sodium_memzero(key, sizeof key);
    return factor_add(t, account_id, sealed, now_ms, 0, NULL);
}

enum err factor_confirm_by(struct tx *t, int64_t account_id, const char *code, int64_t now_ms,
                           const char *const **ret_codes, struct both *ret_fault) {
    struct factor_of_account_row row;
    bool has, is = false;
    int64_t confirmed;
    try(factor_of_account(t, account_id, &row, &has));
    if (!has || row.confirmed_ms != NO_INT) {
        *ret_fault = both_word(W_factor_not_begun);
        return ERR_INVALID;
    }
    try(time_code_takes(t, account_id, &row, code, now_ms, &is));
    if (!is) {
        *ret_fault = both_word(W_factor_code_wrong_first);
        return ERR_INVALID;
    }
    try(factor_confirm(t, now_ms, account_id, &confirmed));
    if (!confirmed) return ERR_RETRY;
    return factor_recovery_new(t, account_id, now_ms, ret_codes);
}

/* The name under which wrong codes are counted: a sign-in name has no blank, so none is the same. */
static const char *tries_name(struct arena *a, const struct person *p) { return arena_printf(a, "%s code", p->login); }

enum err factor_prove(struct tx *t, const struct person *p, const char *code, int64_t now_ms, struct both *ret_fault) {
    static const char anywhere[] = "";
    struct arena *a = tx_arena(t);
    struct factor_of_account_row row;
    bool has, is = false;
    try(factor_of_account(t, p->account_id, &row, &has));
    if (!has || row.confirmed_ms == NO_INT) return ERR_MISSING;
    enum err waits = sign_in_waits(t, tries_name(a, p), anywhere, now_ms, ret_fault);
    if (waits != OK) return waits;
    try(time_code_takes(t, p->account_id, &row, code, now_ms, &is));
    if (!is) try(recovery_takes(t, p->account_id, code, now_ms, &is));
    try(sign_in_try_add(t, tries_name(a, p), anywhere, now_ms, is, NULL));
    if (is) return OK;
    *ret_fault = both_word(W_factor_code_wrong);
    return ERR_INVALID;
}

enum err factor_take_away(struct tx *t, int64_t account_id, bool *ret_was) {
    struct factor_of_account_row row;
    bool has;
    try(factor_of_account(t, account_id, &row, &has));
    try(factor_delete(t, account_id, NULL));
    try(recovery_codes_delete(t, account_id, NULL));
    *ret_was = has && row.confirmed_ms != NO_INT;
    return OK;
}
