/* Lights of whole boards: the same as judged one by one, shared where nothing changed, always with a reason. */
#include "tap.h"
#include "base/text.h"
#include "domain/board/builder.h"
#include "domain/lights/lights.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }
static int reset(void **state) { (void)state; arena_reset(a); return 0; }

static uint64_t seed = 20221130;
static uint64_t dice(uint64_t sides) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed % sides;
}
static int32_t some_day(int year) { return day_of(year - 1, 6, 1) + (int32_t)dice(520); }

/* A project as they are: mostly on time, some late, some with gaps. */
static struct board_row some_row(int64_t id, int year) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = id;
    r.name = "海上风电母港";
    r.code = id % 3 ? "2204-371074-04-01-318207" : "";
    r.registered_day = day_of(year - 1, 1, 1);
    r.role = (uint8_t)(dice(10) ? NEW_START + dice(2) : dice(2) * PRELIMINARY);
    r.stage = (uint8_t)(dice(8) ? UNDER_CONSTRUCTION : dice(STAGE_COUNT));
    r.marks = (uint16_t)((dice(9) ? 0 : MARK_PROVISIONAL) | (dice(20) ? 0 : MARK_DISAGREES));
    r.planned_start_day = dice(5) ? some_day(year) : NO_DAY;
    r.actual_start_day = dice(4) ? some_day(year) : NO_DAY;
    r.stats_entry_day = dice(3) ? some_day(year) : NO_DAY;
    r.stopped_day = dice(12) ? NO_DAY : some_day(year);
    r.resumed_day = dice(2) ? NO_DAY : some_day(year);
    r.actual_finish_day = dice(20) ? NO_DAY : some_day(year);
    int32_t planned = dice(3) ? NO_DAY : some_day(year);
    int32_t due = dice(5) ? NO_DAY : some_day(year);
    for (int m = 0; m < YEAR_MONTHS; m++) r.milestone_day[m] = planned, r.problem_day[m] = due;
    if (planned != NO_DAY && dice(3)) r.milestone = (struct both){{"施工许可", "Permit in hand"}};
    r.plan_fen = dice(12) ? (int64_t)dice(4000) * FEN_PER_WAN * 10 : NO_FEN;
    if (r.plan_fen == NO_FEN) return r;
    int64_t pace = 40 + (int64_t)dice(100);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        if (!dice(15)) continue;
        r.ytd_fen[m] = r.plan_fen / 1200 * pace * (m + 1) + (int64_t)dice(1000);
        r.reported_day[m] = month_last_day(month_of(year, m + 1)) + 2;
    }
    return r;
}

/* Ids from first on, every `step`th. */
static struct board *some_board(int year, int rows, int64_t first, int step) {
    struct board *b = board_new(year);
    for (int i = 0; i < rows; i++) {
        struct board_row r = some_row(first + i * step, year);
        board_push(b, &r);
    }
    board_seal(b);
    return b;
}

static struct light_law law_with(const char *mode, int32_t hold, bool repeats) {
    struct light_law law = light_law_default(mode);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        law.at[m][RULE_INVESTMENT].hold = hold;
        law.at[m][RULE_REPETITION].is_on = repeats;
    }
    return law;
}

TEST(a_board_is_judged_as_its_projects_are_one_by_one) {
    struct light_law law = law_with("points", 200, true);
    struct light_settings s = light_settings_default(2022), s_before = light_settings_default(2021);
    int32_t known = day_of(2022, 12, 6);
    struct board *last = some_board(2021, 9000, 1, 1), *now = some_board(2022, 9000, 500, 2);
    struct lights *before = lights_judge(last, NULL, NULL, &law, known, &s_before);
    struct lights *l = lights_judge(now, before, NULL, &law, known, &s);
    int carried = 0;
    for (int row = 0; row < now->rows; row++) {
        struct light_facts f = lights_facts(now, row);
        int row_before = (int)board_chunk(now, row)->project_id[row % CHUNK_ROWS] - 1;
        struct light_carry carry = {0};
        if (row_before < last->rows) carry = before->chunks[row_before / CHUNK_ROWS]->december[row_before % CHUNK_ROWS];
        struct light_year year;
        light_judge(&f, &law, &l->calendar, &carry, &year);
        for (int m = 0; m < YEAR_MONTHS; m++) {
            int32_t month = month_of(2022, m + 1);
            assert_int_equal(lights_at(l, row, month), year.at[m].colour);
            assert_int_equal(lights_since(l, row, month), year.at[m].since);
            carried += year.at[m].since < month_of(2022, 1);
        }
    }
    assert_true(carried > 1000);
    const uint8_t *colours = lights_colours(a, l, month_of(2022, 6));
    for (int row = 0; row < now->rows; row++) assert_int_equal(colours[row], lights_at(l, row, month_of(2022, 6)));
    lights_drop(before);
    lights_drop(l);
    board_drop(last);
    board_drop(now);
}

