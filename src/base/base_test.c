/* What the ground floor promises. */
#include "tap.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(0); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

TEST(every_day_of_three_centuries_goes_there_and_back) {
    int32_t day = day_of(1900, 1, 1);
    for (int y = 1900; y < 2200; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= days_in_month(y, m); d++, day++) {
                assert_int_equal(day_of(y, m, d), day);
                struct civil c = civil_of(day);
                assert_true(c.year == y && c.month == m && c.day == d);
            }
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(2022, 11, 30), 19326);
}

TEST(a_deadline_of_months_stays_inside_the_month) {
    assert_string_equal(day_print(a, day_plus_months(day_of(2022, 1, 31), 1)), "2022-02-28");
    assert_string_equal(day_print(a, day_plus_months(day_of(2022, 11, 15), 2)), "2023-01-15");
    assert_string_equal(day_print(a, day_plus_months(day_of(2022, 3, 31), -1)), "2022-02-28");
}

TEST(only_real_dates_are_read) {
    int32_t day = 7;
    assert_true(day_read("2024-02-29", &day));
    assert_int_equal(day, day_of(2024, 2, 29));
    const char *bad[] = {"2023-02-29", "2023-13-01", "2023-1-01", "2023-01-01 ", "", "20230101xx", "0000-00-00"};
    for (size_t i = 0; i < countof(bad); i++) {
        day = 7;
        assert_false(day_read(bad[i], &day));
        assert_int_equal(day, 7);
    }
    int32_t month;
    assert_true(month_read("2022-11", &month));
    assert_string_equal(month_print(a, month), "2022-11");
    assert_false(month_read("2022-00", &month));
}

TEST(an_instant_falls_on_the_day_of_the_city) {
    int64_t ms = ms_of_day(day_of(2022, 12, 6), 480);
    assert_int_equal(day_of_ms(ms, 480), day_of(2022, 12, 6));
    assert_int_equal(day_of_ms(ms - 1, 480), day_of(2022, 12, 5));
    assert_string_equal(ms_print(a, ms + 33600000, 480), "2022-12-06 09:20");
    assert_int_equal(day_of_ms(-1, 0), -1);
}

TEST(a_moment_is_read_as_it_is_printed) {
    const char *good[] = {"2022-12-06 09:20", "2022-12-06T09:20", "2022-12-06"};
    const char *bad[] = {"", "2022-12-06 9:20", "2022-12-06 24:00", "2022-12-06 09:60", "2022-12-06x09:20", "2022-12-06 09-20",
                         "2022-02-30 09:20", "2022-12-06 09:20:00", "2022-12-06 "};
    int64_t ms = 0;
    for (size_t i = 0; i < countof(good); i++) {
        assert_true(ms_read(good[i], 480, &ms));
        assert_string_equal(ms_print(a, ms, 480), i < 2 ? "2022-12-06 09:20" : "2022-12-06 00:00");
    }
    for (size_t i = 0; i < countof(bad); i++) {
        ms = 7;
        assert_false(ms_read(bad[i], 480, &ms));
        assert_int_equal(ms, 7);
    }
}

/* Last of all: the clock is the process's. */
TEST(the_clock_of_a_practice_day_goes_on_from_where_it_was_set_and_never_back) {
    int64_t machine = now_ms(), begin = ms_of_day(day_of(2023, 1, 1), 480);
    assert_int_equal(outside_ms(machine), machine);
    assert_false(practice_clock_is_on());
    practice_clock_begin(begin);
    assert_true(practice_clock_is_on());
    assert_true(now_ms() >= begin && now_ms() < begin + 60000);
    assert_false(practice_clock_forward(begin));
    assert_false(practice_clock_forward(begin - 1));
    assert_true(practice_clock_forward(begin + 86400000));
    int64_t now = now_ms();
    assert_true(now >= begin + 86400000 && now < begin + 86400000 + 60000);
    assert_true(outside_ms(now) >= machine && outside_ms(now) < machine + 60000);
}

