-- name: roster_draft_add :exec
-- in: id int, account_id int, file_name text, bytes blob, made_ms int
INSERT INTO roster_draft (id, account_id, file_name, bytes, made_ms) VALUES (:id, :account_id, :file_name, :bytes, :made_ms);

-- name: roster_draft_of :maybe
-- in: id int, account_id int, since_ms int
SELECT file_name, bytes, made_ms FROM roster_draft WHERE id = :id AND account_id = :account_id AND made_ms > :since_ms;

-- name: roster_drafts_drop :exec
-- in: account_id int
DELETE FROM roster_draft WHERE account_id = :account_id;

-- name: roster_drafts_sweep :exec
-- in: before_ms int
DELETE FROM roster_draft WHERE made_ms < :before_ms;
