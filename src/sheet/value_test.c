/* How the text of a cell becomes a value, or why not. */
#include "tap.h"
#include "sheet/value.h"
#include "sheet/sheet.h"
#include "base/out.h"
#include <math.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(0); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

/* What a reader makes of a text, as one string: the value, "?" for not known, or "!" and the fault in English;
 * a note stands behind " # ". */
static const char *with_note(const char *value, struct both note) {
    return value_has_note(note) ? arena_printf(a, "%s # %s", value, note.in[EN]) : value;
}

static const char *fault_text(enum err e, struct both fault) {
    assert_int_equal(e, ERR_INVALID);
    assert_true(fault.in[ZH] && *fault.in[ZH] && fault.in[EN] && *fault.in[EN]);
    return arena_printf(a, "! %s", fault.in[EN]);
}

static const char *amount(const char *text, const struct amount_unit *unit) {
    struct value_amount v;
    struct both fault;
    enum err e = value_read_amount(a, span_of(text), unit, &v, &fault);
    if (e != OK) return fault_text(e, fault);
    return with_note(v.fen == NO_FEN ? "?" : money_exact(a, v.fen, FEN_PER_YUAN), v.note);
}

static const char *date(const char *text) {
    struct value_date v;
    struct both fault;
    enum err e = value_read_date(a, span_of(text), NULL, &v, &fault);
    if (e != OK) return fault_text(e, fault);
    return with_note(v.precision == DATE_UNKNOWN ? "?" : value_date_print(a, &v), v.note);
}

static const char *number(enum err e, struct value_number v, struct both fault) {
    if (e != OK) return fault_text(e, fault);
    if (!v.is_known) return "?";
    char nearest[64];
    snprintf(nearest, sizeof nearest, "%.15g", v.value);
    assert_true(fabs(strtod(v.text, NULL) - v.value) == 0);
    return with_note(arena_printf(a, "%s %s", v.text, v.unit), v.note);
}

static const char *percent(const char *text) {
    struct value_number v = {0};
    struct both fault = {{NULL}};
    enum err e = value_read_percent(a, span_of(text), &v, &fault);
    return number(e, v, fault);
}

static const char *area(const char *text, const char *heading) {
    struct value_number v = {0};
    struct both fault = {{NULL}};
    enum err e = value_read_area(a, span_of(text), heading, &v, &fault);
    return number(e, v, fault);
}

static const char *duration(const char *text, const char *heading) {
    struct value_duration v;
    struct both fault;
    enum err e = value_read_duration(a, span_of(text), heading, &v, &fault);
    if (e != OK) return fault_text(e, fault);
    if (!v.is_known) return "?";
    return with_note(arena_printf(a, "%d %s", v.count, duration_unit_name(v.unit, ZH)), v.note);
}

static const char *docno(const char *text) {
    struct value_docno v;
    struct both fault;
    enum err e = value_read_docno(a, span_of(text), &v, &fault);
    if (e != OK) return fault_text(e, fault);
    return with_note(*v.text ? v.text : "?", v.note);
}

static const char *name(const char *text) {
    const char *v;
    struct both fault;
    enum err e = value_read_name(a, span_of(text), &v, &fault);
    return e == OK ? v : fault_text(e, fault);
}

#define SAME(got, wanted) assert_string_equal(got, wanted)
#define STARTS(got, wanted) assert_string_equal(utf8_cut(a, got, 9999), got), check_start(got, wanted)
static void check_start(const char *got, const char *wanted) {
    if (strncmp(got, wanted, strlen(wanted)) != 0) assert_string_equal(got, wanted);
}

/* ---- the strings as really written ---- */

