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
const struct statement sql_blob_add = {"blob_add", "INSERT INTO blob_file (sha, bytes, media_type, recorded_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha) DO NOTHING",
    "INSERT INTO blob_file (sha, bytes, media_type, recorded_ms) VALUES ($1, $2, $3, $4) ON CONFLICT (sha) DO NOTHING", 4, 0};
const struct statement sql_blob_find = {"blob_find", "SELECT sha, bytes, media_type, recorded_ms FROM blob_file WHERE sha = ?1",
    "SELECT sha, bytes, media_type, recorded_ms FROM blob_file WHERE sha = $1", 1, 4};
const struct statement sql_blob_all = {"blob_all", "SELECT sha FROM blob_file ORDER BY sha",
    "SELECT sha FROM blob_file ORDER BY sha", 0, 1};
const struct statement sql_blob_part_add = {"blob_part_add", "INSERT INTO blob_part (sha, part, bytes) VALUES (?1, ?2, ?3)",
    "INSERT INTO blob_part (sha, part, bytes) VALUES ($1, $2, $3)", 3, 0};
const struct statement sql_blob_part = {"blob_part", "SELECT bytes FROM blob_part WHERE sha = ?1 AND part = ?2",
    "SELECT bytes FROM blob_part WHERE sha = $1 AND part = $2", 2, 1};
const struct statement sql_seal_key = {"seal_key", "SELECT key FROM seal_key WHERE subject_id = ?1",
    "SELECT key FROM seal_key WHERE subject_id = $1", 1, 1};
const struct statement sql_seal_add = {"seal_add", "INSERT INTO seal_key (subject_id, key) VALUES (?1, ?2)",
    "INSERT INTO seal_key (subject_id, key) VALUES ($1, $2)", 2, 0};
const struct statement sql_seal_destroy = {"seal_destroy", "UPDATE seal_key SET key = NULL WHERE subject_id = ?1 AND key IS NOT NULL",
    "UPDATE seal_key SET key = NULL WHERE subject_id = $1 AND key IS NOT NULL", 1, 0};
