/* The calendar in the ledger: rules, notices and exceptions as stated and as known then, on both databases. */
#include "pg.h"
#include "base/text.h"
#include "calendar_queries.h"
#include "domain/calendar/calendar_edit.h"
#include "domain/people/setting.h"
#include "domain/projects/list_edit.h"
#include "domain/projects/project_edit.h"
#include "projects_queries.h"

#define ON schema_of_program()

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}

/* Ends the entry and begins the next. */
static struct tx *next_entry(struct arena *a, struct store *s, struct tx *t, int64_t *ret_entry) {
    assert_ok(a, tx_last_entry(t, ret_entry));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    return writes(a, s);
}

static int32_t day(const char *text) {
    int32_t d = NO_DAY;
    assert_true(day_read(text, &d));
    return d;
}

static struct report_terms monthly(int due) {
    return (struct report_terms){.list = LIST_MUNICIPAL_KEY, .whom = WHOM_ALL, .period = PERIOD_MONTH, .way = DUE_DAY,
                                 .due = due, .shift = SHIFT_NEXT, .open_before = 5, .open_after = 10, .is_on = true,
                                 .from_day = day_of(2022, 1, 1)};
}

/* The due day of a municipal key project for November 2022. */
static int32_t due_in_november(struct arena *a, struct tx *t, int64_t entry) {
    struct calendar c;
    assert_ok(a, calendar_known(t, entry, &c));
    struct period p = period_of(PERIOD_MONTH, day("2022-11-30"));
    const struct report_rule *r = calendar_rule(&c, 1u << LIST_MUNICIPAL_KEY, p);
    return r ? clocks_of(&r->terms, &c.days, p).due_day : NO_DAY;
}

/* The fields at fault, in order: "due reason". */
static const char *fault_fields(struct arena *a, const struct faults *f) {
    const char *text = "";
    for (size_t i = 0; i < f->count; i++) text = arena_printf(a, "%s%s%s", text, i ? " " : "", f->at[i].field);
    return text;
}

TEST_BOTH(a_rule_that_changed_is_known_as_it_was_then, ON) {
    struct tx *t = writes(a, s);
    struct report_terms r = monthly(28);
    struct faults faults = {.count = 0};
    int64_t id, first, second, third;
    struct both fault;
    assert_ok(a, setting_set(t, "report_due_day", "7", "试", &fault));
    t = next_entry(a, s, t, &first);
    r.due_in[10] = 22;
    assert_ok(a, report_rule_begin(t, &r, "办法第三条", &faults, &id));
    t = next_entry(a, s, t, &second);
    r = monthly(20);
    r.from_day = day("2022-11-01");
    assert_ok(a, report_rule_begin(t, &r, "提前", &faults, &id));
    t = next_entry(a, s, t, &third);
    assert_int_equal(due_in_november(a, t, first), day("2022-12-07"));
    assert_int_equal(due_in_november(a, t, second), day("2022-11-22"));
    assert_int_equal(due_in_november(a, t, third), day("2022-11-21")); /* the 20th is a Sunday */
    tx_end(t);
}

TEST_BOTH(a_rule_that_is_ended_leaves_the_project_to_the_next_list, ON) {
    struct tx *t = writes(a, s);
    struct report_terms r = monthly(28);
    struct faults faults = {.count = 0};
    int64_t id, entry;
    assert_ok(a, report_rule_begin(t, &r, "试", &faults, &id));
    r.is_on = false;
    r.from_day = day("2022-11-30");
    assert_ok(a, report_rule_begin(t, &r, "停用", &faults, &id));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_int_equal(due_in_november(a, t, entry), day("2022-12-05")); /* the platform's */
    tx_end(t);
}

TEST_BOTH(all_that_is_wrong_with_a_rule_is_told, ON) {
    struct tx *t = writes(a, s);
    struct report_terms r = monthly(32);
    struct faults faults = {.count = 0};
    int64_t id;
    r.open_before = 93;
    r.open_after = 367;
    r.from_day = NO_DAY;
    assert_int_equal(report_rule_begin(t, &r, "", &faults, &id), ERR_INVALID);
    assert_string_equal(fault_fields(a, &faults), "due open_before open_after from reason");
    r = monthly(5);
    r.period = PERIOD_WEEK;
    faults.count = 0;
    assert_int_equal(report_rule_begin(t, &r, "试", &faults, &id), ERR_INVALID);
    assert_string_equal(fault_fields(a, &faults), "way");
    r.way = DUE_WEEKDAY;
    r.due_in[1] = 3;
    faults.count = 0;
    assert_int_equal(report_rule_begin(t, &r, "试", &faults, &id), ERR_INVALID);
    assert_string_equal(fault_fields(a, &faults), "due_in");
    r = monthly(28);
    r.is_on = false; /* there is none that could end */
    faults.count = 0;
    assert_int_equal(report_rule_begin(t, &r, "试", &faults, &id), ERR_INVALID);
    assert_string_equal(fault_fields(a, &faults), "from");
    tx_end(t);
}

