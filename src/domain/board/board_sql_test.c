/* Every sum and count that a board row can be asked for, against plain SQL on the current tables.
 *
 * The SQL is written from the rules as people state them, not from the code; it knows no board. */
#include "board_city.h"
#include "store/db.h"
#include "store/schema.h"

/* A connection knows a prepared statement by its address: each gets a place of its own. */
enum { STATEMENTS_MAX = 2000, SQL_MAX = 1600 };
static struct statement statements[STATEMENTS_MAX];
static char statement_texts[STATEMENTS_MAX][SQL_MAX];
static int statement_count;

__attribute__((format(printf, 2, 3))) static int64_t sql_int(struct city *c, const char *format, ...) {
    assert_true(statement_count < STATEMENTS_MAX);
    char *text = statement_texts[statement_count];
    struct statement *s = &statements[statement_count++];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, SQL_MAX, format, args);
    va_end(args);
    assert_true(n > 0 && n < SQL_MAX);
    *s = (struct statement){"test", text, text, 0, 1};
    struct rows *r = NULL;
    bool has = false;
    assert_ok(c->a, db_rows(c->t, s, NULL, &r));
    assert_ok(c->a, rows_next(r, &has));
    assert_true(has);
    int64_t value = rows_int(r, 0);
    rows_close(r);
    return value;
}

/* -- words of the rules, as SQL -- */

static const char *on_platform(struct city *c, int m) {
    int32_t end = month_last_day(month_of(CITY_YEAR, m));
    return arena_printf(c->a,
                        "p.gone = 0 AND p.registered_day <= %d AND (p.withdrawn_day IS NULL OR p.withdrawn_day > %d) "
                        "AND (p.actual_finish_day IS NULL OR p.actual_finish_day >= %d)",
                        end, end, day_of(CITY_YEAR, 1, 1));
}
static const char *on_lists(struct city *c, const char *levels, int m) {
    int32_t end = month_last_day(month_of(CITY_YEAR, m));
    return arena_printf(c->a,
                        "p.gone = 0 AND EXISTS (SELECT 1 FROM membership l WHERE l.project_id = p.id AND l.gone = 0 "
                        "AND l.year = %d AND l.level IN (%s) AND l.entered_day <= %d "
                        "AND (l.left_day IS NULL OR l.left_day > %d))",
                        CITY_YEAR, levels, end, end);
}
static const char *leading(struct city *c, const char *kind, int32_t today) {
    bool is_area = text_eq(kind, "area");
    return arena_printf(c->a,
                        "(SELECT h.holder_id FROM holder h JOIN %s AND u.id = h.holder_id AND u.gone = 0 WHERE "
                        "h.project_id = p.id AND h.gone = 0 AND h.kind = '%s' AND (h.from_day IS NULL OR h.from_day <= %d) "
                        "AND (h.to_day IS NULL OR h.to_day >= %d) ORDER BY h.share_bp DESC, h.id LIMIT 1)",
                        is_area ? "area u ON 1 = 1" : "unit u ON u.kind = 'department'", kind, today, today);
}
#define LEVEL_RANK                                                                                           \
    "CASE l.level WHEN 'provincial_major' THEN 0 WHEN 'provincial_key' THEN 1 WHEN 'municipal_key' THEN 2 ELSE 3 END"

/* -- the board's side -- */

