-- name: plans_of_project :each
-- in: project_id int
SELECT id, version, project_id, year, revision, amount_fen, is_provisional, target, document_no, decided_day, reason,
       intake_id, place
  FROM annual_plan WHERE project_id = :project_id AND gone = 0 ORDER BY year, is_provisional, revision, id;

-- name: plan_columns :many
-- out: last int
-- bounded: years times two
-- Which years have plans, and how often one of them was revised.
SELECT year, is_provisional, MAX(revision) AS last FROM annual_plan WHERE gone = 0
 GROUP BY year, is_provisional ORDER BY year, is_provisional;

-- name: plans_to_edit :many
-- in: project_id int, count int
SELECT id, version, entry, year, revision, amount_fen, is_provisional, document_no, decided_day, reason FROM annual_plan
 WHERE project_id = :project_id AND gone = 0 ORDER BY year DESC NULLS LAST, is_provisional, revision DESC NULLS LAST
 LIMIT :count;
