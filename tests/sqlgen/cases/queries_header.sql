SELECT 1;
-- name: no_kind
SELECT id FROM session WHERE id = 1;
-- name: wrong_kind :few
SELECT id FROM session WHERE id = 1;
-- name: no_statement :one
-- name: no_end :one
SELECT id FROM session WHERE id = 1
-- name: two_statements :one
SELECT id FROM session WHERE id = 1; SELECT id FROM session WHERE id = 2;
-- name: twice :one
SELECT id FROM session WHERE id = 1;
-- name: twice :one
SELECT id FROM session WHERE id = 1;
-- name: session_by_token :one
SELECT id FROM session WHERE id = 1;
-- name: project_put :one
SELECT id FROM session WHERE id = 1;
-- name: int :one
SELECT id FROM session WHERE id = 1;
-- name: many_unbounded :many
SELECT id FROM session ORDER BY id;
-- name: many_bounded_by_nothing :many
-- bounded:
SELECT id FROM session ORDER BY id;
-- name: many_unordered :many
-- bounded: a test
SELECT id FROM session;
-- name: each_unordered :each
SELECT id FROM session;
-- name: limited_by_its_part :many
SELECT id FROM session WHERE id IN (SELECT id FROM session ORDER BY id LIMIT 3) ORDER BY id;
