/* Templates filled, and every way in which one is broken refused with its place. */
#include "base/text.h"
#include "package.h"
#include "paper/docx.h"
#include "sheet/zip_out.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

#define W_OPEN "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define W_CLOSE "</w:body></w:document>"
#define P(inner) "<w:p>" inner "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define TR(inner) "<w:tr>" inner "</w:tr>"
#define TC(text) "<w:tc>" P(R(text)) "</w:tc>"

static const char *const columns[] = {"项目", "期限"};
static const char *const cells[] = {"云龙 & 产业园", "2022-12-20", "武平<工业>", "2022-12-30"};
static const struct docx_value values[] = {{"文号", "岚项督〔2022〕3号"}, {"正文", "第一行\n第二行 <b>&amp;"}, {"空", ""},
                                           {"括号", "{{正文}}"}};

static struct docx_data data_of(struct docx_list *list, size_t rows) {
    *list = (struct docx_list){"事项", columns, 2, cells, rows, "无"};
    return (struct docx_data){values, countof(values), list, 1};
}

static struct out *package_of(const char *body, const char *footer) {
    struct zip_out *z;
    struct out *o = out_in(a, (size_t)64 << 20);
    assert_int_equal(zip_out_begin(a, 0, &z), OK);
    if (body) assert_int_equal(zip_out_add(z, "word/document.xml", body, strlen(body), false), OK);
    if (footer) assert_int_equal(zip_out_add(z, "word/footer1.xml", footer, strlen(footer), false), OK);
    assert_int_equal(zip_out_add(z, "word/media/a.bin", "\0{{x}}", 6, false), OK);
    assert_int_equal(zip_out_taken(z, o), OK);
    return o;
}

static const char *part_of(struct out *package, const char *name) {
    zip_error_t e;
    zip_source_t *source = zip_source_buffer_create(package->at, package->len, 0, &e);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &e);
    assert_non_null(zip);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_non_null(file);
    struct out *o = out_in(a, (size_t)64 << 20);
    char block[4096];
    for (zip_int64_t n; (n = zip_fread(file, block, sizeof block)) > 0;) out_bytes(o, block, (size_t)n);
    zip_fclose(file);
    zip_discard(zip);
    return out_text_of(o);
}

static enum err fill_package(struct out *package, size_t rows, struct out **ret, struct both *ret_why) {
    struct docx_list list;
    struct docx_data data = data_of(&list, rows);
    *ret = out_in(a, (size_t)64 << 20);
    return docx_fill(a, package->at, package->len, &data, 1670316000000, *ret, ret_why);
}

static const char *filled(const char *inner, size_t rows) {
    struct out *o;
    struct both why;
    const char *body = arena_printf(a, "%s%s%s", W_OPEN, inner, W_CLOSE);
    assert_int_equal(fill_package(package_of(body, NULL), rows, &o, &why), OK);
    const char *all = part_of(o, "word/document.xml");
    assert_true(text_starts(all, W_OPEN) && text_ends(all, W_CLOSE));
    return arena_copy_n(a, all + strlen(W_OPEN), strlen(all) - strlen(W_OPEN) - strlen(W_CLOSE));
}

static void refused(const char *inner, enum err wanted, const char *place) {
    struct out *o;
    struct both why = {{NULL}};
    const char *body = arena_printf(a, "%s%s%s", W_OPEN, inner, W_CLOSE);
    enum err e = fill_package(package_of(body, NULL), 2, &o, &why);
    assert_int_equal(e, wanted);
    if (!why.in[ZH] || !strstr(why.in[ZH], place)) fail_msg("%s: %s", inner, why.in[ZH] ? why.in[ZH] : "no sentence");
    assert_true(why.in[EN] && *why.in[EN]);
}

TEST(a_placeholder_takes_its_value) {
    assert_string_equal(filled(P(R("编号 {{文号}}。")), 0),
                        P("<w:r><w:t xml:space=\"preserve\">编号 岚项督〔2022〕3号。</w:t></w:r>"));
    assert_string_equal(filled(P(R("{{ 空 }}")), 0), P("<w:r><w:t xml:space=\"preserve\"></w:t></w:r>"));
}