typedef int64_t row_value(const struct chunk *c, int i, const void *of);
/* The sum of a value over selected rows; unknown values count as nothing, as in SQL. */
static int64_t sum_over(const struct board *b, const struct selection *s, row_value *value, const void *of) {
    int64_t sum = 0;
    for (int row = selection_next(s, 0); row >= 0; row = selection_next(s, row + 1)) {
        int64_t fen = value(board_chunk(b, row), row % CHUNK_ROWS, of);
        sum += fen == NO_FEN ? 0 : fen;
    }
    return sum;
}
static int64_t total_of(const struct chunk *c, int i, const void *of) { (void)of; return c->total_fen[i]; }
static int64_t plan_of(const struct chunk *c, int i, const void *of) { (void)of; return c->plan_fen[i]; }
static int64_t first_plan_of(const struct chunk *c, int i, const void *of) { (void)of; return c->first_plan_fen[i]; }
static int64_t before_of(const struct chunk *c, int i, const void *of) { (void)of; return c->before_fen[i]; }
static int64_t ytd_of(const struct chunk *c, int i, const void *of) { return c->ytd_fen[*(const int *)of - 1][i]; }
static int64_t month_of_row(const struct chunk *c, int i, const void *of) { return c->month_fen[*(const int *)of - 1][i]; }
static int64_t reported_day_of(const struct chunk *c, int i, const void *of) {
    int32_t day = c->reported_day[*(const int *)of - 1][i];
    return day == NO_DAY ? NO_FEN : day;
}
static int64_t role_is(const struct chunk *c, int i, const void *of) { return c->role[i] == *(const int *)of; }
static int64_t mark_is(const struct chunk *c, int i, const void *of) { return (c->marks[i] & *(const int *)of) != 0; }
static int64_t stopped_of(const struct chunk *c, int i, const void *of) {
    (void)of;
    return c->stopped_day[i] == NO_DAY ? NO_FEN : c->stopped_day[i];
}
static int64_t resumed_of(const struct chunk *c, int i, const void *of) {
    (void)of;
    return c->resumed_day[i] == NO_DAY ? NO_FEN : c->resumed_day[i];
}
struct day_column {
    size_t offset;
    const char *sql;
};
static int64_t day_of_row(const struct chunk *c, int i, const void *of) {
    const struct day_column *d = of;
    int32_t day = ((const int32_t *)(const void *)((const char *)c + d->offset))[i];
    return day == NO_DAY ? NO_FEN : day;
}

struct asking {
    struct city *c;
    const struct board *b;
    int m;
    struct selection all; /* on the platform at the end of month m */
    const char *where;    /* the same in SQL */
    int32_t today;
};

/* The board's sum is what SQL says. */
#define ASSERT_SQL(x, value, of, ...)                                                                        \
    assert_int_equal(sum_over((x)->b, &(x)->all, (value), (of)), sql_int((x)->c, __VA_ARGS__))
#define SUM(what) "SELECT CAST(COALESCE(SUM(" what "), 0) AS BIGINT) FROM project p WHERE %s"
#define COUNT "SELECT COUNT(*) FROM project p WHERE %s"

static struct question question_of(const struct asking *x) {
    return (struct question){.scope = scope_everything(), .month = month_of(CITY_YEAR, x->m), .with_uncounted = true};
}

static void check_groups(const struct asking *x) {
    struct city *c = x->c;
    const struct board *b = x->b;
    const char *area = leading(c, "area", x->today), *department = leading(c, "department", x->today);
    for (int i = 0; i < b->areas.count; i++) {
        struct question q = question_of(x);
        keys_add(&q.areas, (uint16_t)i);
        assert_int_equal(board_select(c->a, b, &q).count,
                         sql_int(c, COUNT " AND COALESCE(%s, p.area_id) = %d", x->where, area, (int)b->areas.at[i].id));
    }
    for (int i = 0; i < b->fields.count; i++) {
        struct question q = question_of(x);
        keys_add(&q.fields, (uint16_t)i);
        assert_int_equal(board_select(c->a, b, &q).count,
                         sql_int(c, COUNT " AND p.field_id = %d", x->where, (int)b->fields.at[i].id));
    }
    for (int i = 0; i < b->departments.count; i++) {
        int leads = 0;
        for (int row = selection_next(&x->all, 0); row >= 0; row = selection_next(&x->all, row + 1))
            leads += chunk_key(board_chunk(b, row), row % CHUNK_ROWS, BY_DEPARTMENT, 0) == i;
        assert_int_equal(leads, sql_int(c, COUNT " AND %s = %d", x->where, department, (int)b->departments.at[i].id));
    }
    static const char *const stages[] = {"", "planning", "reserve", "preliminary", "under_construction", "suspended",
                                         "completed"};
    for (unsigned stage = STAGE_UNKNOWN; stage < countof(stages); stage++) {
        struct question q = question_of(x);
        q.stages = 1u << stage;
        assert_int_equal(board_select(c->a, b, &q).count,
                         sql_int(c, COUNT " AND COALESCE(p.stage, '') = '%s'", x->where, stages[stage]));
    }
}

