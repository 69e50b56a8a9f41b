#!/bin/sh
# The practice city has raw facts that add up to what was published for the real one at the end of
# November 2022, for every seed, by the platform's own counting; the same on either database.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
export LC_ALL=C.UTF-8

published='[["projects_key", 724], ["projects_platform", 1764], ["projects_platform_yoy_diff", 287], ["projects_new_month", 447]].every(([code, n]) => value(code) === n)
    && value("investment_done_ytd") === 10100000000000
    && Math.abs(value("completion_rate") - 131.9) < 0.005 && Math.abs(value("projects_new_month_investment_yoy") - 367.3) < 0.005'
figures() { "$q" figures --data "$1" --month 2022-11 --known 2022-12-06 --json >"$out" 2>"$err"; }
published() { # sentence, data
    figures "$2"
    json "$1" "(value => $published)(code => d.figures.find(f => f.code === code).value)"
}
hash_of() { "$q" verify --data "$1" --json | node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).hash)'; }

seed=1
while [ "$seed" -le 3 ]; do
    db=$work/$seed.db
    "$q" demo --seed "$seed" --data "$db" >"$out" 2>"$err" || not_ok "seed $seed makes a city" "$(cat "$err")"
    published "the city of seed $seed adds up to the seven published figures" "$db"
    ran 0 "and its chain is whole" "$q" verify --data "$db"
    [ "$seed" = 1 ] || rm -f "$db" "$db"-*
    seed=$((seed + 1))
done

db=$work/1.db
first=$(hash_of "$db")
"$q" demo --data "$work/again.db" >/dev/null 2>"$err"
holds "the default seed gives the same city each time" test "$first" = "$(hash_of "$work/again.db")"
"$q" demo --seed 2 --data "$work/other.db" >/dev/null 2>"$err"
holds "another seed gives another city" test "$first" != "$(hash_of "$work/other.db")"
figures "$db"; cp "$out" "$work/one.json"; figures "$work/other.db"
json "neighbouring seeds are not alike" 'd.figures.filter((f, i) => f.value !== JSON.parse(require("fs").readFileSync("'"$work/one.json"'", "utf8")).figures[i].value).length > 8'

