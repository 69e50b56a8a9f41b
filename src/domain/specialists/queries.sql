-- name: assignments_of_project :many
-- in: project_id int, kind text
-- bounded: those who look or looked after one project
SELECT s.id, s.version, s.entry, s.account_id, a.name, s.from_day, s.to_day, s.stands_in, s.reason
  FROM assignment s JOIN account a ON a.id = s.account_id
 WHERE s.project_id = :project_id AND s.kind = :kind AND s.gone = 0 AND a.gone = 0
 ORDER BY s.from_day, s.id;

-- name: people_in_role :many
-- in: role text, day day
-- bounded: the people of one role in a city
-- Everybody who holds, stands in for, or was granted a role on a day; somebody may be there more than once.
SELECT a.id AS id, a.name AS name, u.area_id AS area_id
  FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id JOIN account a ON a.id = h.account_id
 WHERE p.role = :role AND h.gone = 0 AND p.gone = 0 AND u.gone = 0 AND a.gone = 0
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day) AND (u.closed_day IS NULL OR u.closed_day >= :day)
 UNION ALL
SELECT a.id AS id, a.name AS name, g.area_id AS area_id
  FROM access_grant g JOIN account a ON a.id = g.account_id
 WHERE g.role = :role AND g.gone = 0 AND a.gone = 0
 ORDER BY id, name, area_id NULLS LAST;

-- name: person_in_role :one
-- in: account_id int, role text, day day
-- out: n int
SELECT (SELECT COUNT(*) FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
         WHERE h.account_id = :account_id AND p.role = :role AND h.gone = 0 AND p.gone = 0 AND u.gone = 0
           AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
           AND (u.closed_day IS NULL OR u.closed_day >= :day))
     + (SELECT COUNT(*) FROM access_grant g WHERE g.account_id = :account_id AND g.role = :role AND g.gone = 0) AS n;

-- name: visits_of_project :many
-- in: project_id int, count int
-- Newest first.
SELECT v.id, v.visit_day, v.account_id, a.name, v.reported_month, v.reported_fen, v.reported_progress, v.seen_figure, v.seen_progress,
       v.people_on_site, v.works, v.met, v.remark, v.next_visit_day, v.milestone_id, v.reported_answer, v.reported_answer_day,
       v.seen_milestone, v.seen_milestone_day
  FROM visit v JOIN account a ON a.id = v.account_id
 WHERE v.project_id = :project_id AND v.gone = 0 AND a.gone = 0
 ORDER BY v.visit_day DESC, v.id DESC LIMIT :count;

-- name: milestones_looked_at :many
-- in: project_id int, entry int
-- bounded: the visits to one project
-- As known at an entry, the earliest visit first: of one milestone the last counts.
SELECT v.id AS id, v.milestone_id AS milestone_id, v.visit_day AS visit_day, v.seen_milestone AS seen_milestone,
       v.seen_milestone_day AS seen_milestone_day, a.name AS name
  FROM visit v JOIN account a ON a.id = v.account_id
 WHERE v.project_id = :project_id AND v.milestone_id IS NOT NULL AND v.entry <= :entry AND v.gone = 0 AND a.gone = 0
 UNION ALL
SELECT h.id AS id, h.milestone_id AS milestone_id, h.visit_day AS visit_day, h.seen_milestone AS seen_milestone,
       h.seen_milestone_day AS seen_milestone_day, a.name AS name
  FROM visit_h h JOIN account a ON a.id = h.account_id
 WHERE h.project_id = :project_id AND h.milestone_id IS NOT NULL AND h.entry <= :entry AND h.until_entry > :entry
   AND h.gone = 0 AND a.gone = 0
 ORDER BY visit_day, id;

-- name: reported_last :maybe
-- in: project_id int
-- The words of the last report accepted.
SELECT f.to_month, f.progress FROM invest_fact f
 WHERE f.project_id = :project_id AND f.source = 'report' AND f.gone = 0
 ORDER BY f.to_month DESC, f.id DESC LIMIT 1;

-- name: looked_after_on :many
-- in: account_id int, day day
-- bounded: what one person looks after
-- What somebody looks after on a day, of both kinds: who stands in has it meanwhile, and who is away has not.
SELECT s.project_id, s.kind, s.from_day, s.to_day, s.stands_in FROM assignment s
 WHERE s.account_id = :account_id AND s.gone = 0 AND s.from_day <= :day AND (s.to_day IS NULL OR s.to_day >= :day)
   AND NOT EXISTS (SELECT 1 FROM assignment o
                    WHERE o.project_id = s.project_id AND o.kind = s.kind AND o.gone = 0
                      AND o.from_day <= :day AND (o.to_day IS NULL OR o.to_day >= :day)
                      AND (o.from_day > s.from_day OR (o.from_day = s.from_day AND o.id > s.id)))
 ORDER BY s.project_id, s.kind DESC;

