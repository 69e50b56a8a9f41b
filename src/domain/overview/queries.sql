-- name: last_reported_month :maybe
-- in: entry int, latest month
-- The last month up to `latest` of which something was reported, as known at an entry.
SELECT to_month FROM invest_fact WHERE source = 'report' AND gone = 0 AND entry <= :entry AND to_month <= :latest
 ORDER BY to_month DESC LIMIT 1;

-- What one project's page shows, as known at an entry: the version that stood then.

-- name: shown_project :maybe
-- in: id int, entry int
SELECT id, version, platform_no, outside_no, name, national_code, unit_name, uscc, area_id, division_code, address,
       industry_code, field_id, initiation, nature, investor_kind, scale, capacity, total_fen, planned_start_day,
       actual_start_day, planned_finish_day, actual_finish_day, planned_production_day, production_day, stats_entry_day,
       registered_day, withdrawn_day, stage, parent_id, counts_as, longitude_udeg, latitude_udeg, datum, leader, remark
  FROM project WHERE id = :id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id, version, platform_no, outside_no, name, national_code, unit_name, uscc, area_id, division_code, address,
       industry_code, field_id, initiation, nature, investor_kind, scale, capacity, total_fen, planned_start_day,
       actual_start_day, planned_finish_day, actual_finish_day, planned_production_day, production_day, stats_entry_day,
       registered_day, withdrawn_day, stage, parent_id, counts_as, longitude_udeg, latitude_udeg, datum, leader, remark
  FROM project_h WHERE id = :id AND entry <= :entry AND until_entry > :entry AND gone = 0;

-- name: shown_codes :many
-- in: project_id int, entry int
-- bounded: the codes of one project
SELECT id, code, status, checked_day FROM project_code WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT +id, code, status, checked_day FROM project_code_h
 WHERE project_id = :project_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY id;

-- name: shown_holders :many
-- in: project_id int, entry int
-- bounded: those who hold one project
SELECT id, kind, holder_id, share_bp, from_day, to_day FROM holder
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT +id, kind, holder_id, share_bp, from_day, to_day FROM holder_h
 WHERE project_id = :project_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY id;

-- name: shown_memberships :many
-- in: project_id int, entry int
-- bounded: the lists one project is on
SELECT id, level, year, role, entered_day, left_day, document_no, reason FROM membership
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id, level, year, role, entered_day, left_day, document_no, reason FROM membership_h
 WHERE project_id = :project_id AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY year, level, id;

-- name: shown_stops :many
-- in: project_id int, entry int
-- bounded: the stops of one project
SELECT id, stopped_day, resumed_day, reason FROM stop WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id, stopped_day, resumed_day, reason FROM stop_h
 WHERE project_id = :project_id AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY stopped_day, id;

-- name: shown_milestones :each
-- in: project_id int, entry int
SELECT id, version, kind_id, name, first_plan_day, plan_day, actual_day, owner, evidence, reason, answer, answer_day, expected_day
  FROM milestone WHERE project_id = :project_id AND entry <= :entry AND gone = 0 ORDER BY id;

-- name: shown_milestones_then :each
-- in: project_id int, entry int
-- rows: shown_milestones
-- gone: one that was taken back since was there then
-- By the rows that are there: a twin is found by its id, not by its project.
SELECT h.id, h.version, h.kind_id, h.name, h.first_plan_day, h.plan_day, h.actual_day, h.owner, h.evidence, h.reason, h.answer,
       h.answer_day, h.expected_day
  FROM milestone m JOIN milestone_h h ON h.id = m.id
 WHERE m.project_id = :project_id AND +h.entry <= :entry AND +h.until_entry > :entry AND h.gone = 0
 ORDER BY h.id;

-- name: shown_problems :many
-- in: project_id int, entry int
-- bounded: what one project asks for help with
-- Newest first.
SELECT id, kind, text, raised_day, state, ends_day, stopped_day, closed_day FROM problem
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id, kind, text, raised_day, state, ends_day, stopped_day, closed_day FROM problem_h
 WHERE project_id = :project_id AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY raised_day DESC NULLS LAST, id;

-- name: shown_plans :many
-- in: project_id int, entry int
-- bounded: the plans of one project
SELECT id, year, revision, amount_fen, is_provisional, decided_day, document_no, reason, place FROM annual_plan
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id, year, revision, amount_fen, is_provisional, decided_day, document_no, reason, place FROM annual_plan_h
 WHERE project_id = :project_id AND entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY year, revision, id;