TEST_BOTH(a_rule_is_read_back_as_it_was_stated, ON) {
    struct tx *t = writes(a, s);
    struct report_terms r = {.list = LIST_COUNTY_KEY, .whom = WHOM_PRELIMINARY, .period = PERIOD_QUARTER,
                             .way = DUE_WORKDAYS_AFTER, .due = 5, .due_in = {[2] = 7, [11] = 3}, .shift = SHIFT_BEFORE,
                             .open_before = 0, .open_after = NEVER_LOCKS, .skips_area = true, .skips_department = true,
                             .is_on = true, .from_day = day("2022-01-01")};
    struct faults faults = {.count = 0};
    struct calendar c;
    int64_t id;
    assert_ok(a, report_rule_begin(t, &r, "试", &faults, &id));
    assert_ok(a, calendar_now(t, &c));
    assert_int_equal(c.rule_count, 2);
    assert_int_equal(c.rules[1].id, id);
    assert_memory_equal(&c.rules[1].terms, &r, sizeof r);
    tx_end(t);
}

/* -- notices -- */

static const char notice_lines[] = "日期\t止\t休/班\t名称\n"
                                   "2027-01-01 2027-01-03 休 元旦\n"
                                   "2027/1/9，班，元旦\n"
                                   "# 其余待公布\n"
                                   "2026年12月31日\toff\t元旦\r\n";

static struct notice read_well(struct arena *a, const char *text) {
    struct notice n;
    struct both fault = {{NULL, NULL}};
    enum err e = notice_read(a, text, strlen(text), &n, &fault);
    if (e != OK) fail_msg("%s", fault.in[ZH]);
    return n;
}

TEST_BOTH(a_notice_of_a_coming_year_is_read_from_lines_and_moves_due_days, ON) {
    struct tx *t = writes(a, s);
    struct calendar c;
    struct notice n = read_well(a, notice_lines);
    bool is_changed;
    assert_int_equal(n.year, 2027);
    assert_int_equal(n.count, 5);
    assert_ok(a, calendar_now(t, &c));
    assert_false(work_days_know(&c.days, 2027));
    assert_true(is_workday(&c.days, day("2027-01-01"))); /* a Friday, as far as anybody knows */
    n.source = "国办发明电";
    assert_ok(a, notice_take(t, &n, &is_changed));
    assert_true(is_changed);
    assert_ok(a, calendar_now(t, &c));
    assert_true(work_days_know(&c.days, 2027));
    assert_false(is_workday(&c.days, day("2027-01-01")));
    assert_false(is_workday(&c.days, day("2026-12-31")));
    assert_true(is_workday(&c.days, day("2027-01-09"))); /* a Saturday */
    assert_int_equal(workdays_add(&c.days, day("2026-12-31"), 6), day("2027-01-09"));
    assert_ok(a, notice_take(t, &n, &is_changed));
    assert_false(is_changed);
    tx_end(t);
}

TEST_BOTH(a_notice_taken_again_says_only_what_it_says_now, ON) {
    struct tx *t = writes(a, s);
    struct notice n = read_well(a, notice_lines), less;
    struct calendar c;
    bool is_changed;
    int64_t first, second;
    assert_ok(a, notice_take(t, &n, &is_changed));
    t = next_entry(a, s, t, &first);
    less = read_well(a, "2027-01-01 班 元旦");
    assert_ok(a, notice_take(t, &less, &is_changed));
    assert_true(is_changed);
    t = next_entry(a, s, t, &second);
    assert_ok(a, calendar_known(t, second, &c));
    assert_true(is_workday(&c.days, day("2027-01-01")));
    assert_false(is_workday(&c.days, day("2027-01-09")));
    assert_ok(a, calendar_known(t, first, &c));
    assert_false(is_workday(&c.days, day("2027-01-01")));
    assert_true(is_workday(&c.days, day("2027-01-09")));
    tx_end(t);
}

