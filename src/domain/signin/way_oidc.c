/* OpenID Connect Core 1.0 and Discovery 1.0, authorization code with PKCE (RFC 7636, S256). */
#include "base/text.h"
#include "domain/people/secret.h"
#include "domain/signin/jwt.h"
#include "domain/signin/talk_ask.h"
#include <sodium.h>

/* A provider's own addresses are to be as safe as the issuer's. */
static bool is_safe(const struct talk *k, const char *address) {
    return text_starts(address, "https://") || (text_starts(k->way->realm, "http://") && text_starts(address, "http://"));
}

static bool discover(struct talk *k, json_t **ret) {
    static const char *const wanted[] = {"authorization_endpoint", "token_endpoint", "jwks_uri"};
    const char *address = arena_join(k->a, k->way->realm, "/.well-known/openid-configuration");
    const char *text = talk_kept(k, address);
    long status = 200;
    if (text) *ret = json_loads(text, 0, NULL);
    if (text && *ret) return arena_defer(k->a, (void (*)(void *))json_decref, *ret), true;
    if (!talk_json(k, &(struct fetch_ask){.address = address}, &status, ret, &text)) return false;
    bool is_well = status == 200 && text_eq(talk_text(*ret, "issuer"), k->way->realm);
    for (size_t i = 0; i < countof(wanted); i++) is_well &= is_safe(k, talk_text(*ret, wanted[i]));
    if (!is_well) return talk_fails(k, SAY(k->a, W_way_description_wrong, k->way->name, both_text(address)));
    talk_keep(k, address, text, k->now_ms + KEEP_MS);
    return true;
}

static bool oidc_page(struct talk *k) {
    json_t *doc;
    if (!discover(k, &doc)) return false;
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)k->verifier, strlen(k->verifier));
    const char *page = talk_text(doc, "authorization_endpoint");
    struct out *o = out_in(k->a, 0);
    out_raw(o, page);
    if (!strchr(page, '?')) out_char(o, '?');
    talk_add(o, "response_type", "code");
    talk_add(o, "client_id", k->way->client);
    talk_add(o, "redirect_uri", k->way->back);
    talk_add(o, "scope", "openid profile");
    talk_add(o, "state", k->state);
    talk_add(o, "nonce", k->nonce);
    talk_add(o, "code_challenge", base64url(k->a, hash, sizeof hash));
    talk_add(o, "code_challenge_method", "S256");
    k->page = out_text_of(o);
    return true;
}

/* client_secret_basic is the default (Core, 9); client_secret_post for who offers only that. */
static bool wants_post(const json_t *doc) {
    const json_t *list = json_object_get(doc, "token_endpoint_auth_methods_supported");
    bool basic = !list, post = false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *method = json_string_value(json_array_get(list, i));
        basic |= method && text_eq(method, "client_secret_basic");
        post |= method && text_eq(method, "client_secret_post");
    }
    return post && !basic;
}

static const char *encoded(struct arena *a, const char *text) { /* RFC 6749, 2.3.1 */
    struct out *o = out_in(a, 0);
    out_url(o, text);
    return out_text_of(o);
}

static bool token_refused(struct talk *k, const char *error) {
    if (text_eq(error, "invalid_grant")) return talk_fails(k, both_word(W_way_code_refused));
    if (text_eq(error, "invalid_client") || text_eq(error, "unauthorized_client"))
        return talk_fails(k, SAY(k->a, W_way_client_refused, k->way->name));
    return talk_fails(k, SAY(k->a, W_way_says, k->way->name, both_text(*error ? utf8_cut(k->a, error, 80) : "?")));
}

static bool token_get(struct talk *k, const json_t *doc, const char **ret_token) {
    const char *secret = secret_read(k->a, k->way->kind->key), *text;
    bool by_body = !secret || wants_post(doc);
    json_t *answer;
    long status;
    struct out *o = out_in(k->a, 0);
    talk_add(o, "grant_type", "authorization_code");
    talk_add(o, "code", k->code);
    talk_add(o, "redirect_uri", k->way->back);
    talk_add(o, "code_verifier", k->verifier);
    if (by_body) talk_add(o, "client_id", k->way->client);
    if (by_body && secret) talk_add(o, "client_secret", secret);
    struct fetch_ask ask = {.address = talk_text(doc, "token_endpoint"), .body = out_text_of(o),
                            .body_type = "application/x-www-form-urlencoded"};
    if (!by_body) ask.user = encoded(k->a, k->way->client), ask.secret = encoded(k->a, secret);
    if (!talk_json(k, &ask, &status, &answer, &text)) return false;
    *ret_token = talk_text(answer, "id_token");
    return (status == 200 && **ret_token) || token_refused(k, talk_text(answer, "error"));
}

/* A key that nobody knows may be a new one: the set is fetched once more for this token. */
static bool keys_get(struct talk *k, const char *address, bool anew, const char **ret_keys) {
    json_t *set;
    long status;
    *ret_keys = anew ? NULL : talk_kept(k, address);
    if (*ret_keys) return true;
    if (!talk_json(k, &(struct fetch_ask){.address = address}, &status, &set, ret_keys)) return false;
    if (status == 200) talk_keep(k, address, *ret_keys, k->now_ms + KEEP_MS);
    return status == 200 || talk_fails(k, SAY(k->a, W_way_no_sense, k->way->name, both_int(k->a, status)));
}

static bool oidc_vouch(struct talk *k) {
    json_t *doc;
    const char *token, *keys;
    struct jwt_says says;
    if (!discover(k, &doc) || !token_get(k, doc, &token)) return false;
    const struct jwt_wants wants = {k->way->realm, k->way->client, k->nonce, k->now_ms};
    enum jwt_verdict v = JWT_UNKNOWN_KEY;
    for (int anew = 0; anew < 2 && v == JWT_UNKNOWN_KEY; anew++) {
        if (!keys_get(k, talk_text(doc, "jwks_uri"), anew, &keys)) return false;
        v = jwt_judge(k->a, token, keys, &wants, &says);
    }
    if (v != JWT_GOOD) return talk_fails(k, both_word(jwt_word(v)));
    k->subject = says.subject;
    k->shown = says.name;
    return true;
}

const struct way_kind way_oidc_kind = {
    .key = "oidc", .name = W_way_oidc, .settings = {.realm = "oidc_issuer", .client = "oidc_client", .name = "oidc_name"},
    .page = oidc_page, .vouch = oidc_vouch};
