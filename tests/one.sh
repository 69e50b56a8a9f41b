#!/bin/sh
# tests/one.sh PROGRAM -- runs one program of tests and tells how it went: a line of its counts, or its failures.
#
# "passed failed skipped seconds PROGRAM" is added to the file $QIPAN_TALLY, of which script/test makes the sum. A
# program that ends with a fault and no "not ok" (one that dies without a plan) counts as one failure.
set -u
program=$1
case $program in *.sh) set -- sh "$program" ;; *.mjs) set -- node "$program" ;; *) set -- "$program" ;; esac

own=$(mktemp -d) || exit 3
trap 'rm -rf "$own"' EXIT
trap 'exit 130' INT TERM
began=$(date +%s)
timeout "${QIPAN_TEST_TIMEOUT:-1500}" "$@" >"$own/results" 2>"$own/err"; status=$?
seconds=$(($(date +%s) - began))

# cmocka writes a skipped test as "not ok N # SKIP name", other programs as "ok N # SKIP".
skipped=$(grep -cE '^(not )?ok .*# *SKIP' "$own/results")
passed=$(grep -E '^ok ' "$own/results" | grep -cvE '# *SKIP')
failed=$(grep -E '^not ok ' "$own/results" | grep -cvE '# *SKIP')
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "$passed $failed $skipped $seconds $program" >>"$QIPAN_TALLY"

# In one piece, for another program may be telling at the same time.
{
    if [ "$failed" != 0 ]; then
        echo "FAILED $program (exit $status)"; grep -vE '^ok |# *SKIP' "$own/results" | head -60; tail -40 "$own/err"
    else
        echo "${program#build/san/}: $passed passed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
    fi
} >"$own/told"
cat "$own/told"
