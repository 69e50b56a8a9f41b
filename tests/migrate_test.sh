#!/bin/sh
# Databases that an older program wrote, opened by this one: same figures, chain whole. Prints TAP.
# tests/data/schema_N holds such a city for each database, and the figures which that program printed.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
made=""
trap 'for p in $made; do pg_drop "$p"; done; rm -rf "$work"' EXIT

# The journal as it must be afterwards: the entries there were; if this program's schema is another, one for that
# and one for what its new tables begin with.
goes_on() {
    head=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).head)' "$out")
    [ "$head" -ge "$1" ] && [ "$head" -le $(($1 + 2)) ]
}

# Every figure the older program knew is as it printed it; what was defined since has no older value.
same_figures() {
    node -e 'const fs = require("fs"), [now, then] = process.argv.slice(1).map(f => JSON.parse(fs.readFileSync(f, "utf8")));
             const known = new Set(then.figures.map(f => f.code));
             now.figures = now.figures.filter(f => known.has(f.code));
             process.exit(JSON.stringify(now) === JSON.stringify(then) ? 0 : 1)' "$1" "$2"
}

# checked NAME DATA FOLDER ENTRIES
checked() {
    ran 0 "$1: the database is opened and brought up" "$q" migrate --data "$2" --lang en
    ran 0 "$1: verify finds nothing" "$q" verify --json --data "$2"
    holds "$1: the journal goes on" goes_on "$4"
    ran 0 "$1: figures are counted" "$q" figures --month 2022-11 --json --data "$2"
    sed -i 's/"known":"[^"]*",//' "$out"
    holds "$1: they are what the older program printed" same_figures "$out" "$3/figures.json"
    ran 0 "$1: it is up to date" "$q" migrate --json --data "$2"
    json "$1: nothing more is done" 'd.migrated === false'
}

for folder in tests/data/schema_*; do
    version=${folder##*/schema_}
    mkdir -p "$work/$version/files"
    entries=$(unzip -p "$folder/city.zip" MANIFEST | sed -n 's/^head \([0-9]*\) .*/\1/p')
    unzip -q "$folder/city.zip" -d "$work/$version"
    mv "$work/$version/files" "$work/$version/data.db.files"
    checked "version $version on SQLite" "$work/$version/data.db" "$folder" "$entries"
    ran 0 "version $version: a backup of it is restored" "$q" restore "$folder/city.zip" --data "$work/$version.db"
    checked "version $version restored" "$work/$version.db" "$folder" "$entries"
    if [ -n "${QIPAN_PG:-}" ] && pg_place "migrate_${version}_$$"; then
        made="$made migrate_${version}_$$"
        zcat "$folder/city.sql.gz" | psql -qX -v ON_ERROR_STOP=1 "$place" >/dev/null 2>"$err"
        checked "version $version on PostgreSQL" "$place" "$folder" "$entries"
    else
        left_out "version $version on PostgreSQL"
    fi
done
done_tap
