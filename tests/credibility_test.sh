#!/bin/sh
# How right the checks of reports are: in five practice cities, each with false reports and honest oddities planted on both
# sides of the limits, the truth beside the database. Together they find at least 0.8 of what is false, and at least 0.6 of
# what they note is false. What was measured stands in docs/credibility-measured.md; `tests/credibility_test.sh write` writes
# it anew.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
export LC_ALL=C.UTF-8
page=$work/measured.md
cat >"$page" <<'TEXT'
# How right the checks of reports are
Measured on five practice cities (`qipan demo --seed N --truth FILE`, then `qipan credibility --truth FILE`). A line counts reports: how many are false in that way, how many of these were noted; how many were noted at all, and how many of these are false. False reports are planted on both sides of the limits, some so little that nobody could tell; honest projects do odd things too.
TEXT
for seed in 1 2 3 4 5; do
    ran 0 "the city of seed $seed says which of its reports are false" "$q" demo --seed "$seed" --truth "$work/$seed.tsv" --data "$work/$seed.db"
    printf '\n## Seed %s\n' "$seed" >>"$page"
    "$q" credibility --truth "$work/$seed.tsv" --data "$work/$seed.db" --lang en >>"$page" 2>"$err"
    ran 0 "and the checks are compared with it" "$q" credibility --truth "$work/$seed.tsv" --data "$work/$seed.db" --json
    json "seed $seed: all together find 0.8 and are right in 0.6" '(s => s.found >= 0.8 * s.false && s.right >= 0.6 * s.noted)(d.find(c => c.check === "all"))'
    json "seed $seed: each finds half at the least and is right in half" 'd.every(c => c.false > 0 && c.found >= 0.5 * c.false && c.right >= 0.5 * c.noted)'
    json "seed $seed: no check finds all and nothing else" '(s => s.found < s.false && s.right < s.noted)(d.find(c => c.check === "all"))'
    [ "$seed" = 1 ] || rm -rf "$work/$seed.db"*
done
holds "the truth is nowhere in the database" sh -c "! grep -aq honest '$work/1.db'"
"$q" credibility --data "$work/1.db" --json >"$work/before.json" 2>"$err"
ran 0 "a second look" "$q" credibility --again --reason 再查 --data "$work/1.db" --json
holds "finds the same" cmp -s "$out" "$work/before.json"
ran 0 "and the chain is whole" "$q" verify --data "$work/1.db"
"$q" demo --truth "$work/again.tsv" --data "$work/again.db" >/dev/null 2>"$err"
holds "the same seed has the same truth" cmp -s "$work/1.tsv" "$work/again.tsv"
printf 'number\tmonth\tcheck\ttruth\nQP-000001\t2022-11\tno_such\tfalse\n' >"$work/bad.tsv"
ran 1 "a line of the truth that cannot be read is refused" "$q" credibility --truth "$work/bad.tsv" --data "$work/1.db"
ran 2 "as is a file that is not there" "$q" credibility --truth "$work/none.tsv" --data "$work/1.db"
ran 0 "no key project has to report by itself" "$q" demo --reporting 0 --data "$work/none.db"
ran 2 "a number of them below zero is wrong usage" "$q" demo --reporting -1 --data "$work/less.db"
if [ "${1:-}" = write ]; then cp "$page" docs/credibility-measured.md
elif cmp -s "$page" docs/credibility-measured.md; then ok "docs/credibility-measured.md is what was measured"
else not_ok "docs/credibility-measured.md is what was measured" "run tests/credibility_test.sh write" "$(diff "$page" docs/credibility-measured.md)"; fi
done_tap
