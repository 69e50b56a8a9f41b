-- Behind a table of one column comes a constraint; a default may hold a quote.
-- ledger
CREATE TABLE light (
    id         INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project(id),
    reason     TEXT NOT NULL DEFAULT 'it''s "so"',
    since_day  INTEGER NOT NULL,
    offset_min INTEGER NOT NULL DEFAULT -8,
    FOREIGN KEY (project_id) REFERENCES project(id),
    CHECK (length(reason) > 0 AND abs(offset_min) < 1000)
) STRICT;
CREATE UNIQUE INDEX light_project ON light (project_id, since_day DESC) WHERE gone = 0;
-- ledger
CREATE TABLE light_bare (id INTEGER PRIMARY KEY) STRICT;
