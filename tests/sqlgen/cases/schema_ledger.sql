-- What a ledger table may not say.

-- ledger
CREATE TABLE light_a (
    colour TEXT NOT NULL,
    id     INTEGER PRIMARY KEY
) STRICT;

-- ledger
CREATE TABLE light_b (
    id      INTEGER PRIMARY KEY,
    rule    TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    UNIQUE (rule)
) STRICT;

-- ledger
CREATE TABLE light_c (
    id         INTEGER PRIMARY KEY,
    project_id INTEGER REFERENCES project(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- ledger
CREATE TABLE light_d (
    rule       TEXT,
    project_id INTEGER,
    PRIMARY KEY (rule, project_id)
) STRICT;
