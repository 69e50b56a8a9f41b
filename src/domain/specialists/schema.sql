-- Specialists: what they saw when they went there. Who looks after which project stands in room people, for whose rows a
-- person reaches follows from it.

-- ledger
-- A visit: what the report says against what is seen.
CREATE TABLE visit (
  id                INTEGER PRIMARY KEY,
  project_id        INTEGER NOT NULL,
  account_id        INTEGER NOT NULL,   -- who went
  visit_day         INTEGER NOT NULL,
  reported_month    INTEGER,            -- what the report said that was held against it: its month,
  reported_fen      INTEGER,            -- the figure of that month alone,
  reported_progress TEXT,               -- and its words
  seen_figure       TEXT CHECK (seen_figure IN ('agrees', 'less', 'more', 'unclear')),
  seen_progress     TEXT,
  people_on_site    INTEGER,
  works             TEXT CHECK (works IN ('going', 'slow', 'still', 'not_begun', 'finished')),
  met               TEXT,               -- by function: site manager, owner's liaison
  remark            TEXT,
  next_visit_day    INTEGER,
  sent_key          TEXT,               -- of a record that waited on a phone: sent twice it is one
  milestone_id      INTEGER,            -- the milestone that was looked at; NULL: none was
  reported_answer   TEXT CHECK (reported_answer IN ('done', 'this_month', 'later')), -- what the project's record said of it
  reported_answer_day INTEGER,          -- then: reached on, or by when it was expected
  seen_milestone    TEXT CHECK (seen_milestone IN ('reached', 'not_yet', 'doubtful')),
  seen_milestone_day INTEGER            -- reached on, as it was seen or shown there
) STRICT;
CREATE INDEX visit_by_project ON visit (project_id, visit_day);
CREATE INDEX visit_by_account ON visit (account_id, visit_day);
CREATE INDEX visit_by_day ON visit (visit_day);
CREATE UNIQUE INDEX visit_by_key ON visit (account_id, sent_key) WHERE sent_key IS NOT NULL AND gone = 0;

-- ledger
-- What the project unit says of a visit, once: for the offices that send specialists, not for the specialist.
CREATE TABLE visit_rating (
  id         INTEGER PRIMARY KEY,
  visit_id   INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,   -- who says so
  stars      INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  words      TEXT
) STRICT;
CREATE UNIQUE INDEX visit_rating_by_visit ON visit_rating (visit_id) WHERE gone = 0;
CREATE INDEX visit_rating_by_project ON visit_rating (project_id);