TEST_BOTH(an_imported_notice_stands_in_the_place_of_a_built_in_one, ON) {
    struct tx *t = writes(a, s);
    struct notice n = read_well(a, "2025-10-01 休 国庆节");
    struct calendar c;
    bool is_changed;
    assert_ok(a, notice_take(t, &n, &is_changed));
    assert_ok(a, calendar_now(t, &c));
    assert_false(is_workday(&c.days, day("2025-10-01")));
    assert_true(is_workday(&c.days, day("2025-10-02")));
    assert_false(is_workday(&c.days, day("2024-10-02")));
    tx_end(t);
}

TEST(the_published_files_are_read_as_they_are) {
    const char *folder = shared_data_or_skip();
    struct arena *a = arena_new(0);
    struct work_days official = work_days_official(a);
    for (int year = 2019; year <= 2026; year++) {
        enum { FILE_MAX = 64 << 10 };
        char *text = arena_alloc(a, FILE_MAX);
        FILE *f = fopen(arena_printf(a, "%s/holidays/holiday-cn_%d.json", folder, year), "r");
        assert_non_null(f);
        text[fread(text, 1, FILE_MAX - 1, f)] = 0;
        fclose(f);
        struct notice n = read_well(a, text);
        assert_int_equal(n.year, year);
        assert_true(text_starts(n.source, "http"));
        for (int i = 0; i < n.count; i++) {
            const struct special_day *special = work_days_special(&official, n.at[i].day);
            assert_true(special && special->is_off == n.at[i].is_off && text_eq(special->name, n.at[i].name));
        }
    }
    arena_done(a);
}

TEST(what_is_no_notice_is_refused_with_the_place) {
    struct arena *a = arena_new(0);
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"2027-01-01 休 元旦\n一月二号 休 元旦", "第 2 行：看不出日期"},
        {"2027-01-01 元旦", "第 1 行：看不出是放假还是上班"},
        {"2027-01-01 休", "第 1 行：缺少节日名称"},
        {"2027-01-03 2027-01-01 休 元旦", "第 1 行：结束日期早于开始日期"},
        {"2027-01-01 2027-01-03 休 元旦\n2027-01-02 班 元旦", "第 2 行：同一天出现了两次"},
        {"2026-01-01 休 元旦\n2027-01-02 班 元旦", "2026-01-01 不属于 2027 年"},
        {"", "文件里没有放假安排"},
        {"{\"year\": 2027, \"days\": [{\"name\": \"元旦\", \"date\": \"2027-01-32\", \"isOffDay\": true}]}", "第 1 行：看不出日期"},
        {"{\"year\": 2027, \"days\": [{\"name\": \"元旦\", \"date\": \"2027-01-31\", \"isOffDay\": 1}]}", "第 1 行：看不出是放假"},
        {"{\"year\": 2027, ", "不是放假安排的文件"},
        {"2027-01-01 2029-01-01 休 元旦", "第 1 行：一年的放假安排不会有这么多天"},
    };
    for (size_t i = 0; i < countof(bad); i++) {
        struct notice n;
        struct both fault = {{NULL, NULL}};
        assert_int_equal(notice_read(a, bad[i].text, strlen(bad[i].text), &n, &fault), ERR_INVALID);
        if (!text_starts(fault.in[ZH], bad[i].says)) fail_msg("%s: %s", bad[i].text, fault.in[ZH]);
    }
    arena_done(a);
}

/* -- one project -- */

static int64_t project(struct arena *a, struct tx *t, const char *stage) {
    struct project_stated s = stated_empty();
    struct faults faults = {.count = 0};
    struct project_saved saved;
    s.row.name = "在册的";
    s.row.stage = stage;
    s.row.registered_day = day("2022-02-10");
    assert_ok(a, project_register(t, &s, day("2022-02-10"), &faults, &saved));
    return saved.id;
}

static void on_list(struct arena *a, struct tx *t, int64_t id, const char *level, const char *role, const char *entered) {
    struct faults faults = {.count = 0};
    struct list_stated s = {.level = level, .role = role, .year = 2022, .entered_day = day(entered)};
    assert_ok(a, list_join(t, id, &s, day(entered), &faults));
}

static unsigned standing(struct arena *a, struct tx *t, int64_t id, const char *on) {
    unsigned bits;
    assert_ok(a, project_standing(t, id, day(on), &bits));
    return bits;
}

