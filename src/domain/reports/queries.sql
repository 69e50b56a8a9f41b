-- name: facts_of_project :each
-- in: project_id int
SELECT id, version, project_id, source, from_month, to_month, amount_fen, construction_fen, equipment_fen, other_fen,
       progress, raw, reason, intake_id, place
  FROM invest_fact WHERE project_id = :project_id AND gone = 0 ORDER BY to_month, id;

-- name: fact_columns :many
-- bounded: the months of some years
-- Over which months facts speak.
SELECT DISTINCT source, from_month, to_month FROM invest_fact WHERE gone = 0
 ORDER BY source, to_month, from_month NULLS FIRST;

-- name: facts_to_edit :many
-- in: project_id int, count int
-- Newest months first.
SELECT id, version, entry, source, from_month, to_month, amount_fen, progress, reason FROM invest_fact
 WHERE project_id = :project_id AND gone = 0 ORDER BY to_month DESC NULLS LAST, id DESC NULLS LAST LIMIT :count;