static void check_lists(const struct asking *x) {
    static const struct {
        unsigned levels;
        const char *sql;
    } lists[] = {{1 << PROVINCIAL_MAJOR, "'provincial_major'"},
                 {1 << COUNTY_KEY, "'county_key'"},
                 {LEVELS_KEY, "'provincial_major', 'provincial_key', 'municipal_key'"}};
    for (size_t i = 0; i < countof(lists); i++) {
        struct question q = question_of(x);
        q.levels = lists[i].levels;
        struct selection s = board_select(x->c->a, x->b, &q);
        const char *where = on_lists(x->c, lists[i].sql, x->m);
        assert_int_equal(s.count, sql_int(x->c, COUNT, where));
        assert_int_equal(sum_over(x->b, &s, total_of, NULL), sql_int(x->c, SUM("p.total_fen"), where));
    }
    static const char *const roles[] = {"", "new_start", "continuing", "preliminary"};
    for (int role = NEW_START; role <= PRELIMINARY; role++)
        ASSERT_SQL(x, role_is, &role,
                   COUNT " AND (SELECT l.role FROM membership l WHERE l.project_id = p.id AND l.gone = 0 AND l.year = %d "
                         "ORDER BY CASE WHEN l.left_day IS NULL THEN 0 ELSE 1 END, " LEVEL_RANK
                         ", l.entered_day DESC, l.id DESC LIMIT 1) = '%s'",
                   x->where, CITY_YEAR, roles[role]);
}

#define STOP "(SELECT s.%s FROM stop s WHERE s.project_id = p.id AND s.gone = 0 ORDER BY s.stopped_day DESC, s.id DESC LIMIT 1)"

static void check_columns(const struct asking *x) {
    static const struct day_column days[] = {
        {offsetof(struct chunk, registered_day), "registered_day"},
        {offsetof(struct chunk, withdrawn_day), "withdrawn_day"},
        {offsetof(struct chunk, planned_start_day), "planned_start_day"},
        {offsetof(struct chunk, actual_start_day), "actual_start_day"},
        {offsetof(struct chunk, planned_finish_day), "planned_finish_day"},
        {offsetof(struct chunk, actual_finish_day), "actual_finish_day"},
        {offsetof(struct chunk, production_day), "production_day"},
        {offsetof(struct chunk, stats_entry_day), "stats_entry_day"},
    };
    for (size_t i = 0; i < countof(days); i++)
        ASSERT_SQL(x, day_of_row, &days[i], SUM("p.%s"), days[i].sql, x->where);
    ASSERT_SQL(x, total_of, NULL, SUM("p.total_fen"), x->where);
    ASSERT_SQL(x, stopped_of, NULL, SUM(STOP), "stopped_day", x->where);
    ASSERT_SQL(x, resumed_of, NULL, SUM(STOP), "resumed_day", x->where);
    int below = MARK_BELOW_THRESHOLD, unknown = MARK_TOTAL_UNKNOWN, by_children = MARK_BY_CHILDREN;
    ASSERT_SQL(x, mark_is, &below, COUNT " AND p.total_fen < %lld", x->where, (long long)x->b->threshold_fen);
    ASSERT_SQL(x, mark_is, &unknown, COUNT " AND p.total_fen IS NULL", x->where);
    ASSERT_SQL(x, mark_is, &by_children, COUNT " AND p.counts_as = 'children'", x->where);
}

/* Issued plans count, provisional ones only where there is none; all but the amount is as written. */
#define PLAN                                                                                                 \
    "(SELECT v.amount_fen FROM annual_plan v WHERE v.project_id = p.id AND v.year = %d AND v.gone = 0 AND "  \
    "(v.is_provisional = 0 OR NOT EXISTS (SELECT 1 FROM annual_plan w WHERE w.project_id = p.id AND "        \
    "w.year = %d AND w.gone = 0 AND w.is_provisional = 0)) ORDER BY v.revision %s, v.id %s LIMIT 1)"

static void check_plans(const struct asking *x) {
    assert_true(x->b->plans_issued);
    ASSERT_SQL(x, plan_of, NULL, SUM(PLAN), CITY_YEAR, CITY_YEAR, "DESC", "DESC", x->where);
    ASSERT_SQL(x, first_plan_of, NULL, SUM(PLAN), CITY_YEAR, CITY_YEAR, "", "", x->where);
    int provisional = MARK_PROVISIONAL;
    ASSERT_SQL(x, mark_is, &provisional,
               COUNT " AND EXISTS (SELECT 1 FROM annual_plan v WHERE v.project_id = p.id AND v.year = %d AND v.gone = 0) AND "
                     "NOT EXISTS (SELECT 1 FROM annual_plan v WHERE v.project_id = p.id AND v.year = %d AND v.gone = 0 "
                     "AND v.is_provisional = 0)",
               x->where, CITY_YEAR, CITY_YEAR);
}

