/* migrate -- a database of another schema is brought to the program's. Private to store/.
 *
 * A program may take over a database when it knows every table and column in it and
 * every row fits what it demands; both follow from the two schemas, so who adds a
 * table, a nullable column, a word to a CHECK or an index does nothing by hand. What
 * the program does not know comes from a newer one, and is refused in words.
 *
 * All happens in one transaction: first the steps that were written by hand, if the
 * database's version is below theirs, then every table whose statements differ is
 * made anew and filled from the old one, then the entry `migrate` tells what was
 * done. Old hashes hold, for columns that are NULL are in no hash; therefore a new
 * column of a ledger table is NULL in every old row, whatever its DEFAULT. */
#pragma once
#include "store/tx.h"

/* Brings the database to the program's schema and tells what was done in *ret_done, NULL if another program
 * was quicker. ERR_VERSION with the reason if it must not; ERR_RETRY, ERR_BUSY if others are at work in it.
 * Nothing changed unless OK. */
must_use enum err migrate(struct store *s, struct arena *a, const char **ret_done);
/* Notes in `meta` of which schema the tables are: version, fingerprint, and a print of each table. */
must_use enum err schema_note(struct tx *t);