TEST(money_is_rounded_only_when_printed) {
    assert_string_equal(money_print(a, INT64_C(10100000000000), FEN_PER_YI, 1), "1,010.0");
    assert_string_equal(money_print(a, INT64_C(10100000000000), FEN_PER_BILLION, 1), "101.0");
    assert_string_equal(money_print(a, 149, 100, 0), "1");
    assert_string_equal(money_print(a, 150, 100, 0), "2");
    assert_string_equal(money_print(a, -150, 100, 0), "-2");
    assert_string_equal(money_print(a, -4, 100, 0), "0");
    assert_string_equal(money_print(a, NO_FEN, 100, 0), "");
    assert_string_equal(money_print(a, INT64_MAX, FEN_PER_YUAN, 2), "92,233,720,368,547,758.07");
    assert_string_equal(money_exact(a, 521028699, FEN_PER_YUAN), "5210286.99");
    assert_string_equal(money_exact(a, 521028699, FEN_PER_WAN), "521.028699");
    assert_string_equal(money_exact(a, -50, FEN_PER_YUAN), "-0.5");
}

static const char *fixed(double value, int decimals) { return both_num(a, value, decimals).in[EN]; }

TEST(numbers_are_rounded_away_from_zero_and_none_has_a_sign) {
    assert_string_equal(fixed(91.25, 1), "91.3");
    assert_string_equal(fixed(-91.25, 1), "-91.3");
    assert_string_equal(fixed(-0.04, 1), "0.0");
    assert_string_equal(fixed(7, 2), "7.00");
    assert_string_equal(fixed(0.999, 2), "1.00");
    assert_string_equal(fixed(1e12, 1), "1000000000000.0");
    assert_string_equal(fixed(0.0 / 0.0, 1) + (fixed(0.0 / 0.0, 1)[0] == '-'), "nan");
}

static const char *thousands(int64_t n) {
    struct out *o = out_in(a, 0);
    out_thousands(o, n);
    return out_text_of(o);
}

TEST(integers_are_written_with_all_their_digits) {
    static const struct {
        int64_t n;
        const char *plain, *grouped;
    } rows[] = {{0, "0", "0"}, {9, "9", "9"}, {10, "10", "10"}, {99, "99", "99"}, {100, "100", "100"}, {999, "999", "999"},
                {1000, "1000", "1,000"}, {-7, "-7", "-7"}, {-1000, "-1000", "-1,000"}, {123456, "123456", "123,456"},
                {INT64_MAX, "9223372036854775807", "9,223,372,036,854,775,807"},
                {INT64_MIN, "-9223372036854775808", "-9,223,372,036,854,775,808"}};
    for (size_t i = 0; i < countof(rows); i++) {
        struct out *o = out_in(a, 0);
        out_int(o, rows[i].n);
        assert_string_equal(out_text_of(o), rows[i].plain);
        assert_string_equal(int_print(a, rows[i].n), rows[i].plain);
        assert_string_equal(thousands(rows[i].n), rows[i].grouped);
    }
}

TEST(two_spellings_of_one_word_fold_to_the_same) {
    assert_string_equal(text_fold(a, span_of("　总投资（万元） ")), "总投资(万元)");
    assert_string_equal(text_fold(a, span_of("１－11月 累计")), "1-11月累计");
    assert_string_equal(text_fold(a, span_of("1–11月累计")), "1-11月累计");
    assert_string_equal(text_tidy(a, span_of("  Ａ 公司\t（集团） ")), "A 公司 (集团)");
    struct span t = span_trim(span_of("\xEF\xBB\xBF　x 　"));
    assert_true(span_is(t, "x"));
}

