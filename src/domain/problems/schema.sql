-- Problems: what a project needs help with, from what its unit says to what was done about it. A row without a state is a
-- draft until somebody registers it. Nothing is deleted: a problem is closed, and only by somebody else than who handled it.

-- ledger
CREATE TABLE problem (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  kind       TEXT NOT NULL,                 -- PROBLEM_KINDS
  text       TEXT,                          -- in the unit's own words
  raised_day INTEGER NOT NULL,
  report_id  INTEGER,                       -- the first report of the period that asked
  visit_id   INTEGER,                       -- the visit on which it was found
  source     TEXT CHECK (source IN ('report', 'visit', 'meeting', 'letter', 'direct')), -- NULL: as the two above say
  source_id  INTEGER,                       -- of the meeting's item, of the letter
  raiser_id  INTEGER,                       -- account
  raiser_post_id INTEGER,                   -- the post it was raised from: whoever holds it confirms
  state      TEXT CHECK (state IN ('registered', 'returned', 'reviewed', 'noticed', 'signed', 'handling', 'fed_back',
                                   'rechecked', 'closed')), -- NULL: a draft
  level      INTEGER CHECK (level BETWEEN 1 AND 4),
  unit_id    INTEGER,                       -- responsible
  person_id  INTEGER,                       -- account, in it
  days       INTEGER,                       -- working days it was given
  said_day   INTEGER,                       -- on which the next two were said: stops before it are over
  due_day    INTEGER,                       -- by which it is to be solved, as reviewed or postponed
  ends_day   INTEGER,                       -- … moved by the working days on which its clock stood
  stopped_day INTEGER,                      -- since when the clock stands; NULL: it runs
  held_fen   INTEGER,                       -- investment it holds up
  registered_day INTEGER,
  closed_day INTEGER,                       -- NULL again when it is reopened
  rung       INTEGER,                       -- of the ladder, as far as it was told; NULL: not on it
  reopened   INTEGER,                       -- how often
  cause_id   INTEGER                        -- problem_cause it shares with others
) STRICT;
CREATE INDEX problem_by_project ON problem (project_id);
CREATE INDEX problem_by_report ON problem (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX problem_by_visit ON problem (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX problem_by_state ON problem (state, ends_day) WHERE state IS NOT NULL;
CREATE INDEX problem_by_cause ON problem (cause_id) WHERE cause_id IS NOT NULL;

-- ledger
-- A stamp on a problem: who did what with it, from which seat, and what was said. The moment is its journal entry's.
CREATE TABLE problem_step (
  id         INTEGER PRIMARY KEY,
  problem_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  action     TEXT NOT NULL,                 -- PROBLEM_ACTIONS
  seat       TEXT,                          -- at which the person sat; NULL: the program
  from_state TEXT,                          -- NULL: a draft
  to_state   TEXT,
  account_id INTEGER,                       -- NULL: the program
  day        INTEGER NOT NULL,              -- of an escalation: on which the rung was reached
  text       TEXT,
  proof      TEXT,                          -- of feedback: the paper that shows it
  unit_id    INTEGER,                       -- responsible then; of help: who is asked
  rung       INTEGER                        -- of an escalation
) STRICT;
CREATE INDEX problem_step_by_problem ON problem_step (problem_id);
CREATE INDEX problem_step_by_project ON problem_step (project_id);

-- ledger
-- A unit that helps to solve a problem.
CREATE TABLE problem_helper (
  id         INTEGER PRIMARY KEY,
  problem_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  unit_id    INTEGER NOT NULL
) STRICT;
CREATE INDEX problem_helper_by_problem ON problem_helper (problem_id);
CREATE INDEX problem_helper_by_project ON problem_helper (project_id);

-- ledger
-- The clock of a problem stood: from a day on, until it ran again on another.
CREATE TABLE problem_stop (
  id         INTEGER PRIMARY KEY,
  problem_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  from_day   INTEGER NOT NULL,              -- the first day that does not count
  to_day     INTEGER,                       -- the first that counts again; NULL: it stands
  reason     TEXT NOT NULL
) STRICT;
CREATE INDEX problem_stop_by_problem ON problem_stop (problem_id);
CREATE INDEX problem_stop_by_project ON problem_stop (project_id);

-- ledger
-- What stands in the way of several projects at once.
CREATE TABLE problem_cause (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,                   -- PROBLEM_KINDS
  name     TEXT NOT NULL,
  text     TEXT
) STRICT;
CREATE INDEX problem_cause_by_name ON problem_cause (name);

-- ledger
-- A rung of the ladder: how many working days a desk has with an overdue problem of a level before the next one is told.
-- It holds from a day on, until another row of the same level and rung begins.
CREATE TABLE problem_rung (
  id       INTEGER PRIMARY KEY,
  level    INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
  rung     INTEGER NOT NULL CHECK (rung BETWEEN 1 AND 4),
  days     INTEGER,                         -- NULL: it does not go on from here
  from_day INTEGER NOT NULL,
  reason   TEXT NOT NULL
) STRICT;
CREATE INDEX problem_rung_by_level ON problem_rung (level, rung, from_day);