TEST_BOTH(a_projects_standing_is_its_lists_on_the_day_and_its_role_of_the_year, ON) {
    struct tx *t = writes(a, s);
    unsigned municipal = 1u << LIST_MUNICIPAL_KEY, provincial = 1u << LIST_PROVINCIAL_KEY;
    int64_t id = project(a, t, "reserve");
    assert_int_equal(standing(a, t, id, "2022-02-09"), NO_STANDING);
    assert_int_equal(standing(a, t, id, "2022-02-10"), STANDING_PRELIMINARY);
    on_list(a, t, id, "municipal_key", "preliminary", "2022-03-01");
    assert_int_equal(standing(a, t, id, "2022-03-01"), municipal | STANDING_PRELIMINARY);
    on_list(a, t, id, "provincial_key", "new_start", "2022-06-01");
    assert_int_equal(standing(a, t, id, "2022-05-31"), municipal); /* the role is of the year */
    assert_int_equal(standing(a, t, id, "2022-06-01"), municipal | provincial);
    struct project row;
    assert_ok(a, project_get(t, id, &row));
    row.withdrawn_day = day("2022-09-01");
    assert_ok(a, project_put(t, &row, row.version));
    assert_int_equal(standing(a, t, id, "2022-08-31"), municipal | provincial);
    assert_int_equal(standing(a, t, id, "2022-09-01"), NO_STANDING);
    tx_end(t);
}

TEST_BOTH(a_lock_exception_is_of_one_project_and_period_and_ends, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    int64_t id = project(a, t, NULL), other = project(a, t, NULL);
    struct period october = period_of(PERIOD_MONTH, day("2022-10-01")), quarter = period_of(PERIOD_QUARTER, day("2022-10-01"));
    struct exception_stated e = {id, october, day("2022-12-09"), 7, "停电"};
    int32_t until;
    assert_ok(a, lock_except(t, &e, day("2022-12-01"), &faults));
    assert_ok(a, lock_excepted_until(t, id, october, &until));
    assert_int_equal(until, day("2022-12-09"));
    assert_ok(a, lock_excepted_until(t, other, october, &until));
    assert_int_equal(until, NO_DAY);
    assert_ok(a, lock_excepted_until(t, id, quarter, &until)); /* it begins on the same day, and is another report */
    assert_int_equal(until, NO_DAY);
    e.until_day = day("2022-12-20");
    assert_ok(a, lock_except(t, &e, day("2022-12-01"), &faults)); /* another end, not another exception */
    assert_ok(a, lock_excepted_until(t, id, october, &until));
    assert_int_equal(until, day("2022-12-20"));
    struct exception_of_period_row row;
    bool has;
    assert_ok(a, exception_of_period(t, id, "month", october.from_day, &row, &has));
    assert_int_equal(lock_except_no_more(t, row.id, row.version + 1), ERR_CONFLICT);
    assert_ok(a, lock_except_no_more(t, row.id, row.version));
    assert_ok(a, lock_excepted_until(t, id, october, &until));
    assert_int_equal(until, NO_DAY);
    tx_end(t);
}

TEST_BOTH(all_that_is_wrong_with_an_exception_is_told, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    int64_t id = project(a, t, NULL);
    struct exception_stated e = {id, period_of(PERIOD_MONTH, day("2023-01-01")), day("2022-11-30"), 7, ""};
    assert_int_equal(lock_except(t, &e, day("2022-12-01"), &faults), ERR_INVALID);
    assert_string_equal(fault_fields(a, &faults), "until period reason");
    e.project_id = id + 1000;
    assert_int_equal(lock_except(t, &e, day("2022-12-01"), &faults), ERR_MISSING);
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_rule_that_changed_is_known_as_it_was_then), T_BOTH(a_rule_that_is_ended_leaves_the_project_to_the_next_list),
          T_BOTH(all_that_is_wrong_with_a_rule_is_told), T_BOTH(a_rule_is_read_back_as_it_was_stated),
          T_BOTH(a_notice_of_a_coming_year_is_read_from_lines_and_moves_due_days),
          T_BOTH(a_notice_taken_again_says_only_what_it_says_now),
          T_BOTH(an_imported_notice_stands_in_the_place_of_a_built_in_one), T(the_published_files_are_read_as_they_are),
          T(what_is_no_notice_is_refused_with_the_place),
          T_BOTH(a_projects_standing_is_its_lists_on_the_day_and_its_role_of_the_year),
          T_BOTH(a_lock_exception_is_of_one_project_and_period_and_ends), T_BOTH(all_that_is_wrong_with_an_exception_is_told))
