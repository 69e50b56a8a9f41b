-- name: formula_in_force :maybe
-- in: entry int, day day
-- As known at an entry, the version that holds on a day.
SELECT id FROM score_formula WHERE from_day <= :day AND entry <= :entry AND gone = 0 ORDER BY from_day DESC, id DESC LIMIT 1;

-- name: formula_on_day :maybe
-- in: day day
SELECT id FROM score_formula WHERE from_day = :day AND gone = 0;

-- name: formulas_all :many
-- in: count int
-- gone: who wrote it stays told
-- The last to hold first.
SELECT f.id AS id, f.from_day AS from_day, f.sample AS sample, f.full_centi AS full_centi, f.reason AS reason, j.recorded_ms AS recorded_ms, a.name AS who
  FROM score_formula f JOIN journal j ON j.number = f.entry LEFT JOIN account a ON a.id = j.actor_id
 WHERE f.gone = 0 ORDER BY f.from_day DESC, f.id DESC LIMIT :count;

-- name: rows_of_formula :many
-- in: formula_id int
-- bounded: the rows of one formula
SELECT id, item, mode, direction, weight_centi, target_centi, step_centi, below_centi, above_centi, cap_centi
  FROM score_row WHERE formula_id = :formula_id AND gone = 0 ORDER BY sort, id;

-- name: bulletins_newest :many
-- in: count int
SELECT id, month, edition, state, year, number, frozen_day, issued_day, reason FROM bulletin
 WHERE gone = 0 ORDER BY month DESC, edition DESC, id DESC LIMIT :count;

-- name: bulletins_made :many
-- in: count int
-- In the order in which they were reckoned, the last first.
SELECT id, frozen_entry FROM bulletin WHERE gone = 0 ORDER BY frozen_entry DESC, id DESC LIMIT :count;

-- name: bulletins_of_month :many
-- in: month month
-- bounded: few are withdrawn
SELECT id, edition, state FROM bulletin WHERE month = :month AND gone = 0 ORDER BY edition, id;

-- name: bulletin_number_last :maybe
-- in: year int
SELECT number FROM bulletin WHERE year = :year AND number IS NOT NULL AND gone = 0 ORDER BY number DESC NULLS LAST, id DESC LIMIT 1;

-- name: bulletin_before :maybe
-- in: month month
-- The last that was issued on a month before.
SELECT id, month FROM bulletin WHERE month < :month AND state = 'issued' AND gone = 0 ORDER BY month DESC, edition DESC, id DESC LIMIT 1;

-- name: remarks_of_bulletin :many
-- in: bulletin_id int
-- bounded: one a section
-- gone: who wrote stays told when the account is taken back
SELECT r.id, r.section, r.text, a.name AS who FROM bulletin_remark r LEFT JOIN account a ON a.id = r.account_id
 WHERE r.bulletin_id = :bulletin_id AND r.gone = 0 ORDER BY r.section, r.id;

-- name: remark_of_section :maybe
-- in: bulletin_id int, section text
SELECT id FROM bulletin_remark WHERE bulletin_id = :bulletin_id AND section = :section AND gone = 0;

-- name: notes_open_known :many
-- in: entry int, from_day day, to_day day
-- bounded: the odd reports of one month
-- Notes on reports of some periods that stood at an entry and that nobody had answered by then.
SELECT x.id AS id, x.project_id AS project_id FROM report_note x
 WHERE x.to_day BETWEEN :from_day AND :to_day AND x.entry <= :entry AND x.gone = 0
   AND (SELECT COUNT(*) FROM report_answer w WHERE w.note_id = x.id AND w.entry <= :entry AND w.gone = 0) = 0
 UNION ALL
SELECT +h.id AS id, h.project_id AS project_id FROM report_note_h h
 WHERE h.to_day BETWEEN :from_day AND :to_day AND h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0
   AND (SELECT COUNT(*) FROM report_answer w WHERE w.note_id = h.id AND w.entry <= :entry AND w.gone = 0) = 0
 ORDER BY project_id, id;

-- name: told_posts_of_unit :many
-- in: unit_id int
-- bounded: the posts of one unit
SELECT id FROM post WHERE unit_id = :unit_id AND role NOT IN ('system', 'security', 'audit') AND gone = 0 ORDER BY id;

-- name: offices_of_area :many
-- in: area_id int, day day
-- bounded: the offices of one area
SELECT id FROM unit WHERE kind = 'area_office' AND area_id = :area_id AND gone = 0 AND (closed_day IS NULL OR closed_day >= :day) ORDER BY id;