TEST(a_placeholder_split_over_runs_is_one) {
    const char *said = filled(P(R("前{") "<w:proofErr/>" R("{文") R("号}") R("}后{{空}}末")), 0);
    assert_string_equal(said, P("<w:r><w:t xml:space=\"preserve\">前岚项督〔2022〕3号</w:t></w:r><w:proofErr/>"
                                "<w:r><w:t xml:space=\"preserve\"></w:t></w:r><w:r><w:t xml:space=\"preserve\"></w:t></w:r>"
                                "<w:r><w:t xml:space=\"preserve\">后末</w:t></w:r>"));
}

TEST(what_a_value_says_is_text) {
    const char *said = filled(P(R("{{正文}}")), 0);
    assert_non_null(strstr(said, "第一行</w:t><w:br/><w:t xml:space=\"preserve\">第二行 &lt;b&gt;&amp;amp;"));
    assert_non_null(strstr(filled(P(R("{{括号}}")), 0), "{{正文}}")); /* a value is not filled again */
}

TEST(a_row_is_written_for_each_row_of_its_list) {
    const char *row = "<w:tbl>" TR(TC("项目")) TR(TC("{{#事项}}{{项目}}") TC("{{期限}}（{{文号}}）{{/事项}}")) "</w:tbl>";
    const char *two = filled(row, 2), *none = filled(row, 0);
    assert_non_null(strstr(two, "云龙 &amp; 产业园"));
    assert_non_null(strstr(two, "武平&lt;工业&gt;"));
    assert_non_null(strstr(strstr(two, "2022-12-20（岚项督"), "2022-12-30（岚项督"));
    assert_non_null(strstr(none, ">无<"));
    assert_non_null(strstr(none, "（岚项督"));
    assert_null(strstr(two, "{{"));
    assert_null(strstr(none, "{{"));
}

TEST(a_footer_is_filled_and_the_rest_is_as_it_was) {
    struct out *o;
    struct both why;
    const char *footer = "<f:ftr xmlns:f=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><f:p><f:r><f:t>{{正文}}"
                         "</f:t></f:r></f:p></f:ftr>";
    assert_int_equal(fill_package(package_of(W_OPEN P(R("x")) W_CLOSE, footer), 0, &o, &why), OK);
    assert_non_null(strstr(part_of(o, "word/footer1.xml"), "第一行</f:t><f:br/><f:t xml:space=\"preserve\">"));
    assert_string_equal(part_of(o, "word/document.xml"), W_OPEN P(R("x")) W_CLOSE);
    assert_memory_equal(part_of(o, "word/media/a.bin"), "\0{{x}}", 6);
}

TEST(the_same_template_and_values_give_the_same_bytes) {
    struct out *once, *again, *package = package_of(W_OPEN P(R("{{正文}}")) W_CLOSE, NULL);
    struct both why;
    assert_int_equal(fill_package(package, 0, &once, &why), OK);
    setenv("TZ", "America/New_York", 1);
    assert_int_equal(fill_package(package, 0, &again, &why), OK);
    unsetenv("TZ");
    assert_int_equal(once->len, again->len);
    assert_memory_equal(once->at, again->at, once->len);
}

TEST(a_broken_template_is_refused_with_its_place) {
    refused(P(R("一")) P(R("见{{不存在}}")), ERR_INVALID, "正文第 2 段“见{{不存在}}”：没有名为“不存在”");
    refused(P(R("见{{文号")) P(R("}}")), ERR_INVALID, "第 1 段“见{{文号”：占位符“{{文号”没有写完");
    refused(P(R("见{{文{{号}}")), ERR_INVALID, "没有写完");
    refused(P(R("见文号}}")), ERR_INVALID, "前面没有两个左花括号");
    refused(P(R("{{}}")), ERR_INVALID, "没有名为“”");
    refused(P(R("{{#事项}}{{/事项}}")), ERR_INVALID, "要写在表格的一行里");
    refused("<w:tbl>" TR(TC("{{#别的}}")) "</w:tbl>", ERR_INVALID, "没有名为“别的”的列表");
    refused("<w:tbl>" TR(TC("{{#事项}}")) TR(TC("{{/事项}}")) "</w:tbl>", ERR_INVALID, "第 2 段“{{/事项}}”：列表“事项”在这一行里没有开始");
    refused("<w:tbl>" TR(TC("{{#事项}}{{项目}}")) "</w:tbl>", ERR_INVALID, "在这一行里没有结束");
    refused("<w:tbl>" TR(TC("{{#事项}}{{#事项}}{{/事项}}")) "</w:tbl>", ERR_INVALID, "另一个列表里面");
    refused(P(R("{{项目}}")), ERR_INVALID, "没有名为“项目”"); /* a column outside its list */
    refused("<w:p>", ERR_INVALID, "正文第 1 行起已损坏");
}

