/* Duties of a small city worked out by hand, each state and each day; and that squares add up to what is expected. */
#include "tap.h"
#include "base/text.h"
#include "domain/board/builder.h"
#include "domain/stats/duty.h"
#include "domain/stats/figures.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }
static int reset(void **state) { (void)state; arena_reset(a); return 0; }

static const struct key_name areas[] = {{11, "huancui", "环翠区", "Huancui"}, {12, "wendeng", "文登区", "Wendeng"}};
static const struct key_name departments[] = {{31, "drc", "发改委", "DRC"}, {32, "port", "港口局", "Port"}};
enum { NOV = 10, OCT = 9, ALL_YEAR = 0xFFF };

/* The municipal list: due on the 28th, open ten days before, locked five days after; all others by the 5th of the next month. */
static struct calendar some_calendar(void) {
    static struct report_rule rules[1];
    rules[0] = (struct report_rule){.id = 1, .terms = {.list = LIST_MUNICIPAL_KEY, .whom = WHOM_ALL, .period = PERIOD_MONTH,
                                                        .way = DUE_DAY, .due = 28, .shift = SHIFT_NONE, .open_before = 10,
                                                        .open_after = 5, .is_on = true, .from_day = 0}};
    return calendar_make(a, rules, 1, 5);
}

static struct position *position_of(struct board *now, struct board *before, int32_t known_day) {
    struct light_law law = light_law_default("points");
    struct settings s = {.city_zh = "威海市", .city_en = "Weihai", .report_due_day = 5, .curve_whole = 12};
    struct calendar calendar = some_calendar();
    for (int m = 0; m < YEAR_MONTHS; m++) s.curve[m] = m + 1;
    struct position *p = position_make(&(struct position_parts){.known_day = known_day, .board = now, .board_before = before,
                                                                .law = &law, .law_before = &law, .settings = &s,
                                                                .calendar = &calendar});
    board_drop(now);
    board_drop(before);
    return p;
}

static struct board *board_begun(int year) {
    struct board *b = board_new(year);
    b->areas = (struct dictionary){areas, countof(areas)};
    b->departments = (struct dictionary){departments, countof(departments)};
    return b;
}
static struct board *board_of_nobody(int year) {
    struct board *b = board_begun(year);
    board_seal(b);
    return b;
}

/* What is known of November's report of a project that is on the municipal list, or only on the platform. */
struct case_ {
    const char *says;
    bool on_list;
    enum reported reported;
    int arrived, reported_day, excepted; /* days of November, 31 and more in December; 0: none */
    bool has_ytd;
    enum duty_state state; /* on the 6th of December */
    enum duty_came came;
};
static const struct case_ cases[] = {
    {"nothing, and the 5th is over", false, REPORTED_NOT, 0, 0, 0, false, DUTY_LATE, CAME_LATE},
    {"a draft, and the 5th is over", false, REPORTED_DRAFT, 0, 0, 0, false, DUTY_LATE, CAME_LATE},
    {"nothing, and the lock of the 3rd is over", true, REPORTED_NOT, 0, 0, 0, false, DUTY_LOCKED, CAME_LATE},
    {"nothing, and an exception until the 6th", true, REPORTED_NOT, 0, 0, 36, false, DUTY_LATE, CAME_LATE},
    {"nothing, and an exception until the 5th", true, REPORTED_NOT, 0, 0, 35, false, DUTY_LOCKED, CAME_LATE},
    {"returned, first sent on the due day", true, REPORTED_RETURNED, 28, 0, 0, false, DUTY_RETURNED, CAME_TIMELY},
    {"returned, first sent a day late", true, REPORTED_RETURNED, 29, 0, 0, false, DUTY_RETURNED, CAME_LATE},
    {"at the district", true, REPORTED_AT_AREA, 28, 0, 0, false, DUTY_AT_AREA, CAME_TIMELY},
    {"at the department", true, REPORTED_AT_DEPARTMENT, 29, 0, 0, false, DUTY_AT_DEPARTMENT, CAME_LATE},
    {"at the office", false, REPORTED_AT_OFFICE, 35, 0, 0, false, DUTY_AT_OFFICE, CAME_TIMELY},
    {"accepted late, sent in time", true, REPORTED_ACCEPTED, 28, 28, 0, true, DUTY_ACCEPTED, CAME_TIMELY},
    {"sent late, accepted at once", false, REPORTED_ACCEPTED, 36, 36, 0, true, DUTY_ACCEPTED, CAME_LATE},
    {"a figure of a sheet in time", false, REPORTED_NOT, 33, 33, 0, true, DUTY_FIGURE, CAME_TIMELY},
    {"a figure of a sheet beside a draft", true, REPORTED_DRAFT, 33, 33, 0, true, DUTY_FIGURE, CAME_LATE},
    {"a figure of a sheet, corrected since", false, REPORTED_NOT, 33, 36, 0, true, DUTY_FIGURE, CAME_TIMELY},
    {"what follows from other months", false, REPORTED_NOT, 0, 0, 0, true, DUTY_FIGURE, CAME_UNDATED},
    {"the figure of a week's report is not the month's", false, REPORTED_NOT, 0, 33, 0, true, DUTY_LATE, CAME_LATE},
    {"a draft taken back after a return had come", true, REPORTED_DRAFT, 28, 0, 0, false, DUTY_DRAFT, CAME_TIMELY},
};

