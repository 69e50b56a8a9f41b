#!/bin/sh
# Two servers on one PostgreSQL through a month of the practice clock: each job of the house is done once a day, also when one
# is killed with -9 in the middle of one. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
if [ -z "${QIPAN_PG:-}" ] || ! pg_place "month_$$"; then
    left_out "a month of two servers on one PostgreSQL"
    done_tap
fi
password=棋盘演练用-2022
trap 'pg_drop "month_$$"; rm -rf "$work"' EXIT
"$q" demo --scale 100 --reporting 0 --people-password "$password" --data "$place" >/dev/null 2>"$err" || exit 3
QIPAN=$q node tests/month_servers.mjs "$place" "$password" >"$out" 2>"$err"
retold $? "the month ran to its end"
done_tap
