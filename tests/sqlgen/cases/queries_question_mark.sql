-- name: quoted :one
SELECT id FROM session WHERE id = ?1;
