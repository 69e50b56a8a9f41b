-- name: quoted :one
SELECT id FROM session WHERE token = x'00ff';
