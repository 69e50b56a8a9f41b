-- NULL comes first in SQLite and last in PostgreSQL.
-- name: nullable :each
SELECT id FROM project WHERE gone = 0 ORDER BY code;
-- name: nullable_second :each
SELECT id FROM project WHERE gone = 0 ORDER BY id, code DESC;
-- name: nullable_said :each
SELECT id FROM project WHERE gone = 0 ORDER BY code NULLS LAST, invest_fen DESC NULLS FIRST, id;
-- name: outer_join :each
SELECT p.id, a.name FROM project p LEFT JOIN area a ON a.id = p.area_id AND a.gone = 0
 WHERE p.gone = 0 ORDER BY p.name, a.name;
-- name: called_otherwise :each
SELECT id, code AS number FROM project WHERE gone = 0 ORDER BY number;
-- name: called_the_same :each
SELECT id, name AS name FROM project WHERE gone = 0 ORDER BY name;
-- name: plus_keeps_from_an_index :each
SELECT id FROM project WHERE gone = 0 ORDER BY +area_id, +id DESC;
-- name: plus_makes_nothing_known :each
SELECT id FROM project WHERE gone = 0 ORDER BY +code;
-- name: expression :each
SELECT id FROM project WHERE gone = 0 ORDER BY invest_fen + 1;
-- name: number_of_column :each
SELECT id FROM project WHERE gone = 0 ORDER BY 1;
-- name: never_null :each
-- out: n int, fen int
SELECT area_id, COUNT(*) AS n, CAST(COALESCE(SUM(invest_fen), 0) AS INTEGER) AS fen FROM project WHERE gone = 0
 GROUP BY area_id ORDER BY n DESC, fen, COUNT(id), COALESCE(MIN(code), ''), area_id;
-- name: sum_may_be_null :each
-- out: fen int
SELECT area_id, CAST(SUM(invest_fen) AS INTEGER) AS fen FROM project WHERE gone = 0 GROUP BY area_id ORDER BY fen;
-- name: in_window :each
-- out: place int
SELECT id, ROW_NUMBER() OVER (PARTITION BY area_id ORDER BY invest_fen DESC) AS place FROM project
 WHERE gone = 0 ORDER BY id;
-- name: of_a_part :each
WITH best AS (SELECT id FROM project WHERE gone = 0) SELECT best.id FROM best ORDER BY best.id;
-- name: limit_inside :each
SELECT id FROM session WHERE id IN (SELECT id FROM session LIMIT 3) ORDER BY id;
-- name: limit_by_comma :many
SELECT id FROM session ORDER BY id LIMIT 3, 4;
-- name: walks_all_of_history :each
-- in: entry int
SELECT id, entry FROM project WHERE entry <= :entry AND gone = 0
 UNION ALL
SELECT id, entry FROM project_h WHERE entry <= :entry AND until_entry > :entry AND gone = 0 ORDER BY id;
-- name: walks_by_another_name :each
-- in: entry int
SELECT p.id AS project_id, p.entry FROM project p WHERE p.entry <= :entry AND p.gone = 0
 UNION ALL
SELECT p.id AS project_id, p.entry FROM project_h p WHERE p.entry <= :entry AND p.until_entry > :entry AND p.gone = 0
 ORDER BY project_id;
-- name: walks_what_was_replaced_since :each
-- in: entry int
SELECT id, entry FROM project WHERE entry <= :entry AND gone = 0
 UNION ALL
SELECT +id, entry FROM project_h WHERE +entry <= :entry AND until_entry > :entry AND gone = 0 ORDER BY id;
