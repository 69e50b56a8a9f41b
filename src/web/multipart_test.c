/* multipart/form-data as browsers write it, and what is refused of it. */
#include "tap.h"
#include "web/form.h"

static struct arena *a;
static int up(void **s) { (void)s; a = arena_new(0); return 0; }
static int down(void **s) { (void)s; arena_done(a); return 0; }

static struct fields fields;
static enum err read_bytes(const char *bytes, size_t len) {
    fields = (struct fields){0};
    char *copy = arena_alloc(a, len); /* poisoned behind, so that an overrun is seen */
    memcpy(copy, bytes, len);
    return form_read(a, span_of("multipart/form-data; boundary=\"b-_'()+,./:=?1\""), (struct span){copy, len}, &fields);
}
static enum err read_text(const char *text) { return read_bytes(text, strlen(text)); }

#define B "--b-_'()+,./:=?1"
#define NAME "Content-Disposition: form-data; name=\"n\""

TEST(what_browsers_write_is_read) {
    static const char text[] = B "\r\n" NAME "\r\n\r\n威海\r\n"
                               B "\r\nContent-Disposition: form-data; name=\"a %22b%22\"\r\n\r\n\r\n"
                               B "\r\nContent-Disposition: form-data; name=\"f\"; filename=\"清单 %22x%22.csv\"\r\n"
                               "Content-Type: text/csv\r\n\r\n1,2\r\n--b\r\n\0\xFF\r\n"
                               B "\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n"
                               "Content-Type: application/octet-stream\r\n\r\n\r\n" B "--\r\n";
    assert_int_equal(read_bytes(text, sizeof text - 1), OK);
    assert_int_equal(fields.count, 3);
    assert_string_equal(fields_text(&fields, "n"), "威海");
    assert_string_equal(fields_text(&fields, "a \"b\""), "");
    const struct upload *u = fields.at[2].upload;
    assert_string_equal(u->file_name, "清单 \"x\".csv");
    assert_string_equal(u->media_type, "text/csv");
    assert_int_equal(u->len, 12);
    assert_memory_equal(u->at, "1,2\r\n--b\r\n\0\xFF", 12);
    assert_null(fields_text(&fields, "f"));
}

TEST(a_file_name_has_no_folders) {
    static const char *const cases[][2] = {{"C:\\\\x\\\\a.xlsx", "a.xlsx"}, {"../../etc/passwd", "passwd"}, {"a/", ""}};
    for (size_t i = 0; i < countof(cases); i++) {
        assert_int_equal(read_text(arena_printf(a, B "\r\n" NAME "; filename=\"%s\"\r\n\r\nx\r\n" B "--", cases[i][0])), OK);
        assert_string_equal(fields.at[0].upload->file_name, cases[i][1]);
    }
}

TEST(what_is_not_written_so_is_refused) {
    static const char *const bad[] = {
        "",
        "x",
        B,
        B "\r\n",
        B "\n" NAME "\n\nx\n" B "--",
        "preamble\r\n" B "\r\n" NAME "\r\n\r\nx\r\n" B "--\r\n",
        B "\r\n" NAME "\r\n\r\nx\r\n" B "--\r\nepilogue",
        B "\r\n" NAME "\r\n\r\nx\r\n" B,
        B "\r\n" NAME "\r\n\r\nx" B "--",
        B "\r\n" NAME "\r\n\r\nx\r\n" B "x\r\n" NAME "\r\n\r\nx\r\n" B "--",
        B "\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Type: text/plain\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "\r\n" NAME "\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "\r\nContent-Type: a\r\nContent-Type: b\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "\r\n folded\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "; filename*=UTF-8''x\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "; filename=\"x\"; size=1\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "; filename=x\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Disposition: form-data; name=n\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Disposition: form-data; name=\"n\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Disposition: form-data; name=\"\xFF\"\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Disposition: attachment; name=\"n\"\r\n\r\nx\r\n" B "--",
        B "\r\nContent-Disposition; name=\"n\"\r\n\r\nx\r\n" B "--",
        B "\r\n" NAME "\r\n\r\n\xFF\r\n" B "--",
    };
    for (size_t i = 0; i < countof(bad); i++)
        if (read_text(bad[i]) != ERR_USAGE) fail_msg("case %zu is taken: %s", i, bad[i]);
    static const char nul[] = B "\r\n" NAME "\r\n\r\na\0b\r\n" B "--";
    assert_int_equal(read_bytes(nul, sizeof nul - 1), ERR_USAGE);
    assert_int_equal(read_text(B "--"), OK); /* a form without fields */
}

TEST(a_truncated_form_is_never_half_taken) {
    static const char text[] = B "\r\n" NAME "; filename=\"x\"\r\n\r\n1,2\r\n" B "\r\n" NAME "\r\n\r\nx\r\n" B "--";
    for (size_t n = 0; n < sizeof text - 1; n++) assert_int_equal(read_bytes(text, n), ERR_USAGE);
    assert_int_equal(read_bytes(text, sizeof text - 1), OK);
}

TEST(a_boundary_is_said_and_plain) {
    const char *too_long = arena_printf(a, "multipart/form-data; boundary=%071d", 1);
    const char *const bad[] = {"multipart/form-data", "multipart/form-data; boundary=",
                                      "multipart/form-data; boundary=\"\"",
                                      "multipart/form-data; boundary=a b", "multipart/form-data; boundary=\"a\\b\"",
                                      too_long};
    for (size_t i = 0; i < countof(bad); i++)
        assert_int_equal(form_read(a, span_of(bad[i]), span_of("--a--"), &fields), ERR_USAGE);
    assert_int_equal(form_read(a, span_of("multipart/mixed; boundary=a"), span_of("--a--"), &fields), ERR_TYPE);
    assert_int_equal(form_read(a, span_of("Multipart/Form-Data; charset=utf-8; Boundary=a"), span_of("--a--"), &fields), OK);
}

TEST(text_has_a_maximum_and_files_have_not) {
    size_t n = FORM_TEXT_MAX + 1;
    char *big = arena_alloc(a, n + 200);
    for (int is_file = 0; is_file < 2; is_file++) {
        int at = snprintf(big, 200, B "\r\n" NAME "%s\r\n\r\n", is_file ? "; filename=\"x\"" : "");
        memset(big + at, 'x', n);
        int end = snprintf(big + at + n, 50, "\r\n" B "--");
        assert_int_equal(read_bytes(big, (size_t)at + n + (size_t)end), is_file ? OK : ERR_TOO_LARGE);
    }
    struct out *o = out_in(a, 0);
    for (int i = 0; i < FIELDS_MAX + 1; i++) out_raw(o, B "\r\n" NAME "\r\n\r\n\r\n");
    out_raw(o, B "--");
    assert_int_equal(read_bytes(o->at, o->len), ERR_USAGE);
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(what_browsers_write_is_read), U(a_file_name_has_no_folders), U(what_is_not_written_so_is_refused),
          U(a_truncated_form_is_never_half_taken), U(a_boundary_is_said_and_plain), U(text_has_a_maximum_and_files_have_not))
