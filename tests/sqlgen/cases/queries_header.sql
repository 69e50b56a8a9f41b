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
-- name: rows_of_nobody :each
-- rows: nobody
SELECT id FROM session ORDER BY id;
-- name: own_rows :each
SELECT id, note FROM session ORDER BY id;
-- name: rows_of_another_room :each
-- rows: projects_started
SELECT id, name, start_day FROM project WHERE gone = 0 ORDER BY id;
-- name: one_row_of_many :maybe
-- rows: own_rows
SELECT id, note FROM session WHERE id = 1;
-- name: fewer_rows :each
-- rows: own_rows
SELECT id FROM session ORDER BY id;
-- name: other_rows :each
-- rows: own_rows
SELECT id, account_id FROM session ORDER BY id;
-- name: same_rows :each
-- rows: own_rows
SELECT id, note FROM session ORDER BY id;
-- name: rows_of_borrowed_rows :each
-- rows: same_rows
SELECT id, note FROM session ORDER BY id;
