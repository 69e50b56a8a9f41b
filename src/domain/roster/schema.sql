-- Roster: sheets of units and people that wait to be looked at.

-- A file that was uploaded and waits for acceptance: no fact yet, and not kept afterwards, for it holds contacts that no
-- key could make unreadable. One an account; it goes with acceptance, with the next one, or after ROSTER_DRAFT_MS.
CREATE TABLE roster_draft (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  file_name  TEXT NOT NULL,
  bytes      BLOB NOT NULL,
  made_ms    INTEGER NOT NULL
) STRICT;
CREATE INDEX roster_draft_by_account ON roster_draft (account_id);
