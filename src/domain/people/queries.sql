-- name: setting_id_by_key :maybe
-- in: key text
SELECT id FROM setting WHERE key = :key AND gone = 0;

-- name: settings_written :one
-- in: after int, entry int
-- out: n int
-- gone: one that is taken back is another value too
-- How many versions of settings were put after an entry, up to another.
SELECT (SELECT COUNT(*) FROM setting WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM setting_h WHERE entry > :after AND entry <= :entry) AS n;

-- name: setting_changes :many
-- in: rows_max int
-- gone: what stood once is told, and by whom
-- Every version of every setting, newest first; no name is the program itself.
SELECT s.id AS id, s.version AS version, s.key, s.value, s.reason, j.recorded_ms AS recorded_ms, a.name AS who
  FROM setting s JOIN journal j ON j.number = s.entry LEFT JOIN account a ON a.id = j.actor_id
 UNION ALL
SELECT h.id AS id, h.version AS version, h.key, h.value, h.reason, j.recorded_ms AS recorded_ms, a.name AS who
  FROM setting_h h JOIN journal j ON j.number = h.entry LEFT JOIN account a ON a.id = j.actor_id
 ORDER BY recorded_ms DESC, id, version
 LIMIT :rows_max;

-- name: account_id_by_subject :maybe
-- in: provider text, subject text
SELECT id FROM account WHERE provider = :provider AND subject = :subject AND gone = 0;

-- name: account_count :one
-- out: n int
SELECT COUNT(*) AS n FROM account WHERE gone = 0;

-- name: account_list :many
-- bounded: the people of one office
SELECT id, provider, subject, name, lang, is_off, version FROM account WHERE gone = 0 ORDER BY subject;

-- name: grants_of_account :many
-- in: account_id int
-- bounded: the grants of one account
SELECT id, role, area_id, unit_id, project_id FROM access_grant WHERE account_id = :account_id AND gone = 0 ORDER BY id;

-- name: granted_seats :many
-- in: account_id int, day day
-- bounded: the grants of one account
-- What an account was granted, with the unit the grant is for. One for a closed unit has ended.
SELECT g.id, g.role, g.area_id, g.unit_id, g.project_id, u.kind AS unit_kind, u.area_id AS unit_area_id, u.uscc,
       u.name_zh AS unit_name
  FROM access_grant g LEFT JOIN unit u ON u.id = g.unit_id
 WHERE g.account_id = :account_id AND g.gone = 0
   AND (g.unit_id IS NULL OR (u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)))
 ORDER BY g.id;

-- name: post_seats :many
-- in: account_id int, day day
-- out: stands_in int
-- bounded: the posts of one account
-- The posts an account holds or stands in for on a day.
SELECT p.id AS post_id, p.role, CASE WHEN h.kind = 'stands_in' THEN 1 ELSE 0 END AS stands_in, u.id AS unit_id,
       u.kind AS unit_kind, u.area_id AS unit_area_id, u.uscc, u.name_zh AS unit_name
  FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
 WHERE h.account_id = :account_id AND h.gone = 0 AND p.gone = 0 AND u.gone = 0
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
   AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY h.id;

-- name: assigned_seats :many
-- in: account_id int, day day
-- bounded: the projects one person looks after
SELECT id, project_id, kind FROM assignment
 WHERE account_id = :account_id AND gone = 0 AND from_day <= :day AND (to_day IS NULL OR to_day >= :day)
 ORDER BY id;

-- name: called_seats :many
-- in: account_id int, day day
-- bounded: the projects to which the units of one person are called
SELECT DISTINCT c.project_id, u.id AS unit_id
  FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id JOIN unit_call c ON c.unit_id = u.id
 WHERE h.account_id = :account_id AND h.gone = 0 AND p.gone = 0 AND u.gone = 0 AND c.gone = 0
   AND p.role NOT IN ('system', 'security', 'audit')
   AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
   AND c.from_day <= :day AND (c.to_day IS NULL OR c.to_day >= :day) AND (u.closed_day IS NULL OR u.closed_day >= :day)
 UNION
SELECT DISTINCT c.project_id, g.unit_id
  FROM access_grant g JOIN unit u ON u.id = g.unit_id JOIN unit_call c ON c.unit_id = u.id
 WHERE g.account_id = :account_id AND g.gone = 0 AND u.gone = 0 AND c.gone = 0 AND g.project_id IS NULL
   AND g.role NOT IN ('system', 'security', 'audit', 'administrator')
   AND c.from_day <= :day AND (c.to_day IS NULL OR c.to_day >= :day) AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY project_id NULLS LAST, unit_id NULLS LAST;

