-- name: stops_of_project :many
-- in: project_id int
-- bounded: the stops of one project
SELECT id, stopped_day, resumed_day, reason FROM stop WHERE project_id = :project_id AND gone = 0 ORDER BY stopped_day, id;

-- name: memberships_of_project :many
-- in: project_id int
-- bounded: the lists one project is on
SELECT id, level, year, role, entered_day, left_day, document_no, reason FROM membership
 WHERE project_id = :project_id AND gone = 0 ORDER BY year, level, id;

-- name: project_keys :each
-- What intake needs to find a project again.
SELECT id, platform_no, outside_no, name_folded, national_code, unit_name, area_id, total_fen
  FROM project WHERE gone = 0 ORDER BY id;

-- name: platform_no_last :maybe
-- gone: a number is never given twice
SELECT platform_no FROM project ORDER BY LENGTH(platform_no) DESC NULLS LAST, platform_no DESC LIMIT 1;

-- name: former_codes :each
-- Codes that once were a project's.
SELECT project_id, code FROM project_code WHERE gone = 0 AND status <> 'active' ORDER BY id;

-- name: codes_of_project :each
-- in: project_id int
SELECT id, version, project_id, code, status, checked_day, intake_id FROM project_code
 WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: holders_of_project :each
-- in: project_id int
SELECT id, version, project_id, kind, holder_id, share_bp, from_day, to_day, intake_id, place FROM holder
 WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: lists_of_project :each
-- in: project_id int
SELECT id, version, project_id, level, year, role, entered_day, left_day, document_no, reason, intake_id, place
  FROM membership WHERE project_id = :project_id AND gone = 0 ORDER BY year, level, id;

-- name: halts_of_project :each
-- in: project_id int
SELECT id, version, project_id, stopped_day, resumed_day, reason, intake_id, place FROM stop
 WHERE project_id = :project_id AND gone = 0 ORDER BY stopped_day, id;

-- name: contacts_of_project :each
-- in: project_id int
SELECT id, version, project_id, person_id, sealed, intake_id, place FROM contact
 WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: projects_in_area :one
-- in: area_id int
-- out: n int
SELECT COUNT(*) AS n FROM project WHERE area_id = :area_id AND gone = 0;

-- name: projects_in_field :one
-- in: field_id int
-- out: n int
SELECT COUNT(*) AS n FROM project WHERE field_id = :field_id AND gone = 0;

-- name: holdings_of :one
-- in: kind text, holder_id int
-- out: n int
SELECT COUNT(*) AS n FROM holder WHERE kind = :kind AND holder_id = :holder_id AND gone = 0;

-- name: project_tree :each
-- Every project and what it is part of.
SELECT id, parent_id FROM project WHERE gone = 0 ORDER BY id;

-- name: project_extras :each
-- Columns of sheets that nobody knew.
SELECT extra FROM project WHERE gone = 0 AND extra IS NOT NULL ORDER BY id;

-- What editing by hand needs: a reference by what a person types, and back.

-- name: area_id_by_key :maybe
-- in: key text
SELECT id FROM area WHERE key = :key AND gone = 0;

-- name: area_key_by_id :maybe
-- in: id int
-- gone: a project keeps the area it was given
SELECT key FROM area WHERE id = :id;

-- name: department_id_by_key :maybe
-- in: key text
SELECT id FROM unit WHERE key = :key AND kind = 'department' AND gone = 0;

-- name: department_key_by_id :maybe
-- in: id int
-- gone: a project keeps the department it was given
SELECT key FROM unit WHERE id = :id;

-- name: field_id_by_key :maybe
-- in: key text
SELECT id FROM field WHERE key = :key AND gone = 0;

-- name: field_key_by_id :maybe
-- in: id int
-- gone: a project keeps the field it was given
SELECT key FROM field WHERE id = :id;

-- name: field_list :many
-- bounded: the fields of one city
SELECT id, key, name_zh, name_en FROM field WHERE gone = 0 ORDER BY sort, id;

-- name: project_number_by_id :maybe
-- in: id int
-- gone: a part keeps the number of its whole
SELECT platform_no FROM project WHERE id = :id;

-- name: project_id_by_number :maybe
-- in: number text
SELECT id FROM project WHERE (platform_no = :number OR national_code = :number) AND gone = 0 ORDER BY id LIMIT 1;

