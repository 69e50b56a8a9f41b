/* password -- Argon2id, and refusing what everybody guesses first.
 *
 * Hashing takes 64 MiB and some 70 ms: at most PASSWORD_HASHES_MAX run at once, others wait. */
#pragma once
#include "base/words.h"

enum { PASSWORD_POINTS_MIN = 10, PASSWORD_POINTS_MAX = 200, PASSWORD_HASHES_MAX = 2, PASSWORD_HASH_MAX = 128 };

/* True if the password may be chosen by this person; else *ret_fault says why not. */
bool password_fits(struct arena *a, const char *password, const char *login, struct both *ret_fault);
/* The hash with its parameters. ERR_BUSY if memory for it could not be had. */
must_use enum err password_hash(struct arena *a, const char *password, char ret_hash[static PASSWORD_HASH_MAX]);
/* True if it is the password. *ret_rehash: made with older parameters, should be hashed anew. */
bool password_is(const char *password, const char *hash, bool *ret_rehash);
/* Spends the time of a check without one: an unknown name answers as slowly as a wrong password. */
void password_check_nothing(const char *password);
/* A random one to hand out: 20 letters and digits without look-alikes, in groups of five. */
const char *password_random(struct arena *a);
