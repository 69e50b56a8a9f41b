-- Letters that leave the house. No facts: what is sent is forgotten after a month.

CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,      -- to whom; 0: to a webhook
  message_id TEXT NOT NULL UNIQUE,  -- made once, so that what is sent twice is known as one
  subject    TEXT NOT NULL,
  body       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
  tries      INTEGER NOT NULL,
  next_ms    INTEGER NOT NULL,      -- waiting: not before; while it is being sent, when another may try it
  fault      TEXT NOT NULL,         -- what it was refused with last, or ""
  made_ms    INTEGER NOT NULL,
  done_ms    INTEGER,
  webhook_id INTEGER,               -- NULL: it goes to a person by e-mail
  fault_key  TEXT                   -- a row of send_fault.c: the same in the reader's language
) STRICT;
CREATE INDEX outbox_by_turn ON outbox (next_ms, id) WHERE state = 'waiting';
CREATE INDEX outbox_by_state ON outbox (state, id);
CREATE INDEX outbox_by_webhook ON outbox (webhook_id, done_ms);

-- ledger
-- A robot in the group chat of a unit, or of the whole city. Its address lets whoever knows it write there: it is sealed
-- with the signing secret under a key of its own; see webhook.h.
CREATE TABLE webhook (
  id         INTEGER PRIMARY KEY,
  unit_id    INTEGER,               -- NULL: the city's
  format     TEXT NOT NULL,         -- a row of webhook_formats.c
  lang       TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  shown      TEXT NOT NULL,         -- the host and the address's last characters, to know it by
  subject_id INTEGER NOT NULL,      -- whose seal it is: one an address
  sealed     BLOB,
  is_signed  INTEGER NOT NULL       -- 1: a signing secret is sealed with it
) STRICT;
CREATE INDEX webhook_by_unit ON webhook (unit_id);