-- name: unit_calls_of :many
-- in: thing_id int
-- bounded: the units called for one thing
-- Those that have no end yet.
SELECT id, version, unit_id FROM unit_call WHERE thing_id = :thing_id AND to_day IS NULL AND gone = 0 ORDER BY id;

-- name: administrator_count :one
-- in: day day
-- out: n int
-- Accounts that may administer and may sign in.
SELECT COUNT(*) AS n FROM account a
 WHERE a.gone = 0 AND a.is_off = 0
   AND (EXISTS (SELECT 1 FROM access_grant g
                 WHERE g.account_id = a.id AND g.role IN ('administrator', 'system') AND g.gone = 0)
     OR EXISTS (SELECT 1 FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
                 WHERE h.account_id = a.id AND p.role = 'system' AND h.gone = 0 AND p.gone = 0 AND h.from_day <= :day
                   AND (h.to_day IS NULL OR h.to_day >= :day)
                   AND u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)));

-- name: security_count :one
-- in: day day
-- out: n int
-- Accounts that have the security of the house and may sign in.
SELECT COUNT(*) AS n FROM account a
 WHERE a.gone = 0 AND a.is_off = 0
   AND (EXISTS (SELECT 1 FROM access_grant g WHERE g.account_id = a.id AND g.role = 'security' AND g.gone = 0)
     OR EXISTS (SELECT 1 FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
                 WHERE h.account_id = a.id AND p.role = 'security' AND h.gone = 0 AND p.gone = 0 AND h.from_day <= :day
                   AND (h.to_day IS NULL OR h.to_day >= :day)
                   AND u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)));

-- name: security_note_add :exec
-- in: at_ms int, account_id int, address text, kind text, what text
INSERT INTO security_note (at_ms, account_id, address, kind, what) VALUES (:at_ms, :account_id, :address, :kind, :what);

-- name: security_notes_sweep :exec
-- in: before_ms int
DELETE FROM security_note WHERE at_ms < :before_ms;

-- name: security_notes_before :many
-- in: before_id int, count int
-- gone: what an account did stays told when the account is taken back
SELECT n.id, n.at_ms, n.address, n.kind, n.what, a.name, a.subject
  FROM security_note n LEFT JOIN account a ON a.id = n.account_id
 WHERE n.id < :before_id ORDER BY n.id DESC LIMIT :count;

-- name: password_of_account :maybe
-- in: account_id int
SELECT hash, must_change FROM password WHERE account_id = :account_id;

-- name: password_add :exec
-- in: account_id int, hash text, must_change int, changed_ms int
INSERT INTO password (account_id, hash, must_change, changed_ms) VALUES (:account_id, :hash, :must_change, :changed_ms);

-- name: password_replace :exec
-- in: hash text, must_change int, changed_ms int, account_id int
UPDATE password SET hash = :hash, must_change = :must_change, changed_ms = :changed_ms WHERE account_id = :account_id;

-- name: session_add :exec
-- in: algorithm text, token_hash blob, account_id int, kind text, label text, provider text, made_ms int, expires_ms int
INSERT INTO session (algorithm, token_hash, account_id, kind, label, provider, made_ms, seen_ms, expires_ms)
VALUES (:algorithm, :token_hash, :account_id, :kind, :label, :provider, :made_ms, :made_ms, :expires_ms);

-- name: session_by_hash :maybe
-- in: token_hash blob
-- out: must_change int, has_factor int
-- A session or bearer token with the account it belongs to.
SELECT session.id, session.kind, session.seen_ms, session.expires_ms, session.revoked_ms, session.provider,
       account.id AS account_id, account.subject, account.name, account.lang, account.is_off,
       COALESCE(password.must_change, 0) AS must_change,
       CASE WHEN factor.confirmed_ms IS NULL THEN 0 ELSE 1 END AS has_factor
  FROM session JOIN account ON account.id = session.account_id
  LEFT JOIN password ON password.account_id = account.id
  LEFT JOIN factor ON factor.account_id = account.id
 WHERE session.token_hash = :token_hash AND account.gone = 0;

-- name: session_half :maybe
-- in: id int
SELECT account_id, provider FROM session WHERE id = :id AND kind = 'half' AND revoked_ms IS NULL;

-- name: session_seen :exec
-- in: seen_ms int, id int
UPDATE session SET seen_ms = :seen_ms WHERE id = :id AND seen_ms < :seen_ms;