/* The value a row of the list should have, in the words of the helpers above. */
static const char *read_row(const char *kind, const char *raw) {
    if (!strcmp(kind, "amount")) return amount(raw, NULL);
    if (!strcmp(kind, "percent")) return percent(raw);
    if (!strcmp(kind, "date")) return date(raw);
    if (!strcmp(kind, "duration")) return duration(raw, NULL);
    if (!strcmp(kind, "area")) return area(raw, NULL);
    if (!strcmp(kind, "org")) return name(raw);
    if (!strcmp(kind, "docno")) return docno(raw);
    fail_msg("the list has a kind that nobody reads: %s", kind);
    return "";
}

static const char *wanted_row(const char *kind, const char *expected, const char *unit) {
    if (!strcmp(kind, "percent")) return arena_printf(a, "%s %s", expected, unit);
    if (!strcmp(kind, "duration")) return arena_printf(a, "%s %s", expected, strcmp(unit, "天") ? unit : "日");
    if (!strcmp(kind, "area")) return arena_printf(a, "%s m2", expected);
    return expected;
}

TEST(every_string_as_really_written_is_read_or_refused) {
    const char *dir = shared_data_or_skip();
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    bool has;
    size_t seen = 0, refused = 0;
    const char *path = arena_printf(a, "%s/cn_value_strings/value_strings.csv", dir);
    assert_int_equal(sheet_open(a, path, NULL, &f, &why), OK);
    assert_int_equal(sheet_rows_open(a, f, 0, &c, &why), OK);
    assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    while (sheet_next(c, &row, &has, &why) == OK && has) {
        const char *kind = row.at[0].text, *raw = row.at[1].text, *expected = row.count > 2 ? row.at[2].text : "";
        const char *got = read_row(kind, raw);
        seen++;
        if (!strcmp(kind, "docno")) expected = raw; /* the list has only such as stand as the standard wants them */
        if (!*expected) {
            refused++;
            STARTS(got, "! ");
            continue;
        }
        const char *note = strstr(got, " # ");
        if (note) got = arena_copy_n(a, got, (size_t)(note - got));
        SAME(got, wanted_row(kind, expected, row.count > 3 ? row.at[3].text : ""));
    }
    assert_int_equal(seen, 34);
    assert_int_equal(refused, 4);
}

/* ---- amounts ---- */

TEST(an_amount_keeps_every_digit_of_its_unit) {
    SAME(amount("11.88亿元", NULL), "1188000000");
    SAME(amount("521.028699 万元", NULL), "5210286.99");
    SAME(amount("人民 币 2,300,000,000 元", NULL), "2300000000");
    SAME(amount("101 billion yuan", NULL), "101000000000");
    SAME(amount("１２３．４５万元", NULL), "1234500");
    SAME(amount("1亿2000万元", NULL), "120000000");
    SAME(amount("3万5千元", NULL), "35000");
    SAME(amount("5元3角2分", NULL), "5.32");
    SAME(amount("一亿二千万元整", NULL), "120000000");
    SAME(amount("壹佰贰拾万元整", NULL), "1200000");
    SAME(amount("¥1,234.50", &AMOUNT_YUAN), "1234.5");
    SAME(amount("￥ 88", &AMOUNT_WAN), "880000");
    SAME(amount("RMB 3.5 million", NULL), "3500000");
    SAME(amount("2.5bn", NULL), "2500000000");
    SAME(amount("10k yuan", NULL), "10000");
    SAME(amount("1.2万亿元", NULL), "1200000000000");
    SAME(amount("0.1", &AMOUNT_FEN), "0 # \"0.1\" was rounded to fen");
}

TEST(a_bare_number_takes_the_unit_of_its_heading) {
    SAME(amount("1234.56", &AMOUNT_WAN), "12345600");
    SAME(amount("1234.56", &AMOUNT_YI), "123456000000");
    SAME(amount("500万元", &AMOUNT_YI), "5000000");
    STARTS(amount("500", NULL), "! \"500\" has no unit");
    SAME(amount("1,2345,6789", &AMOUNT_YUAN), "123456789");
    SAME(amount("1，234，567", &AMOUNT_YUAN), "1234567");
    SAME(amount("0", &AMOUNT_WAN), "0");
    SAME(amount("-12.5", &AMOUNT_WAN), "-125000");
    SAME(amount("(12.5)", &AMOUNT_WAN), "-125000");
    SAME(amount("（500万元）", NULL), "-5000000");
    SAME(amount("负3亿元", NULL), "-300000000");
    SAME(amount("500万元（含税）", NULL), "5000000 # The remark was left aside: (含税)");
}