static int32_t november(int day) { return day ? day_of(2022, 11, 1) + day - 1 : NO_DAY; }

static struct board_row row_of(const struct case_ *k, int64_t id) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = id;
    r.name = k->says;
    r.area = (uint16_t)(id % 3 == 0 ? NO_KEY : id % 3 - 1);
    r.department[0] = (uint16_t)(id % 2);
    r.unit_key = (uint64_t)(id % 4); /* 0: not stated */
    r.role = CONTINUING;
    r.platform_months = 1 << NOV;
    if (k->on_list) r.listed_months[MUNICIPAL_KEY] = 1 << NOV;
    r.reported[NOV] = (uint8_t)k->reported;
    r.arrived_day[NOV] = november(k->arrived);
    r.reported_day[NOV] = november(k->reported_day);
    r.excepted_day[NOV] = november(k->excepted);
    if (k->has_ytd) r.ytd_fen[NOV] = 100;
    return r;
}

static struct position *city_on(int32_t known_day) {
    struct board *b = board_begun(2022);
    for (size_t i = 0; i < countof(cases); i++) {
        struct board_row r = row_of(&cases[i], (int64_t)i + 1);
        board_push(b, &r);
    }
    board_seal(b);
    return position_of(b, board_of_nobody(2021), known_day);
}

TEST(each_report_of_the_small_city_is_in_the_state_worked_out_by_hand) {
    struct position *p = city_on(day_of(2022, 12, 6));
    for (size_t i = 0; i < countof(cases); i++) {
        struct duty d = duty_of(p, (int)i, NOV);
        if (d.state != cases[i].state || d.came != cases[i].came)
            fail_msg("%s: %s, %s", cases[i].says, duty_state_key(d.state), duty_came_key(d.came));
        assert_int_equal(duty_of(p, (int)i, OCT).state, DUTY_NONE); /* not on the platform then */
    }
    position_drop(p);
}

/* -- the clocks, day by day -- */

static struct duty on(int32_t day, enum reported reported, bool on_list) {
    struct calendar c = some_calendar();
    struct duty_terms t;
    struct duty_facts f = {.standing = on_list ? 1u << LIST_MUNICIPAL_KEY : 0, .reported = reported, .arrived_day = NO_DAY,
                           .excepted_day = NO_DAY};
    duty_terms_of(&c, period_of(PERIOD_MONTH, day_of(2022, 11, 1)), day, &t);
    return duty_judge(&t, &f);
}

