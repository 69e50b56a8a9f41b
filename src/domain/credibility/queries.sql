-- name: notes_of_report :many
-- in: report_id int
-- bounded: the checks there are
SELECT id, version, check_key, variant, one, two, three, four, words, other_report_id FROM report_note
 WHERE report_id = :report_id AND gone = 0 ORDER BY id;

-- name: notes_of_project :many
-- in: project_id int, entry int, count int
-- Those that stand and were made by then, newest period first, with the number of answers.
-- out: answers int
SELECT n.id, n.report_id, r.period_kind, r.from_day, n.to_day, n.check_key, n.variant, n.one, n.two, n.three, n.four, n.words, n.other_report_id,
       (SELECT COUNT(*) FROM report_answer w WHERE w.note_id = n.id AND w.gone = 0) AS answers
  FROM report_note n JOIN report r ON r.id = n.report_id AND r.gone = 0
 WHERE n.project_id = :project_id AND n.entry <= :entry AND n.gone = 0
 ORDER BY n.to_day DESC, n.id DESC LIMIT :count;

-- name: notes_all :each
-- in: check_key text, from_day day, to_day day
-- out: answers int
-- Every note of some periods, newest first; of one check, or of any if check_key is "".
SELECT n.id, n.report_id, n.project_id, r.period_kind, r.from_day, n.to_day, n.check_key, n.variant, n.one, n.two, n.three, n.four, n.words,
       n.other_report_id,
       (SELECT COUNT(*) FROM report_answer w WHERE w.note_id = n.id AND w.gone = 0) AS answers
  FROM report_note n JOIN report r ON r.id = n.report_id AND r.gone = 0
 WHERE n.to_day >= :from_day AND n.to_day <= :to_day AND (n.check_key = :check_key OR :check_key = '') AND n.gone = 0
 ORDER BY n.to_day DESC, n.id DESC;

-- name: answers_of_note :many
-- in: note_id int
-- bounded: a few people speak of one note
-- gone: who answered stays told when the account is taken back
-- Oldest first.
SELECT r.id, r.seat, r.words, j.recorded_ms, a.name AS who
  FROM report_answer r JOIN journal j ON j.number = r.entry LEFT JOIN account a ON a.id = r.account_id
 WHERE r.note_id = :note_id AND r.gone = 0 ORDER BY r.id;

-- name: note_of_total :maybe
-- in: project_id int, check_key text, report_id int, one int
-- An earlier note of a check that says the same number.
SELECT id FROM report_note
 WHERE project_id = :project_id AND check_key = :check_key AND report_id <> :report_id AND one = :one AND gone = 0
 ORDER BY id LIMIT 1;

-- name: credibility_rules :many
-- bounded: the checks there are
SELECT r.id, r.version, r.check_key, r.is_on, r.reason, j.recorded_ms
  FROM credibility_rule r JOIN journal j ON j.number = r.entry WHERE r.gone = 0 ORDER BY r.check_key;

-- name: codes_standing :one
-- in: project_id int
-- out: active int, other int
-- How many codes of a project hold, and how many do not.
SELECT CAST(COALESCE(SUM(CASE WHEN status = 'active' THEN 1 ELSE 0 END), 0) AS INTEGER) AS active,
       CAST(COALESCE(SUM(CASE WHEN status = 'active' THEN 0 ELSE 1 END), 0) AS INTEGER) AS other
  FROM project_code WHERE project_id = :project_id AND gone = 0;

-- name: photo_used_before :maybe
-- in: sha text, evidence_id int, project_id int, to_day day
-- gone: a photo of a report that was taken back was still used there
-- The earliest other use of the same picture, but for one in the same period of the same project.
SELECT e.id, e.report_id FROM evidence e LEFT JOIN report r ON r.id = e.report_id
 WHERE e.sha = :sha AND e.id < :evidence_id AND e.gone = 0
   AND (r.id IS NULL OR r.project_id <> :project_id OR r.to_day <> :to_day)
 ORDER BY e.id LIMIT 1;

-- name: reports_sent :each
-- in: from_day day, to_day day
-- Every report of some periods that was sent and not superseded, in the order of periods.
SELECT id, project_id, to_day FROM report
 WHERE sent_ms IS NOT NULL AND state <> 'superseded' AND to_day >= :from_day AND to_day <= :to_day AND gone = 0
 ORDER BY to_day, id;


-- name: report_years :one
-- out: first_day day, last_day day
-- Over which periods reports were sent.
SELECT MIN(to_day) AS first_day, MAX(to_day) AS last_day FROM report WHERE sent_ms IS NOT NULL AND gone = 0;

-- name: notes_counted :many
-- bounded: the checks there are
-- out: notes int, answered int
-- How many notes each check made, and to how many somebody answered.
SELECT n.check_key, COUNT(*) AS notes,
       CAST(COALESCE(SUM(CASE WHEN (SELECT COUNT(*) FROM report_answer w WHERE w.note_id = n.id AND w.gone = 0) > 0
                              THEN 1 ELSE 0 END), 0) AS INTEGER) AS answered
  FROM report_note n WHERE n.gone = 0 GROUP BY n.check_key ORDER BY n.check_key;