TEST(a_dash_is_not_known_and_not_zero) {
    const char *const blanks[] = {"",  " ",  "　",  "-",    "—",    "——",
                                  "－", "/", "无", "N/A", "暂无", "待定", "\xE2\x80\x8B"};
    for (size_t i = 0; i < countof(blanks); i++) {
        SAME(amount(blanks[i], NULL), "?");
        SAME(date(blanks[i]), "?");
        SAME(percent(blanks[i]), "?");
        SAME(area(blanks[i], NULL), "?");
        SAME(duration(blanks[i], NULL), "?");
        SAME(name(blanks[i]), "");
    }
}

TEST(what_is_no_exact_amount_of_yuan_is_refused_with_the_reason) {
    STARTS(amount("4300多亿元", NULL), "! \"4300多亿元\" is approximate");
    STARTS(amount("约500万元", NULL), "! \"约500万元\" is approximate");
    STARTS(amount("500万元左右", NULL), "! \"500万元左右\" is approximate");
    STARTS(amount("500余万元", NULL), "! \"500余万元\" is approximate");
    STARTS(amount("(略)", NULL), "! \"(略)\" is masked");
    STARTS(amount("1**0", &AMOUNT_WAN), "! \"1**0\" is masked");
    STARTS(amount("500-600万元", NULL), "! \"500-600万元\" has no unit");
    STARTS(amount("500-600", &AMOUNT_WAN), "! \"500-600\" is a range");
    STARTS(amount("500万元至600万元", NULL), "! \"500万元至600万元\" is a range");
    STARTS(amount("300万美元", NULL), "! \"300万美元\" is not in yuan");
    STARTS(amount("$5 million", NULL), "! \"$5 million\" is not in yuan");
    STARTS(amount("39.3%", &AMOUNT_WAN), "! \"39.3%\" is a percentage");
    STARTS(amount("12,5", &AMOUNT_WAN), "! The commas in \"12,5\"");
    STARTS(amount("1,23,456", &AMOUNT_WAN), "! The commas");
    STARTS(amount("1.2.3", &AMOUNT_WAN), "! \"1.2.3\" is not an amount");
    STARTS(amount("12abc", &AMOUNT_WAN), "! \"12abc\" is not an amount");
    STARTS(amount("2万3亿元", NULL), "! \"2万3亿元\" is not an amount");
    STARTS(amount("已完成", &AMOUNT_WAN), "! \"已完成\" is not an amount");
    STARTS(amount("1e5", &AMOUNT_WAN), "! \"1e5\" is not an amount");
}

TEST(no_amount_overflows_and_a_part_of_a_fen_is_rounded_and_told) {
    SAME(amount("92233720368547758.07", &AMOUNT_YUAN), "92233720368547758.07");
    STARTS(amount("92233720368547758.08", &AMOUNT_YUAN), "! \"92233720368547758.08\" is larger");
    STARTS(amount("9999999999999999999999999999999999999999999999", &AMOUNT_YI), "! \"99999");
    SAME(amount("1.005", &AMOUNT_YUAN), "1.01 # \"1.005\" was rounded to fen");
    SAME(amount("-1.005", &AMOUNT_YUAN), "-1.01 # \"-1.005\" was rounded to fen");
    SAME(amount("1.004", &AMOUNT_YUAN), "1 # \"1.004\" was rounded to fen");
    SAME(amount("1.00", &AMOUNT_YUAN), "1");
    SAME(amount("2066075.5899999999", &AMOUNT_YUAN), "2066075.59");
    SAME(amount("2066075.5849999999", &AMOUNT_YUAN), "2066075.58 # \"2066075.5849999999\" was rounded to fen");
}

