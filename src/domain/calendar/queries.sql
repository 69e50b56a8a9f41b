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