/* The day of the newest figure; of one that a report made: when that was first sent. */
#define REPORTED                                                                                             \
    "(SELECT COALESCE((SELECT (r.first_sent_ms + 28800000) / 86400000 FROM report r WHERE r.id = f.report_id " \
    "AND r.gone = 0), (j.recorded_ms + 28800000) / 86400000) FROM invest_fact f JOIN journal j ON j.number = f.entry " \
    "WHERE f.project_id = p.id AND f.gone = 0 AND f.source = 'report' AND f.to_month = %d "                  \
    "ORDER BY f.entry DESC, f.id DESC LIMIT 1)"
/* The first day on which the month's report was sent, or a figure that stands was stated otherwise. */
#define ARRIVED                                                                                              \
    "(SELECT MIN(day) FROM (SELECT (r.first_sent_ms + 28800000) / 86400000 AS day FROM report r WHERE "      \
    "r.project_id = p.id AND r.gone = 0 AND r.period_kind = 'month' AND r.to_day = %d UNION ALL "            \
    "SELECT (j.recorded_ms + 28800000) / 86400000 FROM invest_fact f JOIN journal j ON j.number = COALESCE(" \
    "(SELECT h.entry FROM invest_fact_h h WHERE h.id = f.id AND h.version = 1 AND h.project_id = f.project_id AND " \
    "h.report_id IS NULL AND h.source = 'report' AND h.gone = 0), CASE WHEN f.report_id IS NULL THEN f.entry END) " \
    "WHERE f.project_id = p.id AND f.gone = 0 AND f.source = 'report' AND f.to_month = %d) days)"
/* The state of the month's report: accepted if any revision is, else that of the highest. */
#define STATE_IS                                                                                             \
    COUNT " AND (SELECT CASE WHEN r.state = 'returned' AND r.desk <> 'unit' THEN 'at_' || r.desk ELSE r.state END " \
          "FROM report r WHERE r.project_id = p.id AND r.gone = 0 AND r.period_kind = 'month' AND r.to_day = %d " \
          "ORDER BY CASE r.state WHEN 'accepted' THEN 0 ELSE 1 END, r.revision DESC LIMIT 1) = '%s'"
#define EXCEPTED                                                                                             \
    "(SELECT MAX(e.until_day) FROM lock_exception e WHERE e.project_id = p.id AND e.gone = 0 AND "           \
    "e.period = 'month' AND e.from_day = %d)"

static int64_t arrived_of(const struct chunk *c, int i, const void *of) {
    int32_t day = c->arrived_day[*(const int *)of - 1][i];
    return day == NO_DAY ? NO_FEN : day;
}
static int64_t excepted_of(const struct chunk *c, int i, const void *of) {
    int32_t day = c->excepted_day[*(const int *)of - 1][i];
    return day == NO_DAY ? NO_FEN : day;
}
struct state_asked {
    int m;
    enum reported reported;
};
static int64_t state_is(const struct chunk *c, int i, const void *of) {
    const struct state_asked *s = of;
    return c->reported[s->m - 1][i] == s->reported;
}

static void check_reports(const struct asking *x) {
    static const char *const states[REPORTED_COUNT] = {
        [REPORTED_DRAFT] = "draft", [REPORTED_RETURNED] = "returned", [REPORTED_AT_AREA] = "at_area",
        [REPORTED_AT_DEPARTMENT] = "at_department", [REPORTED_AT_OFFICE] = "at_office", [REPORTED_ACCEPTED] = "accepted"};
    int32_t month = month_of(CITY_YEAR, x->m), last = month_last_day(month);
    ASSERT_SQL(x, arrived_of, &x->m, SUM(ARRIVED), last, month, x->where);
    ASSERT_SQL(x, excepted_of, &x->m, SUM(EXCEPTED), month_first_day(month), x->where);
    for (enum reported r = REPORTED_DRAFT; r < REPORTED_COUNT; r++)
        ASSERT_SQL(x, state_is, &((struct state_asked){x->m, r}), STATE_IS, x->where, last, states[r]);
}

