-- Voices: what people say of a project's light beside what is computed, and waivers. A person may only make a light worse;
-- a waiver makes none better, it is told beside it, until its last day.

-- ledger
-- What the unit declares of its project for a month, or who went there judged. Said again it is a later version.
CREATE TABLE light_voice (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  month      INTEGER NOT NULL,              -- year * 12 + month - 1
  voice      TEXT NOT NULL CHECK (voice IN ('unit', 'specialist')),
  colour     TEXT NOT NULL CHECK (colour IN ('green', 'yellow', 'red')),
  reason     TEXT NOT NULL,
  account_id INTEGER NOT NULL,              -- who says so
  visit_id   INTEGER                        -- 'specialist': on which visit
) STRICT;
CREATE UNIQUE INDEX light_voice_by_month ON light_voice (project_id, month, voice) WHERE gone = 0;

-- ledger
-- 情况说明: why a light should not be held against a project until a day. Asked by one person, approved by another.
CREATE TABLE light_waiver (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL,
  reason       TEXT NOT NULL,
  sha          TEXT NOT NULL,               -- of the file that shows it
  file_name    TEXT NOT NULL,
  media_type   TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'revoked')),
  asker_id     INTEGER NOT NULL,            -- account
  asked_day    INTEGER NOT NULL,
  end_day      INTEGER NOT NULL,            -- the last day on which it holds
  decider_id   INTEGER,                     -- account; never the asker
  decided_day  INTEGER,                     -- from which it holds, if it was approved
  decided_text TEXT,
  revoker_id   INTEGER,
  revoked_day  INTEGER,                     -- from which it holds no more
  revoked_text TEXT
) STRICT;
CREATE INDEX light_waiver_by_project ON light_waiver (project_id);
CREATE INDEX light_waiver_by_state ON light_waiver (state, end_day);
