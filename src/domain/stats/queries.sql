-- What was written since a position's entry, in numbers of row versions.

-- name: beside_written :one
-- in: after int, entry int
-- out: n int
-- gone: a version that takes a row back was put, too
-- How many row versions put after one entry, up to another, are of what no board knows: stamps, evidence, notes and
-- their answers, what was asked for and nobody has registered, what was forecast.
SELECT (SELECT COUNT(*) FROM report_step WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM report_step_h WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM evidence WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM evidence_h WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem WHERE state IS NULL AND entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_h WHERE state IS NULL AND entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_step WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_step_h WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_helper WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_helper_h WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_stop WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM problem_stop_h WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM forecast WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM forecast_end WHERE entry > :after AND entry <= :entry) AS n;

-- name: reports_written :one
-- in: after int, entry int
-- out: n int
-- gone: one that is taken back is as far as that
-- How many of them are of reports and of the notes made on them, which wait for days before they are a light.
SELECT (SELECT COUNT(*) FROM report WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM report_h WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM report_note WHERE entry > :after AND entry <= :entry)
     + (SELECT COUNT(*) FROM report_note_h WHERE entry > :after AND entry <= :entry) AS n;
