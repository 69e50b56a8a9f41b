-- name: undeclared :one
SELECT id FROM session
 WHERE token = :token;
-- name: unused :one
-- in: token blob, also int
SELECT id FROM session WHERE token = :token;
-- name: untyped :one
-- in: token, id number, id2 int, id2 int
SELECT id FROM session WHERE token = :token;
-- name: unit_of_parameter :one
-- in: from_day int
SELECT id FROM project WHERE start_day = :from_day AND gone = 0;
-- name: reserved :one
-- in: t int, ret_count int
SELECT id FROM session WHERE id = :t AND id < :ret_count;
-- name: column_wrong :one
SELECT id,
       nmae
  FROM session WHERE id = 1;
-- name: syntax_wrong :one
SELECT id
  FROM session WHER id = 1;
-- name: no_type :one
SELECT COUNT(*) AS n FROM session;
-- name: no_name :one
SELECT COUNT(*) FROM session;
-- name: type_known :one
-- out: id int
SELECT id FROM session WHERE id = 1;
-- name: type_of_nothing :one
-- out: n int
SELECT id FROM session WHERE id = 1;
-- name: unit_lost :one
SELECT start_day AS start FROM project WHERE id = 1 AND gone = 0;
-- name: unit_wrong :one
-- out: first_day int
SELECT MIN(start_day) AS first_day FROM project WHERE gone = 0;
-- name: same_twice :one
SELECT s.id, p.id FROM session s JOIN project p ON p.id = s.id WHERE p.gone = 0;
-- name: exec_with_rows :exec
SELECT id FROM session WHERE id = 1;
