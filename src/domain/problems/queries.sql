-- name: problems_of_report :many
-- in: report_id int
-- bounded: the kinds there are
SELECT id, version, kind, text FROM problem WHERE report_id = :report_id AND gone = 0 ORDER BY id;
