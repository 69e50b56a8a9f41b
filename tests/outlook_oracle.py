#!/usr/bin/env python3
"""outlook_oracle.py make SEED DIR | check CASES QUERY ANSWERS

Files of both kinds of outside data, made by hand of chance; and the answers to them, reckoned from the formulas alone, in
plain double arithmetic and without any shared code. Fails with the first answer that differs."""
import csv, datetime, math, random, sys

DAY = datetime.date


def day(text):
    return DAY.fromisoformat(text) if text else None


def month(text):
    year, number = text.split("-")[:2]
    return int(year) * 12 + int(number) - 1


def quantile(pairs, part):
    """The smallest y up to which a share of the weight lies."""
    total, run = sum(w for _, w in pairs), 0.0
    for y, w in sorted(pairs):
        run += w
        if run >= part * total:
            return y
    return None


def rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def slip_weights(cases, query):
    per_project = {}
    for c in cases:
        per_project[c["project"]] = per_project.get(c["project"], 0) + 1
    years = lambda a, b: (b - a).days / 365.25
    h_i = years(day(query["as_of"]), day(query["target"]))
    finish = day(query["planned_finish"])
    m_i = max(0.3, years(day(query["as_of"]), finish)) if finish else None
    ret = []
    for c in cases:
        h_j = years(day(c["as_of"]), day(c["target"]))
        m_j = max(0.3, years(day(c["as_of"]), day(c["planned_finish"]))) if c["planned_finish"] else 0.3
        w = 1 / per_project[c["project"]] * 0.2 * math.exp(-0.5 * (math.log(h_j / h_i) / 0.5) ** 2)
        if m_i is not None:
            w *= math.exp(-0.5 * (math.log(m_j / m_i) / 0.6) ** 2)
        w *= 1 if c["phase"] == query["phase"] else 0.2
        w *= 1 if c["agency"] == query["agency"] else 0.2
        ret.append(w + 1e-12)
    return ret


def chance(outcomes, weights, limit):
    n = sum(weights) ** 2 / sum(w * w for w in weights)
    share = sum(w for y, w in zip(outcomes, weights) if y > limit) / sum(weights)
    return (n * share + 1) / (n + 2)


def slip_answer(cases, query):
    finish = [c for c in cases if c["planned_finish"] and c["finish_at_target"]]
    budget = [c for c in cases if c["budget"] and c["budget_at_target"]]
    ret = []
    for some, outcome, limit in (
        (finish, lambda c: (day(c["finish_at_target"]) - day(c["planned_finish"])).days, 180),
        (budget, lambda c: (float(c["budget_at_target"]) / float(c["budget"]) - 1) * 100, 10),
    ):
        weights, y = slip_weights(some, query), [outcome(c) for c in some]
        ret += [quantile(list(zip(y, weights)), part) for part in (0.1, 0.5, 0.9)] + [chance(y, weights, limit)]
    return ret


class City:
    def __init__(self, cases):
        self.of = {}
        for c in cases:
            at = self.of.setdefault(c["project"], {"progress": {}, "spend": {}, "end": {}})
            for what, column in (("progress", "progress_pct"), ("spend", "spend_pct_of_cost")):
                if c[column]:
                    at[what][month(c["month"])] = float(c[column])
            if c["planned_end"]:
                at["end"][month(c["month"])] = month(c["planned_end"])

    @staticmethod
    def own(series, until=None):
        """Latest value, own slope, months seen."""
        seen = sorted(m for m in series if until is None or m <= until)
        if not seen:
            return None
        span = seen[-1] - seen[0]
        slope = max(0, (series[seen[-1]] - series[seen[0]]) / span) if span else 0
        return series[seen[-1]], slope, len(seen), seen[-1]

    def shrunken(self, name, what, until=None):
        v, b, n, last = self.own(self.of[name][what], until)
        k_sum = b_sum = 0.0
        for other, at in self.of.items():
            state = self.own(at[what])
            if other == name or not state:
                continue
            k = math.exp(-0.5 * ((state[0] - v) / 25) ** 2)
            k_sum, b_sum = k_sum + k, b_sum + k * state[1]
        if not k_sum:
            return v, b, last
        return v, (n * b + 3 * b_sum / k_sum) / (n + 3), last

    def progress(self, name, what, target):
        if name not in self.of or not self.of[name][what]:
            return [None, None, None, None]
        v, s, last = self.shrunken(name, what)
        h, ends = target - last, self.of[name]["end"]
        e = ends[max(ends)] - last if ends else 0
        x = v + s * h
        plan = min(100, v + (100 - v) * h / e) if e > 0 else 100
        middle = x if what == "spend" and h < 4 else 0.75 * x + 0.25 * (v + plan) / 2
        ratios = []
        for other, at in self.of.items():
            if other == name:
                continue
            for m, value in at[what].items():
                if m + h not in at[what]:
                    continue
                _, s_then, _ = self.shrunken(other, what, m)
                if s_then * h > 0:
                    ratios.append((at[what][m + h] - value) / (s_then * h))
        low, high = 0.2, 2.0
        if len(ratios) >= 30:
            low, high = quantile([(r, 1) for r in ratios], 0.1), quantile([(r, 1) for r in ratios], 0.9)
        cap = 100 if what == "progress" else math.inf
        middle = min(middle, cap)
        return [min(middle, cap, v + (x - v) * low), middle, max(middle, min(cap, v + (x - v) * high)), None]

    def end_moves(self, name, target):
        if name not in self.of or not self.of[name]["end"]:
            return [None] * 4
        band = lambda d: sum(d > limit for limit in (3, 6, 12, 24))
        own = self.of[name]["end"]
        last = max(own)
        h, here = target - last, band(own[last] - last)
        every = []
        for at in self.of.values():
            for m, end in at["end"].items():
                if m + h in at["end"]:
                    every.append((band(end - m), at["end"][m + h] > end))
        near = [moved for b, moved in every if b == here]
        share = (sum(moved for _, moved in every) + 1) / (len(every) + 2)
        return [None, None, None, (sum(near) + 4 * share) / (len(near) + 4)]


