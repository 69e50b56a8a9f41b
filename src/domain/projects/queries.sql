-- name: stops_of_project :many
-- in: project_id int
-- bounded: the stops of one project
SELECT id, stopped_day, resumed_day, reason FROM stop WHERE project_id = :project_id AND gone = 0 ORDER BY stopped_day, id;

-- name: memberships_of_project :many
-- in: project_id int
-- bounded: the lists one project is on
SELECT id, level, year, role, entered_day, left_day, document_no, reason FROM membership
 WHERE project_id = :project_id AND gone = 0 ORDER BY year, level, id;
