-- Credibility: what was found odd about reports, in neutral words with the evidence, and what was answered to it.

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

-- ledger
-- A check that the office switched off, or on again, and why. A check without a row is on.
CREATE TABLE credibility_rule (
  id        INTEGER PRIMARY KEY,
  check_key TEXT NOT NULL,
  is_on     INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  reason    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX credibility_rule_by_key ON credibility_rule (check_key) WHERE gone = 0;