-- name: visit_last :many
-- in: project_id int, entry int
-- The last visit known at an entry.
SELECT id AS id, visit_day AS visit_day, next_visit_day AS next_visit_day FROM visit
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id AS id, visit_day AS visit_day, next_visit_day AS next_visit_day FROM visit_h
 WHERE project_id = :project_id AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY visit_day DESC, id DESC LIMIT 1;

-- name: visit_last_by :many
-- in: project_id int, account_id int, entry int
-- The last visit of one person known at an entry.
SELECT id AS id, visit_day AS visit_day FROM visit
 WHERE project_id = :project_id AND account_id = :account_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id AS id, visit_day AS visit_day FROM visit_h
 WHERE project_id = :project_id AND account_id = :account_id AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY visit_day DESC, id DESC LIMIT 1;

-- name: problems_said :many
-- in: project_id int, after_day day, entry int
-- bounded: what one project asked help with since the last visit
-- As known at an entry, newest first; what was solved by then asks nobody to come.
SELECT id AS id, kind AS kind, text AS text, raised_day AS raised_day FROM problem
 WHERE project_id = :project_id AND raised_day > :after_day AND entry <= :entry AND gone = 0
   AND (state IS NULL OR state <> 'closed')
 UNION ALL
SELECT id AS id, kind AS kind, text AS text, raised_day AS raised_day FROM problem_h
 WHERE project_id = :project_id AND raised_day > :after_day AND entry <= :entry AND until_entry > :entry AND gone = 0
   AND (state IS NULL OR state <> 'closed')
 ORDER BY raised_day DESC, id DESC;

-- name: problems_of_visits :many
-- in: project_id int
-- bounded: what one project asked help with on visits
SELECT id, visit_id, kind, state FROM problem WHERE project_id = :project_id AND visit_id IS NOT NULL AND gone = 0
 ORDER BY visit_id DESC NULLS LAST, id;

-- name: visit_by_key :maybe
-- in: account_id int, sent_key text
-- A record that waited on a phone and has come already.
SELECT id FROM visit WHERE account_id = :account_id AND sent_key = :sent_key AND gone = 0;

-- name: photos_of_visits :many
-- in: project_id int, count int
-- What was photographed on visits, newest visit first, as it was taken.
SELECT e.id, e.version, e.visit_id, e.file_name, e.media_type, e.taken_ms, e.place_subject, e.note
  FROM evidence e JOIN visit v ON v.id = e.visit_id
 WHERE e.project_id = :project_id AND e.gone = 0 AND v.gone = 0
 ORDER BY v.visit_day DESC, v.id DESC, e.id LIMIT :count;

-- name: ratings_of_project :many
-- in: project_id int, count int
SELECT visit_id, stars, words FROM visit_rating WHERE project_id = :project_id AND gone = 0 ORDER BY visit_id DESC LIMIT :count;

-- name: rating_of_visit :maybe
-- in: visit_id int
SELECT id, version, stars, words FROM visit_rating WHERE visit_id = :visit_id AND gone = 0;

-- name: assignments_known :many
-- in: kind text, entry int
-- bounded: who looked after what in a city
-- gone: who looked after something stays told when the account is taken back
-- As known at an entry; of one project in order of their first day.
SELECT s.project_id AS project_id, s.account_id AS account_id, a.name AS name, s.from_day AS from_day, s.to_day AS to_day, s.id AS id
  FROM assignment s JOIN account a ON a.id = s.account_id
 WHERE s.kind = :kind AND s.entry <= :entry AND s.gone = 0
 UNION ALL
SELECT h.project_id AS project_id, h.account_id AS account_id, a.name AS name, h.from_day AS from_day, h.to_day AS to_day, h.id AS id
  FROM assignment_h h JOIN account a ON a.id = h.account_id
 WHERE h.kind = :kind AND h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0
 ORDER BY project_id, from_day, id;

-- name: visits_of_leaders :many
-- in: entry int
-- out: visit_day day, n int
-- bounded: what leaders look after in a city
-- gone: who was a leader then went as one
-- How often and when last each leader was at each project, as known at an entry; a pair may be there twice.
SELECT v.project_id AS project_id, v.account_id AS account_id, MAX(v.visit_day) AS visit_day, COUNT(*) AS n
  FROM visit v
 WHERE v.entry <= :entry AND v.gone = 0
   AND v.account_id IN (SELECT s.account_id FROM assignment s WHERE s.kind = 'leader' AND s.entry <= :entry
                         UNION SELECT b.account_id FROM assignment_h b WHERE b.kind = 'leader' AND b.entry <= :entry)
 GROUP BY v.project_id, v.account_id
 UNION ALL