-- name: session_revoke :exec
-- in: revoked_ms int, id int, account_id int
UPDATE session SET revoked_ms = :revoked_ms WHERE id = :id AND account_id = :account_id AND revoked_ms IS NULL;

-- name: sessions_revoke_all :exec
-- in: revoked_ms int, account_id int, except_id int
UPDATE session SET revoked_ms = :revoked_ms
 WHERE account_id = :account_id AND kind IN ('session', 'half') AND id <> :except_id AND revoked_ms IS NULL;

-- name: sessions_sweep :exec
-- in: before_ms int
DELETE FROM session WHERE expires_ms < :before_ms;

-- name: tokens_of_account :many
-- in: account_id int, now_ms int
-- bounded: the tokens of one account
SELECT id, label, made_ms, seen_ms, expires_ms FROM session
 WHERE account_id = :account_id AND kind = 'bearer' AND revoked_ms IS NULL AND expires_ms > :now_ms ORDER BY id;

-- name: sign_in_failures :one
-- in: subject text, address text, since_ms int
-- out: n int, last_ms int
SELECT COUNT(*) AS n, COALESCE(MAX(at_ms), 0) AS last_ms FROM sign_in_try
 WHERE subject = :subject AND address = :address AND at_ms > :since_ms AND is_ok = 0;

-- name: sign_in_last_success :one
-- in: subject text, address text
-- out: at_ms int
SELECT COALESCE(MAX(at_ms), 0) AS at_ms FROM sign_in_try WHERE subject = :subject AND address = :address AND is_ok = 1;

-- name: sign_in_try_add :exec
-- in: subject text, address text, at_ms int, is_ok int
INSERT INTO sign_in_try (subject, address, at_ms, is_ok) VALUES (:subject, :address, :at_ms, :is_ok);

-- name: sign_in_tries_sweep :exec
-- in: before_ms int
DELETE FROM sign_in_try WHERE at_ms < :before_ms;

-- name: export_log_add :exec
-- in: account_id int, at_ms int, path text, rows int
INSERT INTO export_log (account_id, at_ms, path, rows) VALUES (:account_id, :at_ms, :path, :rows);

-- name: export_log_count :one
-- out: n int
SELECT COUNT(*) AS n FROM export_log;

-- name: export_log_list :many
-- in: rows_max int, rows_before int
-- gone: what an account did stays told when the account is taken back
-- Newest first; no name is the program's own command line.
SELECT export_log.at_ms, export_log.path, export_log.rows, account.name, account.subject
  FROM export_log LEFT JOIN account ON account.id = export_log.account_id
 ORDER BY export_log.id DESC LIMIT :rows_max OFFSET :rows_before;

-- name: area_list :many
-- bounded: the areas of one city
SELECT id, key, name_zh, name_en FROM area WHERE gone = 0 ORDER BY sort, id;

-- name: people_posted :many
-- in: day day
-- bounded: who holds a post in a practice city
-- Who holds a post on a day and could sign in with a password, in the order of the units.
SELECT a.id, a.subject, a.name, p.role, u.name_zh, u.name_en
  FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id JOIN account a ON a.id = h.account_id
 WHERE a.provider = 'password' AND a.gone = 0 AND h.gone = 0 AND p.gone = 0 AND u.gone = 0 AND h.from_day <= :day
   AND (h.to_day IS NULL OR h.to_day >= :day)
 ORDER BY u.sort, p.id, h.id;

-- name: department_list :many
-- bounded: the departments of one city
SELECT id, key, name_zh, name_en FROM unit WHERE kind = 'department' AND gone = 0 ORDER BY sort, id;

-- name: departments_known :many
-- in: entry int
-- bounded: the departments of one city
-- As known at an entry. A city has thousands of units that build, which are not asked for here.
SELECT u.id AS id, u.key AS key, u.name_zh AS name_zh, u.name_en AS name_en, u.sort AS sort
  FROM unit u WHERE u.kind = 'department' AND u.gone = 0 AND u.entry <= :entry
 UNION ALL
SELECT h.id AS id, h.key AS key, h.name_zh AS name_zh, h.name_en AS name_en, h.sort AS sort
  FROM unit_h h WHERE h.kind = 'department' AND h.gone = 0 AND h.entry <= :entry AND h.until_entry > :entry
 ORDER BY sort, id;

-- name: kept_reply_by_key :maybe
-- in: account_id int, key text
SELECT fingerprint, status, location, media_type, body FROM kept_reply WHERE account_id = :account_id AND key = :key;

