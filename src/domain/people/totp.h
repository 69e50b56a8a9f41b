/* totp -- codes by time, of a secret two share: RFC 6238 over RFC 4226.
 *
 * HMAC-SHA-1, six digits, steps of 30 seconds: what every authenticator can do (many ignore other
 * choices in the otpauth address). SHA-1 is safe here: HMAC does not need collision resistance. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

enum { TOTP_SECRET_BYTES = 20, TOTP_KEY_TEXT = 33, TOTP_DIGITS = 6, TOTP_STEP_MS = 30000, TOTP_WINDOW = 1 };

/* A new secret as base32 (RFC 4648), 32 characters without padding. */
void totp_key_new(char ret_key[static TOTP_KEY_TEXT]);
/* The step an instant lies in. */
int64_t totp_step(int64_t at_ms);
/* The code of a step, 0 to 999999; -1 if the key is not base32. */
int totp_code(const char *key, int64_t step);
/* The step whose code this is, the present one or TOTP_WINDOW before or after it; -1: none. Blanks in the text
 * are allowed, six digits are wanted. A step up to `last_step` is not looked at: its code has been used. */
int64_t totp_step_of(const char *key, const char *text, int64_t now_ms, int64_t last_step);
/* The key for the eye, in groups of four; and the address an authenticator reads from a picture. */
const char *totp_key_groups(struct arena *a, const char *key);
const char *totp_address(struct arena *a, const char *key, const char *issuer, const char *login);