/* The same board, but for the rows of its second chunk. */
static struct board *changed_board(const struct board *b) {
    struct board *c = board_new(b->year);
    for (int k = 0; k < b->chunk_count; k++) {
        if (k != 1) {
            board_push_chunk(c, b->chunks[k]);
            continue;
        }
        for (int i = 0; i < b->chunks[k]->rows; i++) {
            struct board_row r;
            chunk_row(b->chunks[k], i, &r);
            if (i == 7) r.stopped_day = day_of(2022, 1, 5), r.resumed_day = NO_DAY, r.actual_finish_day = NO_DAY;
            board_push(c, &r);
        }
    }
    board_seal(c);
    return c;
}

TEST(lights_are_shared_where_nothing_changed) {
    struct light_law law = light_law_default("points"), other = light_law_default("ratio");
    struct light_settings s = light_settings_default(2022), s_before = light_settings_default(2021), late = s;
    int32_t known = day_of(2022, 12, 6);
    struct board *last = some_board(2021, 9000, 1, 1), *b = some_board(2022, 9000, 1, 1), *c = changed_board(b);
    struct lights *before = lights_judge(last, NULL, NULL, &law, known, &s_before);
    struct lights *l = lights_judge(b, before, NULL, &law, known, &s);
    struct lights *next = lights_judge(c, before, l, &law, known, &s);
    assert_ptr_equal(l->chunks[0], next->chunks[0]);
    assert_ptr_not_equal(l->chunks[1], next->chunks[1]);
    assert_ptr_equal(l->chunks[2], next->chunks[2]);
    struct lights *other_rules = lights_judge(c, before, next, &other, known, &s);
    assert_ptr_not_equal(next->chunks[0], other_rules->chunks[0]);
    struct lights *other_day = lights_judge(c, before, next, &law, day_of(2022, 12, 5), &s);
    assert_ptr_not_equal(next->chunks[0], other_day->chunks[0]);
    late.due.day[STANDINGS - 1][10]++; /* the 6th is no longer after it */
    struct lights *other_due = lights_judge(c, before, next, &law, known, &late);
    assert_ptr_not_equal(next->chunks[0], other_due->chunks[0]);
    struct lights *no_year_before = lights_judge(c, NULL, next, &law, known, &s);
    assert_ptr_not_equal(next->chunks[0], no_year_before->chunks[0]);
    lights_drop(l);
    board_drop(b);
    assert_int_equal(lights_at(next, 4096 + 7, month_of(2022, 6)),
                     lights_facts(c, 4096 + 7).role == PRELIMINARY ? GREY : RED);
    lights_drop(lights_keep(next));
    lights_drop(next);
    lights_drop(other_rules);
    lights_drop(other_due);
    lights_drop(other_day);
    lights_drop(no_year_before);
    lights_drop(before);
    lights_drop(NULL);
    board_drop(last);
    board_drop(c);
}