TEST(a_heading_tells_its_unit) {
    static const struct {
        const char *heading;
        int power;
    } rows[] = {{"总投资（万元）", 6}, {"年度计划投资/亿元", 10}, {"总投资(亿元)", 10}, {"单位：万元", 6},
                {"1–11月累计完成（单位：万元）", 6}, {"投资（含税）（万元）", 6}, {"Total investment (million yuan)", 8},
                {"budget, 10k yuan", 6}, {"计划总投资【万元】", -1}, {"项目名称", -1}, {"万元", 6}, {"总投资：元", 2},
                {"总投资_亿元", 10}, {"金额（人民币，万元）", 6}, {"千瓦时（万）", 6}, {"投资额（千元）", 5}, {"", -1}};
    for (size_t i = 0; i < countof(rows); i++) {
        const struct amount_unit *unit = NULL;
        bool found = amount_unit_find(a, span_of(rows[i].heading), &unit);
        if (found != (rows[i].power >= 0) || (found && unit->power != rows[i].power))
            fail_msg("%s: %s", rows[i].heading, found ? unit->name : "none");
    }
}

/* ---- dates ---- */

TEST(a_date_is_read_as_far_as_it_is_written) {
    SAME(date("2023年9月12日"), "2023-09-12");
    SAME(date("2023 年 9 月 12 日"), "2023-09-12");
    SAME(date("二○一○年五月六日"), "2010-05-06");
    SAME(date("二〇一一年七月十九日"), "2011-07-19");
    SAME(date("二O二二年十二月三十一日"), "2022-12-31");
    SAME(date("2026-3-4"), "2026-03-04");
    SAME(date("2026/07/16"), "2026-07-16");
    SAME(date("2026.7.16"), "2026-07-16");
    SAME(date("2022.3"), "2022-03");
    SAME(date("2022年3月"), "2022-03");
    SAME(date("2022年3月份"), "2022-03");
    SAME(date("2022年"), "2022");
    SAME(date("2022"), "2022");
    SAME(date("20220315"), "2022-03-15");
    SAME(date("202203"), "2022-03");
    SAME(date("２０２２年３月"), "2022-03");
    SAME(date("2016-05-25 17:00:00"), "2016-05-25T17:00:00");
    SAME(date("2015-05-14 17:15"), "2015-05-14T17:15");
    SAME(date("2015年5月14日 下午5时15分"), "2015-05-14T17:15");
    SAME(date("2016-05-25T17:00:00Z"), "2016-05-25T17:00:00");
    SAME(date("5 May 2016"), "2016-05-05");
    SAME(date("May 5, 2016"), "2016-05-05");
    SAME(date("5-Oct-2016"), "2016-10-05");
    SAME(date("Sept 2016"), "2016-09");
    SAME(date("预计2022年12月"), "2022-12");
    SAME(date("2022年3月（计划）"), "2022-03 # The remark was left aside: (计划)");
}

TEST(day_and_month_are_day_first_unless_told_or_impossible) {
    struct value_date v;
    struct both fault;
    SAME(date("03/10/2026"), "2026-10-03 # Day and month of \"03/10/2026\" can be read both ways; read as 2026-10-03");
    SAME(date("25/12/2016"), "2016-12-25");
    SAME(date("12/25/2016"), "2016-12-25 # \"12/25/2016\" was read as 2016-12-25");
    SAME(date("5/5/2016"), "2016-05-05");
    STARTS(date("5/02/2016 5:00:00 PM"), "2016-02-05T17:00:00 # ");
    assert_int_equal(value_read_date(a, span_of("03/10/2026"), &(struct date_options){true}, &v, &fault), OK);
    assert_string_equal(value_date_print(a, &v), "2026-03-10");
    STARTS(date("3/5/22"), "! ");
    SAME(date("22年3月"), "2022-03 # \"22年3月\" was read as 2022-03");
    SAME(date("44927"), "2023-01-01 # \"44927\" is a spreadsheet's day number, read as 2023-01-01");
}