TEST(what_never_came_is_open_then_late_then_locked_to_the_day) {
    static const struct { int day; enum duty_state list, platform; } days[] = {
        {17, DUTY_NONE, DUTY_NONE},         {18, DUTY_NOT_STARTED, DUTY_NONE}, {25, DUTY_NOT_STARTED, DUTY_NOT_STARTED},
        {28, DUTY_NOT_STARTED, DUTY_NOT_STARTED}, {29, DUTY_LATE, DUTY_NOT_STARTED}, {33, DUTY_LATE, DUTY_NOT_STARTED},
        {34, DUTY_LOCKED, DUTY_NOT_STARTED}, {35, DUTY_LOCKED, DUTY_NOT_STARTED}, {36, DUTY_LOCKED, DUTY_LATE},
        {400, DUTY_LOCKED, DUTY_LATE}};
    for (size_t i = 0; i < countof(days); i++) {
        assert_int_equal(on(november(days[i].day), REPORTED_NOT, true).state, days[i].list);
        assert_int_equal(on(november(days[i].day), REPORTED_NOT, false).state, days[i].platform);
    }
    assert_int_equal(on(november(28), REPORTED_DRAFT, true).state, DUTY_DRAFT);
    assert_int_equal(on(november(28), REPORTED_DRAFT, true).came, CAME_OPEN);
    assert_int_equal(on(november(29), REPORTED_DRAFT, true).came, CAME_LATE);
}

/* -- counting -- */

static struct duty_matrix matrix_of(const struct position *p, enum duty_by by) {
    struct duty_asked asked = {.where = {.scope = scope_everything()}, .by = by};
    struct duty_matrix m;
    duty_matrix_of(a, p, &asked, &m);
    return m;
}

TEST(the_small_city_adds_up_to_what_was_worked_out_by_hand) {
    struct position *p = city_on(day_of(2022, 12, 6));
    struct duty_matrix m = matrix_of(p, DUTY_BY_ALL);
    const struct duty_counts *c = &m.all.at[NOV];
    static const int32_t states[DUTY_STATES] = {
        [DUTY_DRAFT] = 1, [DUTY_RETURNED] = 2, [DUTY_LATE] = 4, [DUTY_LOCKED] = 2, [DUTY_AT_AREA] = 1,
        [DUTY_AT_DEPARTMENT] = 1, [DUTY_AT_OFFICE] = 1, [DUTY_ACCEPTED] = 2, [DUTY_FIGURE] = 4};
    assert_memory_equal(c->state, states, sizeof states);
    assert_int_equal(duty_expected(c), 18);
    assert_int_equal(duty_here(c), 9);
    assert_int_equal(duty_late(c), 10);
    assert_int_equal(c->came[CAME_TIMELY], 7);
    assert_true(duty_timely_rate(c).real > 41.17 && duty_timely_rate(c).real < 41.18); /* 7 of 17: of one nobody knows */
    assert_int_equal(duty_timely_rate(c).unknown, 1);
    assert_true(duty_complete_rate(c).real == 50);
    assert_int_equal(duty_timely_rate(&m.all.at[OCT]).kind, FIGURE_NONE); /* of nothing there is no rate */
    position_drop(p);
}

TEST(the_indicators_say_what_the_matrix_says) {
    struct position *p = city_on(day_of(2022, 12, 6));
    struct figures_asked asked = {.where = {.scope = scope_everything(), .month = month_of(2022, 11)}, .has_level = true,
                                  .by = {BY_AREA}, .by_count = 1, .with_totals = true};
    struct duty_matrix m = matrix_of(p, DUTY_BY_AREA);
    struct figures f;
    assert_int_equal(figures_of(a, p, &asked, &f), OK);
    assert_int_equal(m.count, 3);
    for (int k = -1; k < m.count; k++) {
        const struct duty_counts *c = k < 0 ? &m.all.at[NOV] : &m.at[k].at[NOV];
        const struct figure_group *g = figures_find(&f, month_of(2022, 11), &(uint16_t){k < 0 ? (uint16_t)ANY_KEY : m.at[k].key});
        assert_int_equal(g->value[IND_REPORTS_EXPECTED].n, duty_expected(c));
        assert_int_equal(g->value[IND_REPORTS_LATE].n, duty_late(c));
        assert_true(g->value[IND_REPORTS_TIMELY_RATE].real == duty_timely_rate(c).real);
        assert_true(g->value[IND_REPORTS_COMPLETE_RATE].real == duty_complete_rate(c).real);
    }
    position_drop(p);
}

static uint64_t seed = 20221206;
static int dice(int sides) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return (int)(seed % (uint64_t)sides);
}

