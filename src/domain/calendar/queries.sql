-- name: exception_of_period :maybe
-- in: project_id int, period text, from_day day
SELECT id, version, until_day, account_id, reason FROM lock_exception
 WHERE project_id = :project_id AND period = :period AND from_day = :from_day AND gone = 0;
