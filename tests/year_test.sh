#!/bin/sh
# A year of the practice city: a script acts as all its people through HTTP, by a plan made before, while the practice clock
# goes through the year. The duty matrix, the rates and the reminders come out as planned. Prints TAP.
# YEAR_SEED: another plan (1). YEAR_MONTHS: fewer months (12).
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
password=棋盘演练用-2022
server="" mail=""
trap 'kill -9 $server $mail 2>/dev/null; rm -rf "$work"' EXIT

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
serve() { # data, day: a server whose clock begins there
    : >"$work/said"
    "$q" serve --lang en --quiet --workers 2 --port 0 --data "$1" --practice-day "$2" >"$work/said" 2>"$work/log" &
    server=$!
    for _ in $(seq 600); do base=$(grep -o 'http://127[^/ ]*' "$work/said") && return 0; sleep 0.05; done
    return 1
}
# year NAME: a city of its own, run through.
year() {
    mkdir "$work/$1"
    port=$(free_port)
    /usr/bin/python3 -W ignore tests/mail_server.py "$port" "$work/$1" >"$work/ready" 2>"$work/mail.log" & mail=$!
    "$q" demo --scale 100 --reporting 0 --seed 7 --people-password "$password" --data "$work/$1.db" >/dev/null 2>&1 || exit 3
    serve "$work/$1.db" 2023-01-01T07:00 || exit 3
    QIPAN=$q node tests/year.mjs "$base" "$work/$1.db" "$password" "$work/$1" "$port" >"$out" 2>"$err"
    status=$?
    kill "$server" "$mail"; wait "$server" "$mail" 2>/dev/null
    server="" mail=""
}

year whole
retold $status "the year ran to its end"
ran 0 "verify finds nothing" "$q" verify --data "$work/whole.db"
ran 1 "the same day cannot begin again" "$q" serve --port 0 --data "$work/whole.db" --practice-day 2023-01-01
token=$("$q" user token office --data "$work/whole.db")
serve "$work/whole.db" last && now=$(curl -sS -H "Authorization: Bearer $token" "$base/practice.json")
holds "but its clock goes on after what was recorded last" [ "$(echo "$now" | grep -cE '"now":"202[34]-')" = 1 ]
kill "$server"; wait "$server" 2>/dev/null
server=""
YEAR_MONTHS=1 YEAR_DROP=1
export YEAR_MONTHS YEAR_DROP
year dropped
holds "one sending that is left out is seen: in the matrix, the rates and the reminders" \
    [ "$(grep -cE '^not ok .*(duty matrix|every report|rates|each morning)' "$out")" = 4 ]
done_tap
