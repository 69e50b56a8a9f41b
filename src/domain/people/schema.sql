-- People: the city's reporting areas and units, accounts, what each may do, settings.

-- ledger
-- A reporting area (填报责任区): who answers for projects in a place. Not a division: a zone
-- may have a statistics code only, or none. key is the short name used in addresses.
CREATE TABLE area (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL,
  name_zh       TEXT NOT NULL,
  name_en       TEXT NOT NULL,
  division_code TEXT,               -- GB/T 2260 or statistics code, 6 digits
  sort          INTEGER NOT NULL,
  intake_id     INTEGER             -- the intake that proposed it
) STRICT;
CREATE UNIQUE INDEX area_by_key ON area (key) WHERE gone = 0;

-- ledger
-- A unit of the organisation tree: government, project office, industry departments, the offices of
-- the areas, the units that build. A closed unit stays: what it answered for is history.
CREATE TABLE unit (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('government', 'project_office', 'department', 'area_office', 'project_unit',
                                           'bureau', 'factor', 'bank', 'specialist_team')),
  name_zh    TEXT NOT NULL,
  name_en    TEXT NOT NULL,
  parent_id  INTEGER,
  area_id    INTEGER,
  sort       INTEGER NOT NULL,
  intake_id  INTEGER,
  uscc       TEXT,                  -- of a project unit: its unified social credit code
  closed_day INTEGER                -- its last day
) STRICT;
CREATE UNIQUE INDEX unit_by_key ON unit (key) WHERE gone = 0;
CREATE INDEX unit_by_kind ON unit (kind, sort);
CREATE INDEX unit_by_parent ON unit (parent_id, kind, sort);
CREATE INDEX unit_by_name ON unit (name_zh);
CREATE INDEX unit_by_uscc ON unit (uscc);

-- ledger
-- A post in a unit: one role there. Work is addressed to the post, so that it does not go away with a person.
CREATE TABLE post (
  id      INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('project_unit', 'area_clerk', 'area_office', 'department', 'office', 'specialist',
                                        'bureau', 'factor', 'bank', 'leader', 'auditor', 'system', 'security', 'audit')),
  name    TEXT NOT NULL             -- as it is called there: 副主任
) STRICT;
CREATE INDEX post_by_unit ON post (unit_id);
CREATE INDEX post_by_role ON post (role);

-- ledger
-- Who holds a post, or stands in for its holder, and in which days (both inclusive).
CREATE TABLE post_holder (
  id         INTEGER PRIMARY KEY,
  post_id    INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('holds', 'stands_in')),
  from_day   INTEGER NOT NULL,
  to_day     INTEGER,
  reason     TEXT
) STRICT;
CREATE INDEX post_holder_by_account ON post_holder (account_id);
CREATE INDEX post_holder_by_post ON post_holder (post_id);

-- ledger
-- A person who signs in. Identity is (provider, subject) from the first day.
CREATE TABLE account (
  id       INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,           -- 'password' for now
  subject  TEXT NOT NULL,           -- the sign-in name there
  name     TEXT NOT NULL,           -- as shown
  lang     TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  is_off   INTEGER NOT NULL         -- 1: may no longer sign in
) STRICT;
CREATE UNIQUE INDEX account_by_subject ON account (provider, subject) WHERE gone = 0;

-- ledger
-- Who may do what, on which rows, beside the posts. NULL means all areas, all units, all projects.
-- 'administrator' (system and office) and 'viewer' (leader) are grants of the first days.
CREATE TABLE access_grant (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('project_unit', 'area_clerk', 'area_office', 'department', 'office',
                                           'specialist', 'bureau', 'factor', 'bank', 'leader', 'auditor', 'system',
                                           'security', 'audit', 'administrator', 'viewer')),
  area_id    INTEGER,
  unit_id    INTEGER,
  project_id INTEGER
) STRICT;
CREATE INDEX access_grant_by_account ON access_grant (account_id);
CREATE INDEX access_grant_by_role ON access_grant (role);

