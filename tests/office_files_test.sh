#!/bin/sh
# Letters and minutes of the practice city as files: PDF that is read and drawn again, .docx that LibreOffice opens and
# turns into PDF and text without losing what was filled in.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
if ! command -v soffice >/dev/null || ! command -v pdftotext >/dev/null; then left_out "files of the office, by LibreOffice"; done_tap; exit $?; fi
db=$work/city.db
ran 0 "a practice city writes letters" "$q" demo --data "$db"
for lang in zh en; do
    "$q" user add "clerk.$lang" --role office --lang $lang --data "$db" >/dev/null || exit 3
    "$q" user token "clerk.$lang" --label files --data "$db" >"$work/token.$lang"
done
"$q" serve --data "$db" --port 0 --quiet >"$work/said" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 200); do at=$(grep -o 'http://127[^/ ]*' "$work/said") && break; sleep 0.05; done
get() { curl -sS --fail --max-time 60 -H "Authorization: Bearer $(cat "$work/token.$lang")" "$@"; }
lang=zh
of() { node -p 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])); '"$2" "$1"; }

get "$at/letters.json?state=closed" >"$work/letters.json"
letter=$(of "$work/letters.json" 'd.rows.find(r => r.number).letter_id')
get "$at/letters/$letter.json" >"$work/letter.json"
get "$at/letters/$letter/pdf" >"$work/letter.pdf"
get "$at/letters/$letter/docx" >"$work/letter.docx"
holds "the PDF is the bytes whose fingerprint the page tells" test "$(sha256sum "$work/letter.pdf" | cut -c1-64)" = "$(of "$work/letter.json" d.pdf_sha)"
holds "and so is the .docx" test "$(sha256sum "$work/letter.docx" | cut -c1-64)" = "$(of "$work/letter.json" d.docx_sha)"
pdftotext "$work/letter.pdf" "$work/letter.txt"
# pieces FILE: each what is in the text of the letter is in the file, blanks and line breaks aside.
cat >"$work/pieces.js" <<'JS'
const fs = require("fs"), flat = s => s.replace(/[\s　]/g, "");
const text = flat(fs.readFileSync(process.argv[3], "utf8")), d = JSON.parse(fs.readFileSync(process.argv[2]));
const wanted = process.argv[4] === "letter" ? [d.number, d.title, d.unit_zh, d.text, d.signer && process.argv[5] ? d.signer : ""]
    : d.items.flatMap(i => i.rows.flatMap(r => [i.name, r.text, r["owner_" + process.argv[5]], r.due_day]));
const lost = wanted.map(x => flat(String(x ?? ""))).filter(x => !text.includes(x));
if (!wanted.some(x => x) || lost.length || text.includes("{{")) { console.error(lost.slice(0, 3), text.slice(0, 300)); process.exit(1); }
JS
holds "what the letter says can be read out of its PDF" node "$work/pieces.js" "$work/letter.json" "$work/letter.txt" letter
pdftoppm -r 40 -png "$work/letter.pdf" "$work/drawn"
holds "and it can be drawn" test -s "$work/drawn-1.png"
holds "its fonts are in it" sh -c "pdffonts '$work/letter.pdf' | tail -n +3 | awk '{ if (\$(NF-4) != \"yes\") bad = 1; n++ } END { exit bad || !n }'"

# office FILE: by LibreOffice to PDF and from that to text, in $work/FILE.txt.
office() {
    HOME=$work timeout 120 soffice --headless --norestore --convert-to pdf --outdir "$work/office" "$work/$1.docx" >"$out" 2>"$err" &&
        pdftotext "$work/office/$1.pdf" "$work/$1.txt"
}
holds "LibreOffice opens the letter" office letter
holds "and loses nothing that was filled in" node "$work/pieces.js" "$work/letter.json" "$work/letter.txt" letter signer

get "$at/dispatch.json" >"$work/dispatch.json"
meeting=$(of "$work/dispatch.json" 'd.rows.find(r => r.decided > 0).meeting_id')
get "$at/dispatch/$meeting/minutes.json" >"$work/minutes.json"
get "$at/dispatch/$meeting/minutes/pdf" >"$work/minutes.pdf"
pdftotext "$work/minutes.pdf" "$work/minutes.txt"
holds "the minutes can be read out of their PDF" node "$work/pieces.js" "$work/minutes.json" "$work/minutes.txt" minutes zh
get "$at/dispatch/$meeting/minutes/pdf" >"$work/again.pdf"
holds "asked again they are the same bytes" cmp -s "$work/minutes.pdf" "$work/again.pdf"
for lang in zh en; do
    get "$at/dispatch/$meeting/minutes/docx" >"$work/minutes_$lang.docx"
    holds "LibreOffice opens the minutes ($lang)" office "minutes_$lang"
    holds "nothing that was decided is lost ($lang), and no placeholder is left" \
        node "$work/pieces.js" "$work/minutes.json" "$work/minutes_$lang.txt" minutes $lang
done
lang=zh
for kind in letter minutes_zh minutes_en; do
    get "$at/templates/sample?kind=$kind" >"$work/sample_$kind.docx"
    holds "LibreOffice opens the sample of $kind" office "sample_$kind"
    says "with its placeholders" '\{\{' "$work/sample_$kind.txt"
done
done_tap
