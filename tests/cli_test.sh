#!/bin/sh
# The command line as a person or a script meets it: help, exit codes, JSON, words for a broken world.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
export LC_ALL=C.UTF-8
db=$work/city.db
zh() { LC_ALL=zh_CN.UTF-8 "$@"; }

# -- help, options --
ran 0 "help names the verbs" "$q" --help
verbs=$(sed -n 's/^  qipan \([a-z]*\).*/\1/p' "$out")
for wanted in serve demo import undo export sheet value figures lights problems calendar dispatch outlook code user job organisation verify migrate backup restore routes; do
    ran 0 "there is a verb $wanted" "$q" "$wanted" --help
done
for verb in $verbs; do
    ran 0 "$verb --help speaks English" "$q" "$verb" --help
    says "$verb --help names the verb and --json" "^qipan $verb" "$out"
    holds "$verb --help has no Chinese words outside its examples" sh -c '! grep -v "^  \\$" "$1" | grep -qP "[\\x{4e00}-\\x{9fff}]"' - "$out"
    ran 0 "$verb --help speaks Chinese" "$q" "$verb" --help --lang zh
    holds "$verb --help in Chinese is Chinese" grep -qP '[\x{4e00}-\x{9fff}]' "$out"
    ran 2 "$verb refuses an option it does not have" "$q" "$verb" --no-such-option
    says "$verb names the option" 'no-such-option' "$err"
done
ran 0 "the language of the environment is spoken" zh "$q" --help
says "in Chinese" '全市投资项目' "$out"
ran 0 "--version tells the version" "$q" --version
ran 2 "no verb is wrong usage, with help" "$q"
ran 2 "an unknown verb is wrong usage" "$q" conquer
says "the verb is named" 'conquer' "$err"
ran 2 "too few arguments are wrong usage" "$q" code
ran 2 "too many arguments are wrong usage" "$q" verify now
ran 2 "an option without its value is wrong usage" "$q" figures --month
ran 2 "a month that is none is wrong usage" "$q" figures --month 2022-13
ran 2 "a day that is none is wrong usage" "$q" figures --known 2022-02-30
ran 2 "a number that is none is wrong usage" "$q" demo --seed many
ran 2 "an option given twice is wrong usage" "$q" demo --seed 1 --seed 2
ran 2 "a choice that is none is wrong usage" "$q" lights --light purple
says "what can be chosen is told" 'red\|yellow\|green\|grey' "$err"
ran 0 "behind -- everything is an argument" "$q" value amount --json -- -5

# -- pure verbs --
ran 1 "code: a code that is none ends with 1" "$q" code 2211-371003-04-01-123456 2015-000052-31-03-009988 x --json
json "code: the fixed form" 'd.length === 3 && same(Object.keys(d[0]).slice(0, 7), ["input","ok","format","time","region","serial","fault"])'
json "code: new, old and neither" 'd[0].ok && d[0].format === "new" && d[0].time === "2211" && d[0].region === "371003" && d[1].format === "old" && !d[2].ok && d[2].format === null && d[2].fault'
ran 0 "code: explained in words" "$q" code 2211-371003-04-01-123456
ran 1 "value: what is approximate ends with 1" "$q" value amount 11.88亿元 4300多亿元 - 5元 --json
json "value: the fixed form" 'same(Object.keys(d[0]).slice(0, 4), ["input","value","unit","fault"])'
json "value: exact yuan, a refusal, not known" 'd[0].value === "1188000000" && d[0].unit === "元" && d[1].value === null && /approximate/.test(d[1].fault) && d[2].value === null && d[2].fault === null && d[3].value === "5"'
ran 1 "value: numbers of documents" "$q" value docno '侯发改审批[2024]210号' '侯发改审批〔2024〕第210号' --json
json "value: brackets are mended and told, what breaks the standard is refused" 'd[0].value === "侯发改审批〔2024〕210号" && /was read as/.test(d[0].note) && d[1].value === null && /第/.test(d[1].fault_zh)'
ran 2 "value: a kind that is none is wrong usage" "$q" value colour red
ran 0 "routes are valid JSON" "$q" routes --json
json "routes: every row says who may" 'd.length > 10 && d.every(r => ["GET","POST"].includes(r.method) && r.path[0] === "/" && r.access && r.access !== "unsaid" && r.about)'
ran 0 "the dictionary of indicators is printed" "$q" figures --docs
says "with the code and the formula" 'completion_rate' "$out"

