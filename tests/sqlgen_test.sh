#!/bin/sh
# The SQL generator: what it accepts, what it refuses and in which words, and that its
# PostgreSQL texts are PostgreSQL. Prints TAP. CASES=write writes the .expect files anew,
# to be read before they are kept.
#
# A case is the queries.sql (queries_*) or schema.sql (schema_*) of the room lights, or the
# queries.sql of the room people (people_*), in the fixture's rooms; its .expect holds every
# line the generator says, none if it accepts.
cd "$(dirname "$0")/.." || exit 2
n=0
tell() { # NAME: ok if nothing stands in $work/faults
    n=$((n + 1))
    if [ ! -s "$work/faults" ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; sed 's/^/# /' "$work/faults"; fi
}
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP $2"; }

make -s -j2 VARIANT=san build/tools/sqlgen build/san/libqipan.a || { echo "1..0"; exit 1; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -r tests/sqlgen/fixture "$work/rooms_all"
mkdir -p "$work/rooms_all/store" "$work/rooms_all/lights"; cp src/store/*.sql "$work/rooms_all/store/"

generate() { # FOLDER OUT: what it says, with paths inside the folder
    mkdir -p "$2"
    build/tools/sqlgen "$2" "$1/deps.txt" "$1"/*/*.sql 2>&1 | sed "s|$1/||g"
}

# Makes the tables of an OUT in a schema that is rolled back, prepares every statement, and compares the
# types of its results with what the C expects; integers of any width are read alike.
postgres() {
    { echo "BEGIN; CREATE SCHEMA sqlgen_test; SET search_path = sqlgen_test;"
      cat "$1/postgres_gen.sql"; echo "ROLLBACK;"; } >"$work/script.sql"
    psql -X -q -A -t -F ' ' -v ON_ERROR_STOP=1 -f "$work/script.sql" "$QIPAN_PG" 2>&1 | awk '
        $1 == "expect" { name = $2; split($0, type, " "); i = 2; next }
        NF > 1 && $1 !~ /:/ {
            got = $2; for (k = 3; k <= NF; k++) got = got " " $k
            sub(/^(integer|smallint)$/, "bigint", got)
            if (got != type[++i]) print name ": " $1 " is " got ", read as " type[i]
            next
        }
        { print }'
}

for case in tests/sqlgen/cases/*.sql; do
    name=$(basename "$case" .sql); rm -rf "$work/rooms" "$work/out"
    cp -r "$work/rooms_all" "$work/rooms"
    case $name in
        schema_*) cp "$case" "$work/rooms/lights/schema.sql";;
        people_*) cp "$case" "$work/rooms/people/queries.sql";;
        *)        cp "$case" "$work/rooms/lights/queries.sql";;
    esac
    generate "$work/rooms" "$work/out" >"$work/said"
    [ "${CASES:-}" = write ] && cp "$work/said" "${case%.sql}.expect"
    {
        diff "${case%.sql}.expect" "$work/said"
        written=$(ls "$work/out" | wc -l)
        [ -s "$work/said" ] && [ "$written" != 0 ] && echo "refused, and yet $written files were written"
        [ -s "$work/said" ] || [ "$written" != 0 ] || echo "nothing refused and nothing written"
        [ -s "$work/said" ] || [ -z "${QIPAN_PG:-}" ] || postgres "$work/out"
    } >"$work/faults"
    tell "$name is answered as expected"
done

generate tests/sqlgen/fixture "$work/golden"
[ "${CASES:-}" = write ] && cp "$work/golden/postgres_gen.sql" tests/sqlgen/fixture_postgres.expect
diff tests/sqlgen/fixture_postgres.expect "$work/golden/postgres_gen.sql" >"$work/faults"
tell "the fixture in the words of PostgreSQL is what it was"

generate "$work/rooms_all" "$work/fixture" >"$work/faults"
tell "the fixture's rooms are accepted"

touch -d 2001-01-01 "$work"/fixture/*
generate "$work/rooms_all" "$work/fixture" >/dev/null
find "$work/fixture" -newermt 2001-01-02 -type f >"$work/faults"
tell "files that would not change are not touched"

mkdir "$work/empty"
{ build/tools/sqlgen "$work/empty" tests/sqlgen/fixture/deps.txt && for f in schema statements ledger; do
    gcc -std=gnu17 -Isrc -I"$work/empty" -fsyntax-only "$work/empty/${f}_gen.c"; done; } >"$work/faults" 2>&1
tell "a program without tables is a program"

for cc in gcc clang; do
    command -v $cc >/dev/null || { skip "the written C compiles with $cc" "no $cc here"; continue; }
    for f in "$work"/fixture/*.c; do
        $cc -std=gnu17 -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual \
            -Wwrite-strings -Werror -D_GNU_SOURCE -Isrc -I"$work/fixture" -fsyntax-only "$f"
    done >"$work/faults" 2>&1
    tell "the written C compiles with $cc without a warning"
done

for out in "$work/fixture" build/gen; do
    name="the tables and statements of $([ "$out" = build/gen ] && echo the program || echo the fixture) are PostgreSQL"
    [ -n "${QIPAN_PG:-}" ] || { skip "$name" "QIPAN_PG is not set"; continue; }
    postgres "$out" >"$work/faults"
    tell "$name"
done

# The fixture's queries on the real store: see tests/sqlgen/run.c. Its tests are counted as ours.
if ${CC:-gcc} -std=gnu17 -Wall -Wextra -Werror -g -fsanitize=address,undefined -D_GNU_SOURCE -Isrc -I"$work/fixture" \
    -Ibuild/gen -Itests tests/sqlgen/run.c "$work"/fixture/*.c build/san/libqipan.a \
    $(pkg-config --cflags --libs sqlite3 libpq libcrypto) -lcmocka -lm -lpthread -o "$work/run" 2>"$work/faults"; then
    "$work/run" >"$work/results" 2>"$work/faults" || [ -s "$work/faults" ] || echo "it failed" >"$work/faults"
    awk -v n="$n" '/^(not )?ok / { sub(/ok [0-9]+/, "ok " ++n); print } /^#/' "$work/results"
    n=$((n + $(grep -cE '^(not )?ok ' "$work/results")))
fi
tell "what was written for the fixture runs on the store"
echo "1..$n"
