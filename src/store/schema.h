/* schema -- the tables a database is made of.
 *
 * tools/sqlgen gathers every schema.sql into schema_of_program, which store_open
 * uses; tests of the store open databases of their own schema. A database keeps
 * the version and fingerprint it was made with. A program that knows more than
 * was known then brings it to its own schema when it opens it for writing: see
 * migrate.h. One that knows less refuses it with ERR_VERSION. */
#pragma once
#include "store/ledger.h"
#include "store/store.h"

/* What must be done by hand before the tables are made anew: a column renamed, a table given up. The SQL is
 * the same for both databases and may be several statements. */
struct schema_step {
    const char *name; /* one word, for the journal */
    const char *sql;
};

struct schema {
    int version;                 /* 1 + the number of steps */
    const char *fingerprint;     /* hex; changes when any table does */
    const char *const *sqlite;   /* CREATE statements in order, ended by NULL */
    const char *const *postgres;
    const struct ledger_table *const *tables;
    int table_count;
    const struct schema_step *steps; /* steps[i] leads from version i + 1 to i + 2; never changed, only added to */
};

/* Of all rooms, written by tools/sqlgen. */
const struct schema *schema_of_program(void);

/* As store_open, with another schema. */
must_use enum err store_open_schema(struct arena *a, const char *data, const struct store_options *options,
                                    const struct schema *schema, struct store **ret);
const struct schema *store_schema(const struct store *s);
