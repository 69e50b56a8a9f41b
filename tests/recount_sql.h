/* recount_sql -- every indicator once more, in plain SQL on the current tables of either database.
 *
 * Written from the rules as people state them; it knows no board, no lights and no code of theirs.
 * Two bounds: each project states its investment month by month or from January on, not both; and the
 * month asked about is March or later, over by the known day, under the default rules and settings. */
#pragma once
#include "pg.h"
#include "base/day.h"
#include "store/db.h"

enum recount_column {
    RC_LISTED, RC_IMPLEMENTING, RC_STARTED, RC_STARTED_UNKNOWN, RC_IMPLEMENTING_STARTED, RC_TOTAL, RC_TOTAL_KNOWN,
    RC_PLAN, RC_PLAN_KNOWN, RC_MONTH, RC_MONTH_KNOWN, RC_RED, RC_YELLOW, RC_GREEN, RC_GREY, RC_MISSING,
    RC_DUTY, RC_DUTY_HERE, RC_DUTY_TIMELY, RC_DUTY_LATE, RC_DUTY_UNDATED,
    RC_PROBLEMS_OPEN, RC_PROBLEMS_LATE, RC_PROBLEMS_SOLVED, RC_PROBLEMS_TIMELY,
    RC_PLATFORM, RC_NEW, RC_NEW_TOTAL, RC_NEW_TOTAL_KNOWN, RC_BUREAU,
    RC_YTD, RC_YTD_KNOWN = RC_YTD + 12, RC_COUNT = RC_YTD_KNOWN + 12
};

enum { RECOUNTS_MAX = 4096 };
struct recount_sql {
    struct arena *a;
    int year, m; /* m: 1 to 12 */
    int32_t known_day;
    int due_day;
    int64_t threshold_fen;
};

static inline int32_t recount_end(const struct recount_sql *x, int m) { return month_last_day(month_of(x->year, 1) + m - 1); }
static inline int32_t recount_first(const struct recount_sql *x, int m) { return month_first_day(month_of(x->year, 1) + m - 1); }
static inline bool recount_is_due(const struct recount_sql *x, int m) { return x->known_day > recount_end(x, m) + x->due_day; }

#define LATER_FACT                                                                                           \
    "EXISTS (SELECT 1 FROM invest_fact g WHERE g.project_id = f.project_id AND g.gone = 0 AND "               \
    "g.source = 'report' AND g.from_month = f.from_month AND g.to_month = f.to_month AND "                    \
    "(g.entry > f.entry OR (g.entry = f.entry AND g.id > f.id)))"

/* January to month m: as stated, else the sum of its months if all of them are. */
static inline const char *recount_ytd(const struct recount_sql *x, int m) {
    int jan = month_of(x->year, 1), to = jan + m - 1;
    return arena_printf(x->a,
        "COALESCE((SELECT f.amount_fen FROM invest_fact f WHERE f.project_id = p.id AND f.gone = 0 AND "
        "f.source = 'report' AND f.from_month = %d AND f.to_month = %d AND NOT " LATER_FACT "), "
        "(SELECT CASE WHEN COUNT(*) = %d THEN CAST(SUM(f.amount_fen) AS BIGINT) END FROM invest_fact f "
        "WHERE f.project_id = p.id AND f.gone = 0 AND f.source = 'report' AND f.from_month = f.to_month AND "
        "f.to_month BETWEEN %d AND %d AND NOT " LATER_FACT "))", jan, to, m, jan, to);
}

static inline const char *recount_month(const struct recount_sql *x) {
    int month = month_of(x->year, x->m);
    return arena_printf(x->a,
        "COALESCE((SELECT f.amount_fen FROM invest_fact f WHERE f.project_id = p.id AND f.gone = 0 AND "
        "f.source = 'report' AND f.from_month = %d AND f.to_month = %d AND NOT " LATER_FACT "), %s - %s)",
        month, month, recount_ytd(x, x->m), recount_ytd(x, x->m - 1));
}