TEST(a_range_of_dates_has_two_ends) {
    SAME(date("20156月—20205月"), "2015-06/2020-05");
    SAME(date("2022年3月-2023年5月"), "2022-03/2023-05");
    SAME(date("2022年3月-5月"), "2022-03/2022-05");
    SAME(date("2022.3-2022.12"), "2022-03/2022-12");
    SAME(date("2015-2020"), "2015/2020");
    SAME(date("2015年至2020年"), "2015/2020");
    SAME(date("2026年3月5日-2026年3月11日"), "2026-03-05/2026-03-11");
    SAME(date("2026年3月5日-11日"), "2026-03-05/2026-03-11");
    SAME(date("2026-03-05~2026-03-11"), "2026-03-05/2026-03-11");
    SAME(date("2022年一季度"), "2022-01/2022-03");
    SAME(date("2022年上半年"), "2022-01/2022-06");
    SAME(date("2022年3月上旬"), "2022-03-01/2022-03-10");
    SAME(date("2022年2月下旬"), "2022-02-21/2022-02-28");
    STARTS(date("2023年5月-2022年3月"), "! \"2023年5月-2022年3月\" ends before it starts");
    struct value_date v;
    struct both fault;
    assert_int_equal(value_read_date(a, span_of("20156月—20205月"), NULL, &v, &fault), OK);
    assert_true(v.is_range && v.day_first == day_of(2015, 6, 1) && v.day_last == day_of(2020, 5, 31));
}

TEST(what_is_no_day_is_refused) {
    STARTS(date("2023-02-29"), "! \"2023-02-29\": there is no such day");
    STARTS(date("2023年13月"), "! \"2023年13月\": there is no such day");
    STARTS(date("2023-00-10"), "! \"2023-00-10\": there is no such day");
    STARTS(date("0202-01-01"), "! \"0202-01-01\": there is no such day");
    STARTS(date("****年*月**日"), "! \"****年*月**日\" is masked");
    STARTS(date("2022年底"), "! \"2022年底\" is not an exact date");
    STARTS(date("2022年初"), "! \"2022年初\" is not an exact date");
    STARTS(date("2022年6月前"), "! \"2022年6月前\" is not an exact date");
    STARTS(date("3月5日"), "! \"3月5日\" is not a date");
    STARTS(date("已开工"), "! \"已开工\" is not a date");
    STARTS(date("2022-03-05x"), "! \"2022-03-05x\" is not a date");
    STARTS(date("2022-03-05 25:00"), "! ");
    STARTS(date("123456789"), "! ");
}

/* ---- other measures ---- */

TEST(a_percentage_keeps_its_sign_and_its_points) {
    SAME(percent("39.3%"), "39.3 %");
    SAME(percent("３９．３％"), "39.3 %");
    SAME(percent("-1.5%"), "-1.5 %");
    SAME(percent("慢于时间进度0.23个百分点"), "-0.23 pp");
    SAME(percent("快于时间进度40.2个百分点"), "40.2 pp");
    SAME(percent("同比增长367.3%"), "367.3 %");
    SAME(percent("下降3.2%"), "-3.2 %");
    SAME(percent("百分之十五"), "15 %");
    SAME(percent("131.9"), "131.9 %");
    SAME(percent("5‰"), "0.5 %");
    STARTS(percent("约40%"), "! ");
    STARTS(percent("下降-3%"), "! ");
    STARTS(percent("一半"), "! ");
}

