#!/bin/sh
# Sheets through the command line: preview, acceptance, the same again, changes, undoing.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
export LC_ALL=C.UTF-8
db=$work/city.db
head_of() { "$q" verify --data "$db" | sed -n 2p; }
import() { "$q" import --data "$db" "$@"; }

cat >"$work/a.csv" <<'X'
全市重点项目投资进度表（2022年11月）,,,,,,
单位：万元,,,,,,
序号,项目名称,所属区市,项目单位,计划总投资,2022年度计划投资,1-11月累计完成投资
1,张村碳纤维生产线,环翠区,海辰碳材料有限公司,"12,000",5000,4600
2,港口冷链物流园,荣成市,鲁港物流有限公司,３００００,8000,约5000
3,海水淡化厂,荣成市,蓝源水务有限公司,9600,2400,2500
合计,,,,51600,15400,
X
sed 's/,4600$/,4750/' "$work/a.csv" >"$work/b.csv"

# -- preview --
ran 1 "a preview works where there are no data yet; what waits for a person ends it with 1" import "$work/a.csv" --dry-run --json
json "the fixed form" '["rows","new","changed","unchanged","refused","skipped"].every(k => Number.isInteger(d[k])) && d.faults.every(f => ["sheet","cell","field","message"].every(k => k in f)) && d.mapping.every(m => ["heading","field","unit"].every(k => k in m))'
json "three projects are new, the total is skipped" 'd.rows === 4 && d.new === 3 && d.skipped === 1 && d.refused === 0'
json "headings are known with their units" '[["项目名称","name",null],["计划总投资","total","万元"],["2022年度计划投资","plan","万元"],["1-11月累计完成投资","ytd","万元"]].every(([h, f, u]) => d.mapping.some(m => m.heading === h && m.field === f && m.unit === u))'
json "the amount that is only about so much is told with its cell" 'd.faults.some(f => f.cell === "G5" && f.field === "ytd" && /approximate/.test(f.message))'
json "new areas are proposed, not made" 'd.proposals.length === 2 && d.proposals.every(p => p.kind === "area" && !p.accepted)'
holds "and no database was made" test ! -e "$db"
ran 1 "for people it is told in their language" import "$work/a.csv" --dry-run --lang zh
says "which option makes the new areas" '没有区市“荣成市”.*--new area' "$out"
says "and that nothing was written" '没有写入' "$out"

# -- acceptance --
ran 1 "a cell that was refused ends the import with 1" import "$work/a.csv" --new area --json
json "the rest is in, as one entry" 'd.new === 3 && d.entry > 0 && d.proposals.every(p => p.accepted)'
ran 0 "the chain is whole" "$q" verify --data "$db"
first=$(head_of)
ran 1 "the same file again" import "$work/a.csv" --json
json "changes nothing" 'd.new === 0 && d.changed === 0 && d.unchanged === 3 && !d.entry'
holds "and makes no entry" test "$first" = "$(head_of)"
ran 0 "its figures are there" "$q" figures --data "$db" --month 2022-11 --where level=platform --json
json "done, plan and rate" 'd.figures.find(f => f.code === "investment_done_ytd").value === 710000000000 / 100 && d.figures.find(f => f.code === "investment_planned").value === 1540000000000 / 100'
ran 1 "a changed cell" import "$work/b.csv" --dry-run --json
json "is one change, old and new" 'd.changed === 1 && d.unchanged === 2 && d.projects[0].changes.length === 1 && /4,?600/.test(d.projects[0].changes[0].old) && /4,?750/.test(d.projects[0].changes[0].new)'
holds "which a preview does not write" test "$first" = "$(head_of)"
ran 1 "accepted with a reason" import "$work/b.csv" --reason "区里来函更正"

# -- undo --
ran 0 "undo last takes the correction back" "$q" undo last --data "$db" --json
json "one fact is as it was" 'd.back >= 1 && d.kept.length === 0'
ran 0 "the figure too" "$q" figures --data "$db" --month 2022-11 --where level=platform --json
json "is as it was" 'd.figures.find(f => f.code === "investment_done_ytd").value === 7100000000'
import "$work/b.csv" >/dev/null 2>&1
entry=$("$q" import --data "$db" "$work/b.csv" --dry-run --json >/dev/null; echo 2)
ran 1 "an import that somebody built upon goes back where it may" "$q" undo "$entry" --data "$db" --json
json "and lists what stays" 'd.kept.length > 0 && d.kept.every(k => k.table && k.changed_by_entry > 2)'
ran 1 "twice is refused" "$q" undo "$entry" --data "$db"
ran 1 "an entry that is no import is refused" "$q" undo 1 --data "$db"
ran 2 "what is no entry is wrong usage" "$q" undo yesterday --data "$db"
ran 0 "the chain is whole after all of it" "$q" verify --data "$db"