TEST(rows_are_filtered_by_their_light) {
    struct light_law law = light_law_default("points");
    struct light_settings s = light_settings_default(2022);
    struct board *b = some_board(2022, 5000, 1, 1);
    struct lights *l = lights_judge(b, NULL, NULL, &law, day_of(2022, 12, 6), &s);
    int32_t month = month_of(2022, 11);
    struct selection all = {.words = b->chunk_count * CHUNK_WORDS};
    all.bits = arena_array(a, uint64_t, (size_t)all.words);
    int want = 0;
    for (int row = 0; row < b->rows; row++) {
        all.bits[row / 64] |= UINT64_C(1) << row % 64;
        enum light of = lights_at(l, row, month);
        want += of == RED || of == GREY;
    }
    all.count = b->rows;
    struct selection by[LIGHT_COUNT];
    lights_split(a, l, month, &all, by);
    int counts[LIGHT_COUNT] = {0};
    for (int row = 0; row < b->rows; row++) {
        counts[lights_at(l, row, month)]++;
        for (enum light c = 0; c < LIGHT_COUNT; c++)
            assert_int_equal(selection_has(&by[c], row), lights_at(l, row, month) == c);
    }
    for (enum light c = 0; c < LIGHT_COUNT; c++) assert_true(counts[c] > 0 && counts[c] == by[c].count);
    lights_filter(l, month, 1u << RED | 1u << GREY, &all);
    assert_int_equal(all.count, want);
    for (int row = 0; row < b->rows; row++) {
        enum light of = lights_at(l, row, month);
        assert_int_equal(selection_has(&all, row), of == RED || of == GREY);
    }
    lights_drop(l);
    board_drop(b);
}

static bool is_whole_text(struct both text) {
    for (enum lang l = 0; l < LANG_COUNT; l++)
        if (text_empty(text.in[l]) || strchr(text.in[l], '{') || !utf8_valid(text.in[l], strlen(text.in[l]))) return false;
    return true;
}

TEST(every_light_has_a_reason_in_both_languages_and_its_ways_turn_it_green) {
    struct light_settings s = light_settings_default(2022);
    int32_t known = day_of(2022, 12, 6), month = month_of(2022, 11);
    const char *modes[] = {"points", "ratio", "shortfall"};
    for (int k = 0; k < 3; k++) {
        struct light_law law = law_with(modes[k], 100, true);
        struct board *b = some_board(2022, 600, 1, 1);
        struct lights *l = lights_judge(b, NULL, NULL, &law, known, &s);
        int greened = 0;
        for (int row = 0; row < b->rows; row++) {
            struct light_reasons r = lights_reasons(a, l, row, month);
            struct both first = lights_first_reason(a, l, row, month);
            assert_string_equal(first.in[ZH], r.at[0].text.in[ZH]);
            assert_string_equal(first.in[EN], r.at[0].text.in[EN]);
            assert_int_equal(r.light, lights_at(l, row, month));
            assert_true(r.count > 0);
            struct light_facts then = lights_facts(b, row);
            bool can = true;
            for (int i = 0; i < r.count; i++) {
                assert_true(is_whole_text(r.at[i].text));
                assert_true(r.at[i].colour == GREY || is_whole_text(r.at[i].rule_text));
                if (r.at[i].way.field != WAY_NONE) assert_true(is_whole_text(r.at[i].way_text));
                if (r.at[i].colour >= YELLOW) assert_int_not_equal(r.at[i].way.field, WAY_NONE);
                if (r.at[i].way.field != WAY_OTHERS) can = light_way_apply(&r.at[i].way, &l->calendar, &then) && can;
            }
            if (r.light == GREEN || !can) continue;
            struct light_year year;
            light_judge(&then, &law, &l->calendar, &l->chunks[0]->before[row], &year);
            assert_int_equal(year.at[10].colour, GREEN);
            greened++;
        }
        assert_true(greened > 150);
        lights_drop(l);
        board_drop(b);
    }
}

static int32_t wild_day(void) {
    const int32_t days[] = {INT32_MAX, INT32_MIN + 1,         NO_DAY,
                            -25568,    84006,                 0,
                            day_of(2022, 5, 31), day_of(1900, 1, 1), day_of(2199, 12, 31)};
    return days[dice(countof(days))];
}
static int64_t wild_fen(void) {
    const int64_t fen[] = {INT64_MAX, INT64_MIN + 1, NO_FEN, 0, 1, -1, INT64_MAX / 2, 1000000};
    return fen[dice(countof(fen))];
}

