/* jansson and base/json.h share names, so nothing of web/ is included here. */
#include "domain/signin/jwt.h"
#include "base/day.h"
#include "base/text.h"
#include <jansson.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>
#include <string.h>

enum { ES256_HALF = 32, RSA_BITS_MIN = 2048 };

static const enum word words[JWT_VERDICTS] = {
    [JWT_GOOD] = W_way_vouched,         [JWT_MALFORMED] = W_way_token_malformed, [JWT_ALGORITHM] = W_way_token_algorithm,
    [JWT_UNKNOWN_KEY] = W_way_token_key, [JWT_SIGNATURE] = W_way_token_signature, [JWT_ISSUER] = W_way_token_issuer,
    [JWT_AUDIENCE] = W_way_token_audience, [JWT_EXPIRED] = W_way_token_expired,   [JWT_EARLY] = W_way_token_early,
    [JWT_NONCE] = W_way_token_nonce,    [JWT_SUBJECT] = W_way_token_subject};

enum word jwt_word(enum jwt_verdict verdict) {
    must(verdict < JWT_VERDICTS);
    return words[verdict];
}

/* -- base64url -- */

const char *base64url(struct arena *a, const unsigned char *bytes, size_t len) {
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return sodium_bin2base64(arena_alloc(a, room), room, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

struct bytes {
    unsigned char *at;
    size_t len;
};

static bool decode(struct arena *a, struct span text, struct bytes *ret) {
    ret->at = arena_alloc(a, text.len + 1);
    return text.at && sodium_base642bin(ret->at, text.len + 1, text.at, text.len, NULL, &ret->len, NULL,
                                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

static void drop_json(void *root) { json_decref(root); }

/* An object, or NULL; freed with the arena. */
static json_t *object_of(struct arena *a, const char *at, size_t len) {
    json_t *root = json_loadb(at, len, JSON_REJECT_DUPLICATES, NULL);
    if (root) arena_defer(a, drop_json, root);
    return json_is_object(root) ? root : NULL;
}

static const char *text_in(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* -- keys -- */

static bool member(struct arena *a, const json_t *key, const char *name, struct bytes *ret) {
    return decode(a, span_of(text_in(key, name)), ret) && ret->len > 0;
}

static EVP_PKEY *key_from(const char *type, OSSL_PARAM_BLD *parts) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(parts);
    EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (!params || !c || EVP_PKEY_fromdata_init(c) != 1 || EVP_PKEY_fromdata(c, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(c);
    OSSL_PARAM_free(params);
    return key;
}

static EVP_PKEY *rsa_key(struct arena *a, const json_t *jwk) {
    struct bytes n, e;
    if (!member(a, jwk, "n", &n) || !member(a, jwk, "e", &e) || n.len > 1024 || e.len > 8) return NULL;
    BIGNUM *n_big = BN_bin2bn(n.at, (int)n.len, NULL), *e_big = BN_bin2bn(e.at, (int)e.len, NULL);
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, n_big);
    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, e_big);
    EVP_PKEY *key = key_from("RSA", parts);
    OSSL_PARAM_BLD_free(parts);
    BN_free(n_big);
    BN_free(e_big);
    if (key && EVP_PKEY_get_bits(key) >= RSA_BITS_MIN) return key;
    EVP_PKEY_free(key);
    return NULL;
}

static EVP_PKEY *ec_key(struct arena *a, const json_t *jwk) {
    struct bytes x, y;
    unsigned char point[1 + 2 * ES256_HALF] = {4}; /* not compressed */
    if (!text_eq(text_in(jwk, "crv"), "P-256") || !member(a, jwk, "x", &x) || !member(a, jwk, "y", &y)) return NULL;
    if (x.len != ES256_HALF || y.len != ES256_HALF) return NULL;
    memcpy(point + 1, x.at, ES256_HALF);
    memcpy(point + 1 + ES256_HALF, y.at, ES256_HALF);
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_utf8_string(parts, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(parts, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point);
    EVP_PKEY *key = key_from("EC", parts);
    OSSL_PARAM_BLD_free(parts);
    return key;
}

static const struct algorithm {
    const char *name, *key_type;
    EVP_PKEY *(*key)(struct arena *a, const json_t *jwk);
} algorithms[] = {{"RS256", "RSA", rsa_key}, {"ES256", "EC", ec_key}};

static bool key_is_for(const json_t *jwk, const struct algorithm *alg, const char *kid) {
    const char *use = text_in(jwk, "use"), *own = text_in(jwk, "alg");
    return text_eq(text_in(jwk, "kty"), alg->key_type) && (!*use || text_eq(use, "sig")) && (!*own || text_eq(own, alg->name)) &&
           (!*kid || text_eq(text_in(jwk, "kid"), kid));
}

/* -- the signature -- */

/* r and s side by side, as JWS has them, to the DER that OpenSSL reads. */
static bool der_of(struct arena *a, struct bytes raw, struct bytes *ret) {
    if (raw.len != 2 * ES256_HALF) return false;
    ECDSA_SIG *sig = ECDSA_SIG_new();
    unsigned char *der = NULL;
    ECDSA_SIG_set0(sig, BN_bin2bn(raw.at, ES256_HALF, NULL), BN_bin2bn(raw.at + ES256_HALF, ES256_HALF, NULL));
    int len = i2d_ECDSA_SIG(sig, &der);
    if (len > 0) *ret = (struct bytes){(unsigned char *)arena_copy_n(a, der, (size_t)len), (size_t)len};
    OPENSSL_free(der);
    ECDSA_SIG_free(sig);
    return len > 0;
}

static bool signature_holds(EVP_PKEY *key, struct span text, struct bytes signature) {
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool holds = c && EVP_DigestVerifyInit(c, NULL, EVP_sha256(), NULL, key) == 1 &&
                 EVP_DigestVerify(c, signature.at, signature.len, (const unsigned char *)text.at, text.len) == 1;
    EVP_MD_CTX_free(c);
    return holds;
}

static enum jwt_verdict signed_by(struct arena *a, const json_t *head, const char *keys, struct span text,
                                  struct bytes signature) {
    const struct algorithm *alg = NULL;
    for (size_t i = 0; i < countof(algorithms); i++)
        if (text_eq(text_in(head, "alg"), algorithms[i].name)) alg = &algorithms[i];
    if (!alg || json_object_get(head, "crit")) return JWT_ALGORITHM;
    if (text_eq(alg->key_type, "EC") && !der_of(a, signature, &signature)) return JWT_SIGNATURE;
    json_t *set = object_of(a, keys, strlen(keys)), *list = json_object_get(set, "keys");
    bool is_known = false, holds = false;
    for (size_t i = 0; i < json_array_size(list) && !holds; i++) {
        const json_t *jwk = json_array_get(list, i);
        if (!key_is_for(jwk, alg, text_in(head, "kid"))) continue;
        EVP_PKEY *key = alg->key(a, jwk);
        is_known |= key != NULL;
        holds = key && signature_holds(key, text, signature);
        EVP_PKEY_free(key);
    }
    return holds ? JWT_GOOD : is_known ? JWT_SIGNATURE : JWT_UNKNOWN_KEY;
}

/* -- what it says -- */

/* For us, and if also for others, then handed out to us. */
static bool is_for(const json_t *claims, const char *client) {
    const json_t *aud = json_object_get(claims, "aud"), *azp = json_object_get(claims, "azp");
    bool is = json_is_string(aud) && text_eq(json_string_value(aud), client);
    for (size_t i = 0; i < json_array_size(aud); i++)
        is |= json_is_string(json_array_get(aud, i)) && text_eq(json_string_value(json_array_get(aud, i)), client);
    if (azp && !text_eq(text_in(claims, "azp"), client)) return false;
    return is && (azp || json_array_size(aud) <= 1);
}

static enum jwt_verdict claims_hold(const json_t *claims, const struct jwt_wants *wants) {
    const json_t *exp = json_object_get(claims, "exp"), *iat = json_object_get(claims, "iat");
    double now_s = (double)outside_ms(wants->now_ms) / 1000;
    if (!text_eq(text_in(claims, "iss"), wants->issuer)) return JWT_ISSUER;
    if (!is_for(claims, wants->client)) return JWT_AUDIENCE;
    if (!json_is_number(exp) || json_number_value(exp) + JWT_LEEWAY_S <= now_s) return JWT_EXPIRED;
    if (!json_is_number(iat) || json_number_value(iat) - JWT_LEEWAY_S > now_s) return JWT_EARLY;
    if (!text_eq(text_in(claims, "nonce"), wants->nonce)) return JWT_NONCE;
    size_t n = strlen(text_in(claims, "sub"));
    return n > 0 && n <= 255 ? JWT_GOOD : JWT_SUBJECT;
}

enum jwt_verdict jwt_judge(struct arena *a, const char *token, const char *keys, const struct jwt_wants *wants,
                           struct jwt_says *ret) {
    struct span left = span_of(token), head_text, claims_text, signature_text;
    struct bytes head_json, claims_json, signature;
    if (left.len > JWT_TEXT_MAX) return JWT_MALFORMED;
    if (!span_cut(&left, '.', &head_text) || !span_cut(&left, '.', &claims_text) || !span_cut(&left, '.', &signature_text) ||
        left.at)
        return JWT_MALFORMED;
    if (!decode(a, head_text, &head_json) || !decode(a, claims_text, &claims_json) || !decode(a, signature_text, &signature))
        return JWT_MALFORMED;
    json_t *head = object_of(a, (char *)head_json.at, head_json.len);
    json_t *claims = object_of(a, (char *)claims_json.at, claims_json.len);
    if (!head || !claims) return JWT_MALFORMED;
    struct span text = {token, head_text.len + 1 + claims_text.len};
    enum jwt_verdict v = signed_by(a, head, keys, text, signature);
    if (v == JWT_GOOD) v = claims_hold(claims, wants);
    if (v != JWT_GOOD) return v;
    const char *name = text_in(claims, "name");
    ret->subject = arena_copy(a, text_in(claims, "sub"));
    ret->name = arena_copy(a, *name ? name : text_in(claims, "preferred_username"));
    return JWT_GOOD;
}
