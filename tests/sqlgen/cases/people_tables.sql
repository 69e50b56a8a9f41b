-- Room people knows no other room.
-- name: person_projects :one
-- out: n int
SELECT COUNT(*) AS n
  FROM session s
  JOIN project p ON p.id = s.id
 WHERE p.gone = 0;
-- name: person_view :exec
DELETE FROM project_view;
