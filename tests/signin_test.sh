#!/bin/sh
# Signing in by providers (OpenID Connect, WeCom, DingTalk), made here, over real HTTP, on both databases. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
place_name=signin_$$
trap 'rm -rf "$work"; [ -z "${place:-}" ] || pg_drop "$place_name"' EXIT
walk() { # KIND DATA
    node tests/signin.mjs "$q" "$2" "$work" "$1" >"$out" 2>"$err" || bad=1
    [ -s "$out" ] || not_ok "the walk on $1" "$(cat "$err")"
    while IFS= read -r line; do
        case $line in
        "ok - "*) ok "${line#ok - }" ;;
        "not ok - "*) n=$((n + 1)) bad=1; echo "not ok $n - ${line#not ok - }" ;;
        *) echo "$line" ;;
        esac
    done <"$out"
    grep -E 'ERROR|runtime error' "$err" | sed 's/^/# /'
}
"$q" user list --data "$work/none.db" >/dev/null 2>&1 # a database is made by who serves it
walk sqlite "$work/city.db"
if [ -n "${QIPAN_PG:-}" ] && pg_place "$place_name"; then walk postgres "$place"; else left_out "signing in on PostgreSQL"; fi
done_tap
