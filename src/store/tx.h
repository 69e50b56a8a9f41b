/* tx -- the inside of a transaction. Private to store/. */
#pragma once
#include "store/chain.h"
#include "store/driver.h"
#include "store/schema.h"

/* One row version put by this transaction: 56 bytes, so that a million fit. */
struct put {
    int32_t table; /* its place among the names, see store_place */
    int64_t id, version;
    unsigned char digest[DIGEST_BYTES];
};
enum { PUTS_MAX = 8 * 1024 * 1024 };

struct head {
    int64_t number, recorded_ms, next_id;
    unsigned char hash[DIGEST_BYTES];
};

struct tx {
    struct store *store;
    struct arena *arena;
    struct conn *conn; /* NULL: nothing was asked yet that is not known from a look; see tx_stand */
    struct rows *open, *spare;
    struct entry_note note;
    bool write, ended;
    enum err failed; /* a statement failed: nothing of this can be committed */

    bool knows_last;  /* of a transaction that only reads, whose view does not move … */
    struct seen seen; /* … where it stands, once it was asked for */

    bool migrates; /* it changes the schema itself */
    bool head_locked;
    bool has_entry;   /* something was put: an entry will be written */
    struct head head; /* as it was when locked, but next_id, which moves on */
    unsigned char hash[DIGEST_BYTES]; /* of the entry, once it is written */
    struct digester *digester;
    struct put *puts;
    size_t put_count, put_room;
};

enum { DATA_NAME_MAX = 3000 }; /* names of files beside it must stay below PATH_MAX */

struct store {
    const struct driver *driver;
    const struct schema *schema;
    char *data; /* file name or address */
    struct store_options options;
    char algorithm[8];
    const struct ledger_table **by_name; /* the schema's tables, sorted */
    struct pool *pool;
    struct views *views;
    char *migration; /* what was done to bring it to this program's schema, or NULL */
};

/* The place of a ledger table among the names of all; entries are hashed in that order. */
int32_t store_place(const struct store *s, const struct ledger_table *table);

/* Once: locks the head, reads number and next id. */
must_use enum err tx_entry_begin(struct tx *t);
/* Notes a row version, whose digest is made of the values of its columns. */
must_use enum err tx_entry_put(struct tx *t, const struct ledger_table *table, const struct value *columns);
/* Last before commit: numbers, times and chains the entry. */
must_use enum err tx_entry_write(struct tx *t);
/* After a commit of which no answer came: OK if it was made, ERR_LOST if it never will be, ERR_UNSURE. */
must_use enum err tx_outcome(struct tx *t);
static inline int64_t tx_entry_number(const struct tx *t) { return t->head.number + 1; }

/* A statement without parameters that is used once: the making of tables. */
must_use enum err tx_script(struct tx *t, const char *sql);
