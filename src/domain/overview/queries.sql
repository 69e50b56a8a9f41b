-- name: last_reported_month :maybe
-- in: entry int, latest month
-- The last month up to `latest` of which something was reported, as known at an entry.
SELECT to_month FROM invest_fact WHERE source = 'report' AND gone = 0 AND entry <= :entry AND to_month <= :latest
 ORDER BY to_month DESC LIMIT 1;