TEST(an_area_is_told_in_square_metres) {
    SAME(area("51.92亩", NULL), "34613.3 m2 # At 1 mu = 2000/3 m2, rounded to one decimal");
    SAME(area("29.70亩", NULL), "19800 m2");
    SAME(area("30.9380公顷", NULL), "309380 m2");
    SAME(area("13600㎡", NULL), "13600 m2");
    SAME(area("1.5万平方米", NULL), "15000 m2");
    SAME(area("2.5 km2", NULL), "2500000 m2");
    SAME(area("34616平方米(合51.92亩)", NULL), "34616 m2 # The remark was left aside: (合51.92亩)");
    SAME(area("12", "亩"), "8000 m2");
    STARTS(area("12", NULL), "! \"12\" has no unit");
    STARTS(area("约12亩", NULL), "! ");
    STARTS(area("12吨", NULL), "! ");
    STARTS(area("99999999999999999999亩", NULL), "! ");
}

TEST(a_length_of_time_keeps_its_unit) {
    SAME(duration("12个月", NULL), "12 月");
    SAME(duration("730日历天", NULL), "730 日");
    STARTS(duration("4个月（从开工之日算起）", NULL), "4 月 # The remark was left aside");
    SAME(duration("十日", NULL), "10 日");
    SAME(duration("5个工作日", NULL), "5 工作日");
    SAME(duration("2026年3月5日-2026年3月11日(5个工作日)", NULL), "5 工作日");
    SAME(duration("1年6个月", NULL), "18 月");
    SAME(duration("一年半", NULL), "18 月");
    SAME(duration("半年", NULL), "6 月");
    SAME(duration("2.5年", NULL), "30 月");
    SAME(duration("2年", NULL), "2 年");
    SAME(duration("3周", NULL), "21 日");
    SAME(duration("24", "月"), "24 月");
    STARTS(duration("24", NULL), "! \"24\" has no unit");
    STARTS(duration("约24个月", NULL), "! ");
    STARTS(duration("2.5天", NULL), "! ");
    STARTS(duration("长期", NULL), "! ");
}

TEST(a_name_is_tidied_and_a_masked_one_refused) {
    SAME(name("福州市长乐区潭头中心小学:"), "福州市长乐区潭头中心小学");
    SAME(name("　威海 Ａ 公司：，。 "), "威海 A 公司");
    SAME(name("环翠区（ １期 ）"), "环翠区（ 1期 ）");
    STARTS(name("武平工业 (略) 。"), "! ");
}

TEST(a_code_that_lost_its_digits_is_refused) {
    const char *code;
    struct both fault;
    struct cell lost = {.kind = CELL_NUMBER, .digits_lost = true, .text = "202237108201000000", .exact = "202237108201000000"};
    struct cell text = {.kind = CELL_TEXT, .text = " 2202-371082-04-01-１２３４５６ ", .exact = ""};
    assert_int_equal(value_read_code(a, &lost, &code, &fault), ERR_INVALID);
    assert_int_equal(value_read_code(a, &text, &code, &fault), OK);
    assert_string_equal(code, "2202-371082-04-01-123456");
    text.text = "备案中";
    assert_int_equal(value_read_code(a, &text, &code, &fault), ERR_INVALID);
}

TEST(the_number_of_a_document_has_office_year_and_serial) {
    struct value_docno v;
    struct both fault;
    assert_int_equal(value_read_docno(a, span_of("侯发改审批〔2024〕210号"), &v, &fault), OK);
    SAME(v.text, "侯发改审批〔2024〕210号");
    SAME(v.agency, "侯发改审批");
    assert_true(v.year == 2024 && v.serial == 210 && !value_has_note(v.note));
    assert_int_equal(value_read_docno(a, span_of("国发〔1949〕1号"), &v, &fault), OK);
    assert_true(v.year == 1949 && v.serial == 1);
    SAME(docno(" — "), "?");
}

