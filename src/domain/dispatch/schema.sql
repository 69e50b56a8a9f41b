-- The weekly dispatch: meetings, what was put before them, what they decided, and what became of it.

-- ledger
-- A meeting that dispatches. Its pack is frozen once; what it saw is in the file of the pack.
CREATE TABLE meeting (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('week', 'month', 'quarter', 'extra')),
  period       TEXT NOT NULL,     -- 2022-W49, 2022-12, 2022-Q4; of an extra one its day and a number: 2022-12-06.1
  title        TEXT,              -- of an extra one: what it is about
  level        TEXT NOT NULL CHECK (level IN ('key', 'platform')), -- the projects it looks at
  planned_day  INTEGER NOT NULL,  -- by the calendar
  meeting_day  INTEGER NOT NULL,  -- when it is: as planned, or moved
  reason       TEXT,              -- why it was moved
  state        TEXT NOT NULL CHECK (state IN ('planned', 'frozen', 'held', 'minuted')),
  frozen_entry INTEGER,           -- what its pack is made from: as known at this entry of the journal,
  frozen_day   INTEGER,           -- seen from this day,
  frozen_month INTEGER,           -- with the figures up to this month,
  previous_id  INTEGER,           -- and the meeting whose pack came before it
  pack_sha     TEXT,              -- the file of the pack
  content_sha  TEXT               -- of what it says, whatever words it says it in
) STRICT;
CREATE UNIQUE INDEX meeting_by_period ON meeting (kind, period) WHERE gone = 0;
CREATE INDEX meeting_by_day ON meeting (meeting_day);

-- ledger
-- What is to be talked about, in order. An item of the pack that is left for later stands on the backlog.
CREATE TABLE agenda_item (
  id         INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL,
  kind       TEXT NOT NULL,       -- a row of dispatch_kinds.c, or 'added'
  project_id INTEGER,
  task_id    INTEGER,             -- the promise that is talked about
  pack_no    INTEGER,             -- its number in the pack; NULL: added by hand
  item_sha   TEXT,                -- of what the pack says of it
  text       TEXT,                -- of one added by hand: what about
  state      TEXT NOT NULL CHECK (state IN ('agenda', 'backlog')),
  sort       INTEGER NOT NULL
) STRICT;
CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting_id, sort);
CREATE INDEX agenda_item_by_project ON agenda_item (project_id);

-- ledger
-- One line of what was decided; with it, in the same entry, comes the task.
CREATE TABLE decision (
  id             INTEGER PRIMARY KEY,
  meeting_id     INTEGER NOT NULL,
  agenda_item_id INTEGER NOT NULL,
  project_id     INTEGER,
  text           TEXT NOT NULL,
  account_id     INTEGER NOT NULL, -- who wrote it down
  decided_day    INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_meeting ON decision (meeting_id);
CREATE INDEX decision_by_project ON decision (project_id);

-- ledger
-- Who does what by when. It is given to a unit or to one post in it, and stays there whoever comes and goes.
CREATE TABLE task (
  id            INTEGER PRIMARY KEY,
  decision_id   INTEGER NOT NULL,
  meeting_id    INTEGER NOT NULL,
  project_id    INTEGER,
  text          TEXT NOT NULL,
  unit_id       INTEGER NOT NULL,
  post_id       INTEGER,           -- NULL: whoever of the unit takes it
  account_id    INTEGER,           -- who took it, of those who hold a post there
  first_due_day INTEGER NOT NULL,  -- as decided
  due_day       INTEGER NOT NULL,  -- as it stands now
  state         TEXT NOT NULL CHECK (state IN ('open', 'done', 'confirmed')),
  result        TEXT,
  done_day      INTEGER,
  done_by_id    INTEGER            -- who said so; somebody else confirms it
) STRICT;
CREATE INDEX task_by_meeting ON task (meeting_id);
CREATE INDEX task_by_project ON task (project_id);
CREATE INDEX task_by_state ON task (state, due_day);

-- ledger
-- What was done with a task, one row an act.
CREATE TABLE task_step (
  id         INTEGER PRIMARY KEY,
  task_id    INTEGER NOT NULL,
  project_id INTEGER,
  task_action TEXT NOT NULL,       -- a row of task_chain.c
  account_id INTEGER,              -- NULL: the program
  on_day     INTEGER NOT NULL,
  text       TEXT,
  due_day    INTEGER,              -- of a new date
  unit_id    INTEGER               -- of another owner
) STRICT;
CREATE INDEX task_step_by_task ON task_step (task_id);
CREATE INDEX task_step_by_project ON task_step (project_id);

-- ledger
-- A file that shows what was done.
CREATE TABLE task_file (
  id         INTEGER PRIMARY KEY,
  task_id    INTEGER NOT NULL,
  project_id INTEGER,
  account_id INTEGER NOT NULL,
  file_name  TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  file_sha   TEXT NOT NULL
) STRICT;
CREATE INDEX task_file_by_task ON task_file (task_id);
CREATE INDEX task_file_by_project ON task_file (project_id);
