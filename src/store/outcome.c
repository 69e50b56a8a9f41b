/* What became of a commit whose answer was lost with the connection.
 *
 * The entry's hash names the transaction: no other has it. Whoever has the lock on the journal's head sees either
 * this entry, or a head under which it can never come to stand any more. */
#include "store/tx.h"
#include "store_queries.h"
#include <string.h>
#include <time.h>

enum { LOOKS_MAX = 6, PAUSE_MS_FIRST = 50 }; /* each pause twice the one before: 3 seconds together */

static enum err was_made(struct tx *look, const struct tx *t, bool *ret_was) {
    struct entry_find_row row;
    bool has = false;
    try(tx_entry_begin(look));
    try(entry_find(look, tx_entry_number(t), &row, &has));
    *ret_was = has && row.hash.len == DIGEST_BYTES && memcmp(row.hash.at, t->hash, DIGEST_BYTES) == 0;
    return OK;
}

static enum err look_once(struct tx *t, bool *ret_was) {
    struct tx *look = NULL;
    try(store_write(t->store, t->arena, &(struct entry_note){.kind = "outcome", .reason = ""}, &look));
    enum err e = was_made(look, t, ret_was);
    tx_end(look);
    return e;
}

enum err tx_outcome(struct tx *t) {
    long pause_ms = PAUSE_MS_FIRST;
    for (int i = 0; t->has_entry && i < LOOKS_MAX; i++, pause_ms *= 2) {
        bool was = false;
        enum err e = look_once(t, &was);
        if (e == OK && was) arena_forgive(t->arena);
        if (e == OK) return was ? OK : ERR_LOST;
        nanosleep(&(struct timespec){pause_ms / 1000, pause_ms % 1000 * 1000000}, NULL);
    }
    return ERR_UNSURE;
}
