-- Queries of the board: what is known at an entry, that is the current version of a row, or the old one that
-- nothing up to that entry replaced (`…_then`). They name only the columns the board has, for a city has many.
--
-- A fresh fold reads each table once, in the table's own order: by an index on the project, or with the old versions
-- in the same query, a row costs half as much again. A refresh reads one project (`…_of`). The plus signs keep the
-- databases from walking all of history, by `entry <=` or for the order of ids: `until_entry >` is the part that was
-- replaced later, mostly nothing, and the index to take.

-- name: board_projects :each
-- in: first_id int, last_id int, entry int
SELECT id, name, name_folded, national_code, platform_no, outside_no, unit_name, uscc, area_id, field_id, total_fen,
       planned_start_day, actual_start_day, planned_finish_day, actual_finish_day, production_day, stats_entry_day,
       registered_day, withdrawn_day, stage, parent_id, counts_as
  FROM project WHERE id BETWEEN :first_id AND :last_id AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_projects_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_projects
SELECT id, name, name_folded, national_code, platform_no, outside_no, unit_name, uscc, area_id, field_id, total_fen,
       planned_start_day, actual_start_day, planned_finish_day, actual_finish_day, production_day, stats_entry_day,
       registered_day, withdrawn_day, stage, parent_id, counts_as
  FROM project_h
 WHERE +id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_holders :each
-- in: entry int
SELECT id, project_id, kind, holder_id, share_bp, from_day, to_day
  FROM holder WHERE +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_holders_of :each
-- in: project_id int, entry int
-- rows: board_holders
SELECT id, project_id, kind, holder_id, share_bp, from_day, to_day
  FROM holder WHERE project_id = :project_id AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_holders_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_holders
SELECT id, project_id, kind, holder_id, share_bp, from_day, to_day
  FROM holder_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_memberships :each
-- in: first_year int, last_year int, entry int
SELECT id, project_id, year, level, role, entered_day, left_day
  FROM membership WHERE year BETWEEN :first_year AND :last_year AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_memberships_of :each
-- in: project_id int, first_year int, last_year int, entry int
-- rows: board_memberships
SELECT id, project_id, year, level, role, entered_day, left_day
  FROM membership
 WHERE project_id = :project_id AND year BETWEEN :first_year AND :last_year AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_memberships_then :each
-- in: first_id int, last_id int, first_year int, last_year int, entry int
-- rows: board_memberships
SELECT id, project_id, year, level, role, entered_day, left_day
  FROM membership_h
 WHERE project_id BETWEEN :first_id AND :last_id AND year BETWEEN :first_year AND :last_year AND +entry <= :entry
   AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_stops :each
-- in: entry int
SELECT id, project_id, stopped_day, resumed_day
  FROM stop WHERE +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_stops_of :each
-- in: project_id int, entry int
-- rows: board_stops
SELECT id, project_id, stopped_day, resumed_day
  FROM stop WHERE project_id = :project_id AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_stops_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_stops
SELECT id, project_id, stopped_day, resumed_day
  FROM stop_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_milestones :each
-- in: first_day day, entry int
-- Those that were planned, and not reached before a day.
SELECT id, project_id, kind_id, name, plan_day, actual_day
  FROM milestone
 WHERE plan_day IS NOT NULL AND (actual_day IS NULL OR actual_day >= :first_day) AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_milestones_of :each
-- in: project_id int, first_day day, entry int
-- rows: board_milestones
SELECT id, project_id, kind_id, name, plan_day, actual_day
  FROM milestone
 WHERE project_id = :project_id AND plan_day IS NOT NULL AND (actual_day IS NULL OR actual_day >= :first_day) AND +entry <= :entry
   AND gone = 0
 ORDER BY +id;

-- name: board_milestones_then :each
-- in: first_id int, last_id int, first_day day, entry int
-- rows: board_milestones
SELECT id, project_id, kind_id, name, plan_day, actual_day
  FROM milestone_h
 WHERE project_id BETWEEN :first_id AND :last_id AND plan_day IS NOT NULL AND (actual_day IS NULL OR actual_day >= :first_day)
   AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_problems :each
-- in: first_day day, entry int
-- Registered ones that were not solved before a day.
SELECT id, project_id, registered_day, closed_day, ends_day, stopped_day
  FROM problem
 WHERE state IS NOT NULL AND (closed_day IS NULL OR closed_day >= :first_day) AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_problems_of :each