TEST(brackets_that_keyboards_offer_are_mended_and_told) {
    static const char *const written[] = {"威政发[2024]7号", "威政发(2024)7号",   "威政发（2024）7号", "威政发【2024】7号",
                                          "威政发［2024］7号", "威政发〖2024〗7号", "威政发﹝2024﹞7号", "威政发{2024}7号",
                                          "威政发〔２０２４〕７号", "威政发 〔2024〕 7 号", "威 政 发〔 2024 〕7号"};
    for (size_t i = 0; i < countof(written); i++)
        SAME(docno(written[i]), arena_printf(a, "威政发〔2024〕7号 # \"%s\" was read as 威政发〔2024〕7号", written[i]));
    SAME(docno("  威政发〔2024〕7号 "), "威政发〔2024〕7号"); /* blanks around it are no mistake */
}

TEST(what_breaks_the_standard_of_document_numbers_is_refused_with_the_reason) {
    static const char *const none[] = {"侯发改审批",         "侯发改审批2024年210号", "〔2024〕210号",      "侯发改审批〔2024]210号",
                                       "侯发改审批〔2024〕", "侯发改审批〔2024〕210", "侯发改审批〔2024〕号", "ABC〔2024〕1号",
                                       "侯发改审批〔2024年〕210号", "侯发改审批〔2024〕210号文", "威政发〔2024〕1234567号",
                                       "会议纪要", "威政发〔2024〕一号"};
    for (size_t i = 0; i < countof(none); i++) {
        STARTS(docno(none[i]), "! ");
        if (!strstr(docno(none[i]), "is not the number of a document")) fail_msg("%s", docno(none[i]));
    }
    static const char *const years[] = {"威政发〔24〕7号", "威政发〔1948〕7号", "威政发〔2100〕7号", "威政发〔二〇二四〕7号"};
    for (size_t i = 0; i < countof(years); i++)
        STARTS(docno(years[i]), arena_printf(a, "! The year in \"%s\" is not written in full", years[i]));
    STARTS(docno("威政发〔2024〕第7号"), "! \"威政发〔2024〕第7号\" has 第 before its serial");
    STARTS(docno("威政发〔2024〕07号"), "! The serial in \"威政发〔2024〕07号\" begins with a zero");
    STARTS(docno("威政发〔2024〕0号"), "! The serial");
    STARTS(docno("威政发〔2024〕**号"), "! \"威政发〔2024〕**号\" is masked");
    static const char office[] = "威威威威威威威威威威威威威威威威威威威威威威威威威威威威威威"; /* 30 characters */
    STARTS(docno(arena_printf(a, "%s〔2024〕7号", office)), office);
    STARTS(docno(arena_printf(a, "%s威〔2024〕7号", office)), "! ");
}

/* ---- cells ---- */

static const char *amount_of(const char *shown, const char *exact, const struct amount_unit *unit) {
    struct cell c = {.kind = CELL_NUMBER, .text = shown, .exact = exact, .day = NO_DAY};
    struct value_amount v;
    struct both fault;
    enum err e = value_amount_of(a, &c, unit, &v, &fault);
    return e == OK ? with_note(money_exact(a, v.fen, FEN_PER_YUAN), v.note) : fault_text(e, fault);
}

TEST(a_stored_number_is_taken_as_stored_not_as_shown) {
    SAME(amount_of("521", "521.028699", &AMOUNT_WAN), "5210286.99");
    SAME(amount_of("521.03万元", "521.028699", &AMOUNT_YI), "5210286.99");
    SAME(amount_of("52.1万元", "521028.69", NULL), "521028.69");
    SAME(amount_of("¥1,235", "1234.56", &AMOUNT_YUAN), "1234.56");
    STARTS(amount_of("521", "521.028699", NULL), "! ");
}

