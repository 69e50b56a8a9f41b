/* backup -- one zip that holds everything, and the way back.
 *
 * In it: MANIFEST (schema, the journal's head, name, size and SHA-256 of each
 * member), data.db (one consistent view, taken beside readers and writers) and
 * files/ab/SHA. It is written beside its name and renamed when it is on the disk.
 * Restoring never touches a database that is there, and what it makes was held to
 * the manifest and verified before it gets its name. PostgreSQL is backed up by
 * pg_dump; both functions refuse it with ERR_USAGE and say so. */
#pragma once
#include "store/schema.h"
#include "store/verify.h"

struct backup_result {
    int64_t head_number;
    const char *head_hash; /* hex: to be printed and kept elsewhere */
    int64_t files;
    int64_t lost; /* files that are missing or changed: left out, and named in the manifest */
};

/* ERR_INVALID if there is a file of that name already. Database and files are read, never changed. */
must_use enum err backup_write(struct store *s, struct arena *a, const char *zip_path, struct backup_result *ret);

/* Makes the database `data`. ERR_INVALID: it is there already, or the zip is not a whole backup of ours;
 * ERR_MISSING: no such zip; ERR_VERSION: of a newer program. What an older one packed is brought up.
 * Nothing is left after a refusal. */
must_use enum err backup_restore(struct arena *a, const char *zip_path, const struct schema *schema, const char *data,
                                 struct backup_result *ret);
