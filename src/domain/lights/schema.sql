-- Lights: the rules in force, each from a date, so that past lights keep the rule of their day.

-- ledger
CREATE TABLE light_rule (
  id         INTEGER PRIMARY KEY,
  rule       TEXT NOT NULL,                 -- a row of light_rules[]: 'investment_behind' …
  mode       TEXT NOT NULL,                 -- 'points', 'ratio', 'shortfall'; 'months', 'days' for the others
  yellow     INTEGER NOT NULL,              -- hundredths of the mode's unit
  red        INTEGER NOT NULL,
  hold       INTEGER NOT NULL,              -- hysteresis: by how much better it must be to turn back
  is_on      INTEGER NOT NULL,
  from_month INTEGER NOT NULL,
  reason     TEXT NOT NULL
) STRICT;
CREATE INDEX light_rule_by_rule ON light_rule (rule);