static void package_refused(const void *bytes, size_t n, enum err wanted, const char *words) {
    struct docx_data none = {0};
    struct both why = {{NULL}};
    assert_int_equal(docx_fill(a, bytes, n, &none, 0, out_in(a, (size_t)64 << 20), &why), wanted);
    assert_non_null(strstr(why.in[ZH], words));
}

TEST(what_is_no_document_is_refused) {
    package_refused("hello", 5, ERR_TYPE, "不是 .docx");
    package_refused("", 0, ERR_TYPE, "不是 .docx");
    package_refused("PK\3\4broken", 10, ERR_INVALID, "已损坏");
    struct out *o = package_of(NULL, NULL);
    package_refused(o->at, o->len, ERR_TYPE, "没有正文");
    o = package_of("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", NULL);
    package_refused(o->at, o->len, ERR_INVALID, "文档类型声明");
    o = package_of("<a>\xff</a>", NULL);
    package_refused(o->at, o->len, ERR_INVALID, "第 1 行起已损坏");
    package_refused(arena_alloc(a, DOCX_BYTES_MAX + 1), DOCX_BYTES_MAX + 1, ERR_TOO_LARGE, "太大");
    o = package_of(W_OPEN W_CLOSE, NULL);
    for (size_t cut = 1; cut < o->len; cut += 7) {
        struct docx_data none = {0};
        struct both why = {{NULL}};
        enum err e = docx_fill(a, o->at, cut, &none, 0, out_in(a, 0), &why);
        assert_true(e == ERR_INVALID || e == ERR_TYPE);
    }
}

TEST(a_bomb_is_refused) {
    size_t n = (size_t)40 << 20;
    char *zeros = malloc(n + 1);
    memset(zeros, ' ', n);
    zeros[n] = 0;
    struct out *o = package_of(zeros, NULL);
    free(zeros);
    assert_true(o->len < (1 << 20));
    package_refused(o->at, o->len, ERR_TOO_LARGE, "解压后");
    struct out *deep = out_in(a, 0);
    for (int i = 0; i < 100000; i++) out_raw(deep, "<a>");
    o = package_of(out_text_of(deep), NULL);
    package_refused(o->at, o->len, ERR_TOO_LARGE, "内容太多");
}

TEST(what_is_written_can_be_filled) {
    static const char *const heads[] = {"项目", "期限"}, *const row[] = {"{{#事项}}{{项目}}", "{{期限}}{{/事项}}"};
    const struct docx_line lines[] = {{DOCX_HEAD, "岚江市", NULL, NULL, 0}, {DOCX_NUMBER, "{{文号}}", NULL, NULL, 0},
                                      {DOCX_TEXT, "{{正文}}", NULL, NULL, 0}, {DOCX_TABLE, NULL, heads, row, 2}};
    struct out *o = out_in(a, 0), *done;
    struct both why;
    assert_int_equal(docx_write(a, lines, countof(lines), 0, o), OK);
    assert_int_equal(fill_package(o, 2, &done, &why), OK);
    const char *body = part_of(done, "word/document.xml");
    assert_non_null(strstr(body, "岚项督〔2022〕3号"));
    assert_null(strstr(body, "{{"));
}

#define A(name) cmocka_unit_test_setup_teardown(name, up, down)
int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        A(a_placeholder_takes_its_value), A(a_placeholder_split_over_runs_is_one), A(what_a_value_says_is_text),
        A(a_row_is_written_for_each_row_of_its_list), A(a_footer_is_filled_and_the_rest_is_as_it_was),
        A(the_same_template_and_values_give_the_same_bytes), A(a_broken_template_is_refused_with_its_place),
        A(what_is_no_document_is_refused), A(a_bomb_is_refused), A(what_is_written_can_be_filled)};
    return cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);
}
