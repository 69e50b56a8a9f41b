-- Signing in by somebody who vouches: what has been begun, until it ends.

-- A browser on its way to a provider and back. The state goes with the address, the other token with a cookie, so
-- that only the browser that began can end it; both are kept as hashes. No fact: swept after some minutes.
CREATE TABLE sign_in_start (
  id           INTEGER PRIMARY KEY,
  way          TEXT NOT NULL,          -- kind of provider: 'oidc'
  browser_hash BLOB NOT NULL UNIQUE,
  state_hash   BLOB NOT NULL,
  nonce        TEXT NOT NULL,
  verifier     TEXT NOT NULL,          -- of PKCE
  next         TEXT NOT NULL,          -- where to go afterwards, '' for the first page
  account_id   INTEGER,                -- who links an identity; NULL: somebody signs in
  made_ms      INTEGER NOT NULL,
  stage        TEXT NOT NULL CHECK (stage IN ('begun', 'leads', 'away', 'back', 'vouched', 'refused')),
  page         TEXT,                   -- leads: of the provider
  provider     TEXT,                   -- vouched: whose subjects they are,
  subject      TEXT,                   -- who it is there,
  shown        TEXT,                   -- and how the provider calls the person
  fault_zh     TEXT,                   -- refused: why
  fault_en     TEXT
) STRICT;
CREATE INDEX sign_in_start_by_moment ON sign_in_start (made_ms);
