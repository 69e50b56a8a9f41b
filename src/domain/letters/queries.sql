-- name: letter_last_number :one
-- in: kind text, year int
-- out: n int
-- gone: a number that was given is never given again
-- Asked after the transaction's first put, under the journal's lock: nobody else numbers meanwhile.
SELECT COALESCE(MAX(number), 0) AS n FROM official_letter WHERE kind = :kind AND year = :year;

-- name: letter_causes :many
-- bounded: the letters of a city, of all years
-- What letters were drafted for, so that none is drafted twice, also of those that were dropped.
SELECT id, cause_key, kind FROM official_letter WHERE gone = 0 ORDER BY id;

-- name: letters_listed :many
-- bounded: the letters of a city, of all years
SELECT x.id, x.version, x.kind, x.state, x.project_id, x.unit_id, x.title, x.due_day, x.year, x.number, x.issued_day,
       u.name_zh AS unit_zh, u.name_en AS unit_en
  FROM official_letter x JOIN unit u ON u.id = x.unit_id WHERE x.gone = 0 AND u.gone = 0 ORDER BY x.id DESC;

-- name: letter_steps_of :many
-- in: letter_id int
-- bounded: what was done with one letter
-- gone: who acted stays told when the account is taken back
SELECT s.id, s.letter_action, s.on_day, s.text, a.name AS person
  FROM official_letter_step s LEFT JOIN account a ON a.id = s.account_id
 WHERE s.letter_id = :letter_id AND s.gone = 0 ORDER BY s.id;

-- name: letter_files_of :many
-- in: letter_id int
-- bounded: the files of one letter
SELECT id, file_name, media_type, bytes, file_sha FROM official_letter_file WHERE letter_id = :letter_id AND gone = 0 ORDER BY id;

-- name: letter_posts_of_unit :many
-- in: unit_id int
-- bounded: the posts of one unit
SELECT id, name FROM post WHERE unit_id = :unit_id AND role NOT IN ('system', 'security', 'audit') AND gone = 0 ORDER BY id;

-- name: letter_area_office :maybe
-- in: area_id int
SELECT id FROM unit WHERE kind = 'area_office' AND area_id = :area_id AND gone = 0 ORDER BY sort, id LIMIT 1;

-- name: letter_problems :many
-- in: today day
-- bounded: the problems of a city that are past their day
SELECT id, project_id, kind, text, unit_id, ends_day, stopped_day FROM problem
 WHERE state IS NOT NULL AND state <> 'closed' AND ends_day < :today AND unit_id IS NOT NULL AND gone = 0 ORDER BY id;
