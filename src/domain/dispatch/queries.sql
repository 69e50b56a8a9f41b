-- name: meeting_of_period :maybe
-- in: kind text, period text
SELECT id FROM meeting WHERE kind = :kind AND period = :period AND gone = 0;

-- name: meetings_newest :many
-- in: count int
-- By their days, the last first.
SELECT id, version, kind, period, title, level, planned_day, meeting_day, reason, state, frozen_entry, frozen_day FROM meeting
 WHERE gone = 0 ORDER BY meeting_day DESC, id DESC LIMIT :count;

-- name: meetings_of_kind :many
-- in: kind text, from_day day, to_day day
-- bounded: the meetings of some months
SELECT id, period, meeting_day FROM meeting
 WHERE kind = :kind AND meeting_day BETWEEN :from_day AND :to_day AND gone = 0 ORDER BY meeting_day, id;

-- name: meetings_extra_on :one
-- in: period text, period_end text
-- out: n int
SELECT COUNT(*) AS n FROM meeting WHERE kind = 'extra' AND period >= :period AND period < :period_end AND gone = 0;

-- name: meeting_frozen_last :maybe
-- in: kind text
-- The meeting of a kind whose pack was made last, by the order of the journal: no clock can turn that round.
SELECT id, frozen_day FROM meeting WHERE kind = :kind AND frozen_entry IS NOT NULL AND gone = 0
 ORDER BY frozen_entry DESC NULLS LAST, id DESC LIMIT 1;

-- name: meetings_frozen :many
-- in: count int
-- In the order in which their packs were made, the last first.
SELECT id, frozen_entry FROM meeting WHERE frozen_entry IS NOT NULL AND gone = 0 ORDER BY frozen_entry DESC NULLS LAST, id DESC LIMIT :count;

-- name: tasks_known :many
-- in: entry int, since_day day
-- bounded: what a city has promised and not done, and what was done since the last pack
-- As known at an entry.
SELECT x.id AS id, x.project_id AS project_id, x.text AS text, x.unit_id AS unit_id, x.first_due_day AS first_due_day,
       x.due_day AS due_day, x.state AS state, x.result AS result, x.done_day AS done_day, x.meeting_id AS meeting_id
  FROM task x
 WHERE x.entry <= :entry AND x.gone = 0 AND (x.state = 'open' OR x.done_day >= :since_day)
 UNION ALL
SELECT +h.id AS id, h.project_id AS project_id, h.text AS text, h.unit_id AS unit_id, h.first_due_day AS first_due_day,
       h.due_day AS due_day, h.state AS state, h.result AS result, h.done_day AS done_day, h.meeting_id AS meeting_id
  FROM task_h h
 WHERE +h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0 AND (h.state = 'open' OR h.done_day >= :since_day)
 ORDER BY id;

-- name: unit_names_then :many
-- in: unit_id int, entry int
-- bounded: one row
-- gone: what a unit was called then
SELECT x.id AS id, x.name_zh AS name_zh, x.name_en AS name_en FROM unit x WHERE x.id = :unit_id AND x.entry <= :entry
 UNION ALL
SELECT +h.id AS id, h.name_zh AS name_zh, h.name_en AS name_en FROM unit_h h
 WHERE h.id = :unit_id AND h.entry <= :entry AND h.until_entry > :entry
 ORDER BY id;

-- name: problems_known :many
-- in: entry int
-- bounded: what the projects of a city ask help with
-- gone: a cause that was taken back is named still
-- As known at an entry, those that are not closed, drafts among them; what several have in common with its name.
SELECT x.project_id AS project_id, x.kind AS kind, x.text AS text, x.raised_day AS raised_day, x.state AS state,
       x.ends_day AS ends_day, x.stopped_day AS stopped_day, x.held_fen AS held_fen, x.cause_id AS cause_id, c.name AS cause, x.id AS id
  FROM problem x LEFT JOIN problem_cause c ON c.id = x.cause_id
 WHERE x.entry <= :entry AND x.gone = 0 AND COALESCE(x.state, '') <> 'closed'
 UNION ALL
SELECT h.project_id AS project_id, h.kind AS kind, h.text AS text, h.raised_day AS raised_day, h.state AS state,
       h.ends_day AS ends_day, h.stopped_day AS stopped_day, h.held_fen AS held_fen, h.cause_id AS cause_id, c.name AS cause, h.id AS id
  FROM problem_h h LEFT JOIN problem_cause c ON c.id = h.cause_id
 WHERE +h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0 AND COALESCE(h.state, '') <> 'closed'
 ORDER BY project_id, id;

-- name: agenda_of_meeting :many
-- in: meeting_id int
-- bounded: the items of one meeting
SELECT id, version, kind, project_id, task_id, pack_no, text, state, sort FROM agenda_item
 WHERE meeting_id = :meeting_id AND gone = 0 ORDER BY sort, id;

