-- name: template_of_kind :maybe
-- in: template_kind text
-- gone: who gave it stays told when the account is taken back
SELECT x.id, x.version, x.file_name, x.bytes, x.file_sha, x.account_id, x.on_day, a.name AS person
  FROM office_template x LEFT JOIN account a ON a.id = x.account_id WHERE x.template_kind = :template_kind AND x.gone = 0;
