#!/bin/sh
# What the program prints about itself stands in docs/ as it is. `tests/docs_test.sh write` writes it anew.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh

page() { # file, arguments
    file=$1; shift
    [ "$mode" = write ] && { "$q" "$@" >"$file"; return; }
    "$q" "$@" >"$out" 2>"$err"
    if cmp -s "$out" "$file"; then ok "$file is what qipan $* prints"
    else not_ok "$file is what qipan $* prints" "run tests/docs_test.sh write" "$(diff "$file" "$out")"; fi
}
mode=${1:-}
page docs/cli.md help --markdown
page docs/qipan.1 help --man --lang en
page docs/qipan.zh.1 help --man --lang zh
page docs/routes.md routes --markdown
page docs/access.md routes --matrix
page docs/indicators.md figures --docs
page docs/credibility.md credibility --docs
[ "$mode" = write ] && exit 0
for page in docs/qipan.1 docs/qipan.zh.1; do
    if command -v groff >/dev/null; then
        groff -Kutf8 -Tutf8 -man -ww -Wbreak -z "$page" >"$out" 2>&1
        holds "$page is sound roff" test ! -s "$out"
    else left_out "$page is sound roff"; fi
done
done_tap
