#!/bin/sh
# Several servers on one PostgreSQL: one truth, nothing twice, and calm when connections or the database are lost.
# Prints TAP. The database is started anew on the way, so it is one of this test's own.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
if [ -z "${QIPAN_PG:-}" ]; then left_out "two servers on one PostgreSQL"; done_tap; fi
export QIPAN_PG_NOTE="$work/pg.folder"
trap 'script/pg stop; rm -rf "$work"' EXIT
place=$(script/pg start) || exit 3
"$q" demo --scale 100 --data "$place" >/dev/null 2>&1 || exit 3
"$q" user add clerk --role office --data "$place" --json >"$out" || exit 3
password=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).password)' "$out")
token=$("$q" user token clerk --data "$place")
QIPAN=$q node tests/servers.mjs "$place" "$token" "$work" "$password"