/* One row a project: what the rules need to know of it. */
static inline const char *recount_projects(const struct recount_sql *x) {
    int32_t end = recount_end(x, x->m), jan1 = day_of(x->year, 1, 1);
    struct out *o = out_in(x->a, 0);
    out_printf(o,
        "WITH RECURSIVE up(id, above) AS (SELECT id, parent_id FROM project WHERE gone = 0 AND parent_id IS NOT NULL "
        "UNION SELECT up.id, q.parent_id FROM up JOIN project q ON q.id = up.above AND q.gone = 0 "
        "WHERE q.parent_id IS NOT NULL), r AS (SELECT p.*, "
        "CASE WHEN COALESCE(p.total_fen, %lld) < %lld "
        "OR (p.counts_as = 'children' AND EXISTS (SELECT 1 FROM project k WHERE k.parent_id = p.id AND k.gone = 0)) "
        "OR EXISTS (SELECT 1 FROM up JOIN project q ON q.id = up.above AND q.gone = 0 AND q.counts_as = 'itself' "
        "WHERE up.id = p.id) THEN 0 ELSE 1 END AS counted, ",
        (long long)x->threshold_fen, (long long)x->threshold_fen);
    out_printf(o,
        "CASE WHEN p.registered_day <= %d AND (p.withdrawn_day IS NULL OR p.withdrawn_day > %d) AND "
        "(p.actual_finish_day IS NULL OR p.actual_finish_day >= %d) THEN 1 ELSE 0 END AS on_platform, "
        "CASE WHEN EXISTS (SELECT 1 FROM membership l WHERE l.project_id = p.id AND l.gone = 0 AND l.year = %d AND "
        "l.level IN ('provincial_major', 'provincial_key', 'municipal_key') AND l.entered_day <= %d AND "
        "(l.left_day IS NULL OR l.left_day > %d)) THEN 1 ELSE 0 END AS on_lists, "
        "COALESCE((SELECT l.role FROM membership l WHERE l.project_id = p.id AND l.gone = 0 AND l.year = %d ORDER BY "
        "CASE WHEN l.left_day IS NULL THEN 0 ELSE 1 END, CASE l.level WHEN 'provincial_major' THEN 0 "
        "WHEN 'provincial_key' THEN 1 WHEN 'municipal_key' THEN 2 ELSE 3 END, l.entered_day DESC, l.id DESC LIMIT 1), "
        "'none') AS role, ", end, end, jan1, x->year, end, end, x->year);
    out_printf(o,
        "(SELECT n.amount_fen FROM annual_plan n WHERE n.project_id = p.id AND n.gone = 0 AND n.year = %d "
        "ORDER BY n.is_provisional, n.revision DESC, n.id DESC LIMIT 1) AS plan, "
        "(SELECT MAX(s.stopped_day) FROM stop s WHERE s.project_id = p.id AND s.gone = 0) AS stopped, "
        "(SELECT s.resumed_day FROM stop s WHERE s.project_id = p.id AND s.gone = 0 "
        "ORDER BY s.stopped_day DESC, s.id DESC LIMIT 1) AS resumed, %s AS month_fen", x->year, recount_month(x));
    for (int m = 1; m <= x->m; m++) out_printf(o, ", %s AS y%d", recount_ytd(x, m), m);
    out_raw(o, " FROM project p WHERE p.gone = 0)");
    return out_text_of(o);
}

/* A figure of month m was owed and is not there. */
static inline const char *recount_missing(const struct recount_sql *x, int m) {
    int32_t end = recount_end(x, m);
    return arena_printf(x->a,
        "(y%d IS NULL AND NOT EXISTS (SELECT 1 FROM invest_fact f WHERE f.project_id = r.id AND f.gone = 0 AND "
        "f.source = 'report' AND f.to_month = %d) AND registered_day <= %d AND "
        "(actual_finish_day IS NULL OR actual_finish_day >= %d) AND (actual_start_day <= %d OR "
        "(actual_start_day IS NULL AND begun_some_day = 1)))",
        m, month_of(x->year, m), end, recount_first(x, m), end);
}

static inline const char *recount_reported(const struct recount_sql *x) {
    return arena_printf(x->a,
        "(y%d IS NOT NULL OR EXISTS (SELECT 1 FROM invest_fact f WHERE f.project_id = r.id AND f.gone = 0 AND "
        "f.source = 'report' AND f.to_month = %d))", x->m, month_of(x->year, x->m));
}

/* The day as of which a month's problems are looked at: its end, or that of the last entry if that comes first. */
static inline const char *recount_seen(const struct recount_sql *x) {
    int32_t end = recount_end(x, x->m);
    return arena_printf(x->a, "(SELECT CASE WHEN MAX(recorded_ms) + 28800000 >= %lld THEN %d ELSE "
                        "(MAX(recorded_ms) + 28800000) / 86400000 END FROM journal)", (long long)(end + 1) * 86400000, end);
}

/* Registered by the month's end, and not closed by then. */
static inline const char *recount_open(const struct recount_sql *x) {
    int32_t end = recount_end(x, x->m);
    return arena_printf(x->a, "b.registered_day <= %d AND (b.closed_day IS NULL OR b.closed_day > %d)", end, end);
}

