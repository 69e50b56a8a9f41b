#include "web/format.h"
#include "base/json.h"
#include "store/db.h"
#include "tap.h"
#include "web/view.h"
#include <math.h>

static struct out o;

static const char *said(void) {
    static char text[4096];
    snprintf(text, sizeof text, "%s", out_text_of(&o));
    out_clear(&o);
    return text;
}
#define SAYS(call, text)                                                                                     \
    do {                                                                                                     \
        call;                                                                                                \
        assert_string_equal(said(), text);                                                                   \
    } while (0)

TEST(project_money_is_as_exact_in_both_languages) {
    SAYS(fmt_wan(&o, ZH, 22008 * FEN_PER_WAN), "22,008");
    SAYS(fmt_wan(&o, EN, 22008 * FEN_PER_WAN), "220.08");
    SAYS(fmt_yi2(&o, ZH, 1860 * FEN_PER_MILLION), "18.60");
    SAYS(fmt_yi2(&o, EN, 1860 * FEN_PER_MILLION), "1,860");
}

TEST(city_money_has_one_decimal) {
    SAYS(fmt_yi1(&o, ZH, 1010 * FEN_PER_YI), "1,010.0");
    SAYS(fmt_yi1(&o, EN, 1010 * FEN_PER_YI), "101.0");
}

TEST(differences_carry_their_sign) {
    SAYS(fmt_signed(&o, ZH, 287), "+287");
    SAYS(fmt_signed(&o, ZH, -1287), "−1,287");
    SAYS(fmt_signed(&o, ZH, 0), "±0");
    SAYS(fmt_points1(&o, ZH, -39.26), "−39.3");
    SAYS(fmt_wan_signed(&o, ZH, -6000 * FEN_PER_WAN), "−6,000");
}

TEST(rates_are_rounded_half_away_and_never_capped) {
    SAYS(fmt_percent1(&o, ZH, 131.9054), "131.9\xC2\xA0%");
    SAYS(fmt_percent1(&o, ZH, 12345.65), "12,345.7\xC2\xA0%");
    SAYS(fmt_number1(&o, ZH, -0.04), "0.0");
    SAYS(fmt_number1(&o, ZH, 0.05), "0.1");
}

TEST(what_is_not_known_is_a_word_never_zero) {
    SAYS(fmt_wan(&o, ZH, NO_FEN), "暂无数据");
    SAYS(fmt_wan_signed(&o, EN, NO_FEN), "not known");
    SAYS(fmt_int(&o, EN, NO_INT), "not known");
    SAYS(fmt_signed(&o, EN, NO_INT), "not known");
    SAYS(fmt_percent1(&o, EN, NAN), "not known");
    SAYS(fmt_points1(&o, EN, INFINITY), "not known");
    SAYS(fmt_day(&o, EN, NO_DAY), "not known");
    SAYS(fmt_md(&o, EN, NO_DAY), "not known");
    SAYS(fmt_month_short(&o, EN, NO_MONTH), "not known");
    SAYS(fmt_iso_day(&o, EN, NO_DAY), "");
    SAYS(fmt_measure(&o, EN, measure_int(MEASURE_FEN, NO_FEN)), "not known");
    SAYS(fmt_measure(&o, EN, measure_num(MEASURE_PERCENT, NAN)), "not known");
    SAYS(fmt_unknown(&o, EN),
         "<span class=\"dim\" aria-hidden=\"true\">—</span><span class=\"vh\">not known</span>");
}

TEST(dates_read_as_people_write_them) {
    int32_t day = day_of(2022, 12, 6), month = month_of(2022, 11);
    SAYS(fmt_day(&o, ZH, day), "2022-12-06");
    SAYS(fmt_md(&o, ZH, day), "12-06");
    SAYS(fmt_month_words(&o, ZH, month), "2022 年 11 月");
    SAYS(fmt_month_words(&o, EN, month), "November 2022");
    SAYS(fmt_month_until(&o, ZH, month), "2022 年 1–11 月");
    SAYS(fmt_month_until(&o, EN, month), "January–November 2022");
    SAYS(fmt_month_until(&o, EN, month_of(2023, 1)), "January 2023");
    SAYS(fmt_month_short(&o, EN, month), "Nov");
}

TEST(a_measure_has_its_number_and_its_unit) {
    SAYS(fmt_measure(&o, ZH, measure_int(MEASURE_FEN, 1010 * FEN_PER_YI)), "1,010.0");
    SAYS(fmt_measure_unit(&o, ZH, measure_int(MEASURE_FEN, 1)), "亿元");
    SAYS(fmt_measure(&o, ZH, measure_num(MEASURE_POINTS, 40.2)), "+40.2");
    SAYS(fmt_measure_unit(&o, ZH, measure_num(MEASURE_POINTS, 1)), "个百分点");
    SAYS(fmt_measure(&o, ZH, measure_int(MEASURE_MONTH, month_of(2022, 10))), "2022-10");
}

TEST(a_light_has_shape_and_word_and_an_unknown_colour_is_grey) {
    SAYS(
        fmt_light_short(&o, ZH, "red"),
        "<span class=\"light r\"><svg class=\"lt r\" aria-hidden=\"true\"><use href=\"#r\"/></svg>红</span>");
    SAYS(fmt_light_word(&o, EN, "mauve"), "Not rated");
    SAYS(fmt_light_word(&o, EN, NULL), "Not rated");
}

