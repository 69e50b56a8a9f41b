-- name: bureau_listing_by :many
-- in: outside_no text, national_code text, name_folded text, rows_max int
-- Listings that a row of the list may speak of, by number, code or name.
SELECT id, outside_no, national_code, area_id FROM bureau_listing
 WHERE gone = 0 AND id IN (
       SELECT n.id FROM bureau_listing n WHERE n.outside_no = :outside_no
 UNION SELECT c.id FROM bureau_listing c WHERE c.national_code = :national_code
 UNION SELECT f.id FROM bureau_listing f WHERE f.name_folded = :name_folded)
 ORDER BY id LIMIT :rows_max;

-- name: bureau_listing_of_project :maybe
-- in: project_id int
SELECT id, version, name, outside_no, linked_by FROM bureau_listing WHERE project_id = :project_id AND gone = 0
 ORDER BY id LIMIT 1;

-- name: bureau_figures_of :many
-- in: listing_id int
-- bounded: the figures of one project on the bureau's list
SELECT id, version, from_month, to_month, amount_fen, fact_id FROM bureau_figure
 WHERE listing_id = :listing_id AND gone = 0 ORDER BY to_month, id;

-- name: bureau_questions_of :many
-- in: project_id int, entry int
-- bounded: the questions about one project
-- gone: who asked and answered is told even when the account is taken back
-- Newest first, as known at an entry.
SELECT q.id AS id, q.version, q.to_month, q.reported_fen, q.bureau_fen, q.text, q.asked_day, q.answer, q.answered_day,
       a.name AS asker, b.name AS answerer
  FROM bureau_question q LEFT JOIN account a ON a.id = q.asker_id LEFT JOIN account b ON b.id = q.answerer_id
 WHERE q.project_id = :project_id AND q.entry <= :entry AND q.gone = 0
 UNION ALL
SELECT +q.id AS id, q.version, q.to_month, q.reported_fen, q.bureau_fen, q.text, q.asked_day, q.answer, q.answered_day,
       a.name AS asker, b.name AS answerer
  FROM bureau_question_h q LEFT JOIN account a ON a.id = q.asker_id LEFT JOIN account b ON b.id = q.answerer_id
 WHERE q.project_id = :project_id AND +q.entry <= :entry AND q.until_entry > :entry AND q.gone = 0
 ORDER BY id DESC;

-- What a year's figures are made of, as known at an entry.

-- name: bureau_facts_known :each
-- in: entry int
-- What the bureau said of projects of ours, project by project.
SELECT f.project_id AS project_id, f.id AS id, f.entry AS entry, f.from_month, f.to_month, f.amount_fen, j.recorded_ms
  FROM invest_fact f JOIN journal j ON j.number = f.entry
 WHERE f.source = 'bureau' AND +f.entry <= :entry AND f.gone = 0
 UNION ALL
SELECT f.project_id AS project_id, f.id AS id, f.entry AS entry, f.from_month, f.to_month, f.amount_fen, j.recorded_ms
  FROM invest_fact_h f JOIN journal j ON j.number = f.entry
 WHERE f.source = 'bureau' AND +f.entry <= :entry AND f.until_entry > :entry AND f.gone = 0
 ORDER BY project_id, id;

-- name: bureau_linked_known :each
-- in: entry int
-- Projects of ours that are on the bureau's list.
SELECT project_id FROM bureau_listing WHERE project_id IS NOT NULL AND entry <= :entry AND gone = 0
 UNION
SELECT project_id FROM bureau_listing_h
 WHERE project_id IS NOT NULL AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY project_id NULLS FIRST;

-- name: bureau_unlinked_known :many
-- in: entry int
-- out: n int
-- bounded: a row an area
-- How many listings of each area are no project of ours.
SELECT l.area_id, COUNT(*) AS n FROM (
       SELECT area_id FROM bureau_listing WHERE project_id IS NULL AND entry <= :entry AND gone = 0
        UNION ALL
       SELECT area_id FROM bureau_listing_h WHERE project_id IS NULL AND entry <= :entry AND until_entry > :entry AND gone = 0) l
 GROUP BY l.area_id ORDER BY l.area_id NULLS FIRST;

-- name: bureau_changed :one
-- in: after int
-- out: is_changed int
-- gone: what was taken back is a change
-- Something of the bureau was written after an entry.
SELECT CASE WHEN EXISTS (SELECT 1 FROM bureau_listing WHERE entry > :after)
              OR EXISTS (SELECT 1 FROM invest_fact WHERE entry > :after AND source = 'bureau') THEN 1 ELSE 0 END AS is_changed;

-- name: bureau_unlinked_list :many
-- in: entry int, rows_max int, rows_before int
-- Listings that are no project of ours, those that nobody has looked at first.
SELECT l.id AS id, l.outside_no, l.national_code, l.name, l.unit_name, l.area_id, l.total_fen, l.is_not_ours AS is_not_ours, l.reason
  FROM bureau_listing l WHERE l.project_id IS NULL AND l.entry <= :entry AND l.gone = 0
 UNION ALL
SELECT l.id AS id, l.outside_no, l.national_code, l.name, l.unit_name, l.area_id, l.total_fen, l.is_not_ours AS is_not_ours, l.reason
  FROM bureau_listing_h l
 WHERE l.project_id IS NULL AND l.entry <= :entry AND l.until_entry > :entry AND l.gone = 0
 ORDER BY is_not_ours, id LIMIT :rows_max OFFSET :rows_before;

-- name: bureau_candidates :many
-- in: name_folded text, unit_name text, total_fen int
-- Projects of ours without a listing that one of the list might be.
SELECT p.id, p.platform_no, p.name FROM project p
 WHERE p.gone = 0 AND (p.name_folded = :name_folded OR (p.unit_name = :unit_name AND p.total_fen = :total_fen))
   AND NOT EXISTS (SELECT 1 FROM bureau_listing l WHERE l.project_id = p.id AND l.gone = 0)
 ORDER BY p.id LIMIT 5;

-- name: bureau_questions_open :each
-- in: entry int
-- Projects of which a question waits for its answer.
SELECT project_id FROM bureau_question WHERE answer IS NULL AND entry <= :entry AND gone = 0
 UNION
SELECT project_id FROM bureau_question_h
 WHERE answer IS NULL AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY project_id;