-- in: project_id int, first_day day, entry int
-- rows: board_problems
SELECT id, project_id, registered_day, closed_day, ends_day, stopped_day
  FROM problem
 WHERE project_id = :project_id AND state IS NOT NULL AND (closed_day IS NULL OR closed_day >= :first_day) AND +entry <= :entry
   AND gone = 0
 ORDER BY +id;

-- name: board_problems_then :each
-- in: first_id int, last_id int, first_day day, entry int
-- rows: board_problems
SELECT id, project_id, registered_day, closed_day, ends_day, stopped_day
  FROM problem_h
 WHERE project_id BETWEEN :first_id AND :last_id AND state IS NOT NULL AND (closed_day IS NULL OR closed_day >= :first_day)
   AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_notes :each
-- in: entry int
-- out: answered_ms int
-- Notes on reports that stand: when each was made as it stands, and first answered. An answer stays as it is.
SELECT n.id, n.project_id, j.recorded_ms,
       (SELECT MIN(k.recorded_ms) FROM report_answer w JOIN journal k ON k.number = w.entry
         WHERE w.note_id = n.id AND w.entry <= :entry AND w.gone = 0) AS answered_ms
  FROM report_note n JOIN journal j ON j.number = n.entry
 WHERE +n.entry <= :entry AND n.gone = 0
 ORDER BY n.id;

-- name: board_notes_of :each
-- in: project_id int, entry int
-- out: answered_ms int
-- rows: board_notes
SELECT n.id, n.project_id, j.recorded_ms,
       (SELECT MIN(k.recorded_ms) FROM report_answer w JOIN journal k ON k.number = w.entry
         WHERE w.note_id = n.id AND w.entry <= :entry AND w.gone = 0) AS answered_ms
  FROM report_note n JOIN journal j ON j.number = n.entry
 WHERE n.project_id = :project_id AND +n.entry <= :entry AND n.gone = 0
 ORDER BY +n.id;

-- name: board_notes_then :each
-- in: first_id int, last_id int, entry int
-- out: answered_ms int
-- rows: board_notes
SELECT n.id, n.project_id, j.recorded_ms,
       (SELECT MIN(k.recorded_ms) FROM report_answer w JOIN journal k ON k.number = w.entry
         WHERE w.note_id = n.id AND w.entry <= :entry AND w.gone = 0) AS answered_ms
  FROM report_note_h n JOIN journal j ON j.number = n.entry
 WHERE n.project_id BETWEEN :first_id AND :last_id AND +n.entry <= :entry AND n.until_entry > :entry AND n.gone = 0
 ORDER BY +n.id;

-- name: board_voices :each
-- in: entry int
SELECT id, project_id, month, voice, colour
  FROM light_voice WHERE +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_voices_of :each
-- in: project_id int, entry int
-- rows: board_voices
SELECT id, project_id, month, voice, colour
  FROM light_voice WHERE project_id = :project_id AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_voices_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_voices
SELECT id, project_id, month, voice, colour
  FROM light_voice_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_waivers :each
-- in: entry int
SELECT id, project_id, state, decided_day, end_day, revoked_day
  FROM light_waiver WHERE +entry <= :entry AND decided_day IS NOT NULL AND gone = 0
 ORDER BY id;

-- name: board_waivers_of :each
-- in: project_id int, entry int
-- rows: board_waivers
SELECT id, project_id, state, decided_day, end_day, revoked_day
  FROM light_waiver WHERE project_id = :project_id AND +entry <= :entry AND decided_day IS NOT NULL AND gone = 0
 ORDER BY +id;

-- name: board_waivers_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_waivers
SELECT id, project_id, state, decided_day, end_day, revoked_day
  FROM light_waiver_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND decided_day IS NOT NULL AND gone = 0
 ORDER BY +id;

-- name: board_plans :each
-- in: first_year int, last_year int, entry int
SELECT id, project_id, year, revision, amount_fen, is_provisional
  FROM annual_plan WHERE year BETWEEN :first_year AND :last_year AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_plans_of :each
-- in: project_id int, first_year int, last_year int, entry int
-- rows: board_plans
SELECT id, project_id, year, revision, amount_fen, is_provisional
  FROM annual_plan
 WHERE project_id = :project_id AND year BETWEEN :first_year AND :last_year AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_plans_then :each
-- in: first_id int, last_id int, first_year int, last_year int, entry int
-- rows: board_plans
SELECT id, project_id, year, revision, amount_fen, is_provisional
  FROM annual_plan_h
 WHERE project_id BETWEEN :first_id AND :last_id AND year BETWEEN :first_year AND :last_year AND +entry <= :entry
   AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_assignments :each
