-- name: exception_of_period :maybe
-- in: project_id int, period text, from_day day
SELECT id, version, until_day, account_id, reason FROM lock_exception
 WHERE project_id = :project_id AND period = :period AND from_day = :from_day AND gone = 0;

-- name: notice_of_year :maybe
-- in: year int
SELECT id FROM holiday_notice WHERE year = :year AND gone = 0;

-- name: days_of_notice :many
-- in: year int
-- bounded: the days of one notice
SELECT id, on_day, is_off, name FROM work_day WHERE notice_year = :year AND gone = 0 ORDER BY on_day, id;

-- name: exceptions_listed :many
-- in: count int
-- out: by_name text
-- Those that end last come first, with the project and who gave it.
SELECT e.id, e.version, e.project_id, e.period, e.from_day, e.until_day, e.reason, p.platform_no, p.name,
       COALESCE(a.name, '') AS by_name
  FROM lock_exception e JOIN project p ON p.id = e.project_id LEFT JOIN account a ON a.id = e.account_id AND a.gone = 0
 WHERE e.gone = 0 AND p.gone = 0
 ORDER BY e.until_day DESC NULLS LAST, e.id DESC NULLS LAST LIMIT :count;