/* Its clock runs. */
static inline const char *recount_runs(const struct recount_sql *x) {
    return arena_printf(x->a, "(b.stopped_day IS NULL OR b.stopped_day > %s)", recount_seen(x));
}

/* How the earliest problem that is open stands: 30 days past its day yellow, 45 red. */
static inline const char *recount_stuck(const struct recount_sql *x) {
    int32_t end = recount_end(x, x->m);
    return arena_printf(x->a,
        "(SELECT CASE WHEN MIN(b.ends_day) IS NULL THEN 0 WHEN MIN(b.ends_day) <= %d THEN 3 WHEN MIN(b.ends_day) <= %d THEN 2 "
        "ELSE 1 END FROM problem b WHERE b.project_id = r.id AND b.gone = 0 AND b.state IS NOT NULL AND %s AND %s)",
        end - 45, end - 30, recount_open(x), recount_runs(x));
}

/* Colours of the rules as 0 grey to 3 red, Yinchuan's thresholds. */
static inline const char *recount_lights(const struct recount_sql *x) {
    struct out *o = out_in(x->a, 0);
    int m = x->m, newest = recount_is_due(x, m) ? m : m - 1;
    int32_t end = recount_end(x, m);
    int32_t known_month = month_of_day(x->known_day);
    int32_t closed = x->known_day == month_last_day(known_month) ? known_month : known_month - 1;
    int32_t two_months = recount_first(x, m - 2) + days_in_month(x->year, m) - 1;
    int32_t one_month = recount_first(x, m - 1) + days_in_month(x->year, m) - 1;
    out_printf(o,
        ", b AS (SELECT r.*, CASE WHEN stage IN ('under_construction', 'suspended', 'completed', 'in_production') "
        "OR role = 'continuing' THEN 1 ELSE 0 END AS begun, CASE WHEN stage IN ('under_construction', 'suspended', "
        "'completed', 'in_production') OR role = 'continuing' OR actual_finish_day <= %d THEN 1 ELSE 0 END "
        "AS begun_some_day FROM r), ",
        x->known_day < recount_end(x, 12) ? x->known_day : recount_end(x, 12));
    out_printf(o,
        "c AS (SELECT r.*, CASE WHEN plan IS NULL OR plan = 0 OR y%d IS NULL THEN 0 "
        "WHEN (%d * plan - 12 * y%d) * 100 > 360 * plan THEN 3 WHEN (%d * plan - 12 * y%d) * 100 >= 120 * plan THEN 2 "
        "ELSE 1 END AS investment, ", m, m, m, m, m);
    out_printf(o,
        "CASE WHEN actual_start_day <= %d THEN 1 WHEN actual_start_day IS NULL AND (begun = 1 OR actual_finish_day <= %d) "
        "THEN 0 WHEN planned_start_day IS NULL THEN CASE WHEN actual_start_day IS NULL THEN 0 ELSE 1 END "
        "WHEN planned_start_day <= %d THEN 3 WHEN planned_start_day <= %d THEN 2 ELSE 1 END AS start, ",
        end, end, recount_end(x, m - 2), end);
    out_printf(o,
        "CASE WHEN total_fen < %lld THEN 0 WHEN stats_entry_day <= %d THEN 1 WHEN actual_start_day IS NULL OR "
        "actual_start_day > %d THEN 0 WHEN actual_start_day < %d THEN 3 WHEN actual_start_day <= %d THEN 2 ELSE 1 END "
        "AS statistics, ", (long long)x->threshold_fen, end, end, two_months, recount_end(x, m - 1));
    out_printf(o,
        "CASE WHEN %s THEN 1 WHEN NOT %s THEN 0 WHEN NOT %s THEN 1 WHEN %s THEN 3 ELSE 2 END AS figures, ",
        recount_reported(x), recount_missing(x, m), recount_missing(x, newest), recount_missing(x, newest - 1));
    out_printf(o,
        "CASE WHEN stopped <= %d AND NOT (actual_finish_day IS NOT NULL AND actual_finish_day <= %d) AND "
        "NOT (resumed IS NOT NULL AND resumed <= %d AND resumed >= stopped) THEN CASE WHEN stopped < %d THEN 3 ELSE 2 END "
        "WHEN stopped IS NULL AND stage = 'suspended' AND %d >= %d THEN 2 ELSE 1 END AS halt, %s AS stuck FROM b r), ",
        end, end, end, one_month, month_of(x->year, m), closed, recount_stuck(x));
    out_printf(o,
        "d AS (SELECT c.*, CASE WHEN withdrawn_day <= %d OR actual_finish_day < %d OR role = 'preliminary' THEN 1 "
        "ELSE 0 END AS dark, CASE WHEN 3 IN (investment, start, statistics, figures, halt, stuck) THEN 3 "
        "WHEN 2 IN (investment, start, statistics, figures, halt, stuck) THEN 2 ELSE investment END AS lit FROM c)",
        end, day_of(x->year, 1, 1));
    return out_text_of(o);
}

