-- Bulletins: what the city tells its areas and departments each month, and by which formula they are ranked.

-- ledger
-- A version of the scoring formula: what holds from a day on. It is never changed; another one follows it.
CREATE TABLE score_formula (
  id            INTEGER PRIMARY KEY,
  from_day      INTEGER NOT NULL,
  sample        TEXT,             -- the published formula it was made from; NULL: none
  full_centi    INTEGER NOT NULL, -- what its rows of share, target and place add up to, in hundredths of a point
  reason        TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX score_formula_by_day ON score_formula (from_day) WHERE gone = 0;

-- ledger
-- One row of it. Points are hundredths of a point, targets and steps hundredths of the item's unit.
CREATE TABLE score_row (
  id            INTEGER PRIMARY KEY,
  formula_id    INTEGER NOT NULL,
  sort          INTEGER NOT NULL,
  item          TEXT NOT NULL,    -- a figure of bulletin_figure.c
  mode          TEXT NOT NULL CHECK (mode IN ('share', 'target', 'each', 'place', 'bonus')),
  direction     TEXT NOT NULL CHECK (direction IN ('more', 'less')), -- what is better
  weight_centi  INTEGER NOT NULL,
  target_centi  INTEGER NOT NULL,
  step_centi    INTEGER NOT NULL,
  below_centi   INTEGER NOT NULL, -- for each step on the worse side; of a place: for each place
  above_centi   INTEGER NOT NULL, -- for each step on the better side
  cap_centi     INTEGER NOT NULL  -- at most so much is added or taken; 0: without end
) STRICT;
CREATE INDEX score_row_by_formula ON score_row (formula_id, sort);

-- ledger
-- The bulletin on a month. What it says was reckoned once and is in its files.
CREATE TABLE bulletin (
  id             INTEGER PRIMARY KEY,
  month          INTEGER NOT NULL,
  edition        INTEGER NOT NULL, -- 1; one more for each that was withdrawn before
  state          TEXT NOT NULL CHECK (state IN ('draft', 'reviewed', 'issued', 'withdrawn')),
  year           INTEGER,          -- of its number, once issued
  number         INTEGER,
  frozen_entry   INTEGER NOT NULL, -- reckoned from what was known at this entry of the journal
  frozen_day     INTEGER NOT NULL, -- and seen from this day
  content_sha    TEXT NOT NULL,    -- of what it says, whatever words it says it in
  draft_sha      TEXT NOT NULL,    -- the file of what was reckoned
  document_sha   TEXT,             -- as issued: with its number, the remarks and who answers for it
  pdf_sha        TEXT,
  docx_sha       TEXT,
  reviewed_by_id INTEGER,
  issued_by_id   INTEGER,
  issued_day     INTEGER,
  reason         TEXT              -- why it was withdrawn
) STRICT;
CREATE UNIQUE INDEX bulletin_by_month ON bulletin (month, edition) WHERE gone = 0;
CREATE UNIQUE INDEX bulletin_by_number ON bulletin (year, number) WHERE gone = 0;

-- ledger
-- What the office adds to a section in its own words.
CREATE TABLE bulletin_remark (
  id          INTEGER PRIMARY KEY,
  bulletin_id INTEGER NOT NULL,
  section     TEXT NOT NULL,
  text        TEXT NOT NULL,
  account_id  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX bulletin_remark_by_section ON bulletin_remark (bulletin_id, section) WHERE gone = 0;
