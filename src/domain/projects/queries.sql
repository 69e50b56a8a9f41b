-- name: stops_of_project :many
-- in: project_id int
-- bounded: the stops of one project
SELECT id, stopped_day, resumed_day, reason FROM stop WHERE project_id = :project_id AND gone = 0 ORDER BY stopped_day, id;

-- name: memberships_of_project :many
-- in: project_id int
-- bounded: the lists one project is on
SELECT id, level, year, role, entered_day, left_day, document_no, reason FROM membership
 WHERE project_id = :project_id AND gone = 0 ORDER BY year, level, id;

-- name: project_keys :each
-- What intake needs to find a project again.
SELECT id, platform_no, outside_no, name_folded, national_code, unit_name, area_id, total_fen
  FROM project WHERE gone = 0 ORDER BY id;

-- name: platform_no_last :maybe
-- gone: a number is never given twice
SELECT platform_no FROM project ORDER BY LENGTH(platform_no) DESC NULLS LAST, platform_no DESC LIMIT 1;

-- name: former_codes :each
-- Codes that once were a project's.
SELECT project_id, code FROM project_code WHERE gone = 0 AND status <> 'active' ORDER BY id;

-- name: codes_of_project :each
-- in: project_id int
SELECT id, version, project_id, code, status, checked_day, intake_id FROM project_code
 WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: holders_of_project :each
-- in: project_id int
SELECT id, version, project_id, kind, holder_id, share_bp, from_day, to_day, intake_id, place FROM holder
 WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: lists_of_project :each
-- in: project_id int
SELECT id, version, project_id, level, year, role, entered_day, left_day, document_no, reason, intake_id, place
  FROM membership WHERE project_id = :project_id AND gone = 0 ORDER BY year, level, id;

-- name: halts_of_project :each
-- in: project_id int
SELECT id, version, project_id, stopped_day, resumed_day, reason, intake_id, place FROM stop
 WHERE project_id = :project_id AND gone = 0 ORDER BY stopped_day, id;

-- name: contacts_of_project :each
-- in: project_id int
SELECT id, version, project_id, person_id, sealed, intake_id, place FROM contact
 WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: projects_in_area :one
-- in: area_id int
-- out: n int
SELECT COUNT(*) AS n FROM project WHERE area_id = :area_id AND gone = 0;

-- name: projects_in_field :one
-- in: field_id int
-- out: n int
SELECT COUNT(*) AS n FROM project WHERE field_id = :field_id AND gone = 0;

-- name: holdings_of :one
-- in: kind text, holder_id int
-- out: n int
SELECT COUNT(*) AS n FROM holder WHERE kind = :kind AND holder_id = :holder_id AND gone = 0;

-- name: project_tree :each
-- Every project and what it is part of.
SELECT id, parent_id FROM project WHERE gone = 0 ORDER BY id;

-- name: project_extras :each
-- Columns of sheets that nobody knew.
SELECT extra FROM project WHERE gone = 0 AND extra IS NOT NULL ORDER BY id;
