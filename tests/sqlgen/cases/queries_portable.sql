-- What both databases accept and do differently, or one does not know.
-- name: like_folded :one
SELECT id FROM project WHERE name LIKE 'a%' AND gone = 0;
-- name: glob :one
SELECT id FROM project WHERE name GLOB 'a*' AND gone = 0;
-- name: collate_nocase :one
SELECT id FROM project WHERE name = 'a' COLLATE NOCASE AND gone = 0;
-- name: or_replace :exec
INSERT OR REPLACE INTO session (id) VALUES (1);
-- name: or_ignore :exec
INSERT OR IGNORE INTO session (id) VALUES (1);
-- name: replace_into :exec
REPLACE INTO session (id) VALUES (1);
-- name: now :one
SELECT id FROM session WHERE note < CURRENT_TIMESTAMP;
-- name: row_id :one
SELECT id FROM session WHERE rowid = 1;
-- name: text_as_blob :one
SELECT id FROM session WHERE token = CAST(note AS BLOB);
-- name: equals :one
SELECT id FROM session WHERE id == 1;
-- name: is_value :one
SELECT id FROM session WHERE note IS 'x' AND note IS NOT id;
-- name: divided :one
-- in: n int
-- out: part int, rest int
SELECT expires_ms / :n AS part, expires_ms % account_id AS rest FROM session WHERE id = 1;
-- name: divided_well :one
-- in: n int
-- out: part int
SELECT expires_ms / 1000 / NULLIF(:n, 0) AS part FROM session WHERE id = 1;
-- name: sums :one
-- out: fen int
SELECT SUM(invest_fen) AS fen FROM project WHERE gone = 0;
-- name: greater_of_two :one
-- out: n int
SELECT MAX(expires_ms, account_id) AS n FROM session WHERE id = 1;
-- name: condition :one
-- out: late int
SELECT id, expires_ms < 5 AS late FROM session WHERE id = 1;
-- name: condition_in_parentheses :one
-- out: late int
SELECT id, (note IS NULL) AS late FROM session WHERE id = 1;
-- name: exists :one
-- out: has int
SELECT EXISTS (SELECT 1 FROM session) AS has;
-- name: condition_well :one
-- out: late int, n int
SELECT CASE WHEN expires_ms < 5 THEN 1 ELSE 0 END AS late, COUNT(*) FILTER (WHERE note = 'x') AS n FROM session;
-- name: everything :one
SELECT * FROM session WHERE id = 1;
-- name: everything_of_one :one
SELECT s.* FROM session s WHERE id = 1;
