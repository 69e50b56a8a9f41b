-- Intake: every sheet that came in, kept as it was, and what became of it.

-- ledger
CREATE TABLE intake (
  id         INTEGER PRIMARY KEY,
  file_name  TEXT NOT NULL,
  file_sha   TEXT NOT NULL,                 -- store/blob
  sheet      TEXT NOT NULL,
  mapping    TEXT NOT NULL,                 -- JSON: heading -> field, unit, month
  rows       INTEGER NOT NULL,
  new_count       INTEGER NOT NULL,
  changed_count   INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  refused_count   INTEGER NOT NULL,
  skipped_count   INTEGER NOT NULL,
  undone_entry    INTEGER,                  -- the entry that took it back
  reason     TEXT NOT NULL,
  draft_id   INTEGER,                       -- the intake_draft it was, for who asks another server what became of it
  kind       TEXT CHECK (kind IN ('bureau')) -- the statistics bureau's list; NULL: projects of ours
) STRICT;
CREATE INDEX intake_by_draft ON intake (draft_id);

-- A file that was uploaded and waits for its mapping or acceptance; no fact yet.
CREATE TABLE intake_draft (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  file_name  TEXT NOT NULL,
  file_sha   TEXT NOT NULL,
  sheet      TEXT NOT NULL,
  mapping    TEXT NOT NULL,
  choices    TEXT NOT NULL,                 -- JSON: proposals accepted, duplicates decided
  made_ms    INTEGER NOT NULL,
  kind       TEXT                           -- as in intake
) STRICT;
