#include "domain/people/session.h"
#include "base/text.h"
#include "domain/people/password.h"
#include "people_queries.h"
#include <sodium.h>
#include <string.h>

enum { TOKEN_BYTES = 32, HASH_BYTES = 32 };

struct blob token_hash(struct arena *a, const char *token) {
    unsigned char *hash = arena_alloc(a, HASH_BYTES);
    must(crypto_generichash(hash, HASH_BYTES, (const unsigned char *)token, strlen(token), NULL, 0) == 0);
    return (struct blob){hash, HASH_BYTES};
}

/* What a token is for: "bearer" with a label, "session" or "half" with who vouched (NULL: the password did). */
struct token_use {
    const char *kind, *label, *provider;
    int64_t lasts_ms;
};

static enum err token_new(struct tx *t, int64_t account_id, const struct token_use *use, int64_t now_ms,
                          char ret_token[static TOKEN_TEXT]) {
    unsigned char random[TOKEN_BYTES];
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(ret_token, TOKEN_TEXT, random, sizeof random);
    struct blob hash = token_hash(tx_arena(t), ret_token);
    return session_add(t, TOKEN_ALGORITHM, hash, account_id, use->kind, use->label, use->provider, now_ms,
                       now_ms + use->lasts_ms, NULL);
}

enum err token_make(struct tx *t, int64_t account_id, const char *label, int64_t now_ms,
                    char ret_token[static TOKEN_TEXT]) {
    const struct token_use use = {.kind = "bearer", .label = label, .lasts_ms = TOKEN_LONGEST_MS};
    return token_new(t, account_id, &use, now_ms, ret_token);
}

/* Half a session for who has a second factor, else a whole one. */
static enum err session_new(struct tx *t, int64_t account_id, const char *provider, int64_t now_ms,
                            char ret_token[static TOKEN_TEXT]) {
    struct factor_of_account_row factor;
    bool has;
    try(factor_of_account(t, account_id, &factor, &has));
    bool is_half = has && factor.confirmed_ms != NO_INT;
    const struct token_use use = {.kind = is_half ? "half" : "session", .label = "", .provider = provider,
                                  .lasts_ms = is_half ? SESSION_HALF_MS : SESSION_LONGEST_MS};
    return token_new(t, account_id, &use, now_ms, ret_token);
}

enum err session_whole(struct tx *t, int64_t half_id, int64_t now_ms, char ret_token[static TOKEN_TEXT]) {
    struct session_half_row half;
    bool has;
    int64_t ended;
    try(session_half(t, half_id, &half, &has));
    if (!has) return ERR_SIGN_IN;
    try(session_revoke(t, now_ms, half_id, half.account_id, &ended));
    if (!ended) return ERR_SIGN_IN;
    const struct token_use use = {.kind = "session", .label = "", .provider = half.provider, .lasts_ms = SESSION_LONGEST_MS};
    return token_new(t, half.account_id, &use, now_ms, ret_token);
}

/* How long this name must wait at this address, 0 if not at all. A success wipes the slate. */
static enum err wait_of(struct tx *t, const char *login, const char *address, int64_t now_ms, int64_t *ret_wait_ms) {
    struct sign_in_last_success_row success;
    try(sign_in_last_success(t, login, address, &success));
    int64_t since = now_ms - SIGN_IN_WAIT_MS > success.at_ms ? now_ms - SIGN_IN_WAIT_MS : success.at_ms;
    struct sign_in_failures_row failures;
    try(sign_in_failures(t, login, address, since, &failures));
    *ret_wait_ms = failures.n >= SIGN_IN_TRIES ? failures.last_ms + SIGN_IN_WAIT_MS - now_ms : 0;
    return OK;
}

/* True if the password is the account's; takes the same time when there is no such account. */
static enum err password_checks(struct tx *t, const struct person *p, bool is_person, const char *password,
                                int64_t now_ms, bool *ret_is) {
    struct password_of_account_row row;
    bool has = false, rehash = false;
    if (is_person) try(password_of_account(t, p->account_id, &row, &has));
    if (!has) {
        password_check_nothing(password);
        *ret_is = false;
        return OK;
    }
    bool is = password_is(password, row.hash, &rehash) && !p->is_off;
    if (is && rehash) {
        char hash[PASSWORD_HASH_MAX];
        try(password_hash(tx_arena(t), password, hash));
        try(password_replace(t, hash, row.must_change, now_ms, p->account_id, NULL));
    }
    *ret_is = is;
    return OK;
}

enum err sign_in_waits(struct tx *t, const char *name, const char *address, int64_t now_ms, struct both *ret_fault) {
    struct arena *a = tx_arena(t);
    int64_t wait_ms;
    try(wait_of(t, name, address, now_ms, &wait_ms));
    if (wait_ms <= 0) return OK;
    *ret_fault = SAY(a, W_sign_in_wait, both_int(a, (wait_ms + 59999) / 60000));
    return ERR_TOO_MANY;
}