-- name: kept_reply_add :exec
-- in: account_id int, key text, fingerprint blob, status int, location text, media_type text, body blob, at_ms int
-- None changed: the same request was carried out elsewhere meanwhile.
INSERT INTO kept_reply (account_id, key, fingerprint, status, location, media_type, body, at_ms)
VALUES (:account_id, :key, :fingerprint, :status, :location, :media_type, :body, :at_ms)
ON CONFLICT (account_id, key) DO NOTHING;

-- name: kept_replies_sweep :exec
-- in: before_ms int
DELETE FROM kept_reply WHERE at_ms < :before_ms;

-- name: last_seen :one
-- in: account_id int
-- out: at_ms int
SELECT COALESCE(MAX(seen_ms), 0) AS at_ms FROM session WHERE account_id = :account_id AND kind = 'session';

-- name: notice_add :exec
-- in: inbox_id int, kind text, thing text, href text, project_id int, period text, desk text, role text, detail text, day day, n int, by_id int, at_ms int
-- What is unread already about the same thing is renewed, and counts both.
INSERT INTO notice (inbox_id, kind, thing, href, project_id, period, desk, role, detail, day, n, by_id, at_ms)
VALUES (:inbox_id, :kind, :thing, :href, :project_id, :period, :desk, :role, :detail, :day, :n, :by_id, :at_ms)
ON CONFLICT (inbox_id, kind, thing) WHERE read_ms IS NULL
DO UPDATE SET n = notice.n + excluded.n, href = excluded.href, detail = excluded.detail, day = excluded.day,
              role = excluded.role, desk = excluded.desk, by_id = excluded.by_id, at_ms = excluded.at_ms;

-- name: notices_unread_of :one
-- in: account_id int, day day
-- out: n int
-- In the inbox of an account and of the posts it holds or stands in for; answered from an index of what is unread.
-- Every page asks it: two counts, for a list of the inboxes would be a table made anew each time.
SELECT (SELECT COUNT(*) FROM account a JOIN notice own ON own.inbox_id = a.id
         WHERE a.id = :account_id AND a.gone = 0 AND own.read_ms IS NULL)
     + (SELECT COUNT(*) FROM post_holder h JOIN notice of_post ON of_post.inbox_id = h.post_id
         WHERE h.account_id = :account_id AND h.gone = 0 AND h.from_day <= :day
           AND (h.to_day IS NULL OR h.to_day >= :day) AND of_post.read_ms IS NULL
           AND NOT EXISTS (SELECT 1 FROM post_holder twice
                            WHERE twice.account_id = h.account_id AND twice.post_id = h.post_id AND twice.id < h.id
                              AND twice.gone = 0 AND twice.from_day <= :day
                              AND (twice.to_day IS NULL OR twice.to_day >= :day))) AS n;

-- name: notices_of :many
-- in: account_id int, day day, rows_max int, rows_before int
-- gone: what somebody did stays told when the account is taken back
-- Newest first.
SELECT n.id, n.inbox_id, n.kind, n.href, n.project_id, n.period, n.desk, n.role, n.detail, n.day, n.n, n.at_ms, n.read_ms,
       b.name AS by_name, r.name AS reader_name
  FROM notice n LEFT JOIN account b ON b.id = n.by_id LEFT JOIN account r ON r.id = n.reader_id
 WHERE n.inbox_id IN (SELECT a.id FROM account a WHERE a.id = :account_id AND a.gone = 0
                       UNION ALL
                      SELECT h.post_id FROM post_holder h
                       WHERE h.account_id = :account_id AND h.gone = 0 AND h.from_day <= :day
                         AND (h.to_day IS NULL OR h.to_day >= :day))
 ORDER BY n.at_ms DESC, n.id DESC LIMIT :rows_max OFFSET :rows_before;

-- name: notices_count_of :one
-- in: account_id int, day day
-- out: n int
SELECT COUNT(*) AS n FROM notice
 WHERE inbox_id IN (SELECT a.id FROM account a WHERE a.id = :account_id AND a.gone = 0
                     UNION ALL
                    SELECT h.post_id FROM post_holder h
                     WHERE h.account_id = :account_id AND h.gone = 0 AND h.from_day <= :day
                       AND (h.to_day IS NULL OR h.to_day >= :day));

