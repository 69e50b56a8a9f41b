-- Queries of the duty matrix: reports and exceptions of the kinds of periods that are no columns of the board, as known at
-- an entry.

-- name: duty_reports :each
-- in: period_kind text, first_day day, last_day day, entry int
SELECT id, project_id, to_day, revision, state, desk, sent_ms, first_sent_ms
  FROM report
 WHERE period_kind = :period_kind AND to_day BETWEEN :first_day AND :last_day AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: duty_reports_then :each
-- in: period_kind text, first_day day, last_day day, entry int
-- rows: duty_reports
SELECT id, project_id, to_day, revision, state, desk, sent_ms, first_sent_ms
  FROM report_h
 WHERE period_kind = :period_kind AND to_day BETWEEN :first_day AND :last_day AND +entry <= :entry AND until_entry > :entry
   AND gone = 0
 ORDER BY +id;

-- name: duty_exceptions :each
-- in: period_kind text, first_day day, last_day day, entry int
SELECT id, project_id, from_day, until_day
  FROM lock_exception
 WHERE period = :period_kind AND from_day BETWEEN :first_day AND :last_day AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: duty_exceptions_then :each
-- in: period_kind text, first_day day, last_day day, entry int
-- rows: duty_exceptions
SELECT id, project_id, from_day, until_day
  FROM lock_exception_h
 WHERE period = :period_kind AND from_day BETWEEN :first_day AND :last_day AND +entry <= :entry AND until_entry > :entry
   AND gone = 0
 ORDER BY +id;