if [ -n "${QIPAN_SHARED:-}" ]; then
    shared_code() { cut -d, -f1,2 "$QIPAN_SHARED/cn_project_codes/project_codes.csv" | tail -n +2; }
    shared_code | cut -d, -f1 | tr '\n' '\0' | xargs -0 "$q" code --json -- >"$out" 2>"$err"
    shared_code | cut -d, -f2 >"$work/status"
    json "every published code is judged as its status says" 'require("fs").readFileSync(process.env.STATUS || "'"$work/status"'", "utf8").trim().split("\n").every((s, i) => d[i].ok === ["real", "in_code_test", "synthetic"].includes(s))'
    cat >"$work/values.mjs" <<'J'
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
const [q, file] = process.argv.slice(2);
let bad = 0, seen = 0;
const unit = { 亩: 'm2', 公顷: 'm2', '㎡': 'm2', 平方米: 'm2', 天: '日' };
for (const line of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [kind, raw, expected, wanted] = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map(c => c.replace(/,$/, '').replace(/^"(.*)"$/, '$1'));
    const run = spawnSync(q, ['value', kind === 'org' ? 'name' : kind, '--json', '--', raw], { encoding: 'utf8' });
    const got = JSON.parse(run.stdout)[0];
    const value = kind === 'docno' ? raw : expected; // the list has only such as stand as the standard wants them
    const has_unit = got.unit === (kind === 'date' ? '' : unit[wanted] ?? wanted);
    const same = value === '' ? got.value === null && got.fault && run.status === 1
                              : got.value === value && got.fault === null && run.status === 0 && has_unit;
    seen++;
    if (!same) { bad++; console.log(kind, raw, JSON.stringify(got), expected, wanted); }
}
process.exit(bad || seen !== 34 ? 1 : 0);
J
    ran 0 "every cell as really written is read or refused" node "$work/values.mjs" "$q" "$QIPAN_SHARED/cn_value_strings/value_strings.csv"
else
    left_out "every published code is judged as its status says"
    left_out "every cell as really written is read or refused"
fi

ran 1 "a database that is no practice city has no practice day" "$q" serve --port 0 --data "$work/own.db" --practice-day 2023-01-01
says "which is for practice data" 'for practice data only' "$err"