-- name: notice_in_inbox :maybe
-- in: id int, account_id int, day day
-- One of one's own.
SELECT n.id, n.href, n.read_ms FROM notice n
 WHERE n.id = :id
   AND n.inbox_id IN (SELECT a.id FROM account a WHERE a.id = :account_id AND a.gone = 0
                       UNION ALL
                      SELECT h.post_id FROM post_holder h
                       WHERE h.account_id = :account_id AND h.gone = 0 AND h.from_day <= :day
                         AND (h.to_day IS NULL OR h.to_day >= :day));

-- name: notice_opened :exec
-- in: read_ms int, reader_id int, id int
UPDATE notice SET read_ms = :read_ms, reader_id = :reader_id WHERE id = :id AND read_ms IS NULL;

-- name: notices_read_all :exec
-- in: read_ms int, account_id int, day day, up_to_ms int
-- What was told up to a moment: what came since the page was shown stays unread.
UPDATE notice SET read_ms = :read_ms, reader_id = :account_id
 WHERE read_ms IS NULL AND at_ms <= :up_to_ms
   AND inbox_id IN (SELECT a.id FROM account a WHERE a.id = :account_id AND a.gone = 0
                     UNION ALL
                    SELECT h.post_id FROM post_holder h
                     WHERE h.account_id = :account_id AND h.gone = 0 AND h.from_day <= :day
                       AND (h.to_day IS NULL OR h.to_day >= :day));

-- name: notices_out_of_date :exec
-- in: read_ms int, inbox_id int, kind text
UPDATE notice SET read_ms = :read_ms WHERE inbox_id = :inbox_id AND kind = :kind AND read_ms IS NULL;

-- name: notices_sweep :exec
-- in: before_ms int
DELETE FROM notice WHERE read_ms < :before_ms;

-- name: posts_in_role :many
-- in: role text, day day
-- bounded: the posts of one role in one city
-- The posts of a role in units that are not closed, whoever holds them.
SELECT p.id AS post_id, u.id AS unit_id, u.kind AS unit_kind, u.area_id AS unit_area_id, u.uscc, u.name_zh AS unit_name
  FROM post p JOIN unit u ON u.id = p.unit_id
 WHERE p.role = :role AND p.gone = 0 AND u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY p.id;

-- name: grants_in_role :many
-- in: role text, day day
-- bounded: the people of one role in one city
-- Who was granted a role, with the unit the grant is for; accounts that are switched off are left out.
SELECT g.id, g.account_id, g.area_id, g.unit_id, g.project_id, u.kind AS unit_kind, u.area_id AS unit_area_id, u.uscc,
       u.name_zh AS unit_name
  FROM access_grant g JOIN account a ON a.id = g.account_id LEFT JOIN unit u ON u.id = g.unit_id
 WHERE g.role = :role AND g.gone = 0 AND a.gone = 0 AND a.is_off = 0
   AND (g.unit_id IS NULL OR (u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)))
 ORDER BY g.id;

-- name: mail_address_of :maybe
-- in: account_id int
SELECT id FROM mail_address WHERE account_id = :account_id AND gone = 0 ORDER BY id DESC LIMIT 1;

-- name: phone_number_of :maybe
-- in: account_id int
SELECT id FROM phone_number WHERE account_id = :account_id AND gone = 0 ORDER BY id DESC LIMIT 1;

-- name: kept_form_by_path :maybe
-- in: account_id int, path text, since_ms int
SELECT fields FROM kept_form WHERE account_id = :account_id AND path = :path AND at_ms > :since_ms;

-- name: kept_form_count :one
-- in: account_id int
-- out: n int
SELECT COUNT(*) AS n FROM kept_form WHERE account_id = :account_id;

-- name: kept_form_add :exec
-- in: account_id int, path text, fields text, at_ms int
INSERT INTO kept_form (account_id, path, fields, at_ms) VALUES (:account_id, :path, :fields, :at_ms);

-- name: kept_form_drop :exec
-- in: account_id int, path text
DELETE FROM kept_form WHERE account_id = :account_id AND path = :path;

-- name: kept_forms_sweep :exec
-- in: before_ms int
DELETE FROM kept_form WHERE at_ms < :before_ms;

-- name: units_named :many
-- in: name text
-- bounded: few units have one name
-- Open ones.
SELECT id, parent_id FROM unit WHERE name_zh = :name AND gone = 0 AND closed_day IS NULL ORDER BY id;

-- name: unit_by_uscc :maybe
-- in: uscc text
SELECT id, name_zh FROM unit WHERE uscc = :uscc AND gone = 0 AND closed_day IS NULL ORDER BY id LIMIT 1;

