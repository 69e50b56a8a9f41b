-- name: problems_listed :each
-- gone: who raised or answers for one is named also when the account or unit is taken back
SELECT p.id, p.version, p.project_id, p.kind, p.text, p.raised_day, p.report_id, p.visit_id, p.source, p.raiser_id,
       p.raiser_post_id, p.state, p.level, p.unit_id, p.person_id, p.due_day, p.ends_day, p.stopped_day, p.held_fen,
       p.registered_day, p.closed_day, p.rung, p.reopened, p.cause_id, u.name_zh AS unit_zh, u.name_en AS unit_en,
       a.name AS person, c.name AS cause
  FROM problem p LEFT JOIN unit u ON u.id = p.unit_id LEFT JOIN account a ON a.id = p.person_id
  LEFT JOIN problem_cause c ON c.id = p.cause_id
 WHERE p.gone = 0 ORDER BY p.id;

-- name: steps_timed :each
-- All stamps, by problem, in the order in which they were put.
SELECT s.id, s.problem_id, s.action, s.to_state, s.day, s.unit_id FROM problem_step s
 WHERE s.gone = 0 ORDER BY s.problem_id, s.id;

-- name: problems_sharing :many
-- in: cause_id int
-- bounded: the problems of one cause
SELECT id, project_id, kind, text, state, ends_day FROM problem WHERE cause_id = :cause_id AND gone = 0 ORDER BY id;

-- name: ladder_history :many
-- bounded: the rungs of one city's ladder, and how often they were changed
SELECT r.id, r.level, r.rung, r.days, r.from_day, r.reason FROM problem_rung r WHERE r.gone = 0
 ORDER BY r.from_day DESC, r.id DESC;

-- name: report_raised :maybe
-- in: id int
SELECT id, period_kind, from_day, to_day FROM report WHERE id = :id AND gone = 0;

-- name: people_of_unit :many
-- in: unit_id int, day day
-- bounded: the people of one unit
SELECT DISTINCT a.id, a.name FROM post_holder h JOIN post p ON p.id = h.post_id JOIN account a ON a.id = h.account_id
 WHERE p.unit_id = :unit_id AND h.gone = 0 AND p.gone = 0 AND a.gone = 0 AND a.is_off = 0
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
 ORDER BY a.name, a.id;