/* The month's report under the default rule: due on the city's day of the next month, from ten days before, never locked.
 * e adds to d: the day it came (first sent, or a figure first stated by a sheet), how far it has come, if a figure is there. */
static inline const char *recount_duties(const struct recount_sql *x) {
    int32_t end = recount_end(x, x->m);
    int month = month_of(x->year, x->m);
    struct out *o = out_in(x->a, 0);
    out_printf(o,
        ", e0 AS (SELECT d.*, CASE WHEN on_platform = 1 AND %d <= %d THEN 1 ELSE 0 END AS owed, "
        "(SELECT MIN(q.day) FROM (SELECT (n.first_sent_ms + 28800000) / 86400000 AS day FROM report n WHERE "
        "n.project_id = d.id AND n.gone = 0 AND n.period_kind = 'month' AND n.to_day = %d "
        "UNION ALL SELECT (j.recorded_ms + 28800000) / 86400000 FROM invest_fact f JOIN journal j ON j.number = COALESCE("
        "(SELECT h.entry FROM invest_fact_h h WHERE h.id = f.id AND h.version = 1 AND h.project_id = f.project_id AND "
        "h.report_id IS NULL AND h.source = 'report' AND h.gone = 0), CASE WHEN f.report_id IS NULL THEN f.entry END) "
        "WHERE f.project_id = d.id AND f.gone = 0 AND f.source = 'report' AND f.to_month = %d) q) AS came, ",
        end + x->due_day - 10, x->known_day, end, month);
    out_printf(o,
        "COALESCE((SELECT CASE WHEN n.state = 'returned' AND n.desk = 'unit' THEN 'returned' WHEN n.state = 'draft' THEN "
        "'draft' ELSE 'sent' END FROM report n WHERE n.project_id = d.id AND n.gone = 0 AND n.period_kind = 'month' AND "
        "n.to_day = %d ORDER BY CASE n.state WHEN 'accepted' THEN 0 ELSE 1 END, n.revision DESC LIMIT 1), 'none') AS far, "
        "CASE WHEN EXISTS (SELECT 1 FROM invest_fact f WHERE f.project_id = d.id AND f.gone = 0 AND f.source = 'report' AND "
        "f.to_month = %d) THEN 1 ELSE 0 END AS stated FROM d)", end, month);
    out_printf(o,
        ", e AS (SELECT e0.*, CASE WHEN far = 'sent' OR (far <> 'returned' AND ((stated = 1 AND came IS NOT NULL) OR "
        "(stated = 0 AND y%d IS NOT NULL))) THEN 1 ELSE 0 END AS here FROM e0)", x->m);
    return out_text_of(o);
}

#define SUM_OF(what) "CAST(COALESCE(SUM(" what "), 0) AS BIGINT)"
#define COUNT_IF(what) "CAST(COALESCE(SUM(CASE WHEN " what " THEN 1 ELSE 0 END), 0) AS BIGINT)"
#define IMPLEMENTING_SQL "role IN ('new_start', 'continuing')"

