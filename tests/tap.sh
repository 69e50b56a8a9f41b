# tap.sh -- what a test in shell is made of; included with `.`. A test is a sentence and a command.
#
# ran EXIT SENTENCE COMMAND…   the command ends so; $out and $err hold what it printed
# holds SENTENCE COMMAND…      the command succeeds
# says SENTENCE PATTERN FILE   the file has a line that fits (grep -E)
# json SENTENCE EXPRESSION     $out is one JSON document d of which the expression is true
# retold STATUS SENTENCE       $out is the TAP of a program that ended so: its lines become ours; the sentence is that it ended well
# left_out SENTENCE            skipped
# done_tap                     the plan; the exit code
q=${QIPAN:-build/san/qipan}
work=$(mktemp -d) || exit 3
out=$work/out err=$work/err
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
unset QIPAN_DATA
n=0 bad=0

ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); bad=1; echo "not ok $n - $1"; shift; for line; do echo "$line" | head -5 | sed 's/^/# /'; done; }
left_out() { n=$((n + 1)); echo "ok $n - $1 # SKIP"; }

ran() {
    want=$1 sentence=$2; shift 2
    "$@" >"$out" 2>"$err"; got=$?
    if [ "$got" = "$want" ]; then ok "$sentence"; else not_ok "$sentence" "$* ended with $got" "$(cat "$err" "$out")"; fi
}
holds() { sentence=$1; shift; if "$@"; then ok "$sentence"; else not_ok "$sentence" "$*"; fi; }
says() { if grep -qE -- "$2" "$3"; then ok "$1"; else not_ok "$1" "no line fits $2" "$(cat "$3")"; fi; }
json() {
    if told=$(node -e '
        const d = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
        const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
        if (!eval(process.argv[2])) { console.log(JSON.stringify(d).slice(0, 600)); process.exit(1); }' "$out" "$2" 2>&1)
    then ok "$1"; else not_ok "$1" "$2" "$told"; fi
}
retold() {
    [ "$1" -le 1 ] && grep -q '^1\.\.' "$out" || not_ok "$2" "$(cat "$err")"
    while read -r line; do
        case $line in
        "ok "*) ok "${line#ok * - }" ;;
        "not ok "*) not_ok "${line#not ok * - }" ;;
        "#"*) echo "$line" ;;
        esac
    done <"$out"
}
done_tap() { echo "1..$n"; exit $bad; }

# A fresh place in PostgreSQL: its address in $place. Dropped by pg_drop.
pg_place() {
    psql -qX "$QIPAN_PG" -c "CREATE SCHEMA $1" >/dev/null 2>"$err" || return 1
    case $QIPAN_PG in *\?*) mark='&' ;; *) mark='?' ;; esac
    place="$QIPAN_PG${mark}options=-csearch_path%3D$1"
}
pg_drop() { PGOPTIONS='--client-min-messages=error' psql -qX "$QIPAN_PG" -c "DROP SCHEMA IF EXISTS $1 CASCADE" >/dev/null; }