def answers(cases, queries):
    if "finish_at_target" in cases[0]:
        return [slip_answer(cases, q) for q in queries]
    city, ret = City(cases), []
    for q in queries:
        target = month(q["target_month"])
        ret.append(city.end_moves(q["project"], target) if q["what"] == "end_moves" else city.progress(q["project"], q["what"], target))
    return ret


def check(cases_path, query_path, answers_path):
    queries, got = rows(query_path), rows(answers_path)
    want = answers(rows(cases_path), queries)
    if [g["id"] for g in got] != [q["id"] for q in queries]:
        sys.exit("not every row was answered once, in order")
    names = list(got[0])[1:]
    for q, g, w in zip(queries, got, want):
        for name, wanted in zip(names, w):
            text = g[name]
            if (wanted is None) != (text == ""):
                sys.exit(f"{q['id']} {name}: {text!r}, not {wanted}")
            if wanted is None:
                continue
            near = 0.00006 if name != "p" and not name.startswith("p_") else 0.00002
            if abs(float(text) - wanted) > near:
                sys.exit(f"{q['id']} {name}: {text}, not {wanted}")


def write(path, heading, lines):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(heading)
        out.writerows(lines)


SLIP = "id,project,report_no,as_of,planned_finish,budget,category,phase,agency,slip_so_far_days,budget_growth_so_far_pct,target".split(",")


def make(seed, folder):
    random.seed(seed)
    phases, agencies = ["施工", "前期", ""], ["甲局", "乙局", "丙,局"]
    some = lambda x, p=0.06: "" if random.random() < p else x
    later = lambda d, a, b: d + datetime.timedelta(random.randint(a, b))

    def slip(i, whose, with_end):
        as_of = later(DAY(2015, 1, 1), 0, 1500)
        finish, target, budget = later(as_of, -100, 1500), later(as_of, 30, 900), random.randint(100, 90000)
        line = [i, whose, random.randint(1, 9), as_of, some(finish), some(budget), "道路", random.choice(phases), random.choice(agencies),
                some(random.randint(-50, 400)), some(random.randint(-9, 60)), target]
        if with_end:
            line += [some(later(finish, -60, random.choice([30, 500]))), some(round(budget * random.uniform(0.9, 1.4), 2))]
        return line

    cases = [slip(f"c{i}", f"p{random.randint(1, 60)}", True) for i in range(150)]
    write(f"{folder}/slips.csv", SLIP + ["finish_at_target", "budget_at_target"], cases)
    write(f"{folder}/slips_query.csv", SLIP, [slip(f"q{i}", f"p{random.randint(40, 90)}", False) for i in range(60)])
    lines, last = [], {}
    for p in range(25):
        first, value, spend, pace = random.randint(0, 20), random.uniform(0, 30), random.uniform(0, 30), random.uniform(0, 5)
        end = first + random.randint(12, 50)
        for k in range(random.choice([1, 2, 5, 14, 20])):
            value, spend = min(100, value + random.uniform(0, 2) * pace), spend + random.uniform(0, 2) * pace
            end += random.choice([0, 0, 0, 0, 3, 9])
            text = lambda m: f"{2018 + m // 12}-{m % 12 + 1:02d}"
            lines.append([f"工程{p}", text(first + k), some(round(value, 2)), some(round(spend, 2)), some(text(end))])
            last[f"工程{p}"] = first + k
    random.shuffle(lines)
    write(f"{folder}/months.csv", "project,month,progress_pct,spend_pct_of_cost,planned_end".split(","), lines)
    queries = []
    for i in range(80):
        whose = random.choice(list(last))
        target = last[whose] + random.choice([1, 2, 3, 4, 6, 12])
        queries.append([f"q{i}", whose, ["progress", "spend", "end_moves"][i % 3], f"{2018 + target // 12}-{target % 12 + 1:02d}"])
    write(f"{folder}/months_query.csv", "id,project,what,target_month".split(","), queries)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), sys.argv[3])
    else:
        check(*sys.argv[2:])