# Its specialists go out all year, some often and some seldom; the bureau's list is another than ours.
asked() { sqlite3 "$db" "$1" 2>"$err"; }
holds "everybody who looks after something went there" test "$(asked "SELECT COUNT(*) FROM (SELECT DISTINCT account_id FROM assignment) a WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.account_id = a.account_id)")" = 0
holds "in every month of the year" test "$(asked "SELECT COUNT(DISTINCT strftime('%m', visit_day * 86400, 'unixepoch')) FROM visit")" = 12
holds "and nobody to what was not his" test "$(asked "SELECT COUNT(*) FROM visit v WHERE NOT EXISTS (SELECT 1 FROM assignment s WHERE s.project_id = v.project_id AND s.account_id = v.account_id AND s.from_day <= v.visit_day)")" = 0
holds "who goes most goes twice as often as who goes least" test "$(asked "SELECT MAX(n) >= 2 * MIN(n) FROM (SELECT COUNT(*) * 1000 / (SELECT COUNT(*) FROM assignment s WHERE s.account_id = v.account_id) AS n FROM visit v WHERE v.account_id IN (SELECT account_id FROM assignment WHERE kind = 'specialist') GROUP BY account_id)")" = 1
holds "each leader has linked projects, a few" test "$(asked "SELECT COUNT(*) = 2 AND MIN(n) >= 5 AND MAX(n) <= 7 FROM (SELECT COUNT(*) AS n FROM assignment WHERE kind = 'leader' GROUP BY account_id)")" = 1
holds "and went to most of them several times" test "$(asked "SELECT SUM(n >= 2) * 2 > COUNT(*) FROM (SELECT (SELECT COUNT(*) FROM visit v WHERE v.project_id = s.project_id AND v.account_id = s.account_id) AS n FROM assignment s WHERE s.kind = 'leader')")" = 1
looked=$(asked "SELECT 100 * COUNT(milestone_id) / COUNT(*) FROM visit")
holds "about every other visit looked at a milestone" test "$looked" -ge 30 -a "$looked" -le 60
holds "of what was reported reached most is found so, and some is not" test "$(asked "SELECT SUM(seen_milestone = 'reached') * 10 BETWEEN COUNT(*) * 7 AND COUNT(*) * 9.5 AND SUM(seen_milestone = 'not_yet') > 5 AND SUM(seen_milestone = 'doubtful') > 5 FROM visit WHERE reported_answer = 'done'")" = 1
holds "each of its own project" test "$(asked "SELECT COUNT(*) FROM visit v WHERE v.milestone_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM milestone m WHERE m.id = v.milestone_id AND m.project_id = v.project_id)")" = 0
holds "proposals of transfer stand in every state" test "$(asked "SELECT GROUP_CONCAT(state || n) FROM (SELECT state, COUNT(*) AS n FROM transfer GROUP BY state ORDER BY state)")" = agreed1,decided2,declined1,proposed2,withdrawn1
holds "and what was agreed has passed" test "$(asked "SELECT COUNT(*) FROM transfer x JOIN holder h ON h.project_id = x.project_id AND h.holder_id = x.to_id AND h.from_day = x.from_day AND h.share_bp = 10000 WHERE x.is_handed = 1")" = 2
figures "$db"
json "most projects of the bureau's list are ours, and not all" '(v => v("bureau_coverage_theirs") > 70 && v("bureau_coverage_theirs") < 100 && v("bureau_coverage_ours") > 30 && v("bureau_coverage_ours") < 100)(c => d.figures.find(f => f.code === c).value)'
holds "some of the bureau's figures are other than ours" test "$(asked "SELECT COUNT(*) BETWEEN 20 AND 700 FROM invest_fact b JOIN invest_fact r ON r.project_id = b.project_id AND r.source = 'report' AND r.from_month = b.from_month AND r.to_month = b.to_month AND r.gone = 0 WHERE b.source = 'bureau' AND b.amount_fen <> r.amount_fen")" = 1

ran 0 "--scale makes a larger city" "$q" demo --scale 5000 --data "$work/large.db"
figures "$work/large.db"
json "of as many projects, in proportion" '(v => v("projects_platform") === 5000 && v("projects_key") === 2052 && Math.abs(v("completion_rate") - 131.9) < 0.005 && Math.abs(v("projects_new_month_investment_yoy") - 367.3) < 0.005)(c => d.figures.find(f => f.code === c).value)'
for scale in 100 300; do
    ran 0 "and of $scale projects" "$q" demo --scale "$scale" --data "$work/$scale.db"
    figures "$work/$scale.db"
    json "just so many" "d.figures.find(f => f.code === 'projects_platform').value === $scale"
done

if [ -n "${QIPAN_PG:-}" ] && pg_place "demo_$$"; then
    ran 0 "the city is written into PostgreSQL" "$q" demo --data "$place"
    published "and adds up to the published figures there" "$place"
    holds "the chain of hashes is the same on either database" test "$first" = "$(hash_of "$place")"
    "$q" lights --data "$place" --month 2022-11 --known 2022-12-06 --json >"$work/pg.json" 2>"$err"
    "$q" lights --data "$db" --month 2022-11 --known 2022-12-06 --json >"$work/lite.json" 2>"$err"
    holds "and so is every light" cmp -s "$work/pg.json" "$work/lite.json"
    pg_drop "demo_$$"
else
    left_out "the city is written into PostgreSQL"
fi

