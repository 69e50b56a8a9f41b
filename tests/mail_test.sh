#!/bin/sh
# The running program and a real mail server: a reminder goes out once, though the server was killed on the way and the mail
# server was down or hung; a page does not wait for either. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
data=$work/city.db
server="" mail=""
trap 'kill -9 $server $mail 2>/dev/null; rm -rf "$work"' EXIT

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
serve() {
    : >"$work/said"
    "$q" serve --lang en --quiet --workers 2 --port 0 --data "$data" >"$work/said" 2>"$work/log" &
    server=$!
    for _ in $(seq 600); do base=$(grep -o 'http://127[^/ ]*' "$work/said") && return 0; sleep 0.05; done
    return 1
}
ask() { path=$1; shift; curl -s --max-time 20 -H "Authorization: Bearer $token" "$@" "$base$path"; }
# Until a condition holds, for half a minute.
until_holds() { for _ in $(seq 300); do "$@" && return 0; sleep 0.1; done; return 1; }
set_to() { # key value, of one that nobody has set
    ask "/settings/$1" -H 'Accept: application/json' --data-urlencode "value=$2" --data version=0 --data reason=test >"$out"
}
state_is() { sqlite3 "$data" "SELECT state FROM outbox" 2>/dev/null | sort -u | grep -qx "$1"; }
was_tried() { [ "$(sqlite3 "$data" "SELECT min(tries) FROM outbox")" -gt 0 ] 2>/dev/null; }

"$q" demo --scale 100 --data "$data" >/dev/null 2>&1 || exit 3
"$q" user add keeper --role system --data "$data" >/dev/null || exit 3
"$q" user add clerk --role office --data "$data" >/dev/null || exit 3
token=$("$q" user token clerk --data "$data")
port=$(free_port)

# A mail server that takes the connection and says nothing.
node -e 'require("net").createServer(() => {}).listen(+process.argv[1], "127.0.0.1")' "$port" & mail=$!
serve || exit 3
set_to mail_server "smtp-plain://127.0.0.1:$port"
set_to mail_sender qipan@city.example.cn
set_to digest_hour 0
ask /account/mail -H 'Accept: application/json' --data-urlencode address=clerk@city.example.cn --data wants=1 >"$out"
account=$(sqlite3 "$data" "SELECT id FROM account WHERE subject = 'clerk'")
# What is owed in the practice city depends on the day; a letter of the day is put as the digest would put it.
sqlite3 "$data" "INSERT INTO outbox (account_id, message_id, subject, body, state, tries, next_ms, fault, made_ms)
    VALUES ($account, 'one@qipan.invalid', 'due', 'due', 'waiting', 0, 0, '', 0)"
holds "a mail server that hangs is tried" until_holds was_tried
start=$(date +%s%N)
ask /projects.json >"$out"
took=$((($(date +%s%N) - start) / 1000000))
json "meanwhile a page is answered" 'd.rows.length > 0'
holds "and does not wait for it: $took ms" [ "$took" -lt 5000 ]
is_held() { [ "$(sqlite3 "$data" "SELECT min(next_ms) > (strftime('%s', 'now') + 30) * 1000 FROM outbox")" = 1 ]; }
holds "nor may another sender try it meanwhile" is_held
kill -9 "$server"; wait "$server" 2>/dev/null
holds "killed on the way, the letter still waits" state_is waiting
kill -9 "$mail"; wait "$mail" 2>/dev/null
mkdir "$work/in"
/usr/bin/python3 -W ignore tests/mail_server.py "$port" "$work/in" >"$work/ready" 2>"$work/mail.log" & mail=$!
until_holds test -s "$work/ready" || exit 3
# Two minutes are given to a sender that may still be at work.
sqlite3 "$data" "UPDATE outbox SET next_ms = 0"
serve || exit 3
holds "once the mail server is up the letter is sent" until_holds state_is sent
holds "once, and under its own name" [ "$(cat "$work"/in/*.eml | grep -c '^Message-ID: <one@qipan.invalid>')" = 1 ]
kill "$server"; wait "$server" 2>/dev/null
ran 0 "verify finds nothing" "$q" verify --data "$data"
done_tap
