#include "domain/people/totp.h"
#include "base/out.h"
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

enum { MODULO = 1000000 };
static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void totp_key_new(char ret_key[static TOTP_KEY_TEXT]) {
    must(sodium_init() >= 0);
    /* Eight characters carry five bytes, so that 32 random ones are the 20 bytes with nothing over. */
    for (int i = 0; i < TOTP_KEY_TEXT - 1; i++) ret_key[i] = base32[randombytes_uniform(32)];
    ret_key[TOTP_KEY_TEXT - 1] = 0;
}

static bool key_bytes(const char *key, unsigned char ret[static TOTP_SECRET_BYTES]) {
    unsigned bits = 0, held = 0;
    size_t n = 0;
    for (; *key && n < TOTP_SECRET_BYTES; key++) {
        const char *at = strchr(base32, *key);
        if (!at) return false;
        bits = bits << 5 | (unsigned)(at - base32);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        ret[n++] = (unsigned char)(bits >> held);
    }
    return n == TOTP_SECRET_BYTES && !*key;
}

int64_t totp_step(int64_t at_ms) { return at_ms / TOTP_STEP_MS; }

int totp_code(const char *key, int64_t step) {
    unsigned char secret[TOTP_SECRET_BYTES], counter[8], mac[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    if (!key_bytes(key, secret)) return -1;
    for (int i = 0; i < 8; i++) counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
    must(HMAC(EVP_sha1(), secret, sizeof secret, counter, sizeof counter, mac, &len) && len == 20);
    sodium_memzero(secret, sizeof secret);
    int at = mac[19] & 15; /* RFC 4226, 5.3 */
    unsigned bits = (mac[at] & 0x7Fu) << 24 | (unsigned)mac[at + 1] << 16 | (unsigned)mac[at + 2] << 8 | mac[at + 3];
    return (int)(bits % MODULO);
}

static int digits_of(const char *text) {
    int n = 0, code = 0;
    for (; *text; text++) {
        if (*text == ' ') continue;
        if (*text < '0' || *text > '9' || ++n > TOTP_DIGITS) return -1;
        code = code * 10 + (*text - '0');
    }
    return n == TOTP_DIGITS ? code : -1;
}

int64_t totp_step_of(const char *key, const char *text, int64_t now_ms, int64_t last_step) {
    int code = digits_of(text);
    int64_t now = totp_step(now_ms), found = -1;
    for (int64_t step = now - TOTP_WINDOW; code >= 0 && step <= now + TOTP_WINDOW; step++)
        if (step > last_step && totp_code(key, step) == code && found < 0) found = step;
    return found;
}

const char *totp_key_groups(struct arena *a, const char *key) {
    struct out *o = out_in(a, 0);
    for (int i = 0; key[i]; i++) {
        if (i && i % 4 == 0) out_char(o, ' ');
        out_char(o, key[i]);
    }
    return out_text_of(o);
}

const char *totp_address(struct arena *a, const char *key, const char *issuer, const char *login) {
    struct out *o = out_in(a, 0);
    out_raw(o, "otpauth://totp/");
    out_url(o, issuer);
    out_char(o, ':');
    out_url(o, login);
    out_printf(o, "?secret=%s&issuer=", key);
    out_url(o, issuer);
    out_printf(o, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS, TOTP_STEP_MS / 1000);
    return out_text_of(o);
}