-- ledger
-- A setting of the city; what may stand here is listed in setting.c.
CREATE TABLE setting (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_by_key ON setting (key) WHERE gone = 0;

-- Secrets and traces: no facts, not in the ledger.
CREATE TABLE password (
  account_id  INTEGER PRIMARY KEY,
  hash        TEXT NOT NULL,        -- Argon2id, with its parameters
  must_change INTEGER NOT NULL,
  changed_ms  INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  id          INTEGER PRIMARY KEY,
  algorithm   TEXT NOT NULL,        -- of the hash: 'blake2b-256'
  token_hash  BLOB NOT NULL UNIQUE,
  account_id  INTEGER NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('session', 'bearer', 'half')), -- half: a second factor is still wanted
  label       TEXT NOT NULL,        -- bearer: what it is for
  made_ms     INTEGER NOT NULL,
  seen_ms     INTEGER NOT NULL,
  expires_ms  INTEGER NOT NULL,     -- absolute
  revoked_ms  INTEGER,
  provider    TEXT                  -- who vouched for the person; NULL: the password did
) STRICT;
CREATE INDEX session_by_account ON session (account_id, kind);

-- The second factor of an account: the secret of its codes by time (RFC 6238), sealed under the person's key.
CREATE TABLE factor (
  account_id   INTEGER PRIMARY KEY,
  sealed       BLOB NOT NULL,
  made_ms      INTEGER NOT NULL,
  confirmed_ms INTEGER,             -- NULL: no code has proved it yet, so it does not count
  last_step    INTEGER NOT NULL     -- of 30 seconds each; a code of this one or before is not taken again
) STRICT;

-- Codes for who has lost the second factor, each good once; hashed like tokens.
CREATE TABLE recovery_code (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  algorithm  TEXT NOT NULL,
  code_hash  BLOB NOT NULL,
  made_ms    INTEGER NOT NULL,
  used_ms    INTEGER
) STRICT;
CREATE INDEX recovery_code_by_account ON recovery_code (account_id);

-- Who vouches for an account besides its password: linked by the person or by the security administration,
-- never found by a name or an address that happens to be the same.
CREATE TABLE identity (
  id         INTEGER PRIMARY KEY,
  provider   TEXT NOT NULL,         -- its kind and whose it is: 'oidc:https://id.example.org'
  subject    TEXT NOT NULL,         -- the person there
  account_id INTEGER NOT NULL,
  shown      TEXT NOT NULL,         -- as the provider calls the person, '' if it does not
  linked_ms  INTEGER NOT NULL,
  linked_by  INTEGER NOT NULL       -- account
) STRICT;
CREATE UNIQUE INDEX identity_by_subject ON identity (provider, subject);
CREATE INDEX identity_by_account ON identity (account_id);