-- name: parent_of_project :maybe
-- in: id int
SELECT parent_id FROM project WHERE id = :id AND gone = 0;

-- name: code_owner :maybe
-- in: code text, except_id int
-- Another project that has this code, or had it until a later one replaced it.
SELECT p.platform_no, p.name FROM project p
 WHERE p.gone = 0 AND p.id <> :except_id
   AND (p.national_code = :code OR EXISTS (SELECT 1 FROM project_code c WHERE c.project_id = p.id AND c.code = :code
                                              AND c.status IN ('active', 'superseded') AND c.gone = 0))
 ORDER BY p.id LIMIT 1;

-- name: namesake :maybe
-- in: name_folded text, except_id int
-- Another project of the same name.
SELECT platform_no, name FROM project WHERE name_folded = :name_folded AND id <> :except_id AND gone = 0 ORDER BY id LIMIT 1;

-- name: department_then :maybe
-- in: project_id int, entry int
-- The department that led at an entry: the largest share that had not ended.
SELECT id, holder_id, share_bp AS share_bp FROM holder
 WHERE project_id = :project_id AND kind = 'department' AND to_day IS NULL AND entry <= :entry AND gone = 0
 UNION ALL
SELECT id, holder_id, share_bp AS share_bp FROM holder_h
 WHERE project_id = :project_id AND kind = 'department' AND to_day IS NULL AND entry <= :entry AND until_entry > :entry
   AND gone = 0
 ORDER BY share_bp DESC, id LIMIT 1;

-- name: lists_to_edit :many
-- in: project_id int, count int
SELECT id, version, entry, level, year, role, entered_day, left_day, document_no, reason FROM membership
 WHERE project_id = :project_id AND gone = 0 ORDER BY year DESC NULLS LAST, level, id DESC NULLS LAST LIMIT :count;

-- name: stops_to_edit :many
-- in: project_id int, count int
SELECT id, version, entry, stopped_day, resumed_day, reason FROM stop
 WHERE project_id = :project_id AND gone = 0 ORDER BY stopped_day DESC NULLS LAST, id DESC NULLS LAST LIMIT :count;

-- Milestones and their dictionaries.

-- name: milestone_kinds :many
-- bounded: the kinds of one city
SELECT id, version, key, name_zh, name_en, also, project_date, sort FROM milestone_kind WHERE gone = 0 ORDER BY sort, id;

-- name: milestone_templates :many
-- bounded: the templates of one city
SELECT id, version, key, name_zh, name_en, industries, sort FROM milestone_template WHERE gone = 0 ORDER BY sort, id;

-- name: milestone_steps :many
-- in: template_id int
-- bounded: the milestones of one template
SELECT s.id, s.version, s.kind_id, s.after_months AS after_months, k.sort AS sort, k.name_zh, k.name_en, k.project_date
  FROM milestone_step s JOIN milestone_kind k ON k.id = s.kind_id
 WHERE s.template_id = :template_id AND s.gone = 0 AND k.gone = 0
 ORDER BY after_months, sort, s.id;

-- name: milestones_of_project :each
-- in: project_id int
SELECT id, version, entry, project_id, kind_id, name, first_plan_day, plan_day, actual_day, owner, owner_unit_id, evidence,
       reason, answer, answer_day, expected_day, intake_id, place
  FROM milestone WHERE project_id = :project_id AND gone = 0 ORDER BY id;

-- name: milestone_next :maybe
-- in: project_id int
-- The one to be asked about: planned earliest of those not reached; some are reached by a date of the project itself.
SELECT m.id FROM milestone m JOIN project p ON p.id = m.project_id AND p.gone = 0
                        LEFT JOIN milestone_kind k ON k.id = m.kind_id AND k.gone = 0
 WHERE m.project_id = :project_id AND m.gone = 0 AND m.plan_day IS NOT NULL AND m.actual_day IS NULL
   AND CASE k.project_date WHEN 'start' THEN p.actual_start_day WHEN 'finish' THEN p.actual_finish_day
                           WHEN 'production' THEN p.production_day END IS NULL
 ORDER BY m.plan_day NULLS LAST, k.sort NULLS LAST, m.id LIMIT 1;

