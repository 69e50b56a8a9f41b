-- name: quoted :one
SELECT id FROM session
 WHERE note = "x";
