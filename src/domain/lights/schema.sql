-- Lights: the rules in force, each from a month, so that past lights keep the rule of their day. Of rows of one rule and
-- the same projects the one with the latest month holds, of those of one month the latest; narrower ones before wider ones.

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
  reason     TEXT NOT NULL,
  scope_level    TEXT,                      -- 'key', 'provincial', 'municipal', 'county': on such a list in the month
  scope_field_id INTEGER,
  scope_stage    TEXT,
  scope_plan_fen INTEGER,                   -- the year's plan is at least so much
  set_key    TEXT,                          -- the published set it was taken from; NULL: stated by itself
  is_ended   INTEGER                        -- 1: from then on these projects have the wider rule again
) STRICT;
CREATE INDEX light_rule_by_rule ON light_rule (rule);
