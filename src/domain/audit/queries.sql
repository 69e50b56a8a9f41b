-- name: journal_asked :many
-- in: before int, from_ms int, until_ms int, kind text, actor_id int, count int
-- gone: who did it stays told when the account is taken back
-- Entries before a number, newest first; kind '' and actor -1 ask for any.
SELECT j.number, j.recorded_ms, j.actor_id, j.kind, j.reason, a.name AS who, a.subject AS login
  FROM journal j LEFT JOIN account a ON a.id = j.actor_id
 WHERE j.number < :before AND j.recorded_ms >= :from_ms AND j.recorded_ms < :until_ms
   AND (:kind = '' OR j.kind = :kind) AND (:actor_id = -1 OR j.actor_id = :actor_id)
 ORDER BY j.number DESC LIMIT :count;

-- name: journal_one :maybe
-- in: number int
-- gone: who did it stays told when the account is taken back
SELECT j.number, j.recorded_ms, j.kind, j.reason, a.name AS who, a.subject AS login
  FROM journal j LEFT JOIN account a ON a.id = j.actor_id
 WHERE j.number = :number;

-- name: numbers_of_project :each
-- in: project_id int, before int, from_ms int, until_ms int, kind text, actor_id int
-- gone: an entry is told when what it wrote is taken back
-- Those that wrote something of one project; history is found by the ids of its rows.
SELECT j.number, j.actor_id
  FROM journal j
 WHERE j.number < :before AND j.recorded_ms >= :from_ms AND j.recorded_ms < :until_ms
   AND (:kind = '' OR j.kind = :kind) AND (:actor_id = -1 OR j.actor_id = :actor_id)
   AND j.number IN (
       SELECT x.entry FROM project x WHERE x.id = :project_id
 UNION SELECT h.entry FROM project_h h WHERE h.id = :project_id
 UNION SELECT x.entry FROM project_code x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM project_code x JOIN project_code_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM holder x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM holder x JOIN holder_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM transfer x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM transfer x JOIN transfer_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM membership x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM membership x JOIN membership_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM stop x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM stop x JOIN stop_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM contact x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM contact x JOIN contact_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM milestone x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM milestone x JOIN milestone_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM annual_plan x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM annual_plan x JOIN annual_plan_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM problem x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM problem x JOIN problem_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM problem_step x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM problem_step x JOIN problem_step_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM problem_helper x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM problem_helper x JOIN problem_helper_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM problem_stop x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM problem_stop x JOIN problem_stop_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM unit_call x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM unit_call x JOIN unit_call_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM invest_fact x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM invest_fact x JOIN invest_fact_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM report x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM report x JOIN report_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM report_step x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM report_step x JOIN report_step_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM evidence x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM evidence x JOIN evidence_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM report_note x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM report_note x JOIN report_note_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM agenda_item x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM agenda_item x JOIN agenda_item_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM decision x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM decision x JOIN decision_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM task x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM task x JOIN task_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM task_step x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM task_step x JOIN task_step_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM task_file x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM task_file x JOIN task_file_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM report_answer x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM report_answer x JOIN report_answer_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM assignment x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM assignment x JOIN assignment_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM visit x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM visit x JOIN visit_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM light_voice x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM light_voice x JOIN light_voice_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM light_waiver x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM light_waiver x JOIN light_waiver_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM lock_exception x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM lock_exception x JOIN lock_exception_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM bureau_listing x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM bureau_listing x JOIN bureau_listing_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT x.entry FROM bureau_question x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM bureau_question x JOIN bureau_question_h h ON h.id = x.id WHERE x.project_id = :project_id
       )
 ORDER BY j.number DESC;

-- name: accounts_called :many
-- bounded: the accounts of one city
-- gone: who did something may have been taken back since
SELECT id, subject, name FROM account ORDER BY id;

-- name: opening_add :exec
-- in: at_ms int, account_id int, project_id int, path text, door text, by_token int, lost int
INSERT INTO opening (at_ms, account_id, project_id, path, door, by_token, lost)
VALUES (:at_ms, :account_id, :project_id, :path, :door, :by_token, :lost);

-- name: openings_sweep_before :exec
-- in: before_ms int
DELETE FROM opening WHERE at_ms < :before_ms;

-- name: openings_before :each
-- in: before int, from_ms int, until_ms int
-- gone: who opened something stays told when the account is taken back
-- Newest first.
SELECT o.id, o.at_ms, o.account_id, o.project_id, o.path, o.door, o.by_token, o.lost, a.name AS who, a.subject AS login
  FROM opening o LEFT JOIN account a ON a.id = o.account_id
 WHERE o.id < :before AND o.at_ms >= :from_ms AND o.at_ms < :until_ms
 ORDER BY o.id DESC;

-- name: openings_of_project :each
-- in: project_id int, before int, from_ms int, until_ms int
-- rows: openings_before
-- gone: who opened something stays told when the account is taken back
-- The same of one project.
SELECT o.id, o.at_ms, o.account_id, o.project_id, o.path, o.door, o.by_token, o.lost, a.name AS who, a.subject AS login
  FROM opening o LEFT JOIN account a ON a.id = o.account_id
 WHERE o.project_id = :project_id AND o.id < :before AND o.at_ms >= :from_ms AND o.at_ms < :until_ms
 ORDER BY o.id DESC;