static struct asking ask(struct city *c, const struct board *b, int m) {
    struct asking x = {.c = c, .b = b, .m = m, .today = day_of_ms(b->known_ms, b->zone_min)};
    struct question q = question_of(&x);
    x.all = board_select(c->a, b, &q);
    x.where = on_platform(c, m);
    return x;
}

static void check_all(struct city *c, const struct board *b) {
    for (int m = 1; m <= 12; m++) {
        int64_t last = city_last_entry(c); /* begins to read */
        assert_int_equal(last, b->entry);
        struct asking x = ask(c, b, m);
        assert_int_equal(x.all.count, sql_int(c, COUNT, x.where));
        check_columns(&x);
        check_plans(&x);
        check_lists(&x);
        ASSERT_SQL(&x, reported_day_of, &m, SUM(REPORTED), month_of(CITY_YEAR, m), x.where);
        check_reports(&x);
        if (m % 5 == 1) check_groups(&x);
        arena_reset(c->a);
    }
}

TEST_BOTH(every_sum_of_a_random_city_is_what_sql_says, schema_of_program()) {
    statement_count = 0;
    struct city *c = city_new(a, s, 12, 40);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    check_all(c, b);
    for (int i = 0; i < 600; i++) {
        city_begin(c);
        city_edit(c);
        city_commit(c);
    }
    struct board *later = city_refresh(c, b, city_last_entry(c));
    check_all(c, later);
    board_drop(b);
    board_drop(later);
    city_done(c);
}

/* -- figures of months, where every month was stated -- */

static void put_fact(struct city *c, int64_t project_id, int32_t from, int32_t to, int64_t fen) {
    struct invest_fact row = invest_fact_empty;
    row.project_id = project_id;
    row.source = "report";
    row.from_month = from;
    row.to_month = to;
    row.amount_fen = fen;
    CITY_PUT(c, invest_fact, &c->facts, row);
}

static void put_months(struct city *c) {
    city_begin(c);
    for (int i = 0; i < c->projects.count; i++) {
        put_fact(c, c->projects.at[i], NO_MONTH, month_of(CITY_YEAR - 1, 12), city_below(c, 1000) * 1000000);
        for (int m = 1; m <= 12; m++)
            put_fact(c, c->projects.at[i], month_of(CITY_YEAR, m), month_of(CITY_YEAR, m), city_below(c, 1000) * 1000000);
    }
    city_commit(c);
}

static void correct_some(struct city *c) {
    for (int round = 0; round < 20; round++) {
        struct invest_fact row;
        city_begin(c);
        assert_ok(c->a, invest_fact_get(c->t, city_one(c, &c->facts), &row));
        row.amount_fen += 7000000;
        CITY_PUT(c, invest_fact, &c->facts, row);
        city_commit(c);
    }
}

#define DONE                                                                                                 \
    "(SELECT SUM(f.amount_fen) FROM invest_fact f WHERE f.project_id = p.id AND f.gone = 0 "                 \
    "AND f.to_month BETWEEN %d AND %d)"

TEST_BOTH(months_and_years_to_date_are_sums_of_what_was_stated, schema_of_program()) {
    statement_count = 0;
    struct city *c = city_new(a, s, 12, 0);
    city_begin(c);
    for (int i = 0; i < 60; i++) city_put_project(c);
    city_commit(c);
    put_months(c);
    correct_some(c);
    struct board *b = city_fold(c, city_last_entry(c), CITY_YEAR);
    for (int m = 1; m <= 12; m++) {
        (void)city_last_entry(c);
        struct asking x = ask(c, b, m);
        int32_t first = month_of(CITY_YEAR, 1), month = month_of(CITY_YEAR, m);
        ASSERT_SQL(&x, before_of, NULL, SUM(DONE), first - 1, first - 1, x.where);
        ASSERT_SQL(&x, month_of_row, &m, SUM(DONE), month, month, x.where);
        ASSERT_SQL(&x, ytd_of, &m, SUM(DONE), first, month, x.where);
        ASSERT_SQL(&x, reported_day_of, &m, SUM(REPORTED), month, x.where);
        arena_reset(c->a);
    }
    board_drop(b);
    city_done(c);
}

TEST_MAIN(T_BOTH(every_sum_of_a_random_city_is_what_sql_says),
          T_BOTH(months_and_years_to_date_are_sums_of_what_was_stated))