enum err sign_in(struct tx *t, const char *login, const char *password, const char *address, int64_t now_ms,
                 char ret_token[static TOKEN_TEXT], struct person *ret_person, struct both *ret_fault) {
    enum err waits = sign_in_waits(t, login, address, now_ms, ret_fault);
    if (waits != OK) return waits;
    struct person person = {0};
    enum err found = account_by_login(t, login, now_ms, &person);
    if (found != OK && found != ERR_MISSING) return found;
    bool is;
    try(password_checks(t, &person, found == OK, password, now_ms, &is));
    try(sign_in_try_add(t, login, address, now_ms, is, NULL));
    if (!is) {
        *ret_fault = both_word(W_sign_in_wrong);
        return ERR_INVALID;
    }
    try(session_new(t, person.account_id, NULL, now_ms, ret_token));
    *ret_person = person;
    return OK;
}

enum err sign_in_vouched(struct tx *t, int64_t account_id, const char *provider, int64_t now_ms,
                         char ret_token[static TOKEN_TEXT], struct person *ret_person) {
    try(account_by_id(t, account_id, now_ms, ret_person));
    if (ret_person->is_off) return ERR_DENIED;
    return session_new(t, account_id, provider, now_ms, ret_token);
}

enum err session_read(struct tx *t, struct blob hash, struct session_stored *ret) {
    struct session_by_hash_row row;
    bool has;
    try(session_by_hash(t, hash, &row, &has));
    if (!has || row.is_off || row.revoked_ms != NO_INT) return ERR_SIGN_IN;
    *ret = (struct session_stored){
        .session_id = row.id, .account_id = row.account_id, .seen_ms = row.seen_ms, .expires_ms = row.expires_ms,
        .is_bearer = text_eq(row.kind, "bearer"), .is_half = text_eq(row.kind, "half"), .has_factor = row.has_factor != 0,
        .is_vouched = row.provider != NULL, .must_change = row.must_change != 0, .lang = lang_of(row.lang),
        .login = row.subject, .name = row.name};
    return OK;
}

enum err session_stands(const struct session_stored *s, int64_t now_ms, struct session_found *ret) {
    if (s->expires_ms <= now_ms) return ERR_SIGN_IN;
    if (!s->is_bearer && s->seen_ms + SESSION_IDLE_MS <= now_ms) return ERR_SIGN_IN;
    *ret = (struct session_found){
        .session_id = s->session_id, .seen_ms = s->seen_ms, .is_bearer = s->is_bearer, .is_half = s->is_half,
        .has_factor = s->has_factor, .is_vouched = s->is_vouched,
        .person = {.account_id = s->account_id, .login = s->login, .name = s->name, .lang = s->lang,
                   .must_change = s->must_change}};
    return OK;
}

enum err session_find(struct tx *t, const char *token, int64_t now_ms, struct session_found *ret) {
    struct session_stored stored;
    if (strlen(token) != TOKEN_TEXT - 1) return ERR_SIGN_IN;
    try(session_read(t, token_hash(tx_arena(t), token), &stored));
    return session_stands(&stored, now_ms, ret);
}

enum err session_ended(struct tx *t, const char *token, int64_t now_ms, int64_t *ret_account_id) {
    struct session_by_hash_row row;
    bool has = false;
    *ret_account_id = 0;
    if (strlen(token) != TOKEN_TEXT - 1) return OK;
    try(session_by_hash(t, token_hash(tx_arena(t), token), &row, &has));
    if (!has || row.is_off || row.revoked_ms != NO_INT || !text_eq(row.kind, "session")) return OK;
    int64_t idle_ms = row.seen_ms + SESSION_IDLE_MS, end_ms = row.expires_ms < idle_ms ? row.expires_ms : idle_ms;
    if (end_ms <= now_ms && now_ms - end_ms < KEPT_FORM_MS) *ret_account_id = row.account_id;
    return OK;
}

enum err form_keep(struct tx *t, int64_t account_id, const char *path, const char *fields, int64_t now_ms) {
    struct kept_form_count_row count;
    try(kept_form_drop(t, account_id, path, NULL));
    try(kept_form_count(t, account_id, &count));
    if (count.n >= KEPT_FORMS_MAX) return ERR_TOO_MANY;
    return kept_form_add(t, account_id, path, fields, now_ms, NULL);
}

enum err session_touch(struct tx *t, int64_t session_id, int64_t now_ms) {
    return session_seen(t, now_ms, session_id, NULL);
}

enum err session_end(struct tx *t, int64_t session_id, int64_t account_id, int64_t now_ms) {
    return session_revoke(t, now_ms, session_id, account_id, NULL);
}

enum err sessions_tidy(struct tx *t, int64_t now_ms) {
    try(sessions_sweep(t, now_ms - INT64_C(86400000), NULL));
    try(kept_forms_sweep(t, now_ms - KEPT_FORM_MS, NULL));
    try(kept_replies_sweep(t, now_ms - INT64_C(86400000), NULL));
    return sign_in_tries_sweep(t, now_ms - INT64_C(86400000), NULL);
}
