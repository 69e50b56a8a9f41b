-- Store: the journal, what the database is, files, keys of sealed personal data.
-- These are the plain tables; the twins T_h of ledger tables are written by sqlgen.

-- What made this database: schema_version, schema (fingerprint), algorithm.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

-- One entry for each committed transaction that put ledger rows. hash covers the hash
-- before, every column but algorithm and row_count, and the canonical bytes of the rows.
CREATE TABLE journal (
  number      INTEGER PRIMARY KEY,
  recorded_ms INTEGER NOT NULL,     -- strictly rising
  actor_id    INTEGER NOT NULL,     -- account, 0 for the program itself
  kind        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  algorithm   TEXT NOT NULL,        -- sha256 or sm3
  row_count   INTEGER NOT NULL,     -- row versions put by it
  hash        BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal_by_recorded ON journal (recorded_ms);

-- One row, id 1: the lock under which entries get their number, and rows their ids.
CREATE TABLE journal_head (
  id          INTEGER PRIMARY KEY,
  number      INTEGER NOT NULL,     -- of the last entry, 0 for none
  recorded_ms INTEGER NOT NULL,
  next_id     INTEGER NOT NULL,
  hash        BLOB NOT NULL,
  algorithm   TEXT NOT NULL
) STRICT;

-- A file, named by its content.
CREATE TABLE blob_file (
  sha         TEXT PRIMARY KEY NOT NULL, -- SHA-256, lower-case hex
  bytes       INTEGER NOT NULL,
  media_type  TEXT NOT NULL,
  recorded_ms INTEGER NOT NULL
) STRICT;

-- Its bytes, on PostgreSQL only; beside SQLite they lie in a folder.
CREATE TABLE blob_part (
  sha   TEXT NOT NULL,
  part  INTEGER NOT NULL,           -- 0, 1, 2 …
  bytes BLOB NOT NULL,
  PRIMARY KEY (sha, part)
) STRICT;

-- The key of one person's sealed data. NULL: destroyed, and never made again.
CREATE TABLE seal_key (
  subject_id INTEGER PRIMARY KEY,
  key        BLOB
) STRICT;
