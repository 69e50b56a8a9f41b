/* verify -- recompute the whole chain, and say in words what does not fit.
 *
 * One changed byte in a ledger row, a twin, the journal or its head is found, and so
 * is a file whose bytes do not match its name. Who rewrites the end of the chain as
 * a whole is found by comparing the head with one that was printed or packed before. */
#pragma once
#include "base/words.h"
#include "store/store.h"

enum { VERIFY_FAULTS_MAX = 20 };

struct verify_result {
    bool clean;
    int64_t entries, rows, files; /* looked at */
    int64_t first_wrong;          /* the first entry that is wrong; 0: none, or none that can be told */
    int64_t fault_count;                  /* found, of which the first are told */
    struct both faults[VERIFY_FAULTS_MAX];
    int64_t head_number;
    const char *head_hash; /* hex, as stored */
};

/* OK whether clean or not; ERR_STORE and the like if the database cannot be read to its end. Memory
 * does not grow with the ledger. Works on one consistent view, beside readers and writers. */
must_use enum err verify(struct store *s, struct arena *a, struct verify_result *ret);
/* The same in a transaction that is open already. */
must_use enum err verify_in(struct tx *t, struct verify_result *ret);
