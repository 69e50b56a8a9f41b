-- Letters by which the city's office urges a unit: drafted from lights and problems, signed by a person, numbered, answered.

-- ledger
-- A letter from its draft to its end. Nothing is deleted: a draft is dropped, a letter that went out is withdrawn and keeps
-- its number. What went out is the file that was made when it was signed.
CREATE TABLE official_letter (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('reminder', 'assignment', 'supervision')),
  state        TEXT NOT NULL CHECK (state IN ('draft', 'reviewed', 'issued', 'received', 'replied', 'closed', 'withdrawn',
                                              'dropped')),
  project_id   INTEGER NOT NULL,
  unit_id      INTEGER NOT NULL,  -- to whom
  source       TEXT NOT NULL CHECK (source IN ('light', 'problem')),
  source_id    INTEGER,           -- the problem
  cause_key    TEXT NOT NULL,     -- what it was drafted for: one spell of a light, one delay of a problem
  title        TEXT NOT NULL,
  text         TEXT NOT NULL,
  days         INTEGER NOT NULL,  -- working days for the answer
  due_day      INTEGER,           -- by which it is to be answered; known when it goes out
  year         INTEGER,
  number       INTEGER,           -- within kind and year, without gaps
  issued_day   INTEGER,
  reviewer_id  INTEGER,           -- account; somebody else signs
  signer_id    INTEGER,
  received_day INTEGER,
  plan         TEXT,              -- the answer: what will be done,
  plan_day     INTEGER,           -- by when
  replied_day  INTEGER,
  replier_id   INTEGER,
  closed_day   INTEGER,
  pdf_sha      TEXT,              -- as it went out
  docx_sha     TEXT
) STRICT;
CREATE UNIQUE INDEX official_letter_by_number ON official_letter (kind, year, number) WHERE number IS NOT NULL AND gone = 0;
CREATE UNIQUE INDEX official_letter_by_cause ON official_letter (cause_key, kind) WHERE gone = 0;
CREATE INDEX official_letter_by_project ON official_letter (project_id);
CREATE INDEX official_letter_by_state ON official_letter (state, due_day);

-- ledger
-- What was done with a letter, one row an act.
CREATE TABLE official_letter_step (
  id            INTEGER PRIMARY KEY,
  letter_id     INTEGER NOT NULL,
  project_id    INTEGER NOT NULL,
  letter_action TEXT NOT NULL,    -- a row of letter_chain.c
  account_id    INTEGER,          -- NULL: the program
  on_day        INTEGER NOT NULL,
  text          TEXT
) STRICT;
CREATE INDEX official_letter_step_by_letter ON official_letter_step (letter_id);
CREATE INDEX official_letter_step_by_project ON official_letter_step (project_id);

-- ledger
-- A file that shows what an answer says.
CREATE TABLE official_letter_file (
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  file_name  TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  file_sha   TEXT NOT NULL
) STRICT;
CREATE INDEX official_letter_file_by_letter ON official_letter_file (letter_id);
CREATE INDEX official_letter_file_by_project ON official_letter_file (project_id);
