-- name: if_null :one
-- out: note text
SELECT IFNULL(note, '') AS note FROM session WHERE id = 1;
-- name: today :one
SELECT id FROM session WHERE note = date('now');
-- name: lowered :one
SELECT id FROM session WHERE lower(note) = 'x';
-- name: mean :one
-- out: n int
SELECT AVG(expires_ms) AS n FROM session;
-- name: gathered :one
-- out: note text
SELECT GROUP_CONCAT(note) AS note FROM session;
-- name: number_of_last :one
-- out: id int
SELECT last_insert_rowid() AS id;
-- name: unknown_to_the_list :one
-- out: note text
SELECT hex(token) AS note FROM session WHERE id = 1;
-- name: known :one
-- out: note text, n int
SELECT COALESCE(SUBSTR(TRIM(note), 1, 3), '') AS note, LENGTH(note) AS n FROM session WHERE id = 1;
