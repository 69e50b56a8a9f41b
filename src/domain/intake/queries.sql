-- Files on their way in, and the list of those that came.

-- name: intake_draft_add :exec
-- in: id int, account_id int, file_name text, file_sha text, kind text, made_ms int
INSERT INTO intake_draft (id, account_id, file_name, file_sha, sheet, mapping, choices, kind, made_ms)
VALUES (:id, :account_id, :file_name, :file_sha, '', '', '', :kind, :made_ms);

-- name: intake_draft_of :maybe
-- in: id int, account_id int, since_ms int
-- A draft is its owner's alone.
SELECT id, file_name, file_sha, sheet, mapping, kind, made_ms FROM intake_draft
 WHERE id = :id AND account_id = :account_id AND made_ms >= :since_ms;

-- name: intake_drafts_of :many
-- in: account_id int, since_ms int
SELECT id, file_name, sheet, kind, made_ms FROM intake_draft
 WHERE account_id = :account_id AND made_ms >= :since_ms ORDER BY id DESC LIMIT 50;

-- name: intake_of_draft :maybe
-- in: draft_id int
-- out: came_entry int
-- gone: one that was taken back is shown as such
-- The entry with which a draft was accepted; a file of several sheets has one.
SELECT COALESCE((SELECT MIN(h.entry) FROM intake_h h WHERE h.id = i.id), i.entry) AS came_entry
  FROM intake i WHERE i.draft_id = :draft_id ORDER BY i.id LIMIT 1;

-- name: intake_draft_map :exec
-- in: id int, account_id int, sheet text, mapping text
UPDATE intake_draft SET sheet = :sheet, mapping = :mapping WHERE id = :id AND account_id = :account_id;

-- name: intake_draft_drop :exec
-- in: id int, account_id int
DELETE FROM intake_draft WHERE id = :id AND account_id = :account_id;

-- name: intake_drafts_sweep :exec
-- in: before_ms int
DELETE FROM intake_draft WHERE made_ms < :before_ms;

-- name: intake_list :many
-- in: rows_max int, rows_before int
-- gone: who brought a sheet in stays told when the account is taken back
-- Newest first. An intake that was taken back has a later version: it came with its first.
SELECT i.id, i.kind, i.file_name, i.sheet, i.new_count, i.changed_count, i.refused_count, i.skipped_count, i.undone_entry,
       j.number AS came_entry, j.recorded_ms, a.name AS who
  FROM intake i
  JOIN journal j ON j.number = COALESCE((SELECT MIN(h.entry) FROM intake_h h WHERE h.id = i.id), i.entry)
  LEFT JOIN account a ON a.id = j.actor_id
 WHERE i.gone = 0
 ORDER BY i.id DESC
 LIMIT :rows_max OFFSET :rows_before;

-- name: intake_count :one
-- out: n int
SELECT COUNT(*) AS n FROM intake WHERE gone = 0;

-- name: intakes_of_entry :many
-- in: entry int
-- bounded: the sheets of one file
SELECT i.id, i.kind, i.file_name, i.file_sha, i.sheet, i.rows, i.new_count, i.changed_count, i.unchanged_count, i.refused_count,
       i.skipped_count, i.undone_entry
  FROM intake i
 WHERE i.gone = 0 AND :entry = COALESCE((SELECT MIN(h.entry) FROM intake_h h WHERE h.id = i.id), i.entry)
 ORDER BY i.id;