# -- on a city, on either database --
city() { # data, name
    data=$1 on="on $2"
    ran 0 "demo fills an empty database $on" "$q" demo --data "$data" --seed 3 --scale 200 --json
    json "demo says what it made $on" 'd.seed === 3 && d.scale === 200'
    ran 1 "demo refuses a database with data $on" "$q" demo --data "$data"
    ran 1 "no practice day begins before what was recorded last $on" "$q" serve --port 0 --data "$data" --practice-day 2022-12-06
    says "which is told $on" 'recorded at 2022-12-06 09:[0-9]*, and practice only goes forward' "$err"
    ran 2 "a practice day that is none is wrong usage $on" "$q" serve --port 0 --data "$data" --practice-day 2023-02-29
    ran 0 "verify finds it clean $on" "$q" verify --data "$data" --json
    json "verify tells its head $on" 'd.clean && d.head === d.entries && /^[0-9a-f]{64}$/.test(d.hash) && d.faults.length === 0'
    ran 0 "figures answer $on" "$q" figures --data "$data" --month 2022-11 --known 2022-12-06 --json
    json "figures: the fixed form $on" 'd.month === "2022-11" && d.known === "2022-12-06" && d.figures.every(f => ["code","value","unit","denominator"].every(k => k in f))'
    json "figures: every promised code $on" '["projects_key","projects_platform","projects_platform_yoy_diff","projects_new_month","projects_new_month_investment_yoy","investment_planned","investment_done_ytd","completion_rate","time_progress","lead_points","start_rate_all","start_rate_planned"].every(code => d.figures.filter(f => f.code === code).length === 1)'
    ran 0 "figures by area and field $on" "$q" figures --data "$data" --month 2022-11 --known 2022-12-06 --by area,field --where level=platform --json
    json "groups add up to the platform $on" 'd.figures.filter(f => f.code === "projects_platform").reduce((n, f) => n + f.value, 0) === 200 && d.figures[0].by.area && d.figures[0].by.field'
    ran 0 "figures without a month speak of the last one reported $on" "$q" figures --data "$data" --json
    json "which is November 2022 $on" 'd.month === "2022-11"'
    ran 0 "figures as known before the first entry are empty $on" "$q" figures --data "$data" --month 2022-11 --known 2020-01-01 --json
    json "nothing is known then $on" 'd.figures.find(f => f.code === "projects_platform").value === 0 && d.figures.find(f => f.code === "completion_rate").value === null'
    ran 0 "figures are readable in Chinese $on" "$q" figures --data "$data" --lang zh
    says "with name and unit $on" '在库项目数 +200 个' "$out"
    ran 2 "a condition that is none is wrong usage $on" "$q" figures --data "$data" --where colour=red
    ran 2 "a grouping that is none is wrong usage $on" "$q" figures --data "$data" --by colour
    ran 0 "lights answer $on" "$q" lights --data "$data" --month 2022-11 --known 2022-12-06 --json
    json "lights: the fixed form $on" 'd.length >= 200 && d.every(p => same(Object.keys(p), ["id","code","name","colour","since","reasons"]) && ["red","yellow","green","grey"].includes(p.colour) && p.reasons.length && p.reasons.every(r => ["rule","text_zh","text_en","way_zh","way_en"].every(k => k in r)))'
    json "lights: trouble comes with a way to green $on" 'd.some(p => p.colour === "red") && d.filter(p => p.colour === "red").every(p => p.reasons.some(r => r.way_en && r.way_zh))'
    ran 0 "only the lights asked for $on" "$q" lights --data "$data" --month 2022-11 --known 2022-12-06 --light red --json
    json "are told $on" 'd.length > 0 && d.every(p => p.colour === "red")'
    ran 0 "lights are readable $on" "$q" lights --data "$data" --light red --lang zh
    says "with reasons $on" '^红灯' "$out"
    ran 0 "problems that are late go up the ladder $on" "$q" problems escalate --day 2023-02-01 --data "$data" --json
    json "and are told $on" 'same(Object.keys(d), ["looked_at", "escalated", "told"]) && d.looked_at > 0 && d.escalated > 0 && d.told > 0'
    ran 0 "the same night again $on" "$q" problems escalate --day 2023-02-01 --data "$data" --json
    json "tells nothing anew $on" 'd.looked_at > 0 && d.escalated === 0 && d.told === 0'
    ran 2 "nothing else is done with problems there $on" "$q" problems close --data "$data"
    ran 0 "the calendar answers $on" "$q" calendar --data "$data" --year 2022 --json
    json "the platform's months are due by the 5th $on" 'd.year === 2022 && d.rules.length === 1 && d.rules[0].periods.length === 12 && d.rules[0].periods[10].due_day === "2022-12-05"'
    ran 0 "a year without a notice is told $on" "$q" calendar --data "$data" --year 2027
    says "with a warning $on" '2027 are not known' "$err"
    printf '2027-01-01 2027-01-03 off 元旦\n' >"$work/2027.txt"
    ran 0 "a notice is taken in $on" "$q" calendar "$work/2027.txt" --data "$data" --source test
    says "for its year $on" 'notice of 2027 is taken in: 3 days' "$err"
    holds "and its year is certain $on" sh -c '! grep -q "2027 are not known" "$1"' - "$err"
    printf '2027-01-01 off\n' >"$work/2027.txt"
    ran 1 "a notice that is none is refused $on" "$q" calendar "$work/2027.txt" --data "$data"
    says "with its line $on" 'Line 1' "$err"
    ran 0 "user add hands over a password once $on" "$q" user add li.na --name 李娜 --role office --data "$data" --json
    json "a password $on" 'd.login === "li.na" && d.password.length >= 10'
    ran 1 "the same login twice is refused $on" "$q" user add li.na --data "$data"
    ran 1 "a login nobody has is refused $on" "$q" user off wang.wu --data "$data"
    ran 0 "user token hands over a token $on" "$q" user token li.na --data "$data" --json
    json "a token $on" 'd.token.length >= 32'
    ran 1 "who has no second factor cannot lose it $on" "$q" user factor-off li.na --data "$data"
    ran 0 "user list is valid JSON $on" "$q" user list --data "$data" --json
    json "with roles $on" 'd.some(p => p.login === "li.na" && p.role === "office")'
    printf '单位名称,类别,上级,姓名,登录名,角色\n新区项目办,区县项目办,没有的,,,\n海岸局,行业部门,,于海,yu.hai,行业部门\n' >"$work/roster.csv"
    ran 1 "what a sheet of units and people cannot bring is told $on" "$q" organisation import "$work/roster.csv" --dry-run --data "$data"
    says "with its cell $on" '^  2 refused' "$out"
    ran 1 "the rest comes $on" "$q" organisation import "$work/roster.csv" --data "$data" --json
    json "with a one-time password $on" 'd.new === 3 && d.refused === 1 && d.entry > 0 && d.passwords.length === 1 && d.passwords[0].login === "yu.hai" && d.passwords[0].password.length >= 20'
    ran 1 "and again nothing $on" "$q" organisation import "$work/roster.csv" --data "$data" --json
    json "no entry $on" 'd.new === 0 && d.changed === 0 && d.entry === null && d.passwords.length === 0'
    ran 0 "the organisation leaves as a workbook $on" "$q" organisation export "$work/roster.xlsx" --contacts --data "$data"
    ran 0 "and is read back $on" "$q" organisation import "$work/roster.xlsx" --data "$data" --json
    json "as it is $on" 'd.new === 0 && d.changed === 0 && d.refused === 0 && d.unchanged > 100'
    rm -f "$work/empty.db"
    ran 0 "into an empty house too $on" "$q" organisation import "$work/roster.xlsx" --data "$work/empty.db" --json
    json "all of it $on" 'd.new > 100 && d.refused === 0'
    "$q" organisation export "$work/again.xlsx" --contacts --data "$work/empty.db" >"$out" 2>"$err"
    for sheet in Areas Units "People and posts"; do
        "$q" sheet "$work/roster.xlsx" --sheet "$sheet" --csv >"$work/first.csv"
        "$q" sheet "$work/again.xlsx" --sheet "$sheet" --csv >"$work/again.csv"
        holds "and out again the same: $sheet $on" sh -c 'test -s "$1" && cmp -s "$1" "$2"' - "$work/first.csv" "$work/again.csv"
    done
    ran 2 "only as a workbook $on" "$q" organisation export "$work/roster.csv" --data "$data"
    ran 2 "an act it does not have is wrong usage $on" "$q" organisation merge x --data "$data"
    ran 0 "and verify stays clean $on" "$q" verify --data "$data"
}
city "$db" SQLite
if [ -n "${QIPAN_PG:-}" ]; then
    pg_place "cli_$$" && city "$place" PostgreSQL
    ran 2 "backup of PostgreSQL is left to pg_dump" "$q" backup "$work/pg.zip" --data "$place"
    says "and says so" 'pg_dump' "$err"
    pg_drop "cli_$$"
