#!/bin/sh
# Kill -9 at any moment: 50 rounds in which the server or an import is killed while it writes.
# Afterwards the chain is whole, and everything that was acknowledged is there. Prints TAP.
# KILL_ROUNDS: how many rounds (50).
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
rounds=${KILL_ROUNDS:-50}
data=$work/city.db
acknowledged=$work/acknowledged imported=$work/imported
: >"$acknowledged"; : >"$imported"

"$q" demo --scale 100 --data "$data" >/dev/null 2>&1 || exit 3
"$q" user add clerk --role office --data "$data" >/dev/null || exit 3
token=$("$q" user token clerk --data "$data")
pid="" writer=""
trap 'kill -9 $pid $writer 2>/dev/null; rm -rf "$work"' EXIT

serve() {
    : >"$work/said"
    "$q" serve --lang en --quiet --workers 2 --port 0 --data "$data" >"$work/said" 2>"$work/log" &
    pid=$!
    for _ in $(seq 400); do base=$(grep -o 'http://127[^/ ]*' "$work/said") && return 0; sleep 0.02; done
    return 1
}
# Writes one label after the other for as long as somebody answers; what was answered with 200 is kept.
write_on() {
    for i in $(seq 1000); do
        status=$(curl -s -o /dev/null -w '%{http_code}' --max-time 5 -H "Authorization: Bearer $token" \
            --data-urlencode "label=round $1 write $i" "$base/account/tokens")
        [ "$status" = 200 ] && echo "round $1 write $i" >>"$acknowledged"
        [ "$status" = 000 ] && return 0
    done
}
# A moment between nothing and some tenths of a second, another one each round.
moment() { sleep "$(awk -v r="$1" 'BEGIN { printf "%.3f", (r * 37 % 50) / 100 }')"; }

sheet() {
    echo '项目名称,总投资（万元）,所属区市,领域'
    for i in $(seq 40); do echo "断电第$1轮第$i号工程,$((5000 + i)),环翠区,城市建设"; done
}
count() { sqlite3 "$data" "$1"; }

has_import=$("$q" import --help >/dev/null 2>&1 && echo yes)
broken=""
round=1
while [ "$round" -le "$rounds" ]; do
    serve || broken="$broken $round: the server does not start"
    write_on "$round" &
    writer=$!
    if [ "$has_import" ]; then
        sheet "$round" >"$work/$round.csv"
        "$q" import "$work/$round.csv" --data "$data" >"$work/import" 2>&1 &
        importer=$!
    fi
    moment "$round"
    kill -9 "$pid"
    if [ "$has_import" ]; then
        # In every other round the import is killed as well; else it may finish and counts as acknowledged.
        [ $((round % 2)) = 0 ] && kill -9 "$importer" 2>/dev/null
        wait "$importer" 2>/dev/null && echo "$round" >>"$imported"
    fi
    wait "$pid" "$writer" 2>/dev/null
    [ $((round % 10)) = 0 ] && { "$q" verify --data "$data" >"$out" 2>"$err" || broken="$broken $round: $(cat "$out" "$err")"; }
    round=$((round + 1))
done
holds "after each of $rounds kills the server starts, and the chain is whole" [ -z "$broken" ]
[ -z "$broken" ] || echo "# $broken" | head -5
holds "something was acknowledged: $(wc -l <"$acknowledged") writes" [ -s "$acknowledged" ]

lost=0
while read -r label; do
    [ "$(count "SELECT count(*) FROM session WHERE label = '$label'")" = 1 ] || { lost=$((lost + 1)); echo "# lost: $label"; }
done <"$acknowledged"
holds "every acknowledged write is there, once" [ "$lost" = 0 ]

if [ "$has_import" ]; then
    holds "imports were acknowledged: $(wc -l <"$imported")" [ -s "$imported" ]
    lost=0
    for r in $(seq "$rounds"); do
        there=$(count "SELECT count(*) FROM project WHERE name LIKE '断电第$r轮%'")
        grep -qx "$r" "$imported" && [ "$there" != 40 ] && { lost=$((lost + 1)); echo "# round $r: $there of 40"; }
        [ "$there" = 0 ] || [ "$there" = 40 ] || { lost=$((lost + 1)); echo "# round $r: half an import, $there of 40"; }
    done
    holds "an import is there whole or not at all, and if acknowledged it is there" [ "$lost" = 0 ]
else
    left_out "an import is there whole or not at all"
fi
ran 0 "verify finds nothing" "$q" verify --data "$data"
done_tap
