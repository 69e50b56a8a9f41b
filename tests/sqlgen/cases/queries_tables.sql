-- Room lights: it knows people and projects, and writes neither.
-- name: ledger_write :exec
UPDATE project SET name = 'x';
-- name: ledger_insert :exec
INSERT INTO area (id, name) VALUES (1, 'x');
-- name: history_write :exec
DELETE FROM project_h WHERE id = 1;
-- name: other_room_write :exec
-- in: note text
UPDATE session SET note = :note;
-- name: forgets_gone :one
SELECT name FROM project WHERE id = 1;
-- name: forgets_gone_of_one :one
SELECT p.name FROM project p JOIN area a ON a.id = p.area_id WHERE p.id = 1 AND p.gone = 0;
-- name: forgets_gone_inside :one
SELECT id FROM session WHERE account_id IN (SELECT id FROM area) AND id = 1;
-- name: says_why :one
-- gone: the picture of a project taken back is shown as well
SELECT photo FROM project WHERE id = 1;
