-- What a schema is made of.
CREATE TABLE light_a (colour TEXT);
CREATE TABLE IF NOT EXISTS light_b (colour TEXT) STRICT;
CREATE TABLE light_c AS SELECT 1;
CREATE VIEW light_d AS SELECT name FROM project;
CREATE TRIGGER light_e AFTER INSERT ON project BEGIN SELECT 1; END;
INSERT INTO session (note) VALUES ('x');
CREATE TABLE light_f (colour TEXT COLLATE NOCASE) STRICT;
CREATE TABLE light_g (colour TEXT CHECK (colour LIKE 'r%')) STRICT;
CREATE TABLE light_h2 (colour TEXT CHECK (lower(colour) = colour)) STRICT;
CREATE TABLE light_i (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
CREATE TABLE light_j (n INTEGER, half INTEGER CHECK (half = 10 / n)) STRICT;
CREATE TABLE light_k (n INTEGER, twice INTEGER GENERATED ALWAYS AS (n * 2)) STRICT;
CREATE TABLE light_l (n INTEGER CHECK (missing > 0)) STRICT;
CREATE UNIQUE INDEX light_m ON project (code);
CREATE TABLE light_n (n INTEGER) STRICT
