-- Credibility: which checks are made. What they found stands in room reports, for lights are judged by it.

-- ledger
-- A check that the office switched off, or on again, and why. A check without a row is on.
CREATE TABLE credibility_rule (
  id        INTEGER PRIMARY KEY,
  check_key TEXT NOT NULL,
  is_on     INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  reason    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX credibility_rule_by_key ON credibility_rule (check_key) WHERE gone = 0;