TEST(a_stored_date_needs_no_reading) {
    struct cell c = {.kind = CELL_DATE, .text = "3月", .exact = "44927", .day = day_of(2023, 1, 1)};
    struct value_date v;
    struct both fault;
    assert_int_equal(value_date_of(a, &c, NULL, &v, &fault), OK);
    assert_string_equal(value_date_print(a, &v), "2023-01-01");
    c = (struct cell){.kind = CELL_NUMBER, .text = "2022.1", .exact = "2022.1", .day = NO_DAY};
    STARTS(fault_text(value_date_of(a, &c, NULL, &v, &fault), fault), "! \"2022.1\" may be January, or October");
    c = (struct cell){.kind = CELL_ERROR, .text = "#REF!", .exact = "", .day = NO_DAY};
    STARTS(fault_text(value_date_of(a, &c, NULL, &v, &fault), fault), "! The formula failed");
    c = (struct cell){.kind = CELL_EMPTY, .is_formula = true, .text = "", .exact = "", .day = NO_DAY};
    STARTS(fault_text(value_date_of(a, &c, NULL, &v, &fault), fault), "! The formula holds no result");
}

TEST(a_stored_share_is_a_percentage_where_its_format_says_so) {
    struct cell c = {.kind = CELL_NUMBER, .text = "39%", .exact = "0.393", .day = NO_DAY};
    struct value_number v = {0};
    struct both fault = {{NULL}};
    SAME(number(value_percent_of(a, &c, &v, &fault), v, fault), "39.3 %");
    c = (struct cell){.kind = CELL_NUMBER, .text = "51.9亩", .exact = "51.92", .day = NO_DAY};
    STARTS(number(value_area_of(a, &c, NULL, &v, &fault), v, fault), "34613.3 m2");
}

TEST_MAIN(cmocka_unit_test_setup_teardown(every_string_as_really_written_is_read_or_refused, up, down),
          cmocka_unit_test_setup_teardown(an_amount_keeps_every_digit_of_its_unit, up, down),
          cmocka_unit_test_setup_teardown(a_bare_number_takes_the_unit_of_its_heading, up, down),
          cmocka_unit_test_setup_teardown(a_dash_is_not_known_and_not_zero, up, down),
          cmocka_unit_test_setup_teardown(what_is_no_exact_amount_of_yuan_is_refused_with_the_reason, up, down),
          cmocka_unit_test_setup_teardown(no_amount_overflows_and_a_part_of_a_fen_is_rounded_and_told, up, down),
          cmocka_unit_test_setup_teardown(a_heading_tells_its_unit, up, down),
          cmocka_unit_test_setup_teardown(a_date_is_read_as_far_as_it_is_written, up, down),
          cmocka_unit_test_setup_teardown(day_and_month_are_day_first_unless_told_or_impossible, up, down),
          cmocka_unit_test_setup_teardown(a_range_of_dates_has_two_ends, up, down),
          cmocka_unit_test_setup_teardown(what_is_no_day_is_refused, up, down),
          cmocka_unit_test_setup_teardown(a_percentage_keeps_its_sign_and_its_points, up, down),
          cmocka_unit_test_setup_teardown(an_area_is_told_in_square_metres, up, down),
          cmocka_unit_test_setup_teardown(a_length_of_time_keeps_its_unit, up, down),
          cmocka_unit_test_setup_teardown(a_name_is_tidied_and_a_masked_one_refused, up, down),
          cmocka_unit_test_setup_teardown(a_code_that_lost_its_digits_is_refused, up, down),
          cmocka_unit_test_setup_teardown(the_number_of_a_document_has_office_year_and_serial, up, down),
          cmocka_unit_test_setup_teardown(brackets_that_keyboards_offer_are_mended_and_told, up, down),
          cmocka_unit_test_setup_teardown(what_breaks_the_standard_of_document_numbers_is_refused_with_the_reason, up, down),
          cmocka_unit_test_setup_teardown(a_stored_number_is_taken_as_stored_not_as_shown, up, down),
          cmocka_unit_test_setup_teardown(a_stored_date_needs_no_reading, up, down),
          cmocka_unit_test_setup_teardown(a_stored_share_is_a_percentage_where_its_format_says_so, up, down))