else
    left_out "the city on PostgreSQL"
fi

# -- backup, restore --
head_of() { "$q" verify --data "$1" | sed -n 2p; }
ran 0 "backup writes a zip" "$q" backup "$work/b.zip" --data "$db" --json
json "and tells the head" 'd.lost === 0 && /^[0-9a-f]{64}$/.test(d.hash)'
ran 1 "backup never overwrites a file" "$q" backup "$work/b.zip" --data "$db"
ran 0 "restore makes a database" "$q" restore "$work/b.zip" --data "$work/restored.db"
holds "whose head is the one backed up" test "$(head_of "$db")" = "$(head_of "$work/restored.db")"
ran 0 "and which is clean" "$q" verify --data "$work/restored.db"
ran 1 "restore never overwrites a database" "$q" restore "$work/b.zip" --data "$work/restored.db"
ran 3 "restore without the zip is a broken world" "$q" restore "$work/none.zip" --data "$work/x.db"
head -c 20000 "$work/b.zip" >"$work/cut.zip"
ran 1 "a zip cut short is refused" "$q" restore "$work/cut.zip" --data "$work/x.db"
holds "and leaves nothing" test ! -e "$work/x.db"

# -- broken worlds: words, exit 3, no loss --
broken() { # sentence, words, command…
    sentence=$1 words=$2; shift 2
    ran 3 "$sentence" "$@"
    says "$sentence: in words" "$words" "$err"
}
broken "data that are not there" 'no such database' "$q" figures --data "$work/none.db"
holds "are not made by looking" test ! -e "$work/none.db"
broken "a folder that is not there" 'cannot be opened|no such' "$q" demo --data "$work/no/folder/city.db"
broken "a folder in place of a file" 'cannot be opened|not a database' "$q" figures --data "$work"
echo "Dear reader, this is a letter." >"$work/letter.db"
broken "a file that is no database" 'not a database' "$q" figures --data "$work/letter.db"
holds "is left as it was" grep -q 'this is a letter' "$work/letter.db"
sqlite() { python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit(); c.close()' "$@"; }
sqlite "$work/other.db" 'CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO songs VALUES (1, "Ode");'
broken "a database of another program" 'another program' "$q" figures --data "$work/other.db"
broken "a database of another program is not filled" 'another program' "$q" demo --data "$work/other.db"
cp "$db" "$work/newer.db"
sqlite "$work/newer.db" "UPDATE meta SET value = '99' WHERE key = 'schema_version'"
broken "a database of a newer version" 'version' "$q" figures --data "$work/newer.db"
size=$(wc -c <"$db")
head -c $((size / 2)) "$db" >"$work/half.db"
broken "a database cut in half" 'damaged|failed|not a database' "$q" verify --data "$work/half.db"
holds "stays as it is" test "$(wc -c <"$work/half.db")" = $((size / 2))

before=$(head_of "$db")
python3 -c '
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute("BEGIN IMMEDIATE"); print("held", flush=True); time.sleep(60)' "$db" >"$work/held" &
holder=$!
while [ ! -s "$work/held" ]; do sleep 0.05; done
broken "a database locked by another program" 'in use' "$q" user add zhao.liu --data "$db"
ran 0 "is readable all the same" "$q" figures --data "$db"
kill "$holder"; wait "$holder" 2>/dev/null
holds "and nothing of it is lost" test "$before" = "$(head_of "$db")"

if [ "$(id -u)" = 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=3m tmpfs "$work/small" 2>/dev/null; then
    trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
    broken "a full disk" 'disk is full' "$q" demo --data "$work/small/a.db"
    ran 0 "what was acknowledged is there and clean" "$q" verify --data "$work/small/a.db"
    rm -f "$work"/small/*
    cp "$db" "$work/small/city.db"
    mount -o remount,ro "$work/small"
    broken "a read-only disk" 'read-only|cannot be opened' "$q" user add sun.qi --data "$work/small/city.db"
    umount "$work/small"
elif [ "$(id -u)" != 0 ]; then
    cp "$db" "$work/ro.db" && chmod 444 "$work/ro.db"
    broken "a read-only file" 'read-only' "$q" user add sun.qi --data "$work/ro.db"
    left_out "a full disk"
else
    left_out "a full disk"; left_out "a read-only disk"
fi

if [ -e /dev/full ]; then
    "$q" --help >/dev/full 2>"$err"
    holds "output that cannot be written is a broken world" test $? = 3
fi
done_tap
