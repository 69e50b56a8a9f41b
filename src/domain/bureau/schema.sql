-- The statistics bureau's own list and figures, beside ours: never mixed, never filled in from each other.

-- ledger
-- A project on the statistics bureau's list. Which of ours it is, is said by its national code or by a person.
CREATE TABLE bureau_listing (
  id            INTEGER PRIMARY KEY,
  outside_no    TEXT,                       -- the number the bureau gives it
  national_code TEXT,
  name          TEXT NOT NULL,
  name_folded   TEXT NOT NULL,              -- text_fold(name), to find it again
  unit_name     TEXT,
  area_id       INTEGER,
  total_fen     INTEGER,
  project_id    INTEGER,                    -- ours; NULL: not linked
  linked_by     TEXT CHECK (linked_by IN ('code', 'person')),
  is_not_ours   INTEGER NOT NULL DEFAULT 0, -- 1: a person says that it is none of ours
  reason        TEXT,                       -- of the person who linked it, or said that it is none
  extra         TEXT,                       -- columns of the list that nobody knew, as JSON
  intake_id     INTEGER,
  place         TEXT
) STRICT;
CREATE INDEX bureau_listing_by_project ON bureau_listing (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX bureau_listing_by_code ON bureau_listing (national_code) WHERE national_code IS NOT NULL;
CREATE INDEX bureau_listing_by_no ON bureau_listing (outside_no) WHERE outside_no IS NOT NULL;
CREATE INDEX bureau_listing_by_name ON bureau_listing (name_folded);

-- ledger
-- What the bureau states of a project on its list over whole months. Once that is linked to one of ours, each is also an
-- investment fact of the source 'bureau' (fact_id); until then it waits here.
CREATE TABLE bureau_figure (
  id         INTEGER PRIMARY KEY,
  listing_id INTEGER NOT NULL,
  from_month INTEGER,                       -- NULL: since the start
  to_month   INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  raw        TEXT,                          -- the cell as it was written
  fact_id    INTEGER,
  intake_id  INTEGER,
  place      TEXT
) STRICT;
CREATE INDEX bureau_figure_by_listing ON bureau_figure (listing_id, to_month);

-- ledger
-- Somebody asks why the two figures of a project differ; the figures stand here as they were then. The answer is kept
-- with it and changes neither of them.
CREATE TABLE bureau_question (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL,
  to_month     INTEGER NOT NULL,            -- both figures are of January to this month
  reported_fen INTEGER,
  bureau_fen   INTEGER,
  text         TEXT NOT NULL,
  asker_id     INTEGER NOT NULL,            -- account
  asked_day    INTEGER NOT NULL,
  answer       TEXT,                        -- NULL: not yet
  answerer_id  INTEGER,
  answered_day INTEGER
) STRICT;
CREATE INDEX bureau_question_by_project ON bureau_question (project_id);
