#!/bin/sh
# Outside data: hand-made files of both kinds are answered as an independent script reckons; what cannot be meant is refused
# with its place, before anything is answered.
cd "$(dirname "$0")/.." || exit 2
. tests/tap.sh
export LC_ALL=C.UTF-8 LANG=en_US.UTF-8

for seed in 1 2 3; do
    holds "files are made of chance, seed $seed" python3 tests/outlook_oracle.py make "$seed" "$work"
    for kind in slips months; do
        "$q" outlook --cases "$work/$kind.csv" "$work/${kind}_query.csv" >"$work/answers.csv" 2>"$err"
        holds "each of their $kind is answered once, as reckoned from the formulas" \
            python3 tests/outlook_oracle.py check "$work/$kind.csv" "$work/${kind}_query.csv" "$work/answers.csv"
    done
done

slip_head=id,project,report_no,as_of,planned_finish,budget,category,phase,agency,slip_so_far_days,budget_growth_so_far_pct,target
cat >"$work/one.csv" <<EOF
$slip_head,finish_at_target,budget_at_target
a,P,1,2020-01-01,2021-01-01,100,路,施工,甲,0,0,2021-01-01,2021-07-20,120
EOF
printf '%s\nq,Q,1,2020-01-01,2021-01-01,100,路,施工,甲,0,0,2021-01-01\n' "$slip_head" >"$work/asked.csv"
ran 0 "one case answers one question" "$q" outlook --cases "$work/one.csv" "$work/asked.csv"
# n = 1, P = (1·1 + 1)/(1 + 2): a slip of 200 days and a growth of 20 %
holds "never with certainty" test "$(sed -n 2p "$out")" = "q,200,200,200,0.666667,20,20,20,0.666667"

refused() { # sentence, pattern
    ran 1 "$1" "$q" outlook --cases "$work/cases.csv" "$work/query.csv"
    says "told with its place" "$2" "$err"
    holds "and nothing is answered" test ! -s "$out"
}
cp "$work/one.csv" "$work/cases.csv"
sed 's/^q,Q,1,2020-01-01/q,Q,1,last spring/' "$work/asked.csv" >"$work/query.csv"
refused "a day that is none is refused" 'query.csv, row 2, column as_of: '
sed 's/,2021-01-01$/,2019-12-31/' "$work/asked.csv" >"$work/query.csv"
refused "a target before its question is refused" 'query.csv, row 2, column target: .*later'
sed '1s/,phase//' "$work/asked.csv" >"$work/query.csv"
refused "a column that is missing is refused" 'query.csv: there is no column .phase'
cp "$work/asked.csv" "$work/query.csv"
{ cat "$work/one.csv"; printf '\nb,P,2,2020-03-01,2021-01-01,many,路,施工,甲,0,0,2021-01-01,2021-07-20,120\n'; } >"$work/cases.csv"
refused "an amount that is none is refused" 'cases.csv, row [34], column budget: '
sed 's/^a,P/a,/' "$work/one.csv" >"$work/cases.csv"
refused "a case of nobody is refused" 'cases.csv, row 2, column project: it must not be blank'
printf 'PK\003\004 no workbook' >"$work/cases.csv"
refused "a file that is none is refused" 'cases.csv: '
rm "$work/cases.csv"
refused "a file that is not there is refused" 'cases.csv: '
printf 'project,month,progress_pct,spend_pct_of_cost,planned_end\nP,2020-01,10,5,2021-01\nP,2020-01-15,11,6,2021-01\n' >"$work/cases.csv"
printf 'id,project,what,target_month\nq,P,progress,2020-05\n' >"$work/query.csv"
refused "a month told twice is refused" 'cases.csv, row 3, column month: '
sed -i 3d "$work/cases.csv"
ran 0 "one month of one project is enough for an answer" "$q" outlook --cases "$work/cases.csv" "$work/query.csv"
# v = 10, b = 0, no other project: x = 10; plan = min(100, 10 + 90·4/12) = 40; ¾·10 + ¼·(10 + 40)/2
holds "as reckoned by hand" test "$(sed -n 2p "$out")" = "q,10,13.75,13.75,"
printf 'id,project,what,target_month\nq,P,progress,2020-01\n' >"$work/query.csv"
refused "a month that is known already is no question" 'query.csv, row 2, column target_month: '
printf 'id,project,what,target_month\nq,P,weather,2020-03\n' >"$work/query.csv"
refused "what nobody can answer is refused" 'query.csv, row 2, column what: .weather'
printf 'id,project,what,target_month\nq,P,spend,2020-03\nr,Nobody,progress,2020-03\n' >"$work/query.csv"
ran 1 "a project of which nothing is known has an empty answer" "$q" outlook --cases "$work/cases.csv" "$work/query.csv"
holds "beside the others" test "$(sed -n '2,$p' "$out" | tr '\n' ' ')" = "q,5,5,5, r,,,, "
says "and it is said" '1 question' "$err"
ran 2 "questions without cases are wrong usage" "$q" outlook "$work/query.csv"
done_tap
