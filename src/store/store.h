/* store -- one handle over two databases.
 *
 * SQLite is embedded and the default: one writer connection, several readers (WAL,
 * foreign keys, STRICT, synchronous = FULL). PostgreSQL is reached by libpq at
 * REPEATABLE READ. A transaction is on one connection; a read transaction cannot
 * write, by the database's own switch. */
#pragma once
#include "store/db.h"

struct store;

enum backend { BACKEND_SQLITE, BACKEND_POSTGRES };

struct store_options {
    bool create;      /* make the database if the file or schema is not there */
    bool read_only;   /* refuse to write at all */
    const char *hash; /* when made: "sha256" (default) or "sm3" */
};

/* `data` is a file name or postgresql://…. What an older program made is brought to this program's schema
 * first, unless it is opened for reading only. Refusals: ERR_MISSING (not there and not create), ERR_VERSION
 * (of a newer program, or of an older one and for reading only), ERR_BUSY (locked), ERR_STORE; the arena's
 * failure says in words what is wrong and what to do. */
must_use enum err store_open(struct arena *a, const char *data, const struct store_options *options, struct store **ret);
void store_close(struct store *s);
enum backend store_backend(const struct store *s);
/* What was done at the opening to bring the database to this program's schema; NULL: nothing. */
const char *store_migration(const struct store *s);

/* Begins; the transaction ends with the arena's reset at the latest (not committed then). */
must_use enum err store_read(struct store *s, struct arena *a, struct tx **ret);
/* As store_read, for one who asked at a moment (monotonic_us), and who can begin again: it sees the database as it was at
 * some moment since then. On PostgreSQL one look serves all who had asked before it was begun, and nothing more is asked
 * for who finds kept (tx_mark, tx_last_entry) all that is wanted. The first thing read brings it to stand; what had been
 * written meanwhile makes that ERR_RETRY, for what was known from the look is no longer what would be read. */
must_use enum err store_read_since(struct store *s, struct arena *a, int64_t asked_us, struct tx **ret);
/* Brings it to stand: before who reads writes in a transaction of another kind. */
must_use enum err tx_stand(struct tx *t);

/* Who writes, why. Becomes the journal entry, if any ledger row is put. */
struct entry_note {
    int64_t actor_id;   /* account, 0 for the program itself */
    const char *kind;   /* "project_edit", "intake": a word of the program */
    const char *reason; /* words of a person, or "" */
    int64_t clock_ms;   /* 0: now. Only the practice city sets it. */
    bool in_line;       /* waits for its turn before it looks at anything: for who collided before (ERR_RETRY) */
};
must_use enum err store_write(struct store *s, struct arena *a, const struct entry_note *note, struct tx **ret);
/* Numbers and chains the entry, commits. ERR_RETRY: a serialization failure, run it again. ERR_LOST: the
 * connection is gone and nothing was saved; it may be run again. ERR_UNSURE: the connection was lost while
 * committing, and what became of it could not be found out; of a transaction with an entry that is only so if the
 * database stays away. Whatever else this store is asked may end with ERR_LOST as well. */
must_use enum err tx_commit(struct tx *t);
/* Gives the connection back; undoes what was not committed. Accepts NULL. */
void tx_end(struct tx *t);

/* The last entry this transaction can see; in a write transaction after the first put, its own. */
must_use enum err tx_last_entry(struct tx *t, int64_t *ret_entry);
bool tx_can_write(const struct tx *t);

/* Where a transaction that only reads stands: two with the same mark see the same database, whatever other connections
 * and programs have written. connection 0: nobody can tell; so of one that writes. On SQLite a mark is of one connection,
 * on PostgreSQL of all that a store has. */
struct tx_mark {
    uint32_t connection, version;
};
must_use enum err tx_mark(struct tx *t, struct tx_mark *ret);
