-- Projects: the registry. One row a project; its codes, lists, holders and stops beside it.

-- ledger
-- A field (领域) of the city's own dictionary: the columns of the board.
CREATE TABLE field (
  id        INTEGER PRIMARY KEY,
  key       TEXT NOT NULL,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  sort      INTEGER NOT NULL,
  intake_id INTEGER
) STRICT;
CREATE UNIQUE INDEX field_by_key ON field (key) WHERE gone = 0;

-- ledger
CREATE TABLE project (
  id                  INTEGER PRIMARY KEY,
  platform_no         TEXT NOT NULL,        -- ours, never shaped like a national code: QP-000123
  outside_no          TEXT,                 -- the number another office's list gives it
  name                TEXT NOT NULL,
  name_folded         TEXT NOT NULL,        -- text_fold(name), to find it again
  national_code       TEXT,                 -- the active one, as in project_code
  unit_name           TEXT,                 -- project unit 项目单位
  uscc                TEXT,                 -- its unified social credit code, as stated
  area_id             INTEGER,              -- reporting area now; shares and past ones in holder
  division_code       TEXT,
  address             TEXT,
  industry_code       TEXT,                 -- GB/T 4754-2017: C2669
  field_id            INTEGER,
  initiation          TEXT CHECK (initiation IN ('approval', 'verification', 'filing')),
  nature              TEXT CHECK (nature IN ('new', 'extension', 'reconstruction', 'relocation', 'restoration',
                                             'technical', 'purchase')),
  investor_kind       TEXT CHECK (investor_kind IN ('government', 'state_enterprise', 'private', 'foreign', 'other')),
  scale               TEXT,                 -- scale and content of construction
  capacity            TEXT,                 -- capacity added
  total_fen           INTEGER CHECK (total_fen >= 0),   -- planned total investment
  planned_start_day   INTEGER,
  actual_start_day    INTEGER,
  planned_finish_day  INTEGER,
  actual_finish_day   INTEGER,
  planned_production_day INTEGER,
  production_day      INTEGER,
  stats_entry_day     INTEGER,              -- entry to the bureau's statistics (入库)
  registered_day      INTEGER NOT NULL,     -- on this platform
  withdrawn_day       INTEGER,
  stage               TEXT CHECK (stage IN ('planning', 'reserve', 'preliminary', 'under_construction', 'suspended',
                                            'completed', 'in_production', 'withdrawn')),
  parent_id           INTEGER,
  counts_as           TEXT NOT NULL CHECK (counts_as IN ('itself', 'children')), -- a parent counts, or its children do
  longitude_udeg      INTEGER,              -- millionths of a degree
  latitude_udeg       INTEGER,
  datum               TEXT CHECK (datum IN ('WGS-84', 'GCJ-02', 'CGCS2000')),
  leader              TEXT,                 -- responsible leader 包保领导
  remark              TEXT,
  extra               TEXT,                 -- columns of a sheet that nobody knew, as JSON
  intake_id           INTEGER,              -- the intake that stated this version, NULL: by hand
  place               TEXT                  -- sheet!row there
) STRICT;
CREATE UNIQUE INDEX project_by_platform_no ON project (platform_no) WHERE gone = 0;
CREATE UNIQUE INDEX project_by_code ON project (national_code) WHERE gone = 0 AND national_code IS NOT NULL;
CREATE INDEX project_by_name ON project (name_folded) WHERE gone = 0;
CREATE INDEX project_by_outside_no ON project (outside_no) WHERE gone = 0 AND outside_no IS NOT NULL;

-- ledger
-- Every national code a project had: a code has a life of its own.
CREATE TABLE project_code (
  id          INTEGER PRIMARY KEY,
  project_id  INTEGER NOT NULL,
  code        TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('active', 'superseded', 'wrong', 'invalid')),
  checked_day INTEGER,
  intake_id   INTEGER
) STRICT;
CREATE INDEX project_code_by_code ON project_code (code);
CREATE INDEX project_code_by_project ON project_code (project_id);

-- ledger
-- Who holds responsibility: an area or an industry department, with a share and dates.
-- Responsibility is handed over (to_day, a new row), never edited away.
CREATE TABLE holder (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('area', 'department')),
  holder_id  INTEGER NOT NULL,              -- area.id or unit.id
  share_bp   INTEGER NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  from_day   INTEGER,
  to_day     INTEGER,
  intake_id  INTEGER,
  place      TEXT
) STRICT;
CREATE INDEX holder_by_project ON holder (project_id);

