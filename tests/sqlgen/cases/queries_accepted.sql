-- A heading above all queries; semicolons; in comments.

-- name: light_page :many
-- in: after_name text, after_id int, stage text
-- in: rows_max int
-- Pages by the key of the last row; 'it''s :not_a_parameter' in a comment.
SELECT p.id, p.name -- the name: as registered
  FROM project p
 WHERE (p.name, p.id) > (:after_name, :after_id) AND p.gone = 0
   AND (:stage IS NULL OR p.stage = :stage) AND p.name <> 'it''s :not_a_parameter;'
 ORDER BY p.name, p.id
 LIMIT :rows_max;

-- Another heading.
-- name: light_tree :many
-- out: depth int
-- bounded: a tree of areas is small
WITH RECURSIVE down (id, depth) AS (
    SELECT id, 0 FROM area WHERE id = 1 AND gone = 0
    UNION ALL
    SELECT p.id, down.depth + 1 FROM project p JOIN down ON down.id = p.area_id WHERE p.gone = 0 AND down.depth < 3
)
SELECT down.id, CAST(down.depth AS INTEGER) AS depth FROM down ORDER BY down.id NULLS LAST;

-- name: light_changes :each
-- in: note text
SELECT id, note FROM session WHERE note IS NOT DISTINCT FROM :note ORDER BY id;

-- name: light_changes_of :each
-- in: account_id int
-- rows: light_changes
SELECT id, note FROM session WHERE account_id = :account_id ORDER BY +id;