# Milestones: a template's way for every project, most of it as planned, some planned again, a few overdue.
sql() { sqlite3 "$db" "$1" 2>"$err"; }
holds "every project goes the way of a template" test "$(sql "SELECT COUNT(*) FROM project p WHERE NOT EXISTS (SELECT 1 FROM milestone m WHERE m.project_id = p.id AND m.plan_day IS NOT NULL)")" = 0
holds "of every type one" test "$(sql "SELECT COUNT(DISTINCT m.kind_id) FROM milestone m")" = 15
holds "another plan has its reason" test "$(sql "SELECT COUNT(*) FROM milestone WHERE plan_day <> first_plan_day AND reason IS NULL")" = 0
moved=$(sql "SELECT 100 * COUNT(CASE WHEN plan_day <> first_plan_day THEN 1 END) / COUNT(*) FROM milestone")
holds "a few of a hundred were planned again" test "$moved" -ge 2 -a "$moved" -le 8
holds "none was reached on a day that has not come" test "$(sql "SELECT COUNT(*) FROM milestone WHERE actual_day > 19331")" = 0
"$q" export "$work/out.csv" --data "$db" >"$out" 2>"$err"
"$q" import "$work/out.csv" --data "$db" --dry-run --json >"$out" 2>"$err"
json "and what is exported of them comes in again as it is" 'd.mapping.filter(m => /^milestone_/.test(m.field)).length > 40 && !d.projects.some(p => p.changes.some(c => /ilestone|Started|Finished|production/.test(c.field)))'
holds "papers are in hand before ground is broken" test "$(sql "SELECT COUNT(*) FROM milestone m JOIN milestone_kind k ON k.id = m.kind_id JOIN project p ON p.id = m.project_id WHERE k.key = 'construction_permit' AND m.actual_day > p.actual_start_day")" = 0
"$q" lights --data "$db" --month 2022-11 --known 2022-12-06 --json >"$out" 2>"$err"
json "between two and six of a hundred projects have one overdue" '(n => n >= 0.02 && n <= 0.06)(d.filter(p => p.reasons.some(r => r.rule === "milestone_overdue")).length / d.length)'

# Its people: nobody signs in until somebody says so; then everybody with one password, each in a role.
sealed=$(sqlite3 "$db" "SELECT COUNT(*) FROM account WHERE is_off = 0" 2>"$err")
holds "nobody of a fresh city can sign in" test "$sealed" = 0
ran 1 "a password that is guessed first is refused" "$q" demo --people-password 1234567890 --data "$db"
ran 0 "the people of a practice city are given a password" "$q" demo --people-password harbour-practice-8 --data "$db" --json
json "they stand in every role" '["project_unit","area_clerk","area_office","department","office","specialist","bureau","factor","bank","leader","auditor","system","security","audit"].every(r => d.people.some(p => p.role === r && p.login && p.name && p.unit_zh && p.unit_en))'
json "and no two are called alike" 'new Set(d.people.map(p => p.name)).size === d.people.length && d.people.length > 50'
open=$(sqlite3 "$db" "SELECT COUNT(*) FROM account a JOIN password p ON p.account_id = a.id WHERE a.is_off = 0" 2>"$err")
holds "and all of them can sign in" test "$open" -gt 50
ran 0 "the chain is whole afterwards" "$q" verify --data "$db"
published "and the figures are what they were" "$db"
"$q" demo --scale 100 --data "$work/own.db" >/dev/null 2>"$err"
sqlite3 "$work/own.db" "UPDATE setting SET value = '0' WHERE key = 'is_practice'"
ran 1 "a city that is no practice is left alone" "$q" demo --people-password harbour-practice-8 --data "$work/own.db"

# What was known earlier is still known: the late ones of October came in on 9 November.
known() { "$q" figures --data "$db" --month 2022-10 --known "$1" --json >"$out" 2>"$err"; }
known 2022-11-04; node -e 'const d = JSON.parse(require("fs").readFileSync(0)); console.log(d.figures.find(f => f.code === "investment_done_ytd").unknown)' <"$out" >"$work/early"
known 2022-11-30; node -e 'const d = JSON.parse(require("fs").readFileSync(0)); console.log(d.figures.find(f => f.code === "investment_done_ytd").unknown)' <"$out" >"$work/late"
holds "fewer figures are missing once the late ones came in" test "$(cat "$work/late")" -lt "$(cat "$work/early")"
done_tap
