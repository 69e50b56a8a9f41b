#include "store/sql.h"

#define HEAD "SELECT number, recorded_ms, next_id, hash, algorithm FROM journal_head WHERE id = 1"
#define JOURNAL "SELECT number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash FROM journal "

const struct statement sql_head = {"head", HEAD, HEAD, 0, 5};
const struct statement sql_head_lock = {"head_lock", HEAD, HEAD " FOR UPDATE", 0, 5};
const struct statement sql_head_make = {
    "head_make", "INSERT INTO journal_head (id, number, recorded_ms, next_id, hash, algorithm) VALUES (1, 0, 0, 1, ?1, ?2)",
    "INSERT INTO journal_head (id, number, recorded_ms, next_id, hash, algorithm) VALUES (1, 0, 0, 1, $1, $2)", 2, 0};
const struct statement sql_head_set = {
    "head_set", "UPDATE journal_head SET number = ?1, recorded_ms = ?2, next_id = ?3, hash = ?4 WHERE id = 1",
    "UPDATE journal_head SET number = $1, recorded_ms = $2, next_id = $3, hash = $4 WHERE id = 1", 4, 0};
const struct statement sql_meta = {"meta", "SELECT value FROM meta WHERE key = ?1",
                                   "SELECT value FROM meta WHERE key = $1", 1, 1};
const struct statement sql_meta_make = {"meta_make", "INSERT INTO meta (key, value) VALUES (?1, ?2)",
                                        "INSERT INTO meta (key, value) VALUES ($1, $2)", 2, 0};
const struct statement sql_journal_add = {
    "journal_add",
    "INSERT INTO journal (number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "INSERT INTO journal (number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    8, 0};
const struct statement sql_journal_at = {
    "journal_at", "SELECT number FROM journal WHERE recorded_ms <= ?1 ORDER BY recorded_ms DESC LIMIT 1",
    "SELECT number FROM journal WHERE recorded_ms <= $1 ORDER BY recorded_ms DESC LIMIT 1", 1, 1};
const struct statement sql_journal_entry = {"journal_entry", JOURNAL "WHERE number = ?1", JOURNAL "WHERE number = $1", 1, 8};
const struct statement sql_journal_before = {"journal_before", JOURNAL "WHERE number < ?1 ORDER BY number DESC LIMIT ?2",
                                             JOURNAL "WHERE number < $1 ORDER BY number DESC LIMIT $2", 2, 8};
const struct statement sql_journal_all = {"journal_all", JOURNAL "ORDER BY number", JOURNAL "ORDER BY number", 0, 8};
