/* sql -- the store's own statements. Private to store/. */
#pragma once
#include "store/db.h"

extern const struct statement sql_head, sql_head_lock, sql_head_make, sql_head_set, sql_meta, sql_meta_make,
    sql_journal_add, sql_journal_at, sql_journal_entry, sql_journal_before, sql_journal_all,
    sql_blob_add, sql_blob_find, sql_blob_all, sql_blob_part_add, sql_blob_part,
    sql_seal_key, sql_seal_add, sql_seal_destroy;
