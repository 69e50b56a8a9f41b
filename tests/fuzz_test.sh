#!/bin/sh
# Each fuzzer for QIPAN_FUZZ_SECONDS (in CI: 60); without it they are left out, their corpus is replayed anyway.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
if [ -n "${QIPAN_FUZZ_SECONDS:-}" ]; then make -s -j2 VARIANT=fuzz CC=clang fuzz-programs >&2 || { not_ok "the fuzzers build"; done_tap; exit 1; }; fi
for f in tests/fuzz/*_fuzz.c; do
    name=$(basename "$f" _fuzz.c)
    if [ -z "${QIPAN_FUZZ_SECONDS:-}" ]; then left_out "$name is fuzzed"; continue; fi
    holds "$name is fuzzed for $QIPAN_FUZZ_SECONDS s" make -s fuzz FUZZ="$name" FUZZ_S="$QIPAN_FUZZ_SECONDS"
done
done_tap
