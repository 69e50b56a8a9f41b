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

-- name: report_of_period :maybe
-- in: project_id int, to_day day, period_kind text
-- Its latest revision.
SELECT id FROM report
 WHERE project_id = :project_id AND to_day = :to_day AND period_kind = :period_kind AND gone = 0
 ORDER BY revision DESC LIMIT 1;

-- name: report_before :maybe
-- in: project_id int, to_day day
-- The last one that was sent for an earlier period: what the next one is proposed from.
SELECT id FROM report
 WHERE project_id = :project_id AND to_day < :to_day AND sent_ms IS NOT NULL AND state <> 'superseded' AND gone = 0
 ORDER BY to_day DESC, revision DESC LIMIT 1;

-- name: report_base :maybe
-- in: project_id int, to_day day
-- The last one that was accepted up to a period: what a checker compares with.
SELECT id FROM report
 WHERE project_id = :project_id AND to_day <= :to_day AND state = 'accepted' AND gone = 0
 ORDER BY to_day DESC, revision DESC LIMIT 1;

-- name: report_accepted_of :maybe
-- in: project_id int, to_day day, period_kind text
SELECT id FROM report
 WHERE project_id = :project_id AND to_day = :to_day AND period_kind = :period_kind AND state = 'accepted' AND gone = 0
 ORDER BY revision DESC LIMIT 1;

-- name: report_first_of :maybe
-- in: project_id int, to_day day, period_kind text
-- Its first revision, to which belongs what a period asked for.
SELECT id FROM report
 WHERE project_id = :project_id AND to_day = :to_day AND period_kind = :period_kind AND gone = 0
 ORDER BY revision LIMIT 1;

-- name: reports_at_desk :each
-- in: desk text
-- What lies on a desk, of all projects, in the order of the index: nothing is sorted.
SELECT id, project_id, to_day, state FROM report WHERE desk = :desk AND gone = 0
 ORDER BY to_day, project_id, state, id;

-- name: reports_waiting :each
-- in: desk text
-- out: files int
-- gone: of the report compared with, the version alone is asked
-- The same, each with what its line in an inbox is made of: its version, that of the report it is compared with, its files.
SELECT r.id, r.version, r.project_id, r.base_id, b.version AS base_version,
       (SELECT COUNT(*) FROM evidence e WHERE e.report_id = r.id AND e.gone = 0) AS files
  FROM report r LEFT JOIN report b ON b.id = r.base_id
 WHERE r.desk = :desk AND r.gone = 0
 ORDER BY r.to_day, r.project_id, r.state, r.id;

-- name: reports_of_project :many
-- in: project_id int, count int
-- Newest first.
SELECT id, period_kind, from_day, to_day, revision, state, desk, month_fen, reason, sent_ms FROM report
 WHERE project_id = :project_id AND gone = 0
 ORDER BY to_day DESC, revision DESC, id DESC LIMIT :count;

-- name: steps_of_report :many
-- in: report_id int
-- bounded: a report goes up and down a few times
-- gone: who acted stays told when the account is taken back
-- Oldest first.
SELECT s.id, s.action, s.seat, s.from_state, s.to_state, s.to_desk, s.reason, j.recorded_ms, a.name AS who
  FROM report_step s JOIN journal j ON j.number = s.entry LEFT JOIN account a ON a.id = s.account_id
 WHERE s.report_id = :report_id ORDER BY s.id;

-- name: fact_standing :maybe
-- in: project_id int, source text, from_month month, to_month month
-- What a source says over the same months.
SELECT id FROM invest_fact
 WHERE project_id = :project_id AND to_month = :to_month AND from_month IS NOT DISTINCT FROM :from_month
   AND source = :source AND gone = 0
 ORDER BY id DESC LIMIT 1;

-- name: evidence_beside :many
-- in: report_id int, visit_id int
-- bounded: EVIDENCE_OF_ONE_MAX
-- What proves a report or a visit, as it came.
SELECT id, version, kind, sha, sent_sha, file_name, media_type, bytes, wide_px, high_px, taken_ms, place_subject, figure, note
  FROM evidence
 WHERE (report_id = :report_id OR (visit_id IS NOT NULL AND visit_id = :visit_id)) AND gone = 0
 ORDER BY id;

-- name: evidence_of_problem :many
-- in: problem_id int
-- bounded: EVIDENCE_OF_ONE_MAX
SELECT id, version, kind, sha, sent_sha, file_name, media_type, bytes, wide_px, high_px, taken_ms, place_subject, figure, note
  FROM evidence
 WHERE problem_id IS NOT NULL AND problem_id = :problem_id AND gone = 0
 ORDER BY id;

-- name: report_revisions :many
-- in: project_id int, to_day day, period_kind text
-- bounded: corrections of one period
SELECT id, revision, state, desk, month_fen, reason FROM report
 WHERE project_id = :project_id AND to_day = :to_day AND period_kind = :period_kind AND gone = 0
 ORDER BY revision, id;

-- name: evidence_count :one
-- in: report_id int
-- out: n int
SELECT COUNT(*) AS n FROM evidence WHERE report_id = :report_id AND gone = 0;

-- name: report_reopened :one
-- in: report_id int
-- out: is_reopened int
-- Whether a checker returned it, or the city office opened it as a correction.
SELECT CASE WHEN EXISTS (SELECT 1 FROM report_step
                          WHERE report_id = :report_id AND gone = 0
                            AND (action = 'return' OR (action = 'correct' AND seat = 'office')))
            THEN 1 ELSE 0 END AS is_reopened;