-- name: unit_sort_last :one
-- in: parent_id int
-- out: n int
SELECT COALESCE(MAX(sort), 0) AS n FROM unit
 WHERE (parent_id = :parent_id OR (parent_id IS NULL AND :parent_id IS NULL)) AND gone = 0;

-- name: units_open_below :one
-- in: unit_id int
-- out: n int
SELECT COUNT(*) AS n FROM unit WHERE parent_id = :unit_id AND gone = 0 AND closed_day IS NULL;

-- name: holders_of_post :many
-- in: post_id int
-- bounded: who held one post
SELECT id, version, entry, account_id, kind, from_day, to_day FROM post_holder
 WHERE post_id = :post_id AND gone = 0 ORDER BY from_day, id;

-- name: posts_held_on :many
-- in: account_id int, day day
-- bounded: the posts of one person
-- What somebody holds on a day or after it, in units that are not closed by then; what he only stands in for goes back by itself.
SELECT p.id, p.name, u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
 WHERE h.account_id = :account_id AND h.kind = 'holds' AND (h.to_day IS NULL OR h.to_day >= :day)
   AND h.gone = 0 AND p.gone = 0 AND u.gone = 0 AND (u.closed_day IS NULL OR u.closed_day >= :day)
 ORDER BY p.id;

-- name: factor_of_account :maybe
-- in: account_id int
SELECT sealed, made_ms, confirmed_ms, last_step FROM factor WHERE account_id = :account_id;

-- name: factor_add :exec
-- in: account_id int, sealed blob, made_ms int, last_step int
INSERT INTO factor (account_id, sealed, made_ms, last_step) VALUES (:account_id, :sealed, :made_ms, :last_step);

-- name: factor_confirm :exec
-- in: confirmed_ms int, account_id int
UPDATE factor SET confirmed_ms = :confirmed_ms WHERE account_id = :account_id AND confirmed_ms IS NULL;

-- name: factor_step_take :exec
-- in: step int, account_id int
-- Nothing is changed if a code of this step, or of a later one, has been taken.
UPDATE factor SET last_step = :step WHERE account_id = :account_id AND last_step < :step;

-- name: factor_delete :exec
-- in: account_id int
DELETE FROM factor WHERE account_id = :account_id;

-- name: recovery_code_add :exec
-- in: account_id int, algorithm text, code_hash blob, made_ms int
INSERT INTO recovery_code (account_id, algorithm, code_hash, made_ms)
VALUES (:account_id, :algorithm, :code_hash, :made_ms);

-- name: recovery_code_use :exec
-- in: used_ms int, account_id int, code_hash blob
UPDATE recovery_code SET used_ms = :used_ms
 WHERE account_id = :account_id AND code_hash = :code_hash AND used_ms IS NULL;

-- name: recovery_codes_left :one
-- in: account_id int
-- out: n int
SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = :account_id AND used_ms IS NULL;

-- name: recovery_codes_delete :exec
-- in: account_id int
DELETE FROM recovery_code WHERE account_id = :account_id;

-- name: identity_of_subject :maybe
-- in: provider text, subject text
SELECT id, account_id FROM identity WHERE provider = :provider AND subject = :subject;

-- name: identities_of_account :many
-- in: account_id int
-- bounded: the identities of one account
SELECT id, provider, subject, shown, linked_ms FROM identity WHERE account_id = :account_id ORDER BY id;

-- name: identity_add :exec
-- in: provider text, subject text, account_id int, shown text, linked_ms int, linked_by int
INSERT INTO identity (provider, subject, account_id, shown, linked_ms, linked_by)
VALUES (:provider, :subject, :account_id, :shown, :linked_ms, :linked_by);

-- name: identity_delete :exec
-- in: id int, account_id int
DELETE FROM identity WHERE id = :id AND account_id = :account_id;

-- name: vouched_accounts :many
-- in: after text, count int
-- out: has_factor int, identity_count int
-- Accounts with a second factor or an identity, by sign-in name.
SELECT a.id, a.subject, a.name,
       CASE WHEN f.confirmed_ms IS NULL THEN 0 ELSE 1 END AS has_factor,
       (SELECT COUNT(*) FROM identity i WHERE i.account_id = a.id) AS identity_count
  FROM account a LEFT JOIN factor f ON f.account_id = a.id
 WHERE a.gone = 0 AND a.provider = 'password' AND a.subject > :after
   AND (f.confirmed_ms IS NOT NULL OR EXISTS (SELECT 1 FROM identity i WHERE i.account_id = a.id))
 ORDER BY a.subject
 LIMIT :count;
