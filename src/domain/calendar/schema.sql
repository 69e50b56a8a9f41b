-- Calendar: official working days of years after the built-in ones, rules of reporting, exceptions from locks.

-- ledger
-- A notice of the State Council on the holidays of a year; it stands in the place of a built-in one.
CREATE TABLE holiday_notice (
  id     INTEGER PRIMARY KEY,
  year   INTEGER NOT NULL,
  source TEXT NOT NULL                -- where it was published, as stated
) STRICT;
CREATE UNIQUE INDEX holiday_notice_by_year ON holiday_notice (year) WHERE gone = 0;

-- ledger
-- A day that is not what its weekday says, by a notice.
CREATE TABLE work_day (
  id          INTEGER PRIMARY KEY,
  notice_year INTEGER NOT NULL,       -- the year of the notice; the day may lie in the year before
  on_day      INTEGER NOT NULL,
  is_off      INTEGER NOT NULL,       -- 0: a Saturday or Sunday that is worked
  name        TEXT NOT NULL           -- 春节
) STRICT;
CREATE INDEX work_day_by_notice ON work_day (notice_year);

-- ledger
-- A rule of reporting, from a day on; the latest for (list, whom, period) speaks.
CREATE TABLE reporting_rule (
  id               INTEGER PRIMARY KEY,
  list             TEXT NOT NULL CHECK (list IN ('provincial_major', 'provincial_key', 'municipal_key', 'county_key',
                                                 'platform')),
  whom             TEXT NOT NULL CHECK (whom IN ('all', 'formal', 'preliminary')),
  period           TEXT NOT NULL CHECK (period IN ('week', 'ten_days', 'half_month', 'month', 'quarter')),
  way              TEXT NOT NULL CHECK (way IN ('weekday', 'weekday_next', 'day', 'day_next', 'days_after',
                                                'workdays_after')),
  due              INTEGER NOT NULL CHECK (due BETWEEN 1 AND 62),
  due_in           TEXT NOT NULL,           -- months with another: "12:25 2:20", or ""
  shift            TEXT NOT NULL CHECK (shift IN ('none', 'next', 'before', 'second')),
  open_before      INTEGER NOT NULL CHECK (open_before BETWEEN 0 AND 92),
  open_after       INTEGER CHECK (open_after BETWEEN 0 AND 366),     -- NULL: never locked
  skips_area       INTEGER NOT NULL,
  skips_department INTEGER NOT NULL,
  is_on            INTEGER NOT NULL,        -- 0: from that day on there is no such rule
  from_day         INTEGER NOT NULL,
  reason           TEXT NOT NULL
) STRICT;
CREATE INDEX report_rule_by_list ON reporting_rule (list);

-- ledger
-- A report that may be given though its period is locked: by whom is in the journal.
CREATE TABLE lock_exception (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  period     TEXT NOT NULL CHECK (period IN ('week', 'ten_days', 'half_month', 'month', 'quarter')),
  from_day   INTEGER NOT NULL,        -- first day of the period
  until_day  INTEGER NOT NULL,        -- the last day on which it may be reported
  account_id INTEGER NOT NULL,        -- who gave it
  reason     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX lock_exception_by_period ON lock_exception (project_id, period, from_day) WHERE gone = 0;
