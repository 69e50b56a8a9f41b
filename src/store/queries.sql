-- The store's own statements. Locking the head differs between the databases: see driver.h.

-- name: meta_value :maybe
-- in: key text
SELECT value FROM meta WHERE key = :key;

-- name: meta_set :exec
-- in: key text, value text
INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: head_now :maybe
SELECT number, recorded_ms, next_id, hash, algorithm FROM journal_head WHERE id = 1;

-- name: head_add :exec
-- in: hash blob, algorithm text
INSERT INTO journal_head (id, number, recorded_ms, next_id, hash, algorithm) VALUES (1, 0, 0, 1, :hash, :algorithm);

-- name: head_set :exec
-- in: number int, recorded_ms int, next_id int, hash blob
UPDATE journal_head SET number = :number, recorded_ms = :recorded_ms, next_id = :next_id, hash = :hash WHERE id = 1;

-- name: entry_add :exec
-- in: number int, recorded_ms int, actor_id int, kind text, reason text, algorithm text, row_count int, hash blob
INSERT INTO journal (number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash)
VALUES (:number, :recorded_ms, :actor_id, :kind, :reason, :algorithm, :row_count, :hash);

-- name: entry_at :maybe
-- in: ms int
SELECT number FROM journal WHERE recorded_ms <= :ms ORDER BY recorded_ms DESC LIMIT 1;

-- name: entry_find :maybe
-- in: number int
SELECT number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash FROM journal WHERE number = :number;

-- name: entries_before :many
-- in: before int, rows_max int
SELECT number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash
  FROM journal WHERE number < :before ORDER BY number DESC LIMIT :rows_max;

-- name: entries_all :each
-- For verify.
SELECT number, recorded_ms, actor_id, kind, reason, algorithm, row_count, hash FROM journal ORDER BY number;

-- name: blob_file_add :exec
-- in: sha text, bytes int, media_type text, recorded_ms int
-- One row changed: it is new. None: the same file was put before.
INSERT INTO blob_file (sha, bytes, media_type, recorded_ms) VALUES (:sha, :bytes, :media_type, :recorded_ms)
ON CONFLICT (sha) DO NOTHING;

-- name: blob_file_find :maybe
-- in: sha text
SELECT sha, bytes, media_type, recorded_ms FROM blob_file WHERE sha = :sha;

-- name: blob_files_all :each
-- For verify and backup.
SELECT sha FROM blob_file ORDER BY sha;

-- name: blob_part_add :exec
-- in: sha text, part int, bytes blob
INSERT INTO blob_part (sha, part, bytes) VALUES (:sha, :part, :bytes);

-- name: blob_part_find :maybe
-- in: sha text, part int
SELECT bytes FROM blob_part WHERE sha = :sha AND part = :part;

-- name: seal_key_find :maybe
-- in: subject_id int
SELECT key FROM seal_key WHERE subject_id = :subject_id;

-- name: seal_key_add :exec
-- in: subject_id int, key blob
INSERT INTO seal_key (subject_id, key) VALUES (:subject_id, :key);

-- name: seal_key_destroy :exec
-- in: subject_id int
UPDATE seal_key SET key = NULL WHERE subject_id = :subject_id AND key IS NOT NULL;
