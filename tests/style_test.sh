#!/bin/sh
# The style, the floors and the headers, as tests.
cd "$(dirname "$0")/.." || exit 2
n=0
check() { n=$((n + 1)); if out=$("$@" 2>&1); then echo "ok $n - $*"; else echo "not ok $n - $*"; echo "$out" | sed 's/^/# /'; fi; }
check tools/tidy
check tools/checkdeps
check make -s headers
echo "1..$n"
