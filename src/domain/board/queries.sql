-- Queries of the board: what is known at an entry, that is the current version of a row, or the old one
-- that nothing up to that entry replaced. They name only the columns the board has, for a city has many.
--
-- Each serves a fresh fold (first_id to last_id spans all projects) and a refresh (one project). The plus
-- signs keep the databases from walking all of history, by `entry <=` or for the order of ids: `until_entry >`
-- is the part that was replaced later, mostly nothing, and the index to take.

-- name: board_projects :each
-- in: first_id int, last_id int, entry int
SELECT id, name, name_folded, national_code, platform_no, outside_no, unit_name, uscc, area_id, field_id, total_fen,
       planned_start_day, actual_start_day, planned_finish_day, actual_finish_day, production_day, stats_entry_day,
       registered_day, withdrawn_day, stage, parent_id, counts_as
  FROM project WHERE id BETWEEN :first_id AND :last_id AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT +id, name, name_folded, national_code, platform_no, outside_no, unit_name, uscc, area_id, field_id, total_fen,
       planned_start_day, actual_start_day, planned_finish_day, actual_finish_day, production_day, stats_entry_day,
       registered_day, withdrawn_day, stage, parent_id, counts_as
  FROM project_h
 WHERE +id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY id;

-- name: board_holders :each
-- in: first_id int, last_id int, entry int
SELECT id, project_id, kind, holder_id, share_bp, from_day, to_day
  FROM holder WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT id, project_id, kind, holder_id, share_bp, from_day, to_day
  FROM holder_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY project_id, id;

-- name: board_memberships :each
-- in: first_id int, last_id int, year int, entry int
SELECT id, project_id, level, role, entered_day, left_day
  FROM membership
 WHERE project_id BETWEEN :first_id AND :last_id AND year = :year AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT id, project_id, level, role, entered_day, left_day
  FROM membership_h
 WHERE project_id BETWEEN :first_id AND :last_id AND year = :year AND +entry <= :entry AND until_entry > :entry
   AND gone = 0
 ORDER BY project_id, id;

-- name: board_stops :each
-- in: first_id int, last_id int, entry int
SELECT id, project_id, stopped_day, resumed_day
  FROM stop WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT id, project_id, stopped_day, resumed_day
  FROM stop_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY project_id, id;

-- name: board_milestones :each
-- in: first_id int, last_id int, first_day day, entry int
-- Those that were planned, and not reached before a day.
SELECT id, project_id, kind_id, name, plan_day, actual_day
  FROM milestone
 WHERE project_id BETWEEN :first_id AND :last_id AND plan_day IS NOT NULL AND (actual_day IS NULL OR actual_day >= :first_day)
   AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT id, project_id, kind_id, name, plan_day, actual_day
  FROM milestone_h
 WHERE project_id BETWEEN :first_id AND :last_id AND plan_day IS NOT NULL AND (actual_day IS NULL OR actual_day >= :first_day)
   AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY project_id, id;

-- name: board_plans :each
-- in: first_id int, last_id int, year int, entry int
SELECT id, project_id, revision, amount_fen, is_provisional
  FROM annual_plan
 WHERE project_id BETWEEN :first_id AND :last_id AND year = :year AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT id, project_id, revision, amount_fen, is_provisional
  FROM annual_plan_h
 WHERE project_id BETWEEN :first_id AND :last_id AND year = :year AND +entry <= :entry AND until_entry > :entry
   AND gone = 0
 ORDER BY project_id, id;

-- name: board_facts :each
-- in: entry int
-- The largest table: all of it in its own order costs half as much as by project.
SELECT id, entry, project_id, from_month, to_month, amount_fen
  FROM invest_fact WHERE source = 'report' AND +entry <= :entry AND gone = 0
 UNION ALL
SELECT +id, entry, project_id, from_month, to_month, amount_fen
  FROM invest_fact_h WHERE source = 'report' AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY id;

-- name: board_facts_of_project :each
-- in: project_id int, entry int
SELECT f.id, f.entry, f.from_month, f.to_month, f.amount_fen, j.recorded_ms
  FROM invest_fact f JOIN journal j ON j.number = f.entry
 WHERE f.project_id = :project_id AND f.source = 'report' AND f.entry <= :entry AND f.gone = 0
 UNION ALL
SELECT +f.id, f.entry, f.from_month, f.to_month, f.amount_fen, j.recorded_ms
  FROM invest_fact_h f JOIN journal j ON j.number = f.entry
 WHERE f.project_id = :project_id AND f.source = 'report' AND +f.entry <= :entry AND f.until_entry > :entry AND f.gone = 0
 ORDER BY id;

-- name: board_entries :each
-- in: entry int
-- When each entry was recorded; numbers rise by one.
SELECT number, recorded_ms FROM journal WHERE number BETWEEN 1 AND :entry ORDER BY number;

-- name: board_plans_issued :one
-- in: year int, entry int
-- out: is_issued int
SELECT CASE WHEN EXISTS (SELECT 1 FROM annual_plan
                          WHERE year = :year AND is_provisional = 0 AND entry <= :entry AND gone = 0)
              OR EXISTS (SELECT 1 FROM annual_plan_h
                          WHERE year = :year AND is_provisional = 0 AND +entry <= :entry AND until_entry > :entry
                            AND gone = 0)
            THEN 1 ELSE 0 END AS is_issued;