-- ledger
-- "Not my project": who answers for a project proposes another area or department from a day. The other side agrees or
-- declines, the proposer withdraws, the city office decides; what came of it in holder is told by is_handed.
CREATE TABLE transfer (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('area', 'department')),
  from_id      INTEGER NOT NULL,              -- area.id or unit.id: who answers until then
  to_id        INTEGER NOT NULL,              -- of the same kind
  from_day     INTEGER NOT NULL,              -- the first day of the other
  reason       TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'declined', 'withdrawn', 'decided')),
  is_handed    INTEGER NOT NULL CHECK (is_handed IN (0, 1)),
  proposer_id  INTEGER NOT NULL,              -- account
  proposed_day INTEGER NOT NULL,
  answerer_id  INTEGER,                       -- account: who agreed, declined, withdrew or decided
  answered_day INTEGER,
  answer       TEXT                           -- and why
) STRICT;
CREATE INDEX transfer_by_project ON transfer (project_id);
CREATE UNIQUE INDEX transfer_open ON transfer (project_id, kind) WHERE gone = 0 AND state = 'proposed';

-- ledger
-- On a list for a year: n:m, so every total de-duplicates.
CREATE TABLE membership (
  id          INTEGER PRIMARY KEY,
  project_id  INTEGER NOT NULL,
  level       TEXT NOT NULL CHECK (level IN ('provincial_major', 'provincial_key', 'municipal_key', 'county_key')),
  year        INTEGER NOT NULL,
  role        TEXT NOT NULL CHECK (role IN ('new_start', 'continuing', 'preliminary')),
  entered_day INTEGER NOT NULL,
  left_day    INTEGER,
  document_no TEXT,
  reason      TEXT,
  intake_id   INTEGER,
  place       TEXT
) STRICT;
CREATE INDEX membership_by_project ON membership (project_id);

-- ledger
CREATE TABLE stop (
  id          INTEGER PRIMARY KEY,
  project_id  INTEGER NOT NULL,
  stopped_day INTEGER NOT NULL,
  resumed_day INTEGER,
  reason      TEXT,
  intake_id   INTEGER,
  place       TEXT
) STRICT;
CREATE INDEX stop_by_project ON stop (project_id);

-- ledger
-- A person to ask, sealed with that person's key (store/seal): name, phone.
CREATE TABLE contact (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  person_id  INTEGER NOT NULL,              -- subject of the seal
  sealed     BLOB NOT NULL,
  intake_id  INTEGER,
  place      TEXT
) STRICT;
CREATE INDEX contact_by_project ON contact (project_id);

-- ledger
-- A kind of milestone (节点): land in hand, permit in hand … The city's own dictionary, as templates are.
CREATE TABLE milestone_kind (
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL,
  name_zh      TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  also         TEXT NOT NULL,               -- what sheets call it beside these, | between; '' if nothing
  project_date TEXT CHECK (project_date IN ('start', 'finish', 'production')), -- the project's own date that it is
  sort         INTEGER NOT NULL             -- in the order of the way
) STRICT;
CREATE UNIQUE INDEX milestone_kind_by_key ON milestone_kind (key) WHERE gone = 0;

-- ledger
-- The way that projects of one type go: industry, infrastructure, livelihood …
CREATE TABLE milestone_template (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL,
  name_zh    TEXT NOT NULL,
  name_en    TEXT NOT NULL,
  industries TEXT NOT NULL,                 -- sections of GB/T 4754 to which it is offered first: 'BCD'; '' if none
  sort       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX milestone_template_by_key ON milestone_template (key) WHERE gone = 0;

-- ledger
-- A milestone of a template.
CREATE TABLE milestone_step (
  id           INTEGER PRIMARY KEY,
  template_id  INTEGER NOT NULL,
  kind_id      INTEGER NOT NULL,
  after_months INTEGER NOT NULL             -- after ground is broken; below zero: before
) STRICT;
CREATE INDEX milestone_step_by_template ON milestone_step (template_id);

-- ledger
-- A milestone on a project's way. What was planned first stays whatever is planned later.
CREATE TABLE milestone (
  id             INTEGER PRIMARY KEY,
  project_id     INTEGER NOT NULL,
  kind_id        INTEGER,                   -- NULL: one of the project's own
  name           TEXT,                      -- of one of the project's own; NULL for a kind
  first_plan_day INTEGER,
  plan_day       INTEGER,                   -- as planned now
  actual_day     INTEGER,                   -- reached
  owner          TEXT,                      -- who answers for it: a unit or post, in words
  owner_unit_id  INTEGER,                   -- the unit, where it is one of ours
  evidence       TEXT,                      -- what shows that it was reached
  reason         TEXT,                      -- why the plan of now is another than the one before
  answer         TEXT CHECK (answer IN ('done', 'this_month', 'later')), -- what the last report said of it
  answer_day     INTEGER,                   -- the day it said so
  expected_day   INTEGER,                   -- by when it will be reached, as said there
  intake_id      INTEGER,
  place          TEXT
) STRICT;
CREATE INDEX milestone_by_project ON milestone (project_id);
