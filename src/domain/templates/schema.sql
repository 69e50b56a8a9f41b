-- Templates of the office's own documents.

-- ledger
-- One kind's template as the office gave it; the ones before it are its earlier versions. Without a row the one that ships
-- is used.
CREATE TABLE office_template (
  id            INTEGER PRIMARY KEY,
  template_kind TEXT NOT NULL,   -- a row of template.c
  file_name     TEXT NOT NULL,
  bytes         INTEGER NOT NULL,
  file_sha      TEXT NOT NULL,
  account_id    INTEGER NOT NULL,
  on_day        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX office_template_by_kind ON office_template (template_kind) WHERE gone = 0;
