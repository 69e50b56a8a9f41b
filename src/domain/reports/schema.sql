-- Reports: investment facts. Each states an amount over whole months [from, to]; a sheet that
-- says only "January to November, cumulative" is such a fact, as is "since the start to last
-- year's end" (from_month NULL). The board resolves them; see src/domain/board.

-- ledger
CREATE TABLE invest_fact (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('report', 'bureau')),  -- dispatch figure; statistics bureau's
  from_month INTEGER,                       -- year * 12 + month - 1; NULL: since the start
  to_month   INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  construction_fen INTEGER,                 -- of it: construction and installation
  equipment_fen    INTEGER,
  other_fen        INTEGER,
  progress   TEXT,                          -- physical progress in words
  raw        TEXT,                          -- the cell as it was written
  reason     TEXT,                          -- of a correction
  intake_id  INTEGER,
  place      TEXT                           -- sheet!cell
) STRICT;
CREATE INDEX invest_fact_by_project ON invest_fact (project_id, to_month);
CREATE INDEX invest_fact_by_month ON invest_fact (to_month);
