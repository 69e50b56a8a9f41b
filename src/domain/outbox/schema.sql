-- Letters that leave the house. No facts: what is sent is forgotten after a month.

CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  message_id TEXT NOT NULL UNIQUE,  -- made once, so that what is sent twice is known as one
  subject    TEXT NOT NULL,
  body       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
  tries      INTEGER NOT NULL,
  next_ms    INTEGER NOT NULL,      -- waiting: not before; while it is being sent, when another may try it
  fault      TEXT NOT NULL,         -- what it was refused with last, or ""
  made_ms    INTEGER NOT NULL,
  done_ms    INTEGER
) STRICT;
CREATE INDEX outbox_by_turn ON outbox (next_ms, id) WHERE state = 'waiting';
CREATE INDEX outbox_by_state ON outbox (state, id);
