#!/bin/sh
# Kill -9 during 300 submissions at once, on SQLite and with one of two servers on PostgreSQL: everything acknowledged
# is there once, the chain is whole, and every board is what a fresh fold gives. Prints TAP.
# KILL_SERVERS_ROUNDS: how many rounds on each (5; the promise is 20).
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
rounds=${KILL_SERVERS_ROUNDS:-5}
place_name=""
trap '[ -z "$place_name" ] || pg_drop "$place_name"; rm -rf "$work"' EXIT

# under NAME DATA: its lines are renumbered, for there is one plan for both databases.
under() {
    "$q" demo --scale 400 --reporting 0 --people-password 棋盘演练用-2022 --data "$2" >/dev/null 2>&1 || exit 3
    "$q" user add clerk --role office --data "$2" >/dev/null || exit 3
    QIPAN=$q node tests/kill_servers.mjs "$1" "$2" "$("$q" user token clerk --data "$2")" "$rounds" >"$out" 2>"$err"
    retold $? "$1 ran to its end"
}

under sqlite "$work/city.db"
if [ -n "${QIPAN_PG:-}" ] && pg_place "kill_$$"; then
    place_name=kill_$$
    under postgres "$place"
else
    left_out "kill -9 of one of two servers on PostgreSQL"
fi
done_tap
