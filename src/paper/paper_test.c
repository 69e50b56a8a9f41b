/* Documents as PDF: what readers get out of them, what stays the same, what no text can break. */
#include "base/day.h"
#include "base/text.h"
#include "paper/paper.h"
#include "package.h"
#include <pthread.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

static const struct paper_column columns[] = {{"序号", 1, PAPER_MIDDLE}, {"项目", 5, PAPER_LEFT}, {"完成率", 2, PAPER_RIGHT}};

static struct paper *begun(enum paper_style style) {
    return paper_new(a, &(struct paper_info){.lang = ZH, .style = style, .title = "试印", .author = "市项目办",
                                             .footer = "市项目办 2022-12-06 印，截至 2022-11-30",
                                             .at_ms = ms_of_day(day_of(2022, 12, 6), 480)});
}

static void row_add(struct paper *p, size_t n, const char *name) {
    const struct paper_cell cells[] = {PAPER_CELL(arena_printf(a, "%zu", n)),
                                       {.text = name, .mark = (enum paper_mark)(n % 5)},
                                       {.text = "39.3%", .has_bar = true, .bar_bp = (int32_t)(n % 7) * 2000}};
    paper_row(p, cells);
}

static struct paper *letter(size_t rows) {
    struct paper *p = begun(PAPER_OFFICIAL);
    paper_head(p, "岚江市重大项目建设指挥部办公室", "岚项督〔2022〕3号");
    paper_title(p, "关于云龙产业园项目进度滞后的督办函");
    paper_line(p, PAPER_LEFT, "武平区发展和改革局：");
    paper_text(p, "云龙产业园项目连续三个月未达到计划进度。请于2022年12月20日前报送整改计划。\nQipan keeps what was said.");
    paper_heading(p, 1, "一、有关情况");
    paper_table(p, "附表　涉及项目", columns, countof(columns));
    for (size_t i = 1; i <= rows; i++) row_add(p, i, "云龙高端装备制造产业园（二期）及配套基础设施建设工程项目");
    paper_line(p, PAPER_RIGHT, "2022年12月6日");
    paper_note(p, "附注：本函已存档。");
    return p;
}

static struct out *printed(struct paper *p, size_t *ret_pages) {
    struct out *o = out_in(a, 0);
    assert_int_equal(paper_print(p, o, ret_pages), OK);
    assert_true(o->len > 1000 && !memcmp(o->at, "%PDF-", 5));
    return o;
}

/* What pdftotext reads in it; $QIPAN_PAPER keeps the file for eyes. */
static const char *text_of(struct out *pdf, const char *name) {
    const char *path = scratch_file(name, pdf->at, pdf->len);
    const char *keep = getenv("QIPAN_PAPER");
    if (keep) assert_int_equal(system(arena_printf(a, "cp '%s' '%s/%s.pdf'", path, keep, name)), 0);
    FILE *from = popen(arena_printf(a, "pdftotext -layout '%s' -", path), "r");
    assert_non_null(from);
    struct out *o = out_in(a, (size_t)64 << 20);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, from)) > 0;) out_bytes(o, block, n);
    assert_int_equal(pclose(from), 0);
    unlink(path);
    return out_text_of(o);
}

static size_t times(const char *text, const char *word) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) n++;
    return n;
}

TEST(a_letter_can_be_read_out_again) {
    size_t pages;
    const char *text = text_of(printed(letter(3), &pages), "letter");
    assert_int_equal(pages, 1);
    assert_non_null(strstr(text, "岚项督〔2022〕3号"));
    assert_non_null(strstr(text, "关于云龙产业园项目进度滞后的督办函"));
    assert_non_null(strstr(text, "Qipan keeps what was said."));
    assert_non_null(strstr(text, "—1—"));
    assert_int_equal(times(text, "截至 2022-11-30"), 1);
}

TEST(a_long_table_repeats_its_head_and_loses_no_row) {
    size_t pages;
    const char *text = text_of(printed(letter(400), &pages), "table");
    assert_true(pages > 20);
    assert_true(times(text, "序号") >= pages - 1);
    assert_int_equal(times(text, "云龙高端装备"), 400);
    assert_true(times(text, "400") >= 1);
}

TEST(the_same_document_has_the_same_bytes) {
    size_t pages;
    struct out *once = printed(letter(60), &pages);
    setenv("TZ", "America/New_York", 1);
    struct out *again = printed(letter(60), &pages);
    unsetenv("TZ");
    assert_int_equal(once->len, again->len);
    assert_memory_equal(once->at, again->at, once->len);
    assert_null(memmem(once->at, once->len, "2026", 4)); /* no clock of the machine */
}

