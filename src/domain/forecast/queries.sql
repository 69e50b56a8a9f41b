-- name: forecast_months :many
-- in: from_month month, to_month month
-- out: n int
-- bounded: the months of a few years
-- Of which months something was said.
SELECT as_of_month, COUNT(*) AS n FROM forecast
 WHERE as_of_month >= :from_month AND as_of_month <= :to_month AND gone = 0 GROUP BY as_of_month ORDER BY as_of_month;

-- name: forecast_last_month :maybe
-- in: entry int, until_month month
-- The last month of which something was said, as known then.
SELECT as_of_month FROM forecast
 WHERE as_of_month <= :until_month AND entry <= :entry AND gone = 0 ORDER BY as_of_month DESC LIMIT 1;

-- name: forecast_year_closed :maybe
-- in: year int
SELECT id FROM forecast_end WHERE year = :year AND gone = 0 ORDER BY id LIMIT 1;

-- name: forecast_projects :each
-- in: year int
-- What was known of a year's projects, each once, at whatever month.
SELECT DISTINCT project_id FROM forecast WHERE year = :year AND gone = 0 ORDER BY project_id;

-- name: forecast_cases :each
-- in: before_year int, entry int
-- Cases of the years that are closed.
SELECT f.project_id, f.year, f.as_of_month, f.is_late, f.is_shown, f.plan_fen, f.done_bp, f.stage, f.field_id, f.department_id,
       f.is_carried, f.finish_day, f.method, f.low_bp, f.high_bp, f.reach100_bp, f.reach110_bp, f.reach120_bp,
       f.raw100_bp, f.raw110_bp, f.raw120_bp, f.slip_bp, e.done_bp AS end_bp, e.finish_day AS end_finish_day, e.was_red
  FROM forecast f JOIN forecast_end e ON e.project_id = f.project_id AND e.year = f.year AND e.gone = 0
 WHERE f.year < :before_year AND f.entry <= :entry AND e.entry <= :entry AND f.gone = 0
 ORDER BY f.year, f.as_of_month, f.project_id;

-- name: forecast_ends :each
-- in: year int
-- out: field_id int
SELECT e.project_id, e.done_bp, p.field_id FROM forecast_end e JOIN
       (SELECT project_id, MAX(field_id) AS field_id FROM forecast WHERE year = :year AND gone = 0 GROUP BY project_id) p
       ON p.project_id = e.project_id
 WHERE e.year = :year AND e.gone = 0 ORDER BY e.project_id;

-- name: forecasts_of_month :each
-- in: as_of_month month, entry int
SELECT project_id, said_day, is_shown, plan_fen, done_bp, method, evidence, low_bp, middle_bp, high_bp,
       reach100_bp, reach110_bp, reach120_bp, slip_evidence, slip_bp
  FROM forecast WHERE as_of_month = :as_of_month AND entry <= :entry AND gone = 0 ORDER BY project_id;

-- name: forecasts_of_project :many
-- in: project_id int, entry int, count int
-- The last ones first.
SELECT id, year, as_of_month, said_day, is_late, is_shown, is_percent, plan_fen, done_bp, stage, field_id, department_id, is_carried,
       finish_day, method, evidence, low_bp, middle_bp, high_bp, reach100_bp, reach110_bp, reach120_bp, raw100_bp, names,
       slip_evidence, slip_bp, slip_low, slip_middle, slip_high, slip_names
  FROM forecast WHERE project_id = :project_id AND entry <= :entry AND gone = 0 ORDER BY as_of_month DESC LIMIT :count;

-- name: forecast_ends_of_project :many
-- in: project_id int, entry int
-- bounded: its years
SELECT year, closed_day, plan_fen, done_fen, done_bp, finish_day, was_red FROM forecast_end
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0 ORDER BY year DESC;