-- Tries to sign in, for the lock-out: counted for (account, address) together, so that
-- nobody can lock out somebody else from another address.
CREATE TABLE sign_in_try (
  id      INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  address TEXT NOT NULL,
  at_ms   INTEGER NOT NULL,
  is_ok   INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_try_by_subject ON sign_in_try (subject, address, at_ms);

-- What concerns security: signing in, passwords, rights, refused addresses. Only added to, and kept for
-- SECURITY_KEPT_DAYS at least.
CREATE TABLE security_note (
  id         INTEGER PRIMARY KEY,
  at_ms      INTEGER NOT NULL,
  account_id INTEGER,               -- NULL: nobody was signed in
  address    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  what       TEXT NOT NULL
) STRICT;
CREATE INDEX security_note_by_moment ON security_note (at_ms);

-- Who took which rows out of the house.
CREATE TABLE export_log (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL,
  path       TEXT NOT NULL,
  rows       INTEGER NOT NULL
) STRICT;

-- The reply to a request that carried an Idempotency-Key: the same request again gets it again.
CREATE TABLE kept_reply (
  account_id  INTEGER NOT NULL,
  key         TEXT NOT NULL,
  fingerprint BLOB NOT NULL,        -- of the request
  status      INTEGER NOT NULL,
  location    TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  body        BLOB NOT NULL,
  at_ms       INTEGER NOT NULL,
  PRIMARY KEY (account_id, key)
) STRICT;

-- What somebody is told in the app. No fact but a trace of facts: it holds no name of a project, only its id, so that who
-- may no longer see a project reads nothing of it here either. What is told again while it is unread is told once.
CREATE TABLE notice (
  id         INTEGER PRIMARY KEY,
  inbox_id   INTEGER NOT NULL,      -- whose: post.id, so that a new holder finds it, or account.id where there is no post
  kind       TEXT NOT NULL,         -- a row of notices.c
  thing      TEXT NOT NULL,         -- what is told once: the address of a report, the desk things arrive at
  href       TEXT NOT NULL,         -- where it leads
  project_id INTEGER,
  period     TEXT NOT NULL,         -- "2022-11", or ""
  desk       TEXT NOT NULL,         -- "area", or ""
  role       TEXT NOT NULL,         -- "area_clerk", or ""
  detail     TEXT NOT NULL,         -- a reason in a person's words, or ""
  day        INTEGER,               -- from or until when
  n          INTEGER NOT NULL,      -- how many are told by it
  by_id      INTEGER,               -- account; NULL: the program
  at_ms      INTEGER NOT NULL,
  read_ms    INTEGER,               -- of a post's inbox whoever of its people opened it first
  reader_id  INTEGER
) STRICT;
CREATE UNIQUE INDEX notice_unread ON notice (inbox_id, kind, thing) WHERE read_ms IS NULL;
CREATE INDEX notice_by_moment ON notice (inbox_id, at_ms);

-- ledger
-- Where somebody agreed to be written to, or not. The address is sealed; see mail.h.
CREATE TABLE mail_address (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,      -- whose seal it is: one an address
  sealed     BLOB,
  wants      INTEGER NOT NULL       -- 1: agreed to the daily digest
) STRICT;
CREATE INDEX mail_address_by_account ON mail_address (account_id);

-- ledger
-- Where somebody can be called. The number is sealed; see phone.h.
CREATE TABLE phone_number (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,      -- whose seal it is: one a number
  sealed     BLOB
) STRICT;
CREATE INDEX phone_number_by_account ON phone_number (account_id);

-- What was typed into a form by somebody whose session had ended meanwhile: shown to that person after signing in, and
-- to nobody else. It goes when the form is sent, or after KEPT_FORM_MS.
CREATE TABLE kept_form (
  account_id INTEGER NOT NULL,
  path       TEXT NOT NULL,
  fields     TEXT NOT NULL,         -- as a browser writes them: a=1&b=2; no file and no password is among them
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (account_id, path)
) STRICT;

-- ledger
-- Who looks after a project, and in which days (both inclusive): the specialist who goes there, or a leader whose linked
-- project it is. Of two of a day the one that began last counts: who stands in for somebody, until he is back.
CREATE TABLE assignment (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('specialist', 'leader')),
  from_day   INTEGER NOT NULL,
  to_day     INTEGER,
  stands_in  INTEGER NOT NULL,      -- 1: while somebody is away
  reason     TEXT
) STRICT;
CREATE INDEX assignment_by_project ON assignment (project_id);
CREATE INDEX assignment_by_account ON assignment (account_id);

-- ledger
-- A unit is called to a project that it would not see otherwise, to solve something there, and in which days (both
-- inclusive): its people see the project as one of those that guarantee land, energy, funds.
CREATE TABLE unit_call (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  unit_id    INTEGER NOT NULL,
  thing_id   INTEGER NOT NULL,      -- what it is called for
  from_day   INTEGER NOT NULL,
  to_day     INTEGER
) STRICT;
CREATE INDEX unit_call_by_unit ON unit_call (unit_id);
CREATE INDEX unit_call_by_thing ON unit_call (thing_id);
CREATE INDEX unit_call_by_project ON unit_call (project_id);
