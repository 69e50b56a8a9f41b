-- name: start_add :exec
-- in: way text, browser_hash blob, state_hash blob, nonce text, verifier text, next text, account_id int, made_ms int
INSERT INTO sign_in_start (way, browser_hash, state_hash, nonce, verifier, next, account_id, made_ms, stage)
VALUES (:way, :browser_hash, :state_hash, :nonce, :verifier, :next, :account_id, :made_ms, 'begun');

-- name: start_by_browser :maybe
-- in: browser_hash blob, since_ms int
SELECT id, way, state_hash, nonce, verifier, next, account_id, stage, page, provider, subject, shown, fault_zh, fault_en
  FROM sign_in_start WHERE browser_hash = :browser_hash AND made_ms >= :since_ms;

-- name: start_leads :exec
-- in: page text, id int
UPDATE sign_in_start SET stage = 'leads', page = :page WHERE id = :id AND stage = 'begun';

-- name: start_step :exec
-- in: next_stage text, id int, stage text
-- Nothing is changed if it is at another stage by now: each step is taken once.
UPDATE sign_in_start SET stage = :next_stage WHERE id = :id AND stage = :stage;

-- name: start_vouched :exec
-- in: provider text, subject text, shown text, id int
UPDATE sign_in_start SET stage = 'vouched', provider = :provider, subject = :subject, shown = :shown
 WHERE id = :id AND stage = 'back';

-- name: start_refused :exec
-- in: fault_zh text, fault_en text, id int
UPDATE sign_in_start SET stage = 'refused', fault_zh = :fault_zh, fault_en = :fault_en
 WHERE id = :id AND stage IN ('begun', 'back');

-- name: start_delete :exec
-- in: id int
DELETE FROM sign_in_start WHERE id = :id;

-- name: starts_sweep :exec
-- in: before_ms int
DELETE FROM sign_in_start WHERE made_ms < :before_ms;
