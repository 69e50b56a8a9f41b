-- name: problems_of_report :many
-- in: report_id int
-- bounded: the kinds there are
SELECT id, version, kind, text, state FROM problem WHERE report_id = :report_id AND gone = 0 ORDER BY id;

-- name: ladder_rows :many
-- in: day day
-- bounded: the rungs of one city's ladder, and how often they were changed
SELECT level, rung, days, from_day FROM problem_rung WHERE from_day <= :day AND gone = 0 ORDER BY from_day, id;

-- name: problem_stops_of :many
-- in: problem_id int
-- bounded: how often one clock stood
SELECT id, version, from_day, to_day, reason FROM problem_stop WHERE problem_id = :problem_id AND gone = 0 ORDER BY from_day, id;

-- name: problem_steps_of :many
-- in: problem_id int
-- bounded: what was done with one problem
-- gone: who did it is named also when the account is taken back
SELECT s.id, s.action, s.seat, s.from_state, s.to_state, s.account_id, a.name AS who, s.day, s.text, s.proof, s.unit_id,
       u.name_zh AS unit_zh, u.name_en AS unit_en, s.rung, j.recorded_ms
  FROM problem_step s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN unit u ON u.id = s.unit_id
  LEFT JOIN journal j ON j.number = s.entry
 WHERE s.problem_id = :problem_id AND s.gone = 0 ORDER BY s.id;

-- name: problem_handlers :many
-- in: problem_id int
-- bounded: who worked on one problem
-- Whoever signed, handled or said it was solved, at any time: none of them may say that it is.
SELECT DISTINCT account_id FROM problem_step
 WHERE problem_id = :problem_id AND action IN ('sign', 'handle', 'feedback') AND account_id IS NOT NULL AND gone = 0
 ORDER BY account_id NULLS LAST;

-- name: problem_helpers_of :many
-- in: problem_id int
-- bounded: the units asked to help with one problem
SELECT h.id, h.version, h.unit_id, u.name_zh, u.name_en
  FROM problem_helper h JOIN unit u ON u.id = h.unit_id WHERE h.problem_id = :problem_id AND h.gone = 0 AND u.gone = 0 ORDER BY h.id;

-- name: post_people :many
-- in: post_id int, day day
-- bounded: who holds one post or stands in for its holder
-- Who may act for a post on a day and may sign in; nobody when its unit is closed.
SELECT DISTINCT h.account_id
  FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id JOIN account a ON a.id = h.account_id
 WHERE h.post_id = :post_id AND h.gone = 0 AND p.gone = 0 AND u.gone = 0 AND a.gone = 0 AND a.is_off = 0
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day) AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY h.account_id;

-- name: problem_units :many
-- in: day day
-- bounded: the units of a city that may be responsible; those that build are not among them
SELECT id, kind, name_zh, name_en FROM unit
 WHERE kind <> 'project_unit' AND gone = 0 AND (closed_day IS NULL OR closed_day >= :day) ORDER BY kind, sort, id;

-- name: problem_unit_building :many
-- in: uscc text, name text, day day
-- bounded: the units of one name
-- The unit that builds a project: by its credit code, or by its name where it has none.
SELECT id, name_zh, name_en FROM unit
 WHERE kind = 'project_unit' AND gone = 0 AND (closed_day IS NULL OR closed_day >= :day)
   AND ((:uscc <> '' AND uscc = :uscc) OR (:uscc = '' AND name_zh = :name))
 ORDER BY id;

-- name: problems_running :many
-- in: today day
-- bounded: the problems of a city that are late
-- Registered, not closed, past the day it was given: whose escalation may be due.
SELECT id FROM problem
 WHERE state IS NOT NULL AND state <> 'closed' AND level IS NOT NULL AND due_day < :today AND gone = 0
 ORDER BY id;

-- name: problem_causes_all :many
-- bounded: the causes a city has named
SELECT id, version, kind, name, text FROM problem_cause WHERE gone = 0 ORDER BY name, id;

-- name: problems_lying :one
-- in: unit_id int
-- out: n int
-- Those a unit is responsible for or helps with, and nobody has solved.
SELECT (SELECT COUNT(*) FROM problem WHERE unit_id = :unit_id AND state IS NOT NULL AND state <> 'closed' AND gone = 0)
     + (SELECT COUNT(*) FROM problem_helper h JOIN problem p ON p.id = h.problem_id
         WHERE h.unit_id = :unit_id AND p.state IS NOT NULL AND p.state <> 'closed' AND h.gone = 0 AND p.gone = 0) AS n;
