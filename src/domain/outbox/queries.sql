-- name: letter_add :exec
-- in: account_id int, message_id text, subject text, body text, made_ms int
INSERT INTO outbox (account_id, message_id, subject, body, state, tries, next_ms, fault, made_ms)
VALUES (:account_id, :message_id, :subject, :body, 'waiting', 0, :made_ms, '', :made_ms);

-- name: webhook_letter_add :exec
-- in: webhook_id int, message_id text, subject text, body text, made_ms int
INSERT INTO outbox (account_id, webhook_id, message_id, subject, body, state, tries, next_ms, fault, made_ms)
VALUES (0, :webhook_id, :message_id, :subject, :body, 'waiting', 0, :made_ms, '', :made_ms);

-- name: letter_due :maybe
-- in: now_ms int
SELECT id, account_id, webhook_id, message_id, subject, body, tries, made_ms FROM outbox
 WHERE state = 'waiting' AND next_ms <= :now_ms ORDER BY next_ms, id LIMIT 1;

-- name: letter_claim :exec
-- in: until_ms int, id int, tries int
-- One row changed: it is this sender's until then. None: another was quicker.
UPDATE outbox SET tries = tries + 1, next_ms = :until_ms WHERE id = :id AND tries = :tries AND state = 'waiting';

-- name: letter_end :exec
-- in: state text, next_ms int, fault_key text, fault text, done_ms int, id int
UPDATE outbox SET state = :state, next_ms = :next_ms, fault_key = :fault_key, fault = :fault, done_ms = :done_ms WHERE id = :id AND state = 'waiting';

-- name: letter_again :exec
-- in: now_ms int, id int
-- Once more from the beginning, for one that was given up.
UPDATE outbox SET state = 'waiting', tries = 0, next_ms = :now_ms, done_ms = NULL WHERE id = :id AND state = 'failed';

-- name: letters_shown :many
-- in: rows_max int
-- gone: to whom it was stays told when the account is taken back
-- Given up first, then what waits, then what was sent; the newest first.
SELECT o.id, o.state, o.tries, o.next_ms, o.fault_key, o.fault, o.made_ms, o.done_ms, a.name, a.subject AS login,
       o.webhook_id, w.shown, u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM outbox o LEFT JOIN account a ON a.id = o.account_id
  LEFT JOIN webhook w ON w.id = o.webhook_id LEFT JOIN unit u ON u.id = w.unit_id
 ORDER BY CASE WHEN o.state = 'failed' THEN 0 WHEN o.state = 'waiting' THEN 1 ELSE 2 END NULLS LAST, o.id DESC
 LIMIT :rows_max;

-- name: letters_in :one
-- in: state text
-- out: n int
SELECT COUNT(*) AS n FROM outbox WHERE state = :state;

-- name: letters_sweep :exec
-- in: before_ms int
DELETE FROM outbox WHERE state IN ('sent', 'dropped') AND done_ms < :before_ms;

-- name: webhook_sent_since :one
-- in: webhook_id int, since_ms int
-- out: n int
SELECT COUNT(*) AS n FROM outbox WHERE webhook_id = :webhook_id AND state = 'sent' AND done_ms > :since_ms;

-- name: letter_put_off :exec
-- in: until_ms int, id int, tries int
-- Not tried, so that no try is counted.
UPDATE outbox SET next_ms = :until_ms WHERE id = :id AND tries = :tries AND state = 'waiting';

-- name: webhooks_all :many
-- bounded: robots that the system administration entered by hand
-- gone: a unit that was taken back still tells whose robot it was
SELECT w.id, w.version, w.entry, w.unit_id, w.format, w.lang, w.shown, w.is_signed, u.name_zh, u.name_en
  FROM webhook w LEFT JOIN unit u ON u.id = w.unit_id WHERE w.gone = 0 ORDER BY w.unit_id NULLS FIRST, w.id;

-- name: units_called :many
-- in: name text
-- bounded: two are enough to know that the name is not clear
SELECT id, kind, area_id FROM unit WHERE gone = 0 AND (name_zh = :name OR name_en = :name OR key = :name) ORDER BY id LIMIT 2;