# -- out and in again --
"$q" demo --data "$work/demo.db" --scale 300 --seed 5 >/dev/null 2>"$err"
ran 0 "export writes csv" "$q" export "$work/one.csv" --data "$work/demo.db" --json
json "and tells how much" 'd.rows > 300 && d.columns > 40'
"$q" import "$work/one.csv" --data "$work/second.db" --new area,field,department >"$out" 2>"$err"
ran 0 "from an empty database that took it in" "$q" export "$work/two.csv" --data "$work/second.db"
holds "comes the same file" cmp -s "$work/one.csv" "$work/two.csv"
ran 0 "export writes xlsx" "$q" export "$work/one.xlsx" --data "$work/demo.db"
"$q" import "$work/one.xlsx" --data "$work/third.db" --new area,field,department >"$out" 2>"$err"
"$q" export - --data "$work/third.db" >"$work/three.csv" 2>"$err"
holds "and through xlsx as well" cmp -s "$work/one.csv" "$work/three.csv"
{ head -1 "$work/one.csv"; tail -n +2 "$work/one.csv" | sort -R --random-source="$work/one.csv"; } >"$work/shuffled.csv"
"$q" import "$work/shuffled.csv" --data "$work/demo.db" --dry-run --json >"$out" 2>"$err"
json "shuffled rows change nothing" 'd.new === 0 && d.changed === 0 && d.unchanged === d.rows'
node -e '
const fs = require("fs"), lines = fs.readFileSync(process.argv[1], "utf8").split("\r\n"), at = lines[0].replace("\ufeff", "").split(",").indexOf("计划总投资（万元）");
const cells = line => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map(c => c.replace(/,$/, ""));
for (let i = 10; i < 110; i += 10) { const c = cells(lines[i]); c[at] = String(Number(c[at]) + 7); lines[i] = c.slice(0, cells(lines[0]).length).join(","); }
fs.writeFileSync(process.argv[2], lines.join("\r\n"));' "$work/one.csv" "$work/edited.csv"
"$q" import "$work/edited.csv" --data "$work/demo.db" --dry-run --json >"$out" 2>"$err"
json "ten edited cells are ten changes" 'd.new === 0 && d.changed === 10 && d.projects.reduce((n, p) => n + p.changes.length, 0) === 10'
ran 2 "a name without .csv or .xlsx is wrong usage" "$q" export "$work/one.pdf" --data "$work/demo.db"
ran 2 "and --json with standard output, too" "$q" export - --json --data "$work/demo.db"
ran 3 "a folder that is not there is a broken world" "$q" export "$work/no/where.csv" --data "$work/demo.db"
if [ -n "${QIPAN_PG:-}" ] && pg_place "import_$$"; then
    "$q" import "$work/one.csv" --data "$place" --new area,field,department >"$out" 2>"$err"
    "$q" export - --data "$place" >"$work/four.csv" 2>"$err"
    holds "PostgreSQL gives the same file" cmp -s "$work/one.csv" "$work/four.csv"
    pg_drop "import_$$"
else
    left_out "PostgreSQL gives the same file"
fi

# -- options, refusals --
db=$work/other.db
printf '项目,甲,乙\n码头改造,100,200\n' >"$work/bare.csv"
ran 2 "a --map that names no heading is wrong usage" import "$work/bare.csv" --map 丙=total:万元
holds "and writes nothing but what every city begins with" test "$("$q" verify --data "$db" --json | node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).entries)')" = 1
ran 0 "a --map says what a column is" import "$work/bare.csv" --map 甲=total:亿元 --map 乙=plan:万元:2022 --json
json "with its unit" 'd.mapping.some(m => m.heading === "甲" && m.field === "total" && m.unit === "亿元")'
ran 0 "and the figures say so" "$q" figures --data "$db" --month 2022-11 --where level=platform --json
json "a hundred times 10^8 yuan" 'd.figures.find(f => f.code === "investment_total").value === 1000000000000'
ran 2 "a --map without a field is wrong usage" import "$work/bare.csv" --map 甲
ran 2 "a kind that cannot be new is wrong usage" import "$work/bare.csv" --new planet
ran 1 "a file that is not there is refused by name" import "$work/nothing.csv"
says "in words" 'nothing\.csv' "$err"
ran 1 "a file of another kind is refused" import /bin/ls
head -c 300 /dev/urandom >"$work/noise.xlsx"
ran 1 "noise is refused" import "$work/noise.xlsx"
if command -v iconv >/dev/null; then
    iconv -f UTF-8 -t GB18030 "$work/a.csv" >"$work/gb.csv"
    db=$work/gb.db
    ran 1 "GB18030 is read as well" import "$work/gb.csv" --new area --json
    json "to the same projects" 'd.new === 3 && d.projects.some(p => p.name === "张村碳纤维生产线")'
fi
db=$work/two.db
ran 1 "two files are two entries" import "$work/a.csv" "$work/b.csv" --new area --json
json "told in the order given" 'd.length === 2 && d[0].new === 3 && d[1].changed === 1'
done_tap