-- name: shown_facts :many
-- in: project_id int, entry int
-- bounded: what was stated of one project
-- gone: who said it is told even when the account is taken back
-- Statements with when they were recorded and by whom.
SELECT f.id AS id, f.entry AS entry, f.source, f.from_month, f.to_month AS to_month, f.amount_fen, f.place, f.reason, j.recorded_ms, a.name AS who
  FROM invest_fact f JOIN journal j ON j.number = f.entry LEFT JOIN account a ON a.id = j.actor_id
 WHERE f.project_id = :project_id AND f.entry <= :entry AND f.gone = 0
 UNION ALL
SELECT f.id AS id, f.entry AS entry, f.source, f.from_month, f.to_month AS to_month, f.amount_fen, f.place, f.reason, j.recorded_ms, a.name AS who
  FROM invest_fact_h f JOIN journal j ON j.number = f.entry LEFT JOIN account a ON a.id = j.actor_id
 WHERE f.project_id = :project_id AND f.entry <= :entry AND f.until_entry > :entry AND f.gone = 0
 ORDER BY to_month, id;

-- name: shown_children :many
-- in: parent_id int
-- bounded: the parts of one project
SELECT id, name FROM project WHERE parent_id = :parent_id AND gone = 0 ORDER BY id;

-- name: entries_of_project :many
-- in: project_id int, entry int, count int
-- gone: an entry stays told when what it wrote is taken back
-- Journal entries that wrote something of one project, newest first; history is found by the ids of its rows.
SELECT j.number, j.recorded_ms, j.kind, j.reason, a.name AS who
  FROM journal j LEFT JOIN account a ON a.id = j.actor_id
 WHERE j.number <= :entry AND j.number IN (
       SELECT p.entry FROM project p WHERE p.id = :project_id
 UNION SELECT h.entry FROM project_h h WHERE h.id = :project_id
 UNION SELECT f.entry FROM invest_fact f WHERE f.project_id = :project_id
 UNION SELECT h.entry FROM invest_fact f JOIN invest_fact_h h ON h.id = f.id WHERE f.project_id = :project_id
 UNION SELECT b.entry FROM annual_plan b WHERE b.project_id = :project_id
 UNION SELECT h.entry FROM annual_plan b JOIN annual_plan_h h ON h.id = b.id WHERE b.project_id = :project_id
 UNION SELECT x.entry FROM transfer x WHERE x.project_id = :project_id
 UNION SELECT h.entry FROM transfer x JOIN transfer_h h ON h.id = x.id WHERE x.project_id = :project_id
 UNION SELECT m.entry FROM membership m WHERE m.project_id = :project_id
 UNION SELECT h.entry FROM membership m JOIN membership_h h ON h.id = m.id WHERE m.project_id = :project_id
 UNION SELECT s.entry FROM stop s WHERE s.project_id = :project_id
 UNION SELECT h.entry FROM stop s JOIN stop_h h ON h.id = s.id WHERE s.project_id = :project_id
 UNION SELECT n.entry FROM milestone n WHERE n.project_id = :project_id
 UNION SELECT h.entry FROM milestone n JOIN milestone_h h ON h.id = n.id WHERE n.project_id = :project_id
 UNION SELECT r.entry FROM report r WHERE r.project_id = :project_id
 UNION SELECT h.entry FROM report r JOIN report_h h ON h.id = r.id WHERE r.project_id = :project_id
 UNION SELECT s.entry FROM assignment s WHERE s.project_id = :project_id
 UNION SELECT h.entry FROM assignment s JOIN assignment_h h ON h.id = s.id WHERE s.project_id = :project_id
 UNION SELECT v.entry FROM visit v WHERE v.project_id = :project_id
 UNION SELECT h.entry FROM visit v JOIN visit_h h ON h.id = v.id WHERE v.project_id = :project_id
 UNION SELECT v.entry FROM evidence v WHERE v.project_id = :project_id
 UNION SELECT h.entry FROM evidence v JOIN evidence_h h ON h.id = v.id WHERE v.project_id = :project_id
 UNION SELECT w.entry FROM report_answer w WHERE w.project_id = :project_id)
 ORDER BY j.number DESC LIMIT :count;

-- The whole history of one project: every version of its row and of what stands beside it.

-- name: history_facts :many
-- in: project_id int
-- bounded: what was stated of one project
-- gone: what was taken back is told
SELECT f.id AS id, f.version AS version, f.entry, f.gone, f.source, f.from_month, f.to_month, f.amount_fen
  FROM invest_fact f WHERE f.project_id = :project_id
 UNION ALL
SELECT h.id AS id, h.version AS version, h.entry, h.gone, h.source, h.from_month, h.to_month, h.amount_fen
  FROM invest_fact f JOIN invest_fact_h h ON h.id = f.id WHERE f.project_id = :project_id
 ORDER BY id, version;

-- name: history_plans :many
-- in: project_id int
-- bounded: the plans of one project
-- gone: what was taken back is told
SELECT p.id AS id, p.version AS version, p.entry, p.gone, p.year, p.revision, p.is_provisional, p.amount_fen
  FROM annual_plan p WHERE p.project_id = :project_id
 UNION ALL
