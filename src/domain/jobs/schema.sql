-- What the house does by itself, day by day: which job was due, who took it, what it did. No facts: what a job writes stands in
-- the ledger under an entry of its own.

CREATE TABLE job_run (
  job        TEXT NOT NULL,      -- the key of a row of the program's jobs
  due_day    INTEGER NOT NULL,   -- the day it was due
  number     INTEGER NOT NULL,   -- 0: by the clock; else by hand, counted on that day
  by_id      INTEGER,            -- who asked for it
  asked_ms   INTEGER NOT NULL,   -- when it was due, or asked for
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  tries      INTEGER NOT NULL,
  begun_ms   INTEGER,
  ended_ms   INTEGER,
  took_us    INTEGER,
  did        INTEGER,            -- how many things, in the words of the job
  fault      TEXT,               -- why the last try failed
  until_ms   INTEGER NOT NULL,   -- by a real clock, not that of practice: before then it is nobody else's to begin
  PRIMARY KEY (job, due_day, number)
) STRICT;
CREATE INDEX job_run_by_moment ON job_run (asked_ms);
CREATE INDEX job_run_open ON job_run (job, due_day) WHERE state IN ('waiting', 'running');
