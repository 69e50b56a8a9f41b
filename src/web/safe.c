#include "web/safe.h"
#include <sodium.h>
#include <string.h>

enum { TOKEN_MIN = 20, TOKEN_MAX = 128, NONCE_BYTES = 16, MAC_BYTES = 32 };

const char *session_cookie_name(bool tls) { return tls ? "__Host-session" : "session"; }

bool token_is_well(struct span t) {
    if (t.len < TOKEN_MIN || t.len > TOKEN_MAX) return false;
    for (size_t i = 0; i < t.len; i++) {
        char c = t.at[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        if (!plain) return false;
    }
    return true;
}

struct span session_token(const struct http_head *head, bool tls) {
    struct span t = http_cookie(head, session_cookie_name(tls));
    return token_is_well(t) ? t : (struct span){NULL, 0};
}

struct span bearer_token(const struct http_head *head) {
    struct span t = http_header(head, "authorization");
    const char prefix[] = "Bearer ";
    if (t.len <= sizeof prefix - 1 || memcmp(t.at, prefix, sizeof prefix - 1) != 0) return (struct span){NULL, 0};
    t.at += sizeof prefix - 1;
    t.len -= sizeof prefix - 1;
    return t;
}

bool is_same_origin(const struct http_head *head, bool tls) {
    struct span site = http_header(head, "sec-fetch-site");
    if (site.at && !span_is(site, "same-origin") && !span_is(site, "none")) return false;
    struct span origin = http_header(head, "origin");
    if (!origin.at) return true;
    struct span scheme = span_of(tls ? "https://" : "http://");
    return head->host.len && origin.len == scheme.len + head->host.len && !memcmp(origin.at, scheme.at, scheme.len) &&
           !memcmp(origin.at + scheme.len, head->host.at, head->host.len);
}

/* Keyed BLAKE2b of purpose and nonce; the session's token, which only its browser has, is the key. */
static void csrf_mac(struct span session, const unsigned char nonce[NONCE_BYTES], unsigned char mac[MAC_BYTES]) {
    unsigned char key[crypto_generichash_BYTES], text[5 + NONCE_BYTES] = "csrf:";
    crypto_generichash(key, sizeof key, (const unsigned char *)session.at, session.len, NULL, 0);
    memcpy(text + 5, nonce, NONCE_BYTES);
    crypto_generichash(mac, MAC_BYTES, text, sizeof text, key, sizeof key);
    sodium_memzero(key, sizeof key);
}

/* Nonce and MAC in hex. A nonce of its own for each page, so that compression cannot betray the token. */
const char *csrf_new(struct arena *a, struct span session) {
    if (!session.at) return "";
    unsigned char token[NONCE_BYTES + MAC_BYTES];
    randombytes_buf(token, NONCE_BYTES);
    csrf_mac(session, token, token + NONCE_BYTES);
    char *hex = arena_alloc(a, sizeof token * 2 + 1);
    return sodium_bin2hex(hex, sizeof token * 2 + 1, token, sizeof token);
}

bool csrf_holds(struct span session, const char *token) {
    unsigned char sent[NONCE_BYTES + MAC_BYTES], mac[MAC_BYTES];
    size_t len = 0;
    if (!session.at || !token || strlen(token) != sizeof sent * 2) return false;
    if (sodium_hex2bin(sent, sizeof sent, token, sizeof sent * 2, NULL, &len, NULL) != 0 || len != sizeof sent)
        return false;
    csrf_mac(session, sent, mac);
    return sodium_memcmp(mac, sent + NONCE_BYTES, MAC_BYTES) == 0;
}

/* The last address of the list is the one the proxy itself wrote; those before it are anybody's. */
const char *client_address(struct arena *a, const struct http_head *head, const char *peer, bool tls) {
    struct span last = {NULL, 0};
    if (!tls) return peer;
    for (size_t i = 0; i < head->header_count; i++) {
        struct span list = head->headers[i].value, element;
        if (!http_name_is(head->headers[i].name, "x-forwarded-for")) continue;
        while (http_list_next(&list, &element)) last = element;
    }
    if (!last.len || last.len > 45) return peer;
    for (size_t i = 0; i < last.len; i++)
        if (!strchr("0123456789abcdefABCDEF.:", last.at[i])) return peer;
    return arena_copy_n(a, last.at, last.len);
}
