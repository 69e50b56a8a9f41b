#!/bin/sh
# Bulletins and packs of the past, asked again: after later corrections, after a restore, with nothing kept (each run is a
# program of its own), under other time zones and locales, on the other database. The table of fingerprints is printed.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
db=$work/city.db
fingerprints() { "$q" verify --recompute --data "$1" --json --lang en 2>"$err" | node -e '
    for (const p of JSON.parse(require("fs").readFileSync(0)).recomputed)
        console.log([p.kind, p.period, p.entry, p.items, p.pack_sha256, p.again_pack_sha256, p.content_sha256, p.again_content_sha256, p.stored, p.same_content].join("\t"))'; }
ran 0 "a practice city tells what it came to" "$q" demo --data "$db"
fingerprints "$db" >"$work/first"
sed 's/^/# /' "$work/first"
holds "four bulletins are there beside the packs" test "$(grep -c ^bulletin "$work/first")" = 4
holds "each is there as it was made, and is made again to the byte" awk -F'\t' '$5 != $6 || $7 != $8 || $9 != "true" || $10 != "true" { bad = 1 } END { exit bad }' "$work/first"
holds "and says something" awk -F'\t' '/^bulletin/ && $4 < 50 { bad = 1 } END { exit bad }' "$work/first"
holds "no two are alike" test "$(cut -f7 "$work/first" | sort -u | grep -c .)" = 9

for zone in UTC Asia/Shanghai America/St_Johns Pacific/Kiritimati; do
    for locale in C zh_CN.UTF-8 de_DE.UTF-8; do
        TZ=$zone LC_ALL=$locale fingerprints "$db" >"$work/again"
        holds "the same in $zone with $locale" cmp -s "$work/first" "$work/again"
    done
done

# What is corrected later is in no bulletin of before.
cat >"$work/late.csv" <<'CSV'
项目编号,2022-10月完成投资（万元）
QP-000001,1
QP-000002,2
QP-000003,3
CSV
"$q" import "$work/late.csv" --data "$db" --reason 更正 >"$out" 2>"$err"
holds "figures of October are corrected" test "$("$q" verify --data "$db" --json 2>"$err" | node -p 'JSON.parse(require("fs").readFileSync(0)).head')" -gt "$(cut -f3 "$work/first" | tail -1)"
fingerprints "$db" >"$work/again"
holds "the bulletins of before are what they were" cmp -s "$work/first" "$work/again"

ran 0 "it is packed" "$q" backup "$work/city.zip" --data "$db"
ran 0 "and restored elsewhere" "$q" restore "$work/city.zip" --data "$work/restored.db"
fingerprints "$work/restored.db" >"$work/again"
holds "the bulletins are the same there" cmp -s "$work/first" "$work/again"

if [ -n "${QIPAN_PG:-}" ] && pg_place bulletin_city; then
    ran 0 "the same city on PostgreSQL" "$q" demo --data "$place"
    fingerprints "$place" >"$work/again"
    holds "and its bulletins are the same to the byte" cmp -s "$work/first" "$work/again"
    pg_drop bulletin_city
else left_out "the same city on PostgreSQL"; fi

# What somebody changed behind the program's back is found: a file, a sentence, the facts below.
change() { # sha from to: in the file of that name
    file=$(find "$work/restored.db.files" -name "*${1#????}*" | head -1)
    chmod u+w "$file" && sed -i "s/$2/$3/" "$file"
}
column() { sqlite3 "$work/restored.db" "SELECT $1 FROM bulletin WHERE month = 2022 * 12 + $2 - 1"; }
change "$(column document_sha 8)" '"remarks"' '"Remarks"'
ran 1 "a document that was changed is told" "$q" verify --recompute --data "$work/restored.db" --lang en
says "as a file" 'A file is not what it was' "$out"
ran 0 "it is restored once more" "$q" restore "$work/city.zip" --data "$work/facts.db"
sqlite3 "$work/facts.db" "UPDATE invest_fact SET amount_fen = amount_fen + 100000000 WHERE id = (SELECT MIN(f.id) FROM invest_fact f JOIN membership m ON m.project_id = f.project_id WHERE m.year = 2022 AND m.level = 'municipal_key' AND f.to_month = 2022 * 12 + 9 AND f.from_month = f.to_month AND f.gone = 0)"
ran 1 "a fact that was changed is told" "$q" verify --recompute --data "$work/facts.db" --lang en
says "with the figure of the sentence" 'overall.investment, .*was .*, is ' "$out"
says "and its month" '^bulletin	2022-1[01]	.*differs' "$out"
done_tap
