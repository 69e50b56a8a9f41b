/* What was sent: typed, bounded, refused by name. Forms, JSON and files are one path. */
#include "web/pretend.h"

static struct arena *a;
static struct loopback *l;
static int up(void **s) {
    (void)s;
    memset(&world, 0, sizeof world);
    web.settings.tls_in_front = false;
    web.settings.log_fd = -1;
    a = arena_new(0);
    l = loopback_new(a, &web);
    return 0;
}
static int down(void **s) { (void)s; arena_done(a); return 0; }
static void signed_in(void) { loopback_cookie(l, "session", SESSION); }
static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

/* ---- what was sent ---- */

TEST(an_undeclared_parameter_is_refused_by_its_name) {
    signed_in();
    struct loopback_reply r = loopback_get(l, "/things?nmae=x&page=2");
    assert_int_equal(r.status, 400);
    assert_true(has(r, "nmae"));
    assert_int_equal(loopback_get(l, "/things/7?id=8").status, 400);
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new&role=admin").status, 400);
    assert_int_equal(loopback_get(l, "/things?page=1&page=2").status, 400);
    assert_int_equal(loopback_get(l, "/things?name=%FF").status, 400);
    assert_int_equal(loopback_get(l, "/things?name=%").status, 400);
    assert_int_equal(loopback_get(l, "/things?=x").status, 400);
    assert_int_equal(world.runs, 0);
    assert_int_equal(world.open, 0);
}

TEST(all_faults_are_told_at_once_in_both_languages) {
    signed_in();
    struct loopback_reply r = loopback_post_json(l, "/things/3/edit", "{\"name\":\"x\",\"page\":1000}");
    assert_int_equal(r.status, 422);
    assert_true(has(r, "\"name\":\"ERR_INVALID\""));
    assert_true(has(r, "{\"field\":\"name\",\"text_zh\":\"至少2个字\",\"text_en\":\"At least 2 characters\"}"));
    assert_true(has(r, "\"field\":\"page\""));
    r = loopback_get(l, "/things?name=toolong&page=x");
    assert_int_equal(r.status, 400);
    assert_true(has(r, "name: At most 5") && has(r, "page: A whole number from 1 to 100"));
    assert_int_equal(loopback_get(l, "/things?name=%E5%A8%81%E6%B5%B7%E5%B8%82%E6%A3%8B%E7%9B%98").status, 200);
}

TEST(every_kind_of_parameter_is_typed) {
    struct loopback_reply r = loopback_get(
        l, "/kinds?day=2022-11-30&month=2022-11&light=green&only=on&area=3&area=4&area=&lines=a%0D%0Ab+");
    assert_int_equal(r.status, 200);
    assert_string_equal(r.body, "2022-11-30|2022-11|2|1|3,4,|a\nb|/kinds?day=2023-01-01&month=2022-11&light=green&only=on"
                                "&area=3&area=4&lines=a%0D%0Ab%20");
    r = loopback_get(l, "/kinds?day=&month=&light=&only=");
    assert_string_equal(r.body, "||-1|0|||/kinds?day=2023-01-01");
    static const char *const bad[] = {"day=2022-11-31", "month=2022-13", "light=blue", "only=2",   "area=0",
                                      "area=3&area=x",  "lines=%01",     "light=red|", "day=2022", "area=99999999999999999999"};
    for (size_t i = 0; i < countof(bad); i++)
        if (loopback_get(l, arena_printf(a, "/kinds?%s", bad[i])).status != 400) fail_msg("%s is taken", bad[i]);
}

TEST(json_and_form_are_one_path) {
    signed_in();
    assert_int_equal(loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\",\"page\":2}").status, 200);
    static const char *const bad[] = {"",      "{",       "[]",     "{\"name\":\"new\",\"name\":\"new\"}", "{\"name\":{}}",
                                      "null",  "{} {}",   "{\"name\":[[\"new\"]]}", "{\"name\":\"\\u0000\"}"};
    for (size_t i = 0; i < countof(bad); i++)
        if (loopback_post_json(l, "/things/3/edit", bad[i]).status != 400) fail_msg("%s is taken", bad[i]);
    char deep[20001];
    memset(deep, '[', 20000);
    deep[20000] = 0;
    assert_int_equal(loopback_post_json(l, "/things/3/edit", deep).status, 400);
    assert_int_equal(loopback_send(l, "POST", "/things/3/edit", "text/plain", "name=new", 8).status, 415);
    assert_int_equal(world.commits, 1);
}

TEST(a_file_comes_with_its_form) {
    signed_in();
    struct loopback_reply r = loopback_post_file(l, "/upload", "note=hello", "sheet", "C:\\x\\list.csv", "a,b\r\n--\r\n", 9);
    assert_int_equal(r.status, 200);
    assert_true(has(r, "list.csv hello a,b\r\n--\r\n"));
    char big[1200] = {0};
    r = loopback_post_file(l, "/upload", "", "sheet", "list.csv", big, sizeof big);
    assert_int_equal(r.status, 422);
    assert_true(has(r, "at most 1000 bytes"));
    assert_int_equal(loopback_post_file(l, "/upload", "", "sheet", "", "", 0).status, 422);
    assert_int_equal(loopback_post_file(l, "/upload", "", "note", "x", "y", 1).status, 422);
    assert_int_equal(loopback_post(l, "/upload", "sheet=x").status, 422);
    char *huge_form = arena_alloc(a, 2 << 20);
    assert_int_equal(loopback_send(l, "POST", "/upload", "text/plain", huge_form, 2 << 20).status, 413);
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(an_undeclared_parameter_is_refused_by_its_name), U(all_faults_are_told_at_once_in_both_languages),
          U(every_kind_of_parameter_is_typed), U(json_and_form_are_one_path), U(a_file_comes_with_its_form))