TEST(bad_utf8_is_known_and_never_overrun) {
    assert_true(utf8_valid("威海", 6));
    assert_false(utf8_valid("\xED\xA0\x80", 3));
    assert_false(utf8_valid("\xC0\xAF", 2));
    assert_false(utf8_valid("\xF4\x90\x80\x80", 4));
    assert_false(utf8_valid("\xE5\xA8", 2));
    const char *at = "\xFFx", *end = at + 2;
    assert_int_equal(utf8_next(&at, end), 0xFFFD);
    assert_int_equal(utf8_next(&at, end), 'x');
    assert_int_equal(utf8_columns("威a海"), 5);
    assert_string_equal(utf8_cut(a, "威海市", 2), "威…");
}

TEST(json_is_written_with_commas_and_escapes) {
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    json_open(&j);
    json_key_text(&j, "a\"b", "x\n\x01\xFF威");
    json_key(&j, "list");
    json_list(&j);
    json_int(&j, -9);
    json_double(&j, 131.9);
    json_double(&j, 1.0 / 0.0);
    json_open(&j);
    json_close(&j);
    json_list_end(&j);
    json_key_bool(&j, "t", true);
    json_close(&j);
    assert_string_equal(out_text_of(o), "{\"a\\\"b\":\"x\\n\\u0001\xEF\xBF\xBD威\",\"list\":[-9,131.9,null,{}],\"t\":true}");
}

TEST(text_in_a_page_cannot_become_markup) {
    struct out *o = out_in(a, 0);
    out_html(o, "<b a=\"'&\">");
    assert_string_equal(out_text_of(o), "&lt;b a=&quot;&#39;&amp;&quot;&gt;");
    out_clear(o);
    out_url(o, "a b/威&");
    assert_string_equal(out_text_of(o), "a%20b%2F%E5%A8%81%26");
    out_clear(o);
    out_csv(o, "a,\"b\"");
    assert_string_equal(out_text_of(o), "\"a,\"\"b\"\"\"");
}

/* Blocks of sixteen bytes, their edges, and a piece that needs more room than there is. */
TEST(a_mark_is_escaped_wherever_it_stands) {
    char text[80], want[80];
    for (size_t len = 1; len < 40; len++)
        for (size_t at = 0; at < len; at++) {
            memset(text, 'x', len);
            text[at] = '<';
            text[len] = 0;
            snprintf(want, sizeof want, "%.*s&lt;%s", (int)at, text, text + at + 1);
            struct out *o = out_in(a, 0);
            out_html(o, text);
            assert_string_equal(out_text_of(o), want);
            char tight[80];
            struct out fits = out_over(tight, len + 4);
            out_html(&fits, text);
            assert_true(!fits.overflow && !strcmp(out_text_of(&fits), want));
        }
    struct out *o = out_in(a, 0);
    out_html(o, "威海市<文登区>&乳山市\"荣成市\"'临港区'");
    assert_string_equal(out_text_of(o), "威海市&lt;文登区&gt;&amp;乳山市&quot;荣成市&quot;&#39;临港区&#39;");
}

TEST(output_over_foreign_memory_stays_inside) {
    char around[12] = "###########";
    struct out o = out_over(around, 8);
    out_raw(&o, "1234567");
    assert_false(o.overflow);
    out_char(&o, '8');
    assert_true(o.overflow);
    assert_string_equal(out_text_of(&o), "1234567");
    assert_string_equal(around + 8, "###");
}

TEST(output_over_its_maximum_says_so_and_stays_whole) {
    struct out *o = out_in(a, 10);
    out_raw(o, "12345");
    out_raw(o, "678901");
    out_char(o, '6'); /* would fit, but what came before it is missing */
    assert_true(o->overflow);
    assert_string_equal(out_text_of(o), "12345");
    out_clear(o);
    out_raw(o, "1234567890");
    assert_false(o->overflow);
    assert_string_equal(out_text_of(o), "1234567890");
}

static void note(void *at) { ++*(int *)at; }