-- name: decisions_of_meeting :many
-- in: meeting_id int
-- bounded: what one meeting decided
-- gone: a unit that was closed since did not decide less
-- Each with its task.
SELECT d.id AS id, d.agenda_item_id AS agenda_item_id, d.project_id AS project_id, d.text AS text, d.decided_day AS decided_day,
       x.id AS task_id, x.unit_id AS unit_id, x.post_id AS post_id, x.due_day AS due_day, x.state AS state,
       u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM decision d JOIN task x ON x.decision_id = d.id JOIN unit u ON u.id = x.unit_id
 WHERE d.meeting_id = :meeting_id AND d.gone = 0 AND x.gone = 0
 ORDER BY d.id;

-- name: tasks_waiting :many
-- in: since_day day
-- bounded: what is to be done in a city, and what was done of late
-- Open ones, done ones that nobody has confirmed, and what was done since a day.
SELECT x.id, x.version, x.project_id, x.text, x.unit_id, x.post_id, x.account_id, x.due_day, x.first_due_day, x.state, x.done_day,
       x.meeting_id, u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM task x JOIN unit u ON u.id = x.unit_id
 WHERE (x.state <> 'confirmed' OR x.done_day >= :since_day) AND x.gone = 0 AND u.gone = 0
 ORDER BY x.due_day, x.id;

-- name: tasks_of_meeting :many
-- in: meeting_id int
-- bounded: what one meeting decided
SELECT x.id, x.project_id, x.unit_id, x.post_id, x.text, x.due_day, x.state, x.done_day, x.result, u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM task x JOIN unit u ON u.id = x.unit_id
 WHERE x.meeting_id = :meeting_id AND x.gone = 0 AND u.gone = 0 ORDER BY x.id;

-- name: tasks_of_project :many
-- in: project_id int, count int
-- What was decided of one project, newest first.
SELECT x.id, x.meeting_id, x.text, x.due_day, x.state, x.done_day, x.result, u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM task x JOIN unit u ON u.id = x.unit_id
 WHERE x.project_id = :project_id AND x.gone = 0 AND u.gone = 0 ORDER BY x.id DESC LIMIT :count;

-- name: task_steps_of :many
-- in: task_id int
-- bounded: what was done with one task
-- gone: who acted stays told when the account is taken back
SELECT s.id, s.task_action, s.on_day, s.text, s.due_day, s.unit_id, a.name AS person, u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM task_step s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN unit u ON u.id = s.unit_id
 WHERE s.task_id = :task_id AND s.gone = 0 ORDER BY s.id;

-- name: task_files_of :many
-- in: task_id int
-- bounded: the files of one task
SELECT id, file_name, media_type, bytes, file_sha FROM task_file WHERE task_id = :task_id AND gone = 0 ORDER BY id;

-- name: owner_posts :many
-- in: day day
-- bounded: the posts of the offices of a city
SELECT p.id AS id, p.unit_id AS unit_id, p.name AS name FROM post p JOIN unit u ON u.id = p.unit_id
 WHERE u.kind <> 'project_unit' AND p.role NOT IN ('system', 'security', 'audit', 'auditor') AND p.gone = 0 AND u.gone = 0
   AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY p.id;

-- name: owner_people :many
-- in: name text, day day
-- bounded: few people have one name
-- Who is called so and holds a post on a day.
SELECT p.id AS post_id, p.unit_id AS unit_id, a.id AS account_id FROM account a
  JOIN post_holder h ON h.account_id = a.id JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
 WHERE a.name = :name AND h.kind = 'holds' AND p.role NOT IN ('system', 'security', 'audit', 'auditor')
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
   AND a.gone = 0 AND h.gone = 0 AND p.gone = 0 AND u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY p.id;

-- name: posts_of_unit :many
-- in: unit_id int
-- bounded: the posts of one unit
SELECT id, name FROM post
 WHERE unit_id = :unit_id AND role NOT IN ('system', 'security', 'audit', 'auditor') AND gone = 0 ORDER BY id;

-- name: post_of_task_held :one
-- in: account_id int, unit_id int, post_id int, day day
-- out: n int
-- Whether somebody holds, or stands in for, the post a task was given to, or any of its unit (post_id 0).
SELECT COUNT(*) AS n FROM post_holder h JOIN post p ON p.id = h.post_id
 WHERE h.account_id = :account_id AND p.unit_id = :unit_id AND (p.id = :post_id OR :post_id = 0)
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day) AND h.gone = 0 AND p.gone = 0;

-- name: tasks_lying :one
-- in: unit_id int, post_id int
-- out: n int
-- Open ones that were given to a unit or a post in it; post_id 0: to whatever of it.
SELECT COUNT(*) AS n FROM task
 WHERE unit_id = :unit_id AND (post_id = :post_id OR :post_id = 0) AND state = 'open' AND gone = 0;
