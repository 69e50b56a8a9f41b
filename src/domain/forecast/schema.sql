-- Outlook: what was said of a project's year, written down when it was said, and how the year ended. Neither is ever reckoned
-- anew: similar cases of later years are read from here, and so is the scorecard.

-- ledger
-- What was said of a project after the figures of a month, and what was known of it then.
CREATE TABLE forecast (
  id            INTEGER PRIMARY KEY,
  project_id    INTEGER NOT NULL,
  year          INTEGER NOT NULL,
  as_of_month   INTEGER NOT NULL,           -- whose figures it rests on
  said_day      INTEGER NOT NULL,
  is_late       INTEGER NOT NULL CHECK (is_late IN (0, 1)),  -- when the next figures were due already: a case, not scored
  is_shown      INTEGER NOT NULL CHECK (is_shown IN (0, 1)), -- evidence was enough for a chance to be shown
  is_percent    INTEGER NOT NULL CHECK (is_percent IN (0, 1)), -- as a percentage: earlier chances of its size came true
  plan_fen      INTEGER NOT NULL,           -- the year's first plan
  done_bp       INTEGER NOT NULL,           -- of it
  stage         TEXT NOT NULL,
  field_id      INTEGER,
  department_id INTEGER,                    -- the leading one
  is_carried    INTEGER NOT NULL CHECK (is_carried IN (0, 1)), -- continued from an earlier year
  finish_day    INTEGER,                    -- planned
  method        TEXT NOT NULL CHECK (method IN ('season', 'similar')),
  evidence      INTEGER NOT NULL,           -- hundredths of cases
  low_bp        INTEGER NOT NULL,           -- 10, 50, 90 of 100 years end below: of the first plan, never capped
  middle_bp     INTEGER NOT NULL,
  high_bp       INTEGER NOT NULL,
  reach100_bp   INTEGER NOT NULL,           -- chance of so many percent of the plan, as said
  reach110_bp   INTEGER NOT NULL,
  reach120_bp   INTEGER NOT NULL,
  raw100_bp     INTEGER NOT NULL,           -- before what earlier years taught
  raw110_bp     INTEGER NOT NULL,
  raw120_bp     INTEGER NOT NULL,
  names         TEXT,                       -- the cases that weigh most: "project:month:share of the plan in the end:weight" …
  slip_evidence INTEGER,                    -- the same of the finish; NULL: it is not planned, or behind
  slip_bp       INTEGER,                    -- chance of slipping beyond the limit by the year's end
  slip_low      INTEGER,                    -- days
  slip_middle   INTEGER,
  slip_high     INTEGER,
  slip_names    TEXT                        -- "project:month:days:weight" …
) STRICT;
CREATE UNIQUE INDEX forecast_by_project ON forecast (project_id, as_of_month) WHERE gone = 0;
CREATE INDEX forecast_by_month ON forecast (as_of_month);

-- ledger
-- How a project's year ended, as known when December's figures were due.
CREATE TABLE forecast_end (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  year       INTEGER NOT NULL,
  closed_day INTEGER NOT NULL,
  plan_fen   INTEGER NOT NULL,              -- the year's first plan
  done_fen   INTEGER,                       -- NULL: never stated
  done_bp    INTEGER,                       -- of it
  finish_day INTEGER,                       -- planned then, or the actual one
  was_red    INTEGER NOT NULL CHECK (was_red IN (0, 1)) -- lit red in some month: what was said may have been acted upon
) STRICT;
CREATE UNIQUE INDEX forecast_end_by_project ON forecast_end (project_id, year) WHERE gone = 0;