TEST(an_arena_closes_what_hangs_on_it_and_remembers_the_first_failure) {
    int closed = 0;
    struct arena *b = arena_new(1 << 20);
    arena_defer(b, note, &closed);
    assert_int_equal(arena_fail(b, ERR_STORE, "disk %d", 1), ERR_STORE);
    assert_int_equal(arena_fail(b, ERR_WORLD, "later"), ERR_WORLD);
    assert_non_null(strstr(arena_failure(b), "base_test.c:"));
    assert_non_null(strstr(arena_failure(b), "disk 1"));
    arena_reset(b);
    assert_int_equal(closed, 1);
    assert_null(arena_failure(b));
    for (int i = 0; i < 1000; i++) memset(arena_alloc(b, 900), 1, 900);
    arena_done(b);
}

TEST(integers_are_read_whole_and_bounded) {
    int64_t n = 5;
    assert_true(text_int("-9223372036854775808", INT64_MIN, INT64_MAX, &n));
    assert_true(n == INT64_MIN);
    assert_false(text_int("9223372036854775808", INT64_MIN, INT64_MAX, &n));
    assert_false(text_int("1x", 0, 9, &n));
    assert_false(text_int("", 0, 9, &n));
    assert_false(text_int("10", 0, 9, &n));
}

TEST(words_take_their_arguments) {
    struct both b = both_num(a, 39.27, 1);
    assert_string_equal(b.in[ZH], "39.3");
    assert_string_equal(word(EN, W_app_name), "Qipan");
    struct both said = SAY(a, W_pager_rows, both_int(a, 1), both_int(a, 24), both_int(a, 1764));
    assert_string_equal(said.in[EN], "1–24 of 1764");
    assert_string_equal(both_join(a, said, both_text("!")).in[EN], "1–24 of 1764!");
}

TEST(the_pieces_of_a_word_are_the_whole_of_it) {
    for (enum word w = 0; w < WORD_COUNT; w++)
        for (enum lang l = 0; l < LANG_COUNT; l++) {
            struct out *whole = out_in(a, 0), *html = out_in(a, 0), *want = out_in(a, 0);
            const struct word_piece *p = word_pieces(l, w);
            for (;; p++) {
                assert_int_equal(p->len, strlen(p->text));
                out_raw(whole, p->text);
                out_markup(html, p->html);
                if (!p->hole) break;
                out_printf(whole, "{%d}", p->hole);
                out_printf(html, "{%d}", p->hole);
            }
            assert_string_equal(out_text_of(whole), word(l, w));
            out_html(want, word(l, w));
            assert_string_equal(out_text_of(html), out_text_of(want));
            if (p == word_pieces(l, w)) assert_int_equal(word_html(l, w).len, html->len);
            arena_reset(a);
        }
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(every_day_of_three_centuries_goes_there_and_back), U(a_deadline_of_months_stays_inside_the_month),
          U(only_real_dates_are_read), U(an_instant_falls_on_the_day_of_the_city), U(money_is_rounded_only_when_printed),
          U(two_spellings_of_one_word_fold_to_the_same), U(bad_utf8_is_known_and_never_overrun),
          U(json_is_written_with_commas_and_escapes), U(text_in_a_page_cannot_become_markup),
          U(output_over_its_maximum_says_so_and_stays_whole),
          U(an_arena_closes_what_hangs_on_it_and_remembers_the_first_failure), U(integers_are_read_whole_and_bounded),
          U(words_take_their_arguments), U(the_pieces_of_a_word_are_the_whole_of_it),
          U(numbers_are_rounded_away_from_zero_and_none_has_a_sign), U(integers_are_written_with_all_their_digits),
          U(a_mark_is_escaped_wherever_it_stands), U(output_over_foreign_memory_stays_inside),
          U(a_moment_is_read_as_it_is_printed), U(the_clock_of_a_practice_day_goes_on_from_where_it_was_set_and_never_back))
