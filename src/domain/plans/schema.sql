-- Plans: what each project is to invest in a year. A revision is a new row with its reason;
-- the first plan never disappears. (A typing error in a revision is a new version of its row.)

-- ledger
CREATE TABLE annual_plan (
  id             INTEGER PRIMARY KEY,
  project_id     INTEGER NOT NULL,
  year           INTEGER NOT NULL,
  revision       INTEGER NOT NULL CHECK (revision >= 1),
  amount_fen     INTEGER NOT NULL CHECK (amount_fen >= 0),
  is_provisional INTEGER NOT NULL,          -- 1: stands in until the year's plan is issued
  target         TEXT,                      -- physical progress aimed at
  document_no    TEXT,
  decided_day    INTEGER,
  reason         TEXT,
  intake_id      INTEGER,
  place          TEXT
) STRICT;
CREATE INDEX annual_plan_by_project ON annual_plan (project_id, year);
