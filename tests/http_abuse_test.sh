#!/bin/sh
# The running server under requests that nobody sends by accident: each gets a 4xx with a calm
# page and a request number, never a 5xx, and the server is there afterwards. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh

"$q" demo --scale 100 --data "$work/city.db" >/dev/null 2>&1 || exit 3
"$q" user add bench --role office --data "$work/city.db" >/dev/null || exit 3
token=$("$q" user token bench --data "$work/city.db")
"$q" serve --lang en --quiet --workers 2 --port 0 --data "$work/city.db" >"$work/said" 2>"$work/log" &
pid=$!
trap 'kill $pid 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 200); do base=$(grep -o 'http://127[^/ ]*' "$work/said") && break; sleep 0.05; done
port=${base##*:}

# asked CODES SENTENCE CURL-ARGUMENTS…: the status is one of them (grep -E).
asked() {
    codes=$1 sentence=$2; shift 2
    status=$(curl -sS --max-time 20 --path-as-is -o "$out" -w '%{http_code}' -H "Authorization: Bearer $token" "$@" 2>"$err")
    if echo "$status" | grep -qxE "$codes"; then ok "$sentence"; else not_ok "$sentence" "$* answered $status" "$(cat "$err")"; fi
}
# raw CODES SENTENCE BYTES: what printf makes of BYTES is sent; the first status, or "closed".
raw() {
    status=$(printf "$3" | timeout 15 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port; cat >&3; head -1 <&3" 2>/dev/null | cut -d' ' -f2)
    if echo "${status:-closed}" | grep -qxE "$1"; then ok "$2"; else not_ok "$2" "answered ${status:-closed}"; fi
}
calm() { says "$1" 'class="calm"' "$out"; }

asked 200 "a page is there" "$base/board"
asked 404 "an unknown path is not found" "$base/no/such/page"; calm "… on a calm page"
asked 404 "the same as JSON" "$base/no/such/page.json"
asked 404 "a project that is not there" "$base/projects/999999999"; calm "… on a calm page"
asked '40[04]' "a project that is no number" "$base/projects/abc"
asked '40[04]' "a project with a number beyond all" "$base/projects/99999999999999999999999"
asked '400|404|422' "a figure that is not defined" "$base/figures/nothing"

for meaningless in 'month=2022-13' 'month=abc' 'known=2022-02-30' 'known=yesterday' 'page=0' 'page=-1' 'page=1e9' 'light=purple' \
           'sort=secret' 'level=galaxy' 'page=99999999999999999999' 'q=%ff%fe' 'q=%c0%80' 'q=%00' 'area=%ed%a0%80' 'q=%zz'; do
    asked '4[0-9][0-9]' "a parameter that cannot be meant: $meaningless" "$base/projects?$meaningless"
done
calm "… on a calm page"
asked '4[0-9][0-9]' "a search text beyond its length" "$base/projects?q=$(head -c 300 /dev/zero | tr '\0' a)"
asked '4[0-9][0-9]' "a thousand parameters" "$base/projects?$(seq 1000 | sed 's/.*/p&=1\&/' | tr -d '\n')"
asked '4[0-9][0-9]' "an unknown parameter" "$base/projects?nobody=knows"
asked '4[0-9][0-9]' "a parameter twice" "$base/projects?month=2022-11&month=2022-10"

for method in POST PUT DELETE PATCH; do asked '40[0-9]|501' "$method to a page that only shows" -X "$method" -d x=1 "$base/board"; done
for method in TRACE CONNECT BREW; do asked '40[0-9]|501' "$method is no method here" -X "$method" "$base/board"; done
asked '40[0-9]' "GET of what only takes forms" "$base/account/password"

for path in /../etc/passwd /%2e%2e/%2e%2e/etc/passwd //etc/passwd /assets/../../etc/passwd /board/../../board /board%00.json \
            /board%2f..%2f /./board '/board\..\..' /.git/config /assets/%2e%2e%2fqipan.db '/board;x=1' /%ff; do
    asked '30[1278]|40[0-9]' "a path that leads elsewhere: $path" "$base$path"
    grep -q 'root:' "$out" && not_ok "… shows a file of the machine"
done
asked '41[0-9]|431|400' "a path of 20,000 letters" "$base/$(head -c 20000 /dev/zero | tr '\0' a)"
asked '431|400|413' "a header of 100,000 letters" -H "X-Long: $(head -c 100000 /dev/zero | tr '\0' a)" "$base/board"
head -c 3000000 /dev/zero | tr '\0' a >"$work/large"
asked '4[0-9][0-9]' "a form beyond its size" -H 'Content-Type: application/x-www-form-urlencoded' --data-binary @"$work/large" "$base/account/tokens"
asked '4[0-9][0-9]' "a form that is no form" -H 'Content-Type: application/x-www-form-urlencoded' --data-binary '%%%=&&&=%' "$base/account/tokens"
asked '4[0-9][0-9]' "JSON that is no JSON" -H 'Content-Type: application/json' --data-binary '{"label":' "$base/account/tokens"
asked '4[0-9][0-9]' "JSON nested beyond all reason" -H 'Content-Type: application/json' \
    --data-binary "$(head -c 20000 /dev/zero | tr '\0' '[')" "$base/account/tokens"
asked '4[0-9][0-9]' "a kind of body nobody reads here" -H 'Content-Type: application/x-thing' --data-binary 'x' "$base/account/tokens"
asked '4[0-9][0-9]' "a part that never ends" -H 'Content-Type: multipart/form-data; boundary=x' --data-binary '--x
Content-Disposition: form-data; name="label"' "$base/account/tokens"
asked 400 "two who ask at once" -H 'Authorization: Bearer nobody' "$base/board.json"
token=nobody asked '40[13]' "a token that is none" "$base/board.json"

raw '400|closed' "no request at all" 'hello\r\n\r\n'
raw '400|505|closed' "another protocol" 'GET /board HTTP/9.9\r\nHost: x\r\n\r\n'
raw '400|closed' "no host" 'GET /board HTTP/1.1\r\n\r\n'
raw '400|closed' "two lengths" 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'
raw '4[0-9][0-9]|501|closed' "length and chunks at once" 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
raw '400|413|closed' "a length below nothing" 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n'
raw '400|closed' "a header with a folded line" 'GET /board HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n'
raw '400|closed' "a zero byte in a header" 'GET /board HTTP/1.1\r\nHost: x\r\nX: a\000b\r\n\r\n'

asked 200 "the page is still there" "$base/board"
kill "$pid"
wait "$pid"
status=$?
holds "the server stops as told, with nothing found by its sanitizers" [ "$status" = 0 ]
holds "… and has said nothing" [ ! -s "$work/log" ]
done_tap