/* All columns of one month, of the projects that `where` keeps (d's columns), or of all. */
static inline void recount_run(struct tx *t, const struct recount_sql *x, const char *where, int64_t ret[RC_COUNT]) {
    int32_t end = recount_end(x, x->m), first = recount_first(x, x->m);
    char *started = arena_printf(x->a, "(actual_start_day <= %d OR (actual_start_day IS NULL AND role = 'continuing'))", end);
    struct out *o = out_in(x->a, 0);
    int32_t due = end + x->due_day;
    out_printf(o, "%s%s%s SELECT ", recount_projects(x), recount_lights(x), recount_duties(x));
    const char *listed = "on_lists = 1";
    const char *const conditions[] = {
        [RC_LISTED] = "1 = 1", [RC_IMPLEMENTING] = IMPLEMENTING_SQL, [RC_STARTED] = started,
        [RC_STARTED_UNKNOWN] = "actual_start_day IS NULL AND role <> 'continuing' AND stage IN "
                               "('under_construction', 'suspended', 'completed', 'in_production')",
        [RC_IMPLEMENTING_STARTED] = arena_printf(x->a, IMPLEMENTING_SQL " AND %s", started),
        [RC_RED] = "dark = 0 AND lit = 3", [RC_YELLOW] = "dark = 0 AND lit = 2", [RC_GREEN] = "dark = 0 AND lit = 1",
        [RC_GREY] = "dark = 1 OR lit = 0", [RC_MISSING] = "dark = 0 AND figures >= 2"};
    const char *const duties[] = {
        "1 = 1", "here = 1", arena_printf(x->a, "came <= %d", due),
        arena_printf(x->a, "came > %d OR (came IS NULL AND here = 0 AND %d > %d)", due, x->known_day, due),
        "came IS NULL AND here = 1"};
    const char *open = recount_open(x);
    const char *solved = arena_printf(x->a, "b.closed_day BETWEEN %d AND %d", day_of(x->year, 1, 1), end);
    const char *const problems[] = {
        open, arena_printf(x->a, "%s AND b.ends_day < %s AND %s", open, recount_seen(x), recount_runs(x)),
        solved, arena_printf(x->a, "%s AND b.closed_day <= b.ends_day", solved)};
    for (int k = 0; k < RC_COUNT; k++) {
        if (k) out_raw(o, ", ");
        if (k < (int)countof(conditions) && conditions[k]) {
            out_printf(o, COUNT_IF("counted = 1 AND %s AND (%s)"), listed, conditions[k]);
            continue;
        }
        if (k >= RC_DUTY && k <= RC_DUTY_UNDATED) { /* owed by each, also by those that are not counted in sums */
            out_printf(o, COUNT_IF("%s AND owed = 1 AND (%s)"), listed, duties[k - RC_DUTY]);
            continue;
        }
        if (k >= RC_PROBLEMS_OPEN && k <= RC_PROBLEMS_TIMELY) {
            out_printf(o,
                       SUM_OF("CASE WHEN counted = 1 AND %s THEN (SELECT COUNT(*) FROM problem b WHERE b.project_id = e.id AND "
                                 "b.gone = 0 AND b.state IS NOT NULL AND (%s)) END"), listed, problems[k - RC_PROBLEMS_OPEN]);
            continue;
        }
        const char *amount = k <= RC_TOTAL_KNOWN ? "total_fen" : k <= RC_PLAN_KNOWN ? "plan" : "month_fen";
        if (k >= RC_YTD) amount = arena_printf(x->a, "y%d", (k - RC_YTD) % 12 + 1);
        bool is_count = k == RC_TOTAL_KNOWN || k == RC_PLAN_KNOWN || k == RC_MONTH_KNOWN || k >= RC_YTD_KNOWN;
        char *is_new = arena_printf(x->a, "counted = 1 AND on_platform = 1 AND registered_day BETWEEN %d AND %d", first, end);
        if (k == RC_PLATFORM) out_printf(o, COUNT_IF("counted = 1 AND on_platform = 1"));
        else if (k == RC_BUREAU)
            out_printf(o, COUNT_IF("counted = 1 AND on_platform = 1 AND EXISTS (SELECT 1 FROM invest_fact b WHERE "
                                   "b.project_id = e.id AND b.source = 'bureau' AND b.gone = 0)"));
        else if (k == RC_NEW) out_printf(o, COUNT_IF("%s"), is_new);
        else if (k == RC_NEW_TOTAL) out_printf(o, SUM_OF("CASE WHEN %s THEN total_fen END"), is_new);
        else if (k == RC_NEW_TOTAL_KNOWN) out_printf(o, COUNT_IF("%s AND total_fen IS NOT NULL"), is_new);
        else if (k >= RC_YTD && (k - RC_YTD) % 12 >= x->m) out_raw(o, "0");
        else if (is_count) out_printf(o, COUNT_IF("counted = 1 AND %s AND %s IS NOT NULL"), listed, amount);
        else out_printf(o, SUM_OF("CASE WHEN counted = 1 AND %s THEN %s END"), listed, amount);
    }
    out_printf(o, " FROM e%s%s", *where ? " WHERE " : "", where);
    /* A connection knows a prepared statement by its address: each gets one of its own, for good. */
    static struct statement kept[RECOUNTS_MAX];
    static int kept_count;
    assert_true(kept_count < RECOUNTS_MAX && !o->overflow);
    struct statement *s = &kept[kept_count++];
    s->sqlite = s->postgres = strdup(out_text_of(o));
    s->name = "recount", s->columns = RC_COUNT;
    struct rows *rows = NULL;
    bool has = false;
    assert_ok(x->a, db_rows(t, s, NULL, &rows));
    assert_ok(x->a, rows_next(rows, &has));
    assert_true(has);
    for (int k = 0; k < RC_COUNT; k++) ret[k] = rows_int(rows, k);
    rows_close(rows);
}