static struct position *random_city(int rows) {
    struct board *b = board_begun(2022);
    for (int i = 0; i < rows; i++) {
        struct board_row r = row_of(&cases[dice(countof(cases))], i + 1);
        r.area = (uint16_t)(dice(5) ? dice(2) : NO_KEY);
        r.department[0] = (uint16_t)(dice(5) ? dice(2) : NO_KEY);
        r.unit_key = (uint64_t)dice(rows / 3 + 1);
        r.stage = (uint8_t)dice(STAGE_COUNT);
        r.role = (uint8_t)dice(4);
        r.platform_months = (uint16_t)(dice(5) ? ALL_YEAR : dice(ALL_YEAR));
        for (int level = 0; level < LEVEL_COUNT; level++) r.listed_months[level] = (uint16_t)(dice(3) ? 0 : dice(ALL_YEAR));
        for (int m = 0; m < YEAR_MONTHS; m++) {
            r.reported[m] = (uint8_t)dice(REPORTED_COUNT);
            r.arrived_day[m] = dice(3) ? month_last_day(month_of(2022, m + 1)) - 5 + dice(15) : NO_DAY;
            if (dice(4) == 0) r.ytd_fen[m] = 5;
        }
        board_push(b, &r);
    }
    board_seal(b);
    return position_of(b, board_of_nobody(2021), day_of(2022, 12, 6));
}

/* Row by row, each on its own. */
static struct duty_counts recounted(const struct position *p, const struct duty_row *of, enum duty_by by, int m) {
    struct duty_counts c = {.state = {0}};
    for (int row = 0; row < p->board->rows; row++)
        if (duty_row_has(board_chunk(p->board, row), row % CHUNK_ROWS, by, of->key, of->unit_key))
            duty_count(&c, duty_of(p, row, m));
    return c;
}

TEST(squares_add_up_to_the_whole_by_area_department_and_unit) {
    struct position *p = random_city(CHUNK_ROWS + 700);
    struct duty_matrix whole = matrix_of(p, DUTY_BY_ALL);
    for (enum duty_by by = DUTY_BY_AREA; by < DUTY_BY_COUNT; by++) {
        struct duty_matrix m = matrix_of(p, by);
        assert_memory_equal(&m.all.whole, &whole.all.whole, sizeof m.all.whole);
        for (int k = 0; k < YEAR_MONTHS; k++) {
            struct duty_counts sum = {.state = {0}};
            for (int i = 0; i < m.count; i++) duty_counts_add(&sum, &m.at[i].at[k]);
            assert_memory_equal(&sum, &whole.all.at[k], sizeof sum);
            int64_t came = 0;
            for (unsigned n = 0; n < CAME_COUNT; n++) came += sum.came[n];
            assert_int_equal(came, duty_expected(&sum));
        }
        for (int i = 0; i < m.count; i += by == DUTY_BY_UNIT ? 97 : 1) {
            struct duty_counts c = recounted(p, &m.at[i], by, NOV);
            assert_memory_equal(&c, &m.at[i].at[NOV], sizeof c);
        }
    }
    position_drop(p);
}

TEST(who_sees_one_area_counts_its_reports_and_no_other) {
    struct position *p = random_city(900);
    static const int64_t huancui[] = {11};
    struct scope one = {.entry = p->entry, .present = p->board, .areas = huancui, .area_count = 1, .departments = huancui};
    struct duty_asked asked = {.where = {.scope = &one}, .by = DUTY_BY_AREA};
    struct duty_matrix mine, all = matrix_of(p, DUTY_BY_AREA);
    duty_matrix_of(a, p, &asked, &mine);
    assert_int_equal(mine.count, 1);
    assert_int_equal(mine.at[0].key, 0);
    assert_memory_equal(&mine.all.whole, &all.at[0].whole, sizeof mine.all.whole);
    assert_true(duty_expected(&mine.all.whole) < duty_expected(&all.all.whole));
    position_drop(p);
}

#define S(name) cmocka_unit_test_setup(name, reset)
int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        S(each_report_of_the_small_city_is_in_the_state_worked_out_by_hand),
        S(what_never_came_is_open_then_late_then_locked_to_the_day),
        S(the_small_city_adds_up_to_what_was_worked_out_by_hand),
        S(the_indicators_say_what_the_matrix_says),
        S(squares_add_up_to_the_whole_by_area_department_and_unit),
        S(who_sees_one_area_counts_its_reports_and_no_other),
    };
    return cmocka_run_group_tests_name(__FILE__, tests, up, down);
}
