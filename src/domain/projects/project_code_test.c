/* Project codes and credit codes as they are met in public pages. */
#include "tap.h"
#include "domain/projects/project_code.h"
#include "domain/projects/uscc.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(0); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

TEST(a_code_of_the_new_format_is_taken_apart) {
    struct project_code_reading r = project_code_read(a, "2511-440233-04-01-908567");
    assert_true(r.ok);
    assert_int_equal(r.format, PROJECT_CODE_NEW);
    assert_string_equal(r.time, "2511");
    assert_string_equal(r.region, "440233");
    assert_string_equal(r.department, "04");
    assert_string_equal(r.type, "01");
    assert_string_equal(r.serial, "908567");
    assert_null(r.fault.in[ZH]);
    struct project_code_segment s[PROJECT_CODE_SEGMENTS];
    project_code_explain(a, &r, s);
    assert_string_equal(s[0].meaning.in[ZH], "2025年11月赋码");
    assert_string_equal(s[1].meaning.in[ZH], "广东省");
    assert_string_equal(s[1].meaning.in[EN], "Guangdong");
    assert_string_equal(s[4].text, "908567");
}

TEST(the_first_segment_tells_old_from_new) {
    static const struct {
        const char *code;
        enum project_code_format format;
    } cases[] = {
        {"2014-370828-01-03-010487", PROJECT_CODE_NONE}, {"2015-370828-01-03-010487", PROJECT_CODE_OLD},
        {"2018-370828-01-03-010487", PROJECT_CODE_OLD},  {"2020-370828-01-03-010487", PROJECT_CODE_OLD},
        {"2021-370828-01-03-010487", PROJECT_CODE_NONE}, {"2010-370828-01-03-010487", PROJECT_CODE_NEW},
        {"1412-370828-01-03-010487", PROJECT_CODE_NONE},  {"2012-370828-01-03-010487", PROJECT_CODE_NEW},
        {"2013-370828-01-03-010487", PROJECT_CODE_NONE}, {"2100-370828-01-03-010487", PROJECT_CODE_NONE},
        {"2101-370828-01-03-010487", PROJECT_CODE_NEW},  {"9912-370828-01-03-010487", PROJECT_CODE_NEW},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct project_code_reading r = project_code_read(a, cases[i].code);
        assert_int_equal(r.format, cases[i].format);
        assert_int_equal(r.ok, cases[i].format != PROJECT_CODE_NONE);
        assert_int_equal(r.ok, r.fault.in[ZH] == NULL);
    }
}

TEST(what_typing_does_to_a_code_is_forgiven) {
    static const char *const cases[] = {
        "2502-350121-04-01-796703",         " 2502-350121-04-01-796703 ", "２５０２－３５０１２１－０４－０１－７９６７０３",
        "2502–350121–04–01–796703",         "25023501210401796703",       "项目代码： 2502-350121-04-01-796703",
        "2502 - 350121 - 04 - 01 - 796703",
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct project_code_reading r = project_code_read(a, cases[i]);
        assert_true(r.ok);
        assert_string_equal(r.code, "2502-350121-04-01-796703");
    }
}

TEST(what_is_no_code_is_refused_with_the_reason) {
    static const struct {
        const char *text;
        enum word why;
    } cases[] = {
        {"2310-*-04-01-*", W_code_masked},       {"2310-350121-04-01-xxxxxx", W_code_masked},
        {"null", W_code_placeholder},            {"", W_code_placeholder},
        {"/", W_code_placeholder},               {"ZLZX招【2026】0487号", W_code_other},
        {"侯发改审批〔2024〕210号", W_code_other}, {"2511-440233-04-01-90856a", W_code_other},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct project_code_reading r = project_code_read(a, cases[i].text);
        assert_false(r.ok);
        assert_string_equal(r.code, "");
        assert_string_equal(r.fault.in[ZH], word(ZH, cases[i].why));
    }
    struct project_code_reading r = project_code_read(a, "2511-440233-04-01-90856");
    assert_false(r.ok);
    assert_non_null(strstr(r.fault.in[ZH], "19位"));
    r = project_code_read(a, "2511-990233-04-01-908567");
    assert_false(r.ok);
    assert_non_null(strstr(r.fault.in[EN], "990233"));
    assert_false(project_code_read(a, "2511-440233-0401-908567").ok);
}

