-- Reports: investment facts, and the reports of project units that become such facts once they
-- are accepted. A fact states an amount over whole months [from, to]; a sheet that says only
-- "January to November, cumulative" is such a fact, as is "since the start to last year's end"
-- (from_month NULL). The board resolves them; see src/domain/board.

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
  place      TEXT,                          -- sheet!cell
  report_id  INTEGER                        -- the accepted report that says so
) STRICT;
CREATE INDEX invest_fact_by_project ON invest_fact (project_id, to_month);
CREATE INDEX invest_fact_of_bureau ON invest_fact (project_id, id) WHERE source = 'bureau';
CREATE INDEX invest_fact_by_month ON invest_fact (to_month);

-- ledger
-- A report: what a project did in one period, as its unit says. Revision 0 is the first; each correction after
-- acceptance is the next one and goes the same way. Within a month (week, ten days, half a month) the amounts are those
-- of the month so far; of a quarter they are those of its three months.
CREATE TABLE report (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL,
  period_kind  TEXT NOT NULL CHECK (period_kind IN ('week', 'ten_days', 'half_month', 'month', 'quarter')),
  from_day     INTEGER NOT NULL,
  to_day       INTEGER NOT NULL,
  revision     INTEGER NOT NULL CHECK (revision >= 0),
  state        TEXT NOT NULL CHECK (state IN ('draft', 'at_area', 'at_department', 'at_office', 'accepted', 'returned',
                                              'superseded')),
  desk         TEXT CHECK (desk IN ('unit', 'area', 'department', 'office')), -- where it lies; NULL: nowhere any more
  came_from    TEXT CHECK (came_from IN ('unit', 'area', 'department', 'office')), -- who sent it here and may take it back
  month_fen    INTEGER,
  construction_fen INTEGER,                 -- of it: construction and installation
  equipment_fen    INTEGER,
  other_fen    INTEGER,
  funds_fen    INTEGER,                     -- money that came in over the same months
  progress     TEXT,                        -- physical progress in words
  progress_bp  INTEGER,                     -- and in hundredths of a percent
  milestone_id INTEGER,                     -- the one that was next when it was filled in, …
  milestone_answer TEXT CHECK (milestone_answer IN ('done', 'this_month', 'later')), -- … and what is said of it
  reached_day  INTEGER,                     -- 'done': on which day
  help         TEXT,                        -- kinds of help asked for, "funds,land"; 'none': asked and none needed
  help_text    TEXT,
  cause        TEXT,                        -- why the figures are as odd as they are
  reason       TEXT,                        -- of a correction
  base_id      INTEGER,                     -- the report accepted last when it was sent: what a checker compares with
  filler_id    INTEGER NOT NULL,            -- account
  sent_ms      INTEGER,                     -- last sent by the unit
  first_sent_ms INTEGER,                    -- of the period, whatever the revision, first sent by the unit and not taken back
  fact_id      INTEGER                      -- the investment fact it became
) STRICT;
CREATE UNIQUE INDEX report_by_period ON report (project_id, to_day, period_kind, revision) WHERE gone = 0;
CREATE INDEX report_by_desk ON report (desk, to_day, project_id, state) WHERE gone = 0 AND desk IS NOT NULL;

-- ledger
-- A stamp on a report: who did what with it, from which desk, and why. When is told by its journal entry.
CREATE TABLE report_step (
  id         INTEGER PRIMARY KEY,
  report_id  INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  action     TEXT NOT NULL CHECK (action IN ('send', 'pass', 'return', 'accept', 'withdraw', 'correct')),
  seat       TEXT NOT NULL CHECK (seat IN ('unit', 'area', 'department', 'office')),  -- the desk the person sat at
  from_state TEXT NOT NULL,
  from_desk  TEXT,
  to_state   TEXT NOT NULL,
  to_desk    TEXT,
  account_id INTEGER NOT NULL,
  reason     TEXT
) STRICT;
CREATE INDEX report_step_by_report ON report_step (report_id);
CREATE INDEX report_step_by_project ON report_step (project_id);

-- ledger
-- A file that proves something: a photo, a progress sheet, an invoice. Photos are kept without what the camera wrote into
-- them; when it was taken stands here, and where, sealed under a key of its own, so that it can be forgotten.
CREATE TABLE evidence (
  id          INTEGER PRIMARY KEY,
  project_id  INTEGER NOT NULL,
  report_id   INTEGER,                      -- or
  visit_id    INTEGER,                      -- or
  kind        TEXT NOT NULL CHECK (kind IN ('photo', 'progress_sheet', 'invoice', 'contract', 'other')),
  sha         TEXT NOT NULL,                -- of the file as it is kept
  sent_sha    TEXT NOT NULL,                -- of the file as it was sent
  file_name   TEXT NOT NULL,
  media_type  TEXT NOT NULL,                -- found by content
  bytes       INTEGER NOT NULL,
  wide_px     INTEGER,
  high_px     INTEGER,
  taken_ms    INTEGER,                      -- by the camera's clock, in the city's zone
  place_subject INTEGER,                    -- whose seal it is; NULL: no place, or it was removed
  place_sealed  BLOB,                       -- "37.5131,122.1204"
  figure      TEXT CHECK (figure IN ('month', 'construction', 'equipment', 'other', 'funds', 'progress')), -- what it proves
  note        TEXT,                         -- what was found odd about it when it came
  problem_id  INTEGER                       -- the problem it shows to be solved
) STRICT;
CREATE INDEX evidence_by_report ON evidence (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX evidence_by_visit ON evidence (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX evidence_by_problem ON evidence (problem_id) WHERE problem_id IS NOT NULL;
CREATE INDEX evidence_by_project ON evidence (project_id);
CREATE INDEX evidence_by_sha ON evidence (sha);

-- ledger
-- A note on a report: a check of credibility_checks.c found what it looks for. The sentence is made from the check, its
-- variant and the values, in either language. A report that is sent again and no longer shows it takes it back.
CREATE TABLE report_note (
  id         INTEGER PRIMARY KEY,
  report_id  INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  to_day     INTEGER NOT NULL,              -- end of the report's period
  check_key  TEXT NOT NULL,                 -- a row of credibility_checks[]: 'ahead_of_stage' …
  variant    INTEGER NOT NULL CHECK (variant >= 0), -- which of its sentences
  one        INTEGER,                       -- the evidence; what each number is, the check says
  two        INTEGER,
  three      INTEGER,
  four       INTEGER,
  words      TEXT,                          -- the words that are the evidence
  other_report_id INTEGER                   -- the other report that it is about
) STRICT;
CREATE INDEX report_note_by_report ON report_note (report_id);
CREATE INDEX report_note_by_project ON report_note (project_id, to_day);

-- ledger
-- What was answered to a note, by whom it was and from which desk; when is told by its journal entry.
CREATE TABLE report_answer (
  id         INTEGER PRIMARY KEY,
  note_id    INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  seat       TEXT NOT NULL CHECK (seat IN ('unit', 'area', 'department', 'office')),
  account_id INTEGER NOT NULL,
  words      TEXT NOT NULL
) STRICT;
CREATE INDEX report_answer_by_note ON report_answer (note_id);
CREATE INDEX report_answer_by_project ON report_answer (project_id);
