-- name: digest_add :exec
-- in: account_id int, on_day day, n int, at_ms int
-- One row changed: nobody else reminded this person today.
INSERT INTO digest (account_id, on_day, n, at_ms) VALUES (:account_id, :on_day, :n, :at_ms)
ON CONFLICT (account_id, on_day) DO NOTHING;

-- name: accounts_undigested :many
-- in: on_day day, rows_max int
SELECT a.id, a.lang FROM account a
 WHERE a.gone = 0 AND a.is_off = 0 AND NOT EXISTS (SELECT 1 FROM digest d WHERE d.account_id = a.id AND d.on_day = :on_day)
 ORDER BY a.id LIMIT :rows_max;

-- name: digests_sweep :exec
-- in: before_day day
DELETE FROM digest WHERE on_day < :before_day;

-- name: webhook_digest_add :exec
-- in: webhook_id int, on_day day, n int, at_ms int
INSERT INTO webhook_digest (webhook_id, on_day, n, at_ms) VALUES (:webhook_id, :on_day, :n, :at_ms)
ON CONFLICT (webhook_id, on_day) DO NOTHING;

-- name: webhooks_undigested :many
-- in: on_day day, rows_max int
SELECT w.id, w.unit_id, w.lang FROM webhook w
 WHERE w.gone = 0 AND NOT EXISTS (SELECT 1 FROM webhook_digest d WHERE d.webhook_id = w.id AND d.on_day = :on_day)
 ORDER BY w.id LIMIT :rows_max;

-- name: webhook_digests_sweep :exec
-- in: before_day day
DELETE FROM webhook_digest WHERE on_day < :before_day;