TEST(facts_beyond_all_reason_are_judged_and_told_without_harm) {
    struct light_settings s = light_settings_default(2022);
    const char *modes[] = {"points", "ratio", "shortfall"};
    for (int k = 0; k < 3; k++) {
        struct light_law law = law_with(modes[k], 1000000, true);
        struct board *b = board_new(2022);
        for (int i = 0; i < 2000; i++) {
            struct board_row r = some_row(i + 1, 2022);
            int32_t *days[] = {&r.registered_day, &r.withdrawn_day, &r.planned_start_day, &r.actual_start_day,
                               &r.actual_finish_day, &r.stats_entry_day, &r.stopped_day, &r.resumed_day,
                               &r.milestone_day[dice(12)], &r.problem_day[dice(12)]};
            for (size_t d = 0; d < countof(days); d++)
                if (dice(2)) *days[d] = wild_day();
            r.plan_fen = wild_fen();
            for (int m = 0; m < YEAR_MONTHS; m++) r.ytd_fen[m] = wild_fen();
            r.role = (uint8_t)dice(4), r.stage = (uint8_t)dice(STAGE_COUNT);
            board_push(b, &r);
        }
        board_seal(b);
        struct lights *l = lights_judge(b, NULL, NULL, &law, day_of(2022, 12, 6), &s);
        for (int row = 0; row < b->rows; row++) {
            struct light_reasons r = lights_reasons(a, l, row, month_of(2022, 1 + (int)dice(12)));
            for (int i = 0; i < r.count; i++) assert_true(is_whole_text(r.at[i].text));
        }
        lights_drop(l);
        board_drop(b);
    }
}

static struct light_reasons reasons_of(const struct board_row *r, const char *mode, struct lights **ret) {
    struct light_law law = light_law_default(mode);
    struct light_settings s = light_settings_default(2022);
    struct board *b = board_new(2022);
    board_push(b, r);
    board_seal(b);
    *ret = lights_judge(b, NULL, NULL, &law, day_of(2022, 12, 6), &s);
    board_drop(b);
    return lights_reasons(a, *ret, 0, month_of(2022, 11));
}

TEST(a_reason_tells_numbers_source_rule_and_way) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = 1, r.name = "海上风电母港", r.role = CONTINUING;
    r.plan_fen = 42000 * FEN_PER_WAN, r.ytd_fen[10] = 22008 * FEN_PER_WAN, r.reported_day[10] = day_of(2022, 12, 3);
    struct lights *l;
    struct light_reasons said = reasons_of(&r, "points", &l);
    assert_int_equal(said.light, RED);
    assert_int_equal(said.count, 1);
    assert_string_equal(said.at[0].text.in[ZH],
                        "截至2022年11月末，本年完成投资 22,008.00 万元，为年度计划 42,000.00 万元的 52.4%，"
                        "比时间进度（91.7%）低 39.3 个百分点。来源：项目填报，2022-12-03 收到。");
    assert_string_equal(said.at[0].text.in[EN],
                        "By the end of 2022-11, 220.08 of 420.00 million yuan planned for the year were invested, 52.4 %, "
                        "39.3 points behind time progress (91.7 %). Source: the project's report, received 2022-12-03.");
    assert_string_equal(said.at[0].rule_text.in[ZH],
                        "规则：落后时间进度的百分点数，10 及以上为黄灯，超过 30 为红灯（银川市红黄绿灯推进机制（2025年3月））。");
    assert_string_equal(said.at[0].way_text.in[ZH],
                        "截至2022年11月末再完成投资 12,292.01 万元，本年累计达到 34,300.01 万元。");
    assert_string_equal(said.at[0].way_text.in[EN],
                        "Invest a further 122.93 million yuan by the end of 2022-11, 343.01 in all this year.");
    assert_int_equal(said.at[0].way.fen, INT64_C(12292000001));
    lights_drop(l);
    r.ytd_fen[10] = 34300 * FEN_PER_WAN + 1; /* a fen better than 10 points behind */
    said = reasons_of(&r, "points", &l);
    assert_int_equal(said.light, GREEN);
    assert_true(said.is_slightly_behind);
    assert_non_null(strstr(said.at[0].text.in[ZH], "低 9.9 个百分点。"));
    lights_drop(l);
    r.ytd_fen[10] = 19250 * FEN_PER_WAN; /* half of time progress */
    said = reasons_of(&r, "ratio", &l);
    assert_non_null(strstr(said.at[0].text.in[ZH], "相当于时间进度（91.7%）的 50.0%"));
    lights_drop(l);
    said = reasons_of(&r, "shortfall", &l);
    assert_int_equal(said.light, YELLOW);
    assert_non_null(strstr(said.at[0].text.in[EN], "50.0 % below time progress"));
    lights_drop(l);
}

