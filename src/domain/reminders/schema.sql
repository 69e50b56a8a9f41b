-- Who was reminded on which day: of all servers on one database the first that writes the row.

CREATE TABLE digest (
  account_id INTEGER NOT NULL,
  on_day     INTEGER NOT NULL,
  n          INTEGER NOT NULL,      -- things that were owed; 0: none, and nothing was sent
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (account_id, on_day)
) STRICT;

-- Which robot was told on which day, in the same way.
CREATE TABLE webhook_digest (
  webhook_id INTEGER NOT NULL,
  on_day     INTEGER NOT NULL,
  n          INTEGER NOT NULL,      -- things that were owed; 0: none, and nothing was sent
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (webhook_id, on_day)
) STRICT;
