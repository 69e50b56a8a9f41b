-- name: job_run_of :maybe
-- in: job text, due_day day, number int
SELECT state FROM job_run WHERE job = :job AND due_day = :due_day AND number = :number;

-- name: job_run_add :exec
-- in: job text, due_day day, number int, by_id int, asked_ms int
-- Nothing is added if another was quicker.
INSERT INTO job_run (job, due_day, number, by_id, asked_ms, state, tries, until_ms)
VALUES (:job, :due_day, :number, :by_id, :asked_ms, 'waiting', 0, 0) ON CONFLICT DO NOTHING;

-- name: job_run_claim :exec
-- in: begun_ms int, until_ms int, job text, due_day day, number int, tries int
-- One row changed: it is this server's until then. None: another was quicker.
UPDATE job_run SET state = 'running', tries = tries + 1, begun_ms = :begun_ms, until_ms = :until_ms
 WHERE job = :job AND due_day = :due_day AND number = :number AND tries = :tries AND state IN ('waiting', 'running');

-- name: job_run_end :exec
-- in: state text, ended_ms int, took_us int, did int, fault text, until_ms int, job text, due_day day, number int, tries int
-- Nothing, if it took so long that another began it anew.
UPDATE job_run SET state = :state, ended_ms = :ended_ms, took_us = :took_us, did = :did, fault = :fault, until_ms = :until_ms
 WHERE job = :job AND due_day = :due_day AND number = :number AND tries = :tries AND state = 'running';

-- name: job_runs_open :many
-- in: now_ms int, real_ms int, rows_max int
-- What waits, and what was begun by who did not end it. A server whose clock is behind leaves what is not due by its own.
SELECT job, due_day, number, tries FROM job_run WHERE state IN ('waiting', 'running') AND asked_ms <= :now_ms AND until_ms <= :real_ms
 ORDER BY asked_ms, job, due_day, number LIMIT :rows_max;

-- name: job_run_last :maybe
-- in: job text
SELECT due_day, number, state, tries, asked_ms, begun_ms, ended_ms, took_us, did, fault FROM job_run
 WHERE job = :job AND begun_ms IS NOT NULL ORDER BY begun_ms DESC NULLS LAST, due_day DESC, number DESC LIMIT 1;

-- name: job_runs_shown :many
-- in: rows_max int
-- gone: who asked for it is told also when the account is taken back
SELECT r.job, r.due_day, r.number, r.state, r.tries, r.asked_ms, r.begun_ms, r.ended_ms, r.took_us, r.did, r.fault,
       a.name AS asker
  FROM job_run r LEFT JOIN account a ON a.id = r.by_id
 ORDER BY r.asked_ms DESC, r.job, r.number DESC LIMIT :rows_max;

-- name: job_run_number :one
-- in: job text, due_day day
-- out: n int
SELECT CAST(COALESCE(MAX(number), 0) AS INTEGER) AS n FROM job_run WHERE job = :job AND due_day = :due_day;

-- name: job_runs_sweep :exec
-- in: before_day day
DELETE FROM job_run WHERE due_day < :before_day AND state IN ('done', 'failed');

-- name: job_runs_hurry :exec
-- in: job text
-- What waits for its next try need wait no longer.
UPDATE job_run SET until_ms = 0 WHERE job = :job AND state = 'waiting';