TEST(only_local_addresses_are_links) {
    SAYS(fmt_link(&o, ZH, "/projects?area=1&light=red"), "/projects?area=1&amp;light=red");
    SAYS(fmt_link(&o, ZH, "?page=2"), "?page=2");
    static const char *const foreign[] = {
        "javascript:alert(1)", "//example.org", "/\\example.org", "https://example.org", "", NULL};
    for (size_t i = 0; i < countof(foreign); i++) SAYS(fmt_link(&o, ZH, foreign[i]), "#");
}

TEST(text_is_escaped_and_NULL_is_nothing) {
    SAYS(fmt_text(&o, ZH, "<b>\"&'"), "&lt;b&gt;&quot;&amp;&#39;");
    SAYS(fmt_text(&o, ZH, NULL), "");
    SAYS(fmt_both(&o, EN, (struct both){{"甲", "<a>"}}), "&lt;a&gt;");
    SAYS(fmt_url(&o, ZH, "威海 a/b"), "%E5%A8%81%E6%B5%B7%20a%2Fb");
}

/* As a template walks it. */
static void say_word(enum lang lang, enum word w) {
    for (const struct word_piece *p = word_pieces(lang, w); fmt_word_step(&o, p); p++) out_printf(&o, "[%d]", p->hole);
}

TEST(a_word_stops_at_each_hole) {
    SAYS(say_word(EN, W_pager_rows), "[1]–[2] of [3]");
    SAYS(say_word(ZH, W_not_known), word(ZH, W_not_known));
}

TEST(the_date_form_keeps_the_other_parameters) {
    SAYS(fmt_kept(&o, ZH, "area=%E5%A8%81+x&known=2022-01-01&page=3&light=&q=%22%3E"),
         "<input type=\"hidden\" name=\"area\" value=\"威 x\"><input type=\"hidden\" name=\"q\" "
         "value=\"&quot;&gt;\">");
    SAYS(fmt_kept(&o, ZH, "q=%FF&a=%00&b=%zz"), "<input type=\"hidden\" name=\"b\" value=\"%zz\">");
    SAYS(fmt_kept(&o, ZH, ""), "");
}

TEST(forms_carry_token_and_date) {
    struct page_frame frame = {.csrf = "a\"b", .known_text = "2022-12-06"};
    SAYS(fmt_token(&o, &frame), "<input type=\"hidden\" name=\"csrf\" value=\"a&quot;b\">");
    SAYS(fmt_known(&o, &frame), "<input type=\"hidden\" name=\"known\" value=\"2022-12-06\">");
    frame.known_text = "";
    SAYS(fmt_known(&o, &frame), "");
}

TEST(json_has_fen_unrounded_rates_and_null) {
    struct json j;
    json_init(&j, &o);
    json_open(&j);
    fmt_json_day(&j, "day", day_of(2022, 12, 6));
    fmt_json_day(&j, "none", NO_DAY);
    fmt_json_month(&j, "month", month_of(2022, 11));
    fmt_json_measure(&j, "fen", measure_int(MEASURE_FEN, 101));
    fmt_json_measure(&j, "rate", measure_num(MEASURE_PERCENT, 131.90544));
    fmt_json_measure(&j, "met", measure_int(MEASURE_MONTH, month_of(2022, 10)));
    fmt_json_measure(&j, "unknown", measure_num(MEASURE_POINTS, NAN));
    json_close(&j);
    assert_string_equal(said(), "{\"day\":\"2022-12-06\",\"none\":null,\"month\":\"2022-11\",\"fen\":101,"
                                "\"rate\":131.90544,\"met\":\"2022-10\",\"unknown\":null}");
}

TEST(files_compiled_in_have_names_with_their_hash) {
    const char *css = fmt_asset("qipan.css");
    assert_non_null(css);
    assert_memory_equal(css, "/assets/qipan-", 14);
    assert_int_equal(strlen(css), strlen("/assets/qipan-0123456789.css"));
    assert_null(fmt_asset("nothing.css"));
}

int main(void) {
    out_init(&o, 0);
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {T(project_money_is_as_exact_in_both_languages),
                                       T(city_money_has_one_decimal),
                                       T(differences_carry_their_sign),
                                       T(rates_are_rounded_half_away_and_never_capped),
                                       T(what_is_not_known_is_a_word_never_zero),
                                       T(dates_read_as_people_write_them),
                                       T(a_measure_has_its_number_and_its_unit),
                                       T(a_light_has_shape_and_word_and_an_unknown_colour_is_grey),
                                       T(only_local_addresses_are_links),
                                       T(text_is_escaped_and_NULL_is_nothing),
                                       T(a_word_stops_at_each_hole),
                                       T(the_date_form_keeps_the_other_parameters),
                                       T(forms_carry_token_and_date),
                                       T(json_has_fen_unrounded_rates_and_null),
                                       T(files_compiled_in_have_names_with_their_hash)};
    int failed = cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);
    out_done(&o);
    return failed;
}
