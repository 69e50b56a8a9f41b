/* chain -- the canonical bytes of rows and entries, and their digests. Private to store/.
 *
 * A value is written so that no two lists of values give the same bytes: a tag,
 * then eight bytes of a big-endian integer, or of a length and the bytes. A row
 * is its columns in the order of the schema, each as name and value, those that
 * are NULL left out: a nullable column that is added later changes no old digest.
 *
 * A table's digest is over the digests of its row versions sorted by (id, version);
 * an entry's hash over the hash before, its number, time, actor, kind and reason,
 * and for each table written, sorted by name, the name and the table's digest. */
#pragma once
#include "base/text.h"
#include "store/ledger.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 2 * DIGEST_BYTES + 1 };

struct digester;
/* Freed with the arena; NULL if the algorithm is neither sha256 nor sm3. */
struct digester *digester_new(struct arena *a, const char *algorithm);
void digester_begin(struct digester *d);
void digester_raw(struct digester *d, const void *bytes, size_t n);
void digester_int(struct digester *d, int64_t n);
void digester_text(struct digester *d, const void *at, size_t len);
void digester_blob(struct digester *d, const void *at, size_t len);
void digester_end(struct digester *d, unsigned char ret_digest[static DIGEST_BYTES]);

/* The digest of one row version, given the values of all its columns. */
void chain_row(struct digester *d, const struct ledger_table *table, const struct value *columns,
               unsigned char ret_digest[static DIGEST_BYTES]);

struct entry_facts {
    const unsigned char *before; /* DIGEST_BYTES */
    int64_t number, recorded_ms, actor_id;
    struct span kind, reason;
};
/* Begins the hash of an entry; then chain_table for each table, then digester_end. */
void chain_entry_begin(struct digester *d, const struct entry_facts *f);
void chain_table(struct digester *d, const char *name, const unsigned char digest[static DIGEST_BYTES]);

const char *digest_hex(const unsigned char *digest, char buffer[static DIGEST_HEX]);