SELECT h.project_id AS project_id, h.account_id AS account_id, MAX(h.visit_day) AS visit_day, COUNT(*) AS n
  FROM visit_h h
 WHERE h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0
   AND h.account_id IN (SELECT s.account_id FROM assignment s WHERE s.kind = 'leader' AND s.entry <= :entry
                         UNION SELECT b.account_id FROM assignment_h b WHERE b.kind = 'leader' AND b.entry <= :entry)
 GROUP BY h.project_id, h.account_id
 ORDER BY project_id, account_id;

-- name: visits_known :many
-- in: from_day day, to_day day, entry int
-- out: problems int, solved int
-- bounded: the visits of a year
-- As known at an entry, newest first, each with the problems found on it and how many of them are closed now.
SELECT v.id AS id, v.project_id AS project_id, v.account_id AS account_id, v.visit_day AS visit_day,
       (SELECT COUNT(*) FROM problem p WHERE p.visit_id = v.id AND p.gone = 0) AS problems,
       (SELECT COUNT(*) FROM problem p WHERE p.visit_id = v.id AND p.gone = 0 AND p.state = 'closed') AS solved
  FROM visit v WHERE v.visit_day BETWEEN :from_day AND :to_day AND v.entry <= :entry AND v.gone = 0
 UNION ALL
SELECT h.id AS id, h.project_id AS project_id, h.account_id AS account_id, h.visit_day AS visit_day,
       (SELECT COUNT(*) FROM problem p WHERE p.visit_id = h.id AND p.gone = 0) AS problems,
       (SELECT COUNT(*) FROM problem p WHERE p.visit_id = h.id AND p.gone = 0 AND p.state = 'closed') AS solved
  FROM visit_h h WHERE h.visit_day BETWEEN :from_day AND :to_day AND h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0
 ORDER BY visit_day DESC, id DESC;

-- name: visit_ratings_known :many
-- in: from_day day, to_day day, entry int
-- bounded: a rating a visit of a year
SELECT r.visit_id, v.project_id, v.account_id, r.stars FROM visit_rating r JOIN visit v ON v.id = r.visit_id
 WHERE v.visit_day BETWEEN :from_day AND :to_day AND r.entry <= :entry AND r.gone = 0 AND v.gone = 0
 ORDER BY r.visit_id;

-- name: visit_shown :maybe
-- in: id int
-- out: photos int
-- One row of the list of all visits.
SELECT v.visit_day, v.account_id, a.name, v.reported_month, v.reported_fen, v.seen_figure, v.seen_progress, v.people_on_site, v.works,
       v.met, v.remark, v.next_visit_day, v.milestone_id, v.reported_answer, v.reported_answer_day, v.seen_milestone,
       v.seen_milestone_day,
       (SELECT COUNT(*) FROM evidence e WHERE e.visit_id = v.id AND e.gone = 0) AS photos
  FROM visit v JOIN account a ON a.id = v.account_id WHERE v.id = :id AND v.gone = 0 AND a.gone = 0;

-- name: holders_of_kind :many
-- in: kind text, day day
-- out: n int
-- bounded: the people of one role in a city
-- Who looks after something of a kind for good on a day, and after how many.
SELECT a.id, a.name, COUNT(*) AS n FROM assignment s JOIN account a ON a.id = s.account_id
 WHERE s.kind = :kind AND s.gone = 0 AND s.stands_in = 0 AND s.from_day <= :day AND (s.to_day IS NULL OR s.to_day >= :day) AND a.gone = 0
 GROUP BY a.id, a.name ORDER BY a.name, a.id;

-- name: held_for_good :many
-- in: account_id int, kind text, day day
-- bounded: what one person looks after
-- Also what somebody else stands in for meanwhile, and nothing that he himself stands in for.
SELECT project_id, from_day FROM assignment
 WHERE account_id = :account_id AND kind = :kind AND gone = 0 AND stands_in = 0
   AND from_day <= :day AND (to_day IS NULL OR to_day >= :day)
 ORDER BY project_id;

-- name: takeovers_between :many
-- in: after day, upto day
-- bounded: what was handed over for one of some days
-- Projects that others hold or look after since: their first day lies after `after`, or the last one of who did.
SELECT p.id AS project_id FROM project p
 WHERE p.gone = 0 AND p.id IN (
       SELECT h.project_id FROM holder h
        WHERE h.gone = 0 AND ((h.from_day > :after AND h.from_day <= :upto) OR (h.to_day >= :after AND h.to_day < :upto))
 UNION SELECT s.project_id FROM assignment s
        WHERE s.gone = 0 AND ((s.from_day > :after AND s.from_day <= :upto) OR (s.to_day >= :after AND s.to_day < :upto)))
 ORDER BY p.id;