-- in: entry int
SELECT id, project_id, account_id, from_day, to_day
  FROM assignment WHERE kind = 'specialist' AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_assignments_of :each
-- in: project_id int, entry int
-- rows: board_assignments
SELECT id, project_id, account_id, from_day, to_day
  FROM assignment WHERE project_id = :project_id AND kind = 'specialist' AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_assignments_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_assignments
SELECT id, project_id, account_id, from_day, to_day
  FROM assignment_h
 WHERE project_id BETWEEN :first_id AND :last_id AND kind = 'specialist' AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_visits :each
-- in: entry int
SELECT id, project_id, visit_day
  FROM visit WHERE +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_visits_of :each
-- in: project_id int, entry int
-- rows: board_visits
SELECT id, project_id, visit_day
  FROM visit WHERE project_id = :project_id AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_visits_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_visits
SELECT id, project_id, visit_day
  FROM visit_h
 WHERE project_id BETWEEN :first_id AND :last_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_facts :each
-- in: entry int
-- The largest table.
SELECT id, entry, project_id, from_month, to_month, amount_fen, report_id
  FROM invest_fact WHERE source = 'report' AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_facts_then :each
-- in: entry int
-- rows: board_facts
SELECT id, entry, project_id, from_month, to_month, amount_fen, report_id
  FROM invest_fact_h WHERE source = 'report' AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_facts_of :each
-- in: project_id int, entry int
SELECT f.id, f.entry, f.from_month, f.to_month, f.amount_fen, f.report_id, j.recorded_ms
  FROM invest_fact f JOIN journal j ON j.number = f.entry
 WHERE f.project_id = :project_id AND f.source = 'report' AND f.entry <= :entry AND f.gone = 0
 UNION ALL
SELECT +f.id, f.entry, f.from_month, f.to_month, f.amount_fen, f.report_id, j.recorded_ms
  FROM invest_fact_h f JOIN journal j ON j.number = f.entry
 WHERE f.project_id = :project_id AND f.source = 'report' AND +f.entry <= :entry AND f.until_entry > :entry AND f.gone = 0
 ORDER BY id;

-- name: board_firsts :each
-- in: entry int
-- The first versions of facts that were stated anew since, where no report made them.
SELECT id, entry, project_id FROM invest_fact_h
 WHERE version = 1 AND source = 'report' AND report_id IS NULL AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_firsts_of :each
-- in: project_id int, entry int
-- The same of the facts that stand with a project.
SELECT f.id AS fact_id, j.recorded_ms
  FROM invest_fact f JOIN invest_fact_h h ON h.id = f.id JOIN journal j ON j.number = h.entry
 WHERE f.project_id = :project_id AND f.version > 1 AND f.gone = 0 AND h.version = 1 AND h.project_id = :project_id
   AND h.source = 'report' AND h.report_id IS NULL AND h.entry <= :entry AND h.gone = 0
 UNION
SELECT +f.id AS fact_id, j.recorded_ms
  FROM invest_fact_h f JOIN invest_fact_h h ON h.id = +f.id JOIN journal j ON j.number = h.entry
 WHERE f.project_id = :project_id AND +f.entry <= :entry AND f.until_entry > :entry AND f.gone = 0 AND h.version = 1
   AND h.project_id = :project_id AND h.source = 'report' AND h.report_id IS NULL AND h.entry <= :entry AND h.gone = 0
 ORDER BY fact_id;

-- name: board_reports :each
-- in: first_day day, last_day day, entry int
-- Of periods that end in the years.
SELECT id, project_id, period_kind, to_day, revision, state, desk, sent_ms, first_sent_ms
  FROM report WHERE to_day BETWEEN :first_day AND :last_day AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_reports_of :each
-- in: project_id int, first_day day, last_day day, entry int
-- rows: board_reports
SELECT id, project_id, period_kind, to_day, revision, state, desk, sent_ms, first_sent_ms
  FROM report
 WHERE project_id = :project_id AND to_day BETWEEN :first_day AND :last_day AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_reports_then :each
-- in: first_id int, last_id int, first_day day, last_day day, entry int
-- rows: board_reports
SELECT id, project_id, period_kind, to_day, revision, state, desk, sent_ms, first_sent_ms
  FROM report_h
 WHERE project_id BETWEEN :first_id AND :last_id AND to_day BETWEEN :first_day AND :last_day AND +entry <= :entry
   AND until_entry > :entry AND gone = 0
 ORDER BY +id;

