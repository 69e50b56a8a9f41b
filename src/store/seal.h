/* seal -- personal data that can be forgotten although the ledger cannot.
 *
 * What is said about a person (contact, telephone) is sealed with a key of that
 * person's own (XChaCha20-Poly1305) and put into the ledger as sealed bytes, which
 * the chain covers. Destroying the key is a journal entry; the chain stays whole, and
 * nobody reads the bytes again. Keys lie in the same database: the seal makes
 * forgetting possible, it is no protection from who holds the file. Backups made
 * before keep the key until they are thrown away. */
#pragma once
#include "store/store.h"

/* A subject for one thing that is sealed by itself: above every number an entry gives, so that they never meet. */
int64_t seal_subject_new(void);

/* Seals text under the person's key, which is made at the first use. NULL text gives a NULL blob.
 * ERR_MISSING: the key was destroyed; it is never made again. The blob is the transaction's. */
must_use enum err seal_close(struct tx *t, int64_t subject_id, const char *text, struct blob *ret_sealed);
/* The text again. A NULL blob gives NULL text. ERR_MISSING: there is no key, or it was destroyed. */
must_use enum err seal_open(struct tx *t, int64_t subject_id, struct blob sealed, const char **ret_text);
/* Forgets the key; the transaction becomes an entry even if it puts no row. ERR_MISSING: no key. */
must_use enum err seal_destroy(struct tx *t, int64_t subject_id);
