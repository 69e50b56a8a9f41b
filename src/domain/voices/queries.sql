-- name: voices_of_project :many
-- in: project_id int
-- bounded: the months of a project, two voices each
-- gone: who said it may have left since
SELECT v.id, v.version, v.month, v.voice, v.colour, v.reason, v.account_id, a.name AS who, j.recorded_ms
  FROM light_voice v JOIN journal j ON j.number = v.entry LEFT JOIN account a ON a.id = v.account_id
 WHERE v.project_id = :project_id AND v.gone = 0
 ORDER BY v.month DESC, v.voice;

-- name: voice_of_month :maybe
-- in: project_id int, month month, voice text
SELECT id, version FROM light_voice WHERE project_id = :project_id AND month = :month AND voice = :voice AND gone = 0
 ORDER BY id LIMIT 1;

-- name: visit_in_days :maybe
-- in: project_id int, account_id int, first_day day, last_day day
-- The latest visit of somebody to a project in some days.
SELECT id, visit_day FROM visit
 WHERE project_id = :project_id AND account_id = :account_id AND visit_day BETWEEN :first_day AND :last_day AND gone = 0
 ORDER BY visit_day DESC, id DESC LIMIT 1;

-- name: waivers_of_project :many
-- in: project_id int
-- bounded: each is asked for by hand
-- gone: who asked or decided may have left since
-- Newest first.
SELECT w.id, w.version, w.reason, w.file_name, w.state, w.asker_id, w.asked_day, w.end_day, w.decider_id, w.decided_day,
       w.decided_text, w.revoked_day, w.revoked_text, a.name AS asker, d.name AS decider, r.name AS revoker
  FROM light_waiver w LEFT JOIN account a ON a.id = w.asker_id LEFT JOIN account d ON d.id = w.decider_id
       LEFT JOIN account r ON r.id = w.revoker_id
 WHERE w.project_id = :project_id AND w.gone = 0
 ORDER BY w.id DESC;

-- name: waivers_all :each
-- gone: who asked or decided may have left since
-- Those that end last first.
SELECT w.id, w.project_id, w.reason, w.state, w.asked_day, w.end_day, w.decided_day, w.decided_text, w.revoked_day,
       a.name AS asker, d.name AS decider
  FROM light_waiver w LEFT JOIN account a ON a.id = w.asker_id LEFT JOIN account d ON d.id = w.decider_id
 WHERE w.gone = 0
 ORDER BY w.end_day DESC, w.id DESC;