/* The next field of a csv line without quoted commas in front of it. */
static char *field_of(char **line) {
    char *at = *line, *comma = strchr(at, ',');
    if (comma) *comma = 0;
    *line = comma ? comma + 1 : at + strlen(at);
    return at;
}

TEST(every_published_code_is_judged_as_its_status_says) {
    char path[512], line[2048];
    (void)snprintf(path, sizeof path, "%s/cn_project_codes/project_codes.csv", shared_data_or_skip());
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    int rows = 0;
    for (; fgets(line, sizeof line, f); rows++) {
        char *rest = line, *code = field_of(&rest), *status = field_of(&rest);
        bool is_code = !strcmp(status, "real") || !strcmp(status, "in_code_test") || !strcmp(status, "synthetic");
        struct project_code_reading r = project_code_read(a, code);
        assert_int_equal(r.ok, is_code);
        if (is_code) assert_string_equal(r.code, code);
        assert_int_equal(r.format == PROJECT_CODE_OLD, is_code && strstr(rest, ",old ") != NULL);
    }
    assert_true(rows >= 14);
    (void)fclose(f);
}

TEST(a_credit_code_is_checked_and_kept) {
    static const char *const good[] = {"91350100M000100Y43", "91110000600037341L", "11320000MB151840XJ",
                                       "914400001903237820", "91371002MAENGMDHT0", "９1350100m000100y43"};
    for (size_t i = 0; i < countof(good); i++) assert_int_equal(uscc_read(a, good[i]).state, USCC_OK);
    struct uscc_reading r = uscc_read(a, "91350100M000100Y4A");
    assert_int_equal(r.state, USCC_CHECK_FAILS);
    assert_string_equal(r.code, "91350100M000100Y4A");
    assert_int_equal(r.check, '3');
    assert_non_null(strstr(r.fault.in[EN], "“3”"));
    assert_int_equal(uscc_read(a, "91350100M000100Y4Z").state, USCC_CHECK_FAILS);
}

TEST(what_has_not_the_shape_is_no_credit_code) {
    static const char *const bad[] = {"", "/", "91350100M000100Y4", "91350100M000100Y433", "9135010OM000100Y43",
                                      "9135****M000100Y43", "91I50100M000100Y43", "威海某某公司"};
    for (size_t i = 0; i < countof(bad); i++) {
        struct uscc_reading r = uscc_read(a, bad[i]);
        assert_int_equal(r.state, USCC_NONE);
        assert_string_equal(r.code, "");
        assert_non_null(r.fault.in[EN]);
    }
}

TEST(every_collected_credit_code_is_judged_as_listed) {
    char path[512], line[1024];
    (void)snprintf(path, sizeof path, "%s/uscc/uscc_examples.csv", shared_data_or_skip());
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    int rows = 0;
    for (; fgets(line, sizeof line, f); rows++) {
        char *rest = line, *code = field_of(&rest), *check = field_of(&rest), *valid = field_of(&rest);
        struct uscc_reading r = uscc_read(a, code);
        assert_int_equal(r.state, strcmp(valid, "True") ? USCC_CHECK_FAILS : USCC_OK);
        assert_int_equal(r.check, check[0]);
    }
    assert_int_equal(rows, 7);
    (void)fclose(f);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(a_code_of_the_new_format_is_taken_apart),
        T(the_first_segment_tells_old_from_new),
        T(what_typing_does_to_a_code_is_forgiven),
        T(what_is_no_code_is_refused_with_the_reason),
        T(every_published_code_is_judged_as_its_status_says),
        T(a_credit_code_is_checked_and_kept),
        T(what_has_not_the_shape_is_no_credit_code),
        T(every_collected_credit_code_is_judged_as_listed),
    };
    return cmocka_run_group_tests_name("project codes", tests, up, down);
}