SELECT h.id AS id, h.version AS version, h.entry, h.gone, h.year, h.revision, h.is_provisional, h.amount_fen
  FROM annual_plan p JOIN annual_plan_h h ON h.id = p.id WHERE p.project_id = :project_id
 ORDER BY id, version;

-- name: history_lists :many
-- in: project_id int
-- bounded: the lists of one project
-- gone: what was taken back is told
SELECT m.id AS id, m.version AS version, m.entry, m.gone, m.level, m.year, m.role, m.left_day
  FROM membership m WHERE m.project_id = :project_id
 UNION ALL
SELECT h.id AS id, h.version AS version, h.entry, h.gone, h.level, h.year, h.role, h.left_day
  FROM membership m JOIN membership_h h ON h.id = m.id WHERE m.project_id = :project_id
 ORDER BY id, version;

-- name: history_stops :many
-- in: project_id int
-- bounded: the stops of one project
-- gone: what was taken back is told
SELECT s.id AS id, s.version AS version, s.entry, s.gone, s.stopped_day, s.resumed_day
  FROM stop s WHERE s.project_id = :project_id
 UNION ALL
SELECT h.id AS id, h.version AS version, h.entry, h.gone, h.stopped_day, h.resumed_day
  FROM stop s JOIN stop_h h ON h.id = s.id WHERE s.project_id = :project_id
 ORDER BY id, version;

-- name: history_milestones :many
-- in: project_id int
-- bounded: the milestones of one project
-- gone: what was taken back is told
SELECT m.id AS id, m.version AS version, m.entry, m.gone, m.kind_id, m.name, m.plan_day, m.actual_day, m.answer, m.expected_day
  FROM milestone m WHERE m.project_id = :project_id
 UNION ALL
SELECT h.id AS id, h.version AS version, h.entry, h.gone, h.kind_id, h.name, h.plan_day, h.actual_day, h.answer, h.expected_day
  FROM milestone m JOIN milestone_h h ON h.id = m.id WHERE m.project_id = :project_id
 ORDER BY id, version;

-- name: history_steps :many
-- in: project_id int
-- bounded: the reports of one project, a few steps each
SELECT s.id, s.entry, s.action, s.seat, s.from_state, s.from_desk, s.to_state, s.to_desk, r.period_kind, r.from_day, r.to_day, r.revision
  FROM report_step s JOIN report r ON r.id = s.report_id
 WHERE s.project_id = :project_id AND s.gone = 0 AND r.gone = 0 ORDER BY s.id;

-- name: shown_contacts :many
-- in: project_id int, entry int
-- bounded: the contacts of one project
-- The contact known at an entry, sealed; the last one counts.
SELECT id, person_id, sealed FROM contact
 WHERE project_id = :project_id AND entry <= :entry AND gone = 0
 UNION ALL
SELECT +id, person_id, sealed FROM contact_h
 WHERE project_id = :project_id AND +entry <= :entry AND until_entry > :entry AND gone = 0
 ORDER BY id;

-- name: shown_assignments :many
-- in: project_id int, entry int
-- bounded: those who looked after one project
-- Of both kinds, as known at an entry, in order of the day they began.
SELECT s.id AS id, s.kind AS kind, s.from_day AS from_day, s.to_day AS to_day, s.stands_in AS stands_in, a.name AS name
  FROM assignment s JOIN account a ON a.id = s.account_id
 WHERE s.project_id = :project_id AND s.entry <= :entry AND s.gone = 0 AND a.gone = 0
 UNION ALL
SELECT h.id AS id, h.kind AS kind, h.from_day AS from_day, h.to_day AS to_day, h.stands_in AS stands_in, a.name AS name
  FROM assignment_h h JOIN account a ON a.id = h.account_id
 WHERE h.project_id = :project_id AND h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0 AND a.gone = 0
 ORDER BY from_day, id;

-- name: shown_last_visit :many
-- in: project_id int, entry int
-- The last visit known at an entry.
SELECT v.id AS id, v.visit_day AS visit_day, v.next_visit_day AS next_visit_day, a.name AS name
  FROM visit v JOIN account a ON a.id = v.account_id
 WHERE v.project_id = :project_id AND v.entry <= :entry AND v.gone = 0 AND a.gone = 0
 UNION ALL
SELECT h.id AS id, h.visit_day AS visit_day, h.next_visit_day AS next_visit_day, a.name AS name
  FROM visit_h h JOIN account a ON a.id = h.account_id
 WHERE h.project_id = :project_id AND h.entry <= :entry AND h.until_entry > :entry AND h.gone = 0 AND a.gone = 0
 ORDER BY visit_day DESC, id DESC
 LIMIT 1;
