/* Rows that do not say all, and addresses that are built. */
#include "tap.h"
#include "web/req.h"

static enum err things(struct req *q) {
    (void)q;
    return OK;
}

static struct arena *a;
static int up(void **s) { (void)s; a = arena_new(0); return 0; }
static int down(void **s) { (void)s; arena_done(a); return 0; }

TEST(a_row_that_does_not_say_all_is_refused_at_the_start) {
    static const struct route well = {.method = POST, .path = "/a/:id", .run = things, .access = ACCESS_READ, .tx = TX_WRITE,
                                      .formats = FORMAT_HTML, .about = "A.", .entry_kind = "a", .params = {{"id", P_INT, 1, 9}}};
    assert_null(route_check(a, &well));
    struct route r = well;
#define REFUSED(change) r = well, change, assert_non_null(route_check(a, &r))
    REFUSED(r.access = ACCESS_UNSAID);
    REFUSED(r.formats = 0);
    REFUSED(r.about = NULL);
    REFUSED(r.run = NULL);
    REFUSED(r.entry_kind = NULL);
    REFUSED(r.method = GET);
    REFUSED(r.method = DELETE);
    REFUSED(r.path = "a");
    REFUSED(r.path = "/a/:nr");
    REFUSED(r.writes = "x");
    REFUSED(r.menu_order = 1);
    REFUSED(r.params[0].many = true);
    REFUSED(r.params[0].max = 1);
    REFUSED((r.params[1] = (struct param){.name = "t", .kind = P_TEXT}));
    REFUSED((r.params[1] = (struct param){.name = "c", .kind = P_CHOICE}));
    REFUSED((r.params[1] = (struct param){"f", P_FILE, .max = 10}));
    REFUSED((r.params[1] = (struct param){.name = "x"}));
    REFUSED((r.params[1] = (struct param){"csrf", P_TEXT, .max = 10}));
    REFUSED((r.params[1] = (struct param){.name = "id", .kind = P_INT, .max = 9}));
    REFUSED((r.path = "/projects/:id"));
    REFUSED((r.path = "/visits/of/:project", r.params[0].name = "project"));
    REFUSED((r.params[1] = (struct param){.name = "p", .kind = P_PROJECT}, r.access = ACCESS_OPEN));
    REFUSED((r.method = GET, r.tx = TX_READ, r.entry_kind = NULL, r.params[0].kind = P_PROJECT));
    r.writes = "session touch";
    assert_null(route_check(a, &r));
    r = well, r.path = "/projects/:id", r.params[0].kind = P_PROJECT;
    assert_null(route_check(a, &r));
    struct route twice[2] = {well, well};
    twice[1].path = "/a/:nr";
    twice[1].params[0].name = "nr";
    struct route_list list = {twice, 2};
    assert_non_null(route_check_all(a, &list, 1));
}

TEST(an_address_is_built_and_changed_with_its_escapes) {
    struct addr *addr = addr_new(a, "/things");
    addr_segment(addr, "a/b ?");
    addr_add(addr, "name", "威&=");
    addr_add_int(addr, "page", 2);
    addr_add(addr, "empty", "");
    struct addr *other = addr_copy(addr);
    addr_set_int(other, "page", 3);
    addr_set(other, "sort", "-total");
    addr_drop(other, "name");
    addr_suffix(other, ".csv");
    assert_string_equal(addr_text(addr), "/things/a%2Fb%20%3F?name=%E5%A8%81%26%3D&page=2");
    assert_string_equal(addr_text(other), "/things/a%2Fb%20%3F.csv?page=3&sort=-total");
    assert_string_equal(addr_text_with(addr, "light", "red"), "/things/a%2Fb%20%3F?name=%E5%A8%81%26%3D&page=2&light=red");
    assert_string_equal(addr_text_with(addr, "light", ""), addr_text(addr));
    static const char *const foreign[] = {"", "x", "//x", "/\\x", "http://x", "/a\nb", "/a b", "/a\\b"};
    for (size_t i = 0; i < countof(foreign); i++) assert_false(addr_is_local(foreign[i]));
    assert_true(addr_is_local("/") && addr_is_local("/a?b=%20"));
}

TEST(many_addresses_are_printed_from_one_which_stays) {
    struct addr *plain = addr_new(a, "/projects"), *dated = addr_copy(plain), *root = addr_new(a, "/");
    addr_add(dated, "known", "2022-12-06");
    assert_string_equal(addr_text_with(plain, "area", "威"), "/projects?area=%E5%A8%81");
    assert_string_equal(addr_text_and(plain, addr_pair(a, "a b", "&")), "/projects?a%20b=%26");
    assert_string_equal(addr_text_and(dated, addr_pair(a, "field", "x")), "/projects?known=2022-12-06&field=x");
    assert_string_equal(addr_text_below(plain, 7), "/projects/7");
    assert_string_equal(addr_text_below(dated, INT64_MAX), "/projects/9223372036854775807?known=2022-12-06");
    addr_segment_int(dated, 7);
    addr_segment(root, "x");
    assert_string_equal(addr_text(dated), "/projects/7?known=2022-12-06");
    assert_string_equal(addr_text(root), "/x");
    assert_string_equal(addr_text(plain), "/projects");
    struct addr *both = addr_new(a, "/both"), *copy = addr_copy(both);
    addr_add(copy, "x", "1");
    addr_add(both, "y", "2");
    assert_string_equal(addr_text(copy), "/both?x=1");
    assert_string_equal(addr_text(both), "/both?y=2");
    struct addr *long_one = addr_copy(dated);
    for (int i = 0; i < 100; i++) addr_add_int(long_one, "n", i);
    addr_set(long_one, "n", "one");
    addr_set(long_one, "nn", "two");
    assert_string_equal(addr_text(long_one), "/projects/7?known=2022-12-06&n=one&nn=two");
    assert_string_equal(addr_text(dated), "/projects/7?known=2022-12-06");
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(a_row_that_does_not_say_all_is_refused_at_the_start),
          U(an_address_is_built_and_changed_with_its_escapes),
          U(many_addresses_are_printed_from_one_which_stays))