-- name: board_exceptions :each
-- in: entry int
-- Few: each is given by hand.
SELECT id, project_id, from_day, until_day
  FROM lock_exception WHERE period = 'month' AND +entry <= :entry AND gone = 0
 ORDER BY id;

-- name: board_exceptions_of :each
-- in: project_id int, entry int
-- rows: board_exceptions
SELECT id, project_id, from_day, until_day
  FROM lock_exception WHERE project_id = :project_id AND period = 'month' AND +entry <= :entry AND gone = 0
 ORDER BY +id;

-- name: board_exceptions_then :each
-- in: first_id int, last_id int, entry int
-- rows: board_exceptions
SELECT id, project_id, from_day, until_day
  FROM lock_exception_h
 WHERE project_id BETWEEN :first_id AND :last_id AND period = 'month' AND +entry <= :entry AND until_entry > :entry
   AND gone = 0
 ORDER BY +id;

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

-- name: board_rows_written :one
-- in: after int, entry int
-- out: n int
-- How many row versions were put after one entry, up to another.
SELECT CAST(COALESCE(SUM(row_count), 0) AS INTEGER) AS n FROM journal WHERE number > :after AND number <= :entry;

-- name: board_changes :each
-- in: after int, entry int
-- out: of_plan int
-- gone: taking a row back changes its project
-- The projects of all row versions put after one entry, up to another, and of those they replaced, for a fact may
-- have been moved from one project to another; and whether it was a plan.
SELECT id AS project_id, 0 AS of_plan FROM project WHERE entry > :after AND entry <= :entry
 UNION SELECT id, 0 FROM project_h WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM holder WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM holder_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM membership WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM membership_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM stop WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM stop_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM milestone WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM milestone_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM problem WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM problem_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 1 FROM annual_plan WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 1 FROM annual_plan_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM assignment WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM assignment_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM visit WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM visit_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM invest_fact WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM invest_fact_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM report WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM report_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM report_note WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM report_note_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM report_answer WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM light_voice WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM light_voice_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM light_waiver WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM light_waiver_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 UNION SELECT project_id, 0 FROM lock_exception WHERE entry > :after AND entry <= :entry
 UNION SELECT project_id, 0 FROM lock_exception_h
        WHERE (entry > :after AND entry <= :entry) OR (until_entry > :after AND until_entry <= :entry)
 ORDER BY project_id NULLS LAST, of_plan NULLS LAST;

-- name: board_city_changed :one
-- in: after int, entry int
-- out: is_changed int
-- gone: one that is taken back changes all rows too
-- Whether an area, field, department or kind of milestone was written after one entry, up to another.
SELECT CASE WHEN EXISTS (SELECT 1 FROM area WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM area_h WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM field WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM field_h WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM unit WHERE kind = 'department' AND entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM unit_h WHERE kind = 'department' AND entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM milestone_kind WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM milestone_kind_h WHERE entry > :after AND entry <= :entry)
            THEN 1 ELSE 0 END AS is_changed;

-- name: board_people_changed :one
-- in: after int, entry int
-- out: is_changed int
-- gone: who left may be named still
-- Whether an account or an assignment was written after one entry, up to another.
SELECT CASE WHEN EXISTS (SELECT 1 FROM account WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM account_h WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM assignment WHERE entry > :after AND entry <= :entry)
              OR EXISTS (SELECT 1 FROM assignment_h WHERE entry > :after AND entry <= :entry)
            THEN 1 ELSE 0 END AS is_changed;

-- name: specialists_known :many
-- in: entry int
-- bounded: people who were ever given a project to look after
-- gone: who left the house still looked after what he looked after
-- With their names of then, also once they have no project any more: a board of the past names them.
SELECT a.id AS id, a.name
  FROM account a
 WHERE a.entry <= :entry
   AND a.id IN (SELECT s.account_id FROM assignment s WHERE s.kind = 'specialist' AND s.entry <= :entry
                 UNION SELECT b.account_id FROM assignment_h b WHERE b.kind = 'specialist' AND b.entry <= :entry)
 UNION ALL
SELECT +h.id AS id, h.name
  FROM account_h h
 WHERE h.entry <= :entry AND h.until_entry > :entry
   AND h.id IN (SELECT s.account_id FROM assignment s WHERE s.kind = 'specialist' AND s.entry <= :entry
                 UNION SELECT b.account_id FROM assignment_h b WHERE b.kind = 'specialist' AND b.entry <= :entry)
 ORDER BY id;