TEST(a_late_milestone_is_named_where_the_board_knows_it) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = 1, r.name = "海上风电母港", r.role = CONTINUING;
    r.plan_fen = 42000 * FEN_PER_WAN, r.ytd_fen[10] = 42000 * FEN_PER_WAN, r.reported_day[10] = day_of(2022, 12, 3);
    for (int m = 0; m < YEAR_MONTHS; m++) r.milestone_day[m] = day_of(2022, 9, 30);
    r.milestone = (struct both){{"施工许可", "Permit in hand"}};
    struct lights *l;
    struct light_reasons said = reasons_of(&r, "points", &l);
    assert_int_equal(said.light, RED);
    assert_int_equal(said.at[0].rule, RULE_MILESTONE);
    assert_string_equal(said.at[0].text.in[ZH], "“施工许可”计划 2022-09-30 完成，至 2022-11-30 未完成，逾期 61 天。");
    assert_string_equal(said.at[0].text.in[EN],
                        "Permit in hand was planned for 2022-09-30; not reached by 2022-11-30, 61 days overdue.");
    assert_non_null(strstr(said.at[0].rule_text.in[ZH], "30 及以上为黄灯，45 及以上为红灯"));
    assert_int_equal(said.at[0].way.field, WAY_MILESTONE);
    lights_drop(l);
    r.milestone_day[11] = day_of(2022, 12, 24); /* reached in December: the one that is open now is another */
    said = reasons_of(&r, "points", &l);
    assert_null(strstr(said.at[0].text.in[ZH], "施工许可"));
    assert_non_null(strstr(said.at[0].text.in[EN], "A milestone was planned for 2022-09-30"));
    lights_drop(l);
}

TEST(a_grey_light_says_what_is_missing) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = 1, r.name = "无计划", r.role = CONTINUING, r.ytd_fen[10] = 5;
    struct lights *l;
    struct light_reasons said = reasons_of(&r, "points", &l);
    assert_int_equal(said.light, GREY);
    assert_string_equal(said.at[0].text.in[EN], "There is no plan for the year, so it cannot be judged.");
    assert_int_equal(said.at[0].way.field, WAY_PLAN);
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    struct selection one = {.bits = arena_array(a, uint64_t, CHUNK_WORDS), .words = CHUNK_WORDS, .count = 1};
    one.bits[0] = 1;
    lights_json(&j, a, l, &one, month_of(2022, 11));
    assert_string_equal(out_text_of(o),
                        "[{\"id\":1,\"code\":null,\"name\":\"无计划\",\"colour\":\"grey\",\"since\":\"2022-11\","
                        "\"reasons\":[{\"rule\":\"investment_behind\",\"text_zh\":\"没有年度计划，无法评灯。\","
                        "\"text_en\":\"There is no plan for the year, so it cannot be judged.\","
                        "\"way_zh\":\"下达年度投资计划后方可评灯。\","
                        "\"way_en\":\"Issue the year's plan; then it can be judged.\"}]}]");
    lights_drop(l);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_board_is_judged_as_its_projects_are_one_by_one, reset),
        cmocka_unit_test_teardown(lights_are_shared_where_nothing_changed, reset),
        cmocka_unit_test_teardown(rows_are_filtered_by_their_light, reset),
        cmocka_unit_test_teardown(every_light_has_a_reason_in_both_languages_and_its_ways_turn_it_green, reset),
        cmocka_unit_test_teardown(facts_beyond_all_reason_are_judged_and_told_without_harm, reset),
        cmocka_unit_test_teardown(a_reason_tells_numbers_source_rule_and_way, reset),
        cmocka_unit_test_teardown(a_late_milestone_is_named_where_the_board_knows_it, reset),
        cmocka_unit_test_teardown(a_grey_light_says_what_is_missing, reset),
    };
    return cmocka_run_group_tests_name("lights_test", tests, up, down);
}
