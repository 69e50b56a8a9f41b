/* jwt -- an ID token of OpenID Connect, judged: OpenID Connect Core 1.0, 3.1.3.7; RFC 7515 to 7519.
 *
 * RS256 and ES256 only, the algorithm that the key is for; "none" and keys that are shared secrets do not exist here.
 * Nothing of the token is believed before its signature holds. */
#pragma once
#include "base/words.h"
#include <stdbool.h>

enum { JWT_LEEWAY_S = 60 /* two clocks are never the same */, JWT_TEXT_MAX = 32 * 1024 };

struct jwt_wants {
    const char *issuer, *client, *nonce;
    int64_t now_ms;
};
enum jwt_verdict {
    JWT_GOOD,
    JWT_MALFORMED,
    JWT_ALGORITHM,
    JWT_UNKNOWN_KEY, /* look for newer keys, then judge again */
    JWT_SIGNATURE,
    JWT_ISSUER,
    JWT_AUDIENCE,
    JWT_EXPIRED,
    JWT_EARLY,       /* issued in the future */
    JWT_NONCE,
    JWT_SUBJECT,     /* says of nobody */
    JWT_VERDICTS
};
struct jwt_says {
    const char *subject, *name; /* name "" if it is not said */
};
/* `keys` is the text of a JWK set (RFC 7517). *ret is filled for JWT_GOOD only. */
enum jwt_verdict jwt_judge(struct arena *a, const char *token, const char *keys, const struct jwt_wants *wants,
                           struct jwt_says *ret);
enum word jwt_word(enum jwt_verdict verdict);
/* Bytes as base64 for addresses, without padding (RFC 4648, 5). */
const char *base64url(struct arena *a, const unsigned char *bytes, size_t len);