TEST(no_text_breaks_a_page) {
    static const char *const bad[] = {"a\x01\x02\x1b[31mz", "\xff\xfe\x80 half \xe4\xb8", "\xe2\x80\xaeonce", "%s%n",
                                      "<b>&amp;</b>", "(\\)) endobj", "\xf4\x8f\xbf\xbf\xed\xa0\x80", "\r\n\r\n\v\f",
                                      "😀👩‍👩‍👧", ""};
    struct paper *p = begun(PAPER_REPORT);
    for (size_t i = 0; i < countof(bad); i++) {
        paper_head(p, bad[i], bad[i]);
        paper_title(p, bad[i]);
        paper_heading(p, (int)i % 4, bad[i]);
        paper_text(p, bad[i]);
        paper_note(p, bad[i]);
    }
    paper_table(p, bad[0], columns, countof(columns));
    for (size_t i = 0; i < countof(bad); i++) row_add(p, i, bad[i]);
    size_t pages;
    const char *text = text_of(printed(p, &pages), "hostile");
    assert_non_null(strstr(text, "a[31mz"));
    assert_non_null(strstr(text, "(\\)) endobj"));
    assert_null(strstr(text, "\x1b"));
}

TEST(a_cell_of_a_hundred_thousand_characters_goes_on_over_pages) {
    struct out *long_text = out_in(a, 0);
    for (int i = 0; i < 100000; i++) out_raw(long_text, i % 10 ? "项" : "目");
    struct paper *p = begun(PAPER_REPORT);
    paper_table(p, NULL, columns, countof(columns));
    row_add(p, 1, "在前");
    row_add(p, 2, out_text_of(long_text));
    row_add(p, 3, "在后");
    size_t pages;
    int64_t from = monotonic_us();
    const char *text = text_of(printed(p, &pages), "huge");
    assert_true(monotonic_us() - from < 60000000);
    assert_true(pages > 30);
    assert_int_equal(times(text, "目"), 10000 + 2 * pages); /* and in the column's title and the footer */
    assert_non_null(strstr(text, "在后"));
}

TEST(more_pages_than_allowed_are_refused) {
    struct paper *p = begun(PAPER_REPORT);
    for (int i = 0; i < PAPER_PAGES_MAX * 40; i++) paper_line(p, PAPER_LEFT, "行");
    size_t pages;
    assert_int_equal(paper_print(p, out_in(a, 0), &pages), ERR_TOO_LARGE);
    assert_int_equal(paper_print(letter(60), out_in(a, 4096), &pages), ERR_TOO_LARGE);
}

TEST(text_over_the_limit_is_cut_with_a_sign) {
    struct out *o = out_in(a, 0);
    for (int i = 0; i <= PAPER_TEXT_MAX; i++) out_raw(o, "x");
    const char *clean = paper_clean(a, out_text_of(o));
    assert_int_equal(strlen(clean), PAPER_TEXT_MAX + strlen("…"));
    assert_string_equal(paper_clean(a, "保持\n原样"), "保持\n原样");
    assert_string_equal(paper_clean(a, "a\tb\r\nc\x7f"), "a b\nc");
    assert_string_equal(paper_clean(a, NULL), "");
}

static void *one_thread(void *ret) {
    struct arena *own = arena_new((size_t)64 << 20);
    struct out o;
    size_t pages;
    out_init(&o, 0);
    struct paper *p = paper_new(own, &(struct paper_info){.lang = ZH, .title = "并行", .author = "", .at_ms = 0});
    for (int i = 0; i < 50; i++) paper_text(p, "各线程各印各的，结果一样。");
    must(paper_print(p, &o, &pages) == OK);
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < o.len; i++) hash = (hash ^ (unsigned char)o.at[i]) * 1099511628211u;
    *(uint64_t *)ret = hash;
    out_done(&o);
    arena_done(own);
    return NULL;
}

TEST(threads_print_side_by_side) {
    enum { THREADS = 6 };
    pthread_t thread[THREADS];
    uint64_t hash[THREADS];
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&thread[i], NULL, one_thread, &hash[i]), 0);
    for (int i = 0; i < THREADS; i++) pthread_join(thread[i], NULL);
    for (int i = 1; i < THREADS; i++) assert_true(hash[i] == hash[0]);
}

#define A(name) cmocka_unit_test_setup_teardown(name, up, down)
int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        A(a_letter_can_be_read_out_again), A(a_long_table_repeats_its_head_and_loses_no_row),
        A(the_same_document_has_the_same_bytes), A(no_text_breaks_a_page),
        A(a_cell_of_a_hundred_thousand_characters_goes_on_over_pages), A(more_pages_than_allowed_are_refused),
        A(text_over_the_limit_is_cut_with_a_sign), A(threads_print_side_by_side)};
    return cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);
}
