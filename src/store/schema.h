/* schema -- the tables a database is made of.
 *
 * tools/sqlgen gathers every schema.sql into schema_of_program, which store_open
 * uses; tests of the store open databases of their own schema. A database keeps
 * the version and fingerprint it was made with: the program of another schema
 * refuses it with ERR_VERSION and names both. */
#pragma once
#include "store/ledger.h"
#include "store/store.h"

struct schema {
    int version;                 /* 1 + the number of migration steps */
    const char *fingerprint;     /* hex; changes when any table does */
    const char *const *sqlite;   /* CREATE statements in order, ended by NULL */
    const char *const *postgres;
    const struct ledger_table *const *tables;
    int table_count;
};

/* Of all rooms, written by tools/sqlgen. */
const struct schema *schema_of_program(void);

/* As store_open, with another schema. */
must_use enum err store_open_schema(struct arena *a, const char *data, const struct store_options *options,
                                    const struct schema *schema, struct store **ret);
const struct schema *store_schema(const struct store *s);
