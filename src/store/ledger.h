/* ledger -- rows that are never overwritten.
 *
 * A table marked `-- ledger` in a room's schema.sql gets from tools/sqlgen: the
 * columns version, entry and gone behind its id; a twin T_h with the same columns
 * and until_entry; a `struct T`; and a row of ledger_tables[]. A put of a changed
 * row moves the old version to T_h. Nothing is deleted: a row that is taken back is
 * put once more with gone = 1.
 *
 * "Known at entry n" means: the version with entry <= n that no entry <= n replaced,
 * unless it is gone. Ids are given from one sequence for all tables, kept in the
 * journal's head, so the same facts have the same ids in either database. */
#pragma once
#include "store/db.h"

enum column_kind { COLUMN_INT, COLUMN_DAY, COLUMN_MONTH, COLUMN_TEXT, COLUMN_BLOB };

struct ledger_column {
    const char *name;
    enum column_kind kind; /* int64_t; int32_t day (…_day); int32_t month (…_month); const char *; struct blob */
    bool nullable;
    size_t offset; /* in struct T */
};

/* Columns 0..3 are always id, version, entry, gone (int64_t each), at the start of struct T:
 * a `struct ledger_row *` may point at any of them. */
struct ledger_row {
    int64_t id, version, entry, gone;
};

struct ledger_table {
    const char *name, *room;
    const struct ledger_column *columns;
    int column_count;
    size_t row_bytes;
    struct statement insert, update, keep, get, known, since, versions, by_entry, by_id, written;
};

/* All ledger tables in the order of the schema, written by tools/sqlgen. */
extern const struct ledger_table *const ledger_tables[];
extern const int ledger_table_count;

/* Writes a row in a write transaction. row->id 0: a new row, expected_version 0; afterwards id,
 * version (1) and entry are set. Else expected_version must be the current one and becomes the
 * next: ERR_CONFLICT if someone changed it since, ERR_MISSING if there is no such row. */
must_use enum err ledger_put(struct tx *t, const struct ledger_table *table, void *row, int64_t expected_version);
/* The current version, gone or not. ERR_MISSING if there is none. */
must_use enum err ledger_get(struct tx *t, const struct ledger_table *table, int64_t id, void *ret_row);
/* Every row known at an entry, ordered by id; in *ret_row as rows_next. Text lives until the next. */
struct ledger_cursor;
must_use enum err ledger_known(struct tx *t, const struct ledger_table *table, int64_t entry, struct ledger_cursor **ret);
/* Every current row (gone ones too) whose entry is in (after, upto], ordered by id. */
must_use enum err ledger_since(struct tx *t, const struct ledger_table *table, int64_t after, int64_t upto,
                               struct ledger_cursor **ret);
/* No row was ever put, not even one that is gone. */
must_use enum err ledger_is_empty(struct tx *t, const struct ledger_table *table, bool *ret_is);
/* Every version of one row, oldest first. */
must_use enum err ledger_versions(struct tx *t, const struct ledger_table *table, int64_t id, struct ledger_cursor **ret);
/* Every version, gone ones too, that an entry in (after, upto] wrote, ordered by entry, id, version. */
must_use enum err ledger_written(struct tx *t, const struct ledger_table *table, int64_t after, int64_t upto,
                                 struct ledger_cursor **ret);
must_use enum err ledger_next(struct ledger_cursor *c, void *ret_row, bool *ret_has);
void ledger_close(struct ledger_cursor *c);
/* Copies the texts and blobs of a row into the arena, so that it outlives the cursor. */
void ledger_row_copy(struct arena *a, const struct ledger_table *table, void *row);
