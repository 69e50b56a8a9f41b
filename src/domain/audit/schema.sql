-- Who opened what of a project. No fact but a trace: a plain table that is only added to, in batches beside the pages,
-- and swept after opening_days, at least OPENINGS_KEPT_DAYS.
CREATE TABLE opening (
  id         INTEGER PRIMARY KEY,
  at_ms      INTEGER NOT NULL,
  account_id INTEGER NOT NULL,      -- 0 where lost is told
  project_id INTEGER NOT NULL,
  path       TEXT NOT NULL,         -- "/projects/7", "/desk/reports/7/2022-11"
  door       TEXT NOT NULL CHECK (door IN ('html', 'json', 'csv', 'xlsx', 'file')),
  by_token   INTEGER NOT NULL,      -- 1: a program of the person's
  lost       INTEGER NOT NULL       -- above 0: no opening, but so many at about this time that could not be noted
) STRICT;
CREATE INDEX opening_by_project ON opening (project_id, id);
CREATE INDEX opening_by_account ON opening (account_id, id);
CREATE INDEX opening_by_moment ON opening (at_ms);