-- name: milestones_there :many
-- out: moved int, plans int, actuals int, reasons int, owners int, evidences int
-- bounded: the kinds of one city and the names of its projects' own
-- Which milestones there are, and what is known of any of them.
SELECT kind_id, name, COUNT(CASE WHEN first_plan_day <> plan_day THEN 1 END) AS moved, COUNT(plan_day) AS plans,
       COUNT(actual_day) AS actuals, COUNT(reason) AS reasons, COUNT(owner) AS owners, COUNT(evidence) AS evidences
  FROM milestone WHERE gone = 0
 GROUP BY kind_id, name ORDER BY kind_id NULLS LAST, name NULLS FIRST;

-- name: unit_named :maybe
-- in: name text
SELECT id FROM unit WHERE (name_zh = :name OR name_en = :name) AND gone = 0 ORDER BY sort, id LIMIT 1;

-- name: contacts_ever :many
-- in: project_id int, count int
-- gone: who was a contact once can be erased as well
SELECT id, version, gone, person_id, sealed FROM contact
 WHERE project_id = :project_id ORDER BY id DESC NULLS LAST LIMIT :count;

-- name: departments_to_edit :many
-- in: project_id int, count int
-- Who answers and who answered, the present ones first, of these the largest share.
SELECT h.id, h.version, h.entry, h.holder_id, h.share_bp, h.from_day, h.to_day, u.key, u.name_zh, u.name_en
  FROM holder h JOIN unit u ON u.id = h.holder_id
 WHERE h.project_id = :project_id AND h.kind = 'department' AND h.gone = 0 AND u.gone = 0
 ORDER BY h.to_day DESC NULLS FIRST, h.share_bp DESC, h.id
 LIMIT :count;

-- Responsibility handed over: by whom it is held, what was proposed.

-- name: holders_present :many
-- in: project_id int
-- bounded: who answers for one project
-- Those whose end nobody knows, of each kind the largest share first.
SELECT id, version, entry, kind, holder_id, share_bp, from_day FROM holder
 WHERE project_id = :project_id AND to_day IS NULL AND gone = 0 ORDER BY kind, share_bp DESC, id;

-- name: transfer_waiting :maybe
-- in: project_id int, kind text
-- The one proposal that nobody has answered yet.
SELECT id, from_id, to_id FROM transfer
 WHERE project_id = :project_id AND kind = :kind AND state = 'proposed' AND gone = 0 ORDER BY id LIMIT 1;

-- name: transfers_of_project :many
-- in: project_id int, entry int
-- bounded: the proposals of one project
-- gone: who proposed and who answered stays told when the account is taken back
-- As known at an entry, newest first.
SELECT x.id AS id, x.version AS version, x.kind, x.from_id, x.to_id, x.from_day, x.reason, x.state, x.is_handed, x.proposed_day,
       x.answered_day, x.answer, p.name AS proposer, w.name AS answerer
  FROM transfer x LEFT JOIN account p ON p.id = x.proposer_id LEFT JOIN account w ON w.id = x.answerer_id
 WHERE x.project_id = :project_id AND x.entry <= :entry AND x.gone = 0
 UNION ALL
SELECT +x.id AS id, x.version AS version, x.kind, x.from_id, x.to_id, x.from_day, x.reason, x.state, x.is_handed, x.proposed_day,
       x.answered_day, x.answer, p.name AS proposer, w.name AS answerer
  FROM transfer_h x LEFT JOIN account p ON p.id = x.proposer_id LEFT JOIN account w ON w.id = x.answerer_id
 WHERE x.project_id = :project_id AND +x.entry <= :entry AND x.until_entry > :entry AND x.gone = 0
 ORDER BY id DESC NULLS LAST;

-- name: transfers_newest :each
-- gone: who proposed and who answered stays told when the account is taken back
-- Of all projects: what waits first, then what was answered last.
SELECT x.id, x.version, x.project_id, x.kind, x.from_id, x.to_id, x.from_day, x.reason, x.state, x.is_handed, x.proposed_day,
       x.answered_day, x.answer, p.platform_no, p.name, a.name AS proposer, w.name AS answerer
  FROM transfer x JOIN project p ON p.id = x.project_id LEFT JOIN account a ON a.id = x.proposer_id
  LEFT JOIN account w ON w.id = x.answerer_id
 WHERE x.gone = 0 AND p.gone = 0
 ORDER BY x.answered_day DESC NULLS FIRST, x.id DESC NULLS LAST;
