-- name: decisions_between :many
-- in: from_day day, to_day day
-- bounded: what the meetings of one week decided
SELECT id, project_id FROM decision WHERE decided_day BETWEEN :from_day AND :to_day AND gone = 0 ORDER BY id;
