#!/bin/sh
# Packs of past weeks, asked again: after later corrections, after a restore, with nothing kept (each run is a program of its
# own), under other time zones and locales. The table of fingerprints is printed as it is compared.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
db=$work/city.db
fingerprints() { "$q" dispatch verify --data "$1" --json --lang en 2>"$err" | node -e '
    for (const p of JSON.parse(require("fs").readFileSync(0)))
        console.log([p.kind, p.period, p.entry, p.items, p.pack_sha256, p.again_pack_sha256, p.content_sha256, p.again_content_sha256, p.stored, p.same_content].join("\t"))'; }
ran 0 "a practice city meets" "$q" demo --data "$db"
fingerprints "$db" >"$work/first"
sed 's/^/# /' "$work/first"
holds "five packs were frozen" test "$(grep -c . "$work/first")" = 5
holds "each is there as it was made, and is made again to the byte" awk -F'\t' '$5 != $6 || $7 != $8 || $9 != "true" || $10 != "true" { bad = 1 } END { exit bad }' "$work/first"
holds "and has something in it" awk -F'\t' '$4 < 10 { bad = 1 } END { exit bad }' "$work/first"
holds "no two are alike" test "$(cut -f5 "$work/first" | sort -u | grep -c .)" = 5

for zone in UTC Asia/Shanghai America/St_Johns Pacific/Kiritimati; do
    for locale in C zh_CN.UTF-8 de_DE.UTF-8; do
        TZ=$zone LC_ALL=$locale fingerprints "$db" >"$work/again"
        holds "the same in $zone with $locale" cmp -s "$work/first" "$work/again"
    done
done

# What is corrected later is in no pack of before.
cat >"$work/late.csv" <<'CSV'
项目编号,2022-10月完成投资（万元）
QP-000001,1
QP-000002,2
QP-000003,3
CSV
"$q" import "$work/late.csv" --data "$db" --reason 更正 >"$out" 2>"$err"
holds "figures of October are corrected" test "$("$q" verify --data "$db" --json 2>"$err" | node -p 'JSON.parse(require("fs").readFileSync(0)).head')" -gt "$(cut -f3 "$work/first" | tail -1)"
fingerprints "$db" >"$work/again"
holds "the packs of before are what they were" cmp -s "$work/first" "$work/again"

ran 0 "it is packed" "$q" backup "$work/city.zip" --data "$db"
ran 0 "and restored elsewhere" "$q" restore "$work/city.zip" --data "$work/restored.db"
fingerprints "$work/restored.db" >"$work/again"
holds "the packs are the same there" cmp -s "$work/first" "$work/again"

if [ -n "${QIPAN_PG:-}" ] && pg_place dispatch_city; then
    ran 0 "the same city meets on PostgreSQL" "$q" demo --data "$place"
    fingerprints "$place" >"$work/again"
    holds "and its packs are the same to the byte" cmp -s "$work/first" "$work/again"
    pg_drop dispatch_city
else left_out "the same city on PostgreSQL"; fi

# A file that somebody changed behind the program's back is found.
sha=$(cut -f5 "$work/first" | head -1)
file=$(find "$work/restored.db.files" -name "*${sha#????}*" | head -1)
chmod u+w "$file" && sed -i 's/"total":/"total" :/' "$file"
ran 1 "a pack that was changed is told" "$q" dispatch verify --data "$work/restored.db" --lang en
says "with its week" 'differs' "$out"
ran 2 "what else there is to do is told" "$q" dispatch thaw --data "$db"
done_tap
