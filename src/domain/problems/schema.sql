-- Problems: what a project needs help with, as its unit says. A row is a draft until somebody takes it up.

-- ledger
CREATE TABLE problem (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  kind       TEXT NOT NULL,                 -- PROBLEM_KINDS
  text       TEXT,                          -- in the unit's own words
  raised_day INTEGER NOT NULL,
  report_id  INTEGER,                       -- the first report of the period that asked
  visit_id   INTEGER                        -- the visit on which it was found
) STRICT;
CREATE INDEX problem_by_project ON problem (project_id);
CREATE INDEX problem_by_report ON problem (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX problem_by_visit ON problem (visit_id) WHERE visit_id IS NOT NULL;
