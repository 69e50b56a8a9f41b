/* The contact of a project by loopback: sealed, seen in full by who may write, corrected, replaced, erased. */
#include "clerk.h"
#include "domain/projects/contact_edit.h"
#include "store/verify.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static const char *at(struct arena *a, const char *project, const char *rest) {
    return arena_printf(a, "%s%s", project, rest);
}

static const char *registered(struct arena *a, struct loopback *l) {
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new", "name=harbour&total=20000");
    expect(r, 303);
    return arena_copy(a, r.location);
}

static struct loopback_reply state(struct arena *a, struct loopback *l, const char *project, const char *form) {
    (void)loopback_get(l, at(a, project, "/contact"));
    return loopback_post(l, at(a, project, "/contact"), form);
}

/* The first row of the page that can be erased: its id. */
static long long erasable(struct loopback_reply page) {
    const char *link = strstr(page.body, "/contact?row=");
    return link ? atoll(link + strlen("/contact?row=")) : 0;
}

static void assert_clean(struct clerk_world *w) {
    struct verify_result v;
    assert_ok(w->a, verify(w->s, w->a, &v));
    assert_true(v.clean);
}

TEST_BOTH(a_contact_is_seen_in_full_by_who_may_write_and_masked_by_others, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    const char *project = registered(a, l);
    expect(state(a, l, project, "version=0&name=Wang&phone=13812340000"), 303);
    assert_true(has(loopback_get(l, project), "Wang 13812340000"));
    assert_true(has(loopback_get(l, at(a, project, ".json")), "\"contact\":\"Wang 13812340000\""));
    struct loopback_reply r = loopback_get(viewer, project);
    assert_true(has(r, "Wang 138****0000") && !has(r, "13812340000") && !has(r, "/contact\""));
    assert_true(has(loopback_get(viewer, at(a, project, ".json")), "\"contact\":\"Wang 138****0000\""));
    static const char *const lists[] = {"/projects?level=platform", "/projects.json?level=platform",
                                        "/projects.csv?level=platform"};
    for (size_t i = 0; i < countof(lists); i++) {
        r = loopback_get(l, lists[i]);
        assert_true(has(r, "harbour") && !has(r, "Wang") && !has(r, "1381234"));
    }
    r = loopback_get(l, at(a, project, "/journal.json"));
    assert_true(has(r, "Contact changed") && !has(r, "Wang") && !has(r, "1381234"));
    expect(loopback_get(viewer, at(a, project, "/contact")), 403);
    expect(loopback_post(viewer, at(a, project, "/contact"), "version=1&name=x"), 403);
    assert_clean(&w);
    clerk_world_done(&w);
}

TEST_BOTH(a_corrected_telephone_is_a_new_version_and_another_name_another_person, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l), *page = at(a, project, "/contact");
    expect(state(a, l, project, "version=0&name=Wang&phone=13812340000"), 303);
    long long first = erasable(loopback_get(l, page));
    assert_true(first > 0);
    expect(state(a, l, project, "version=0&name=Wang&phone=13812340001"), 409); /* a contact stands by now */
    expect(state(a, l, project, "version=1&name=Wang&phone=call+me"), 422);
    assert_true(has(loopback_get(l, page), "value=\"13812340000\""));
    expect(state(a, l, project, "version=1&name=Wang&phone=0631-5200000%2C13812340001"), 303);
    assert_int_equal(erasable(loopback_get(l, page)), first); /* the same person */
    assert_true(has(loopback_get(l, page), "name=\"version\" value=\"2\""));
    expect(state(a, l, project, "version=2&name=Li&phone=13900000000"), 303);
    struct loopback_reply r = loopback_get(l, page);
    assert_true(erasable(r) > first && has(r, "Former") && has(r, "Wang") && has(r, "name=\"version\" value=\"1\""));
    assert_true(has(loopback_get(l, project), "Li 13900000000"));
    expect(state(a, l, project, "version=1&name=&phone="), 303);
    assert_false(has(loopback_get(l, project), "Li 1390"));
    assert_clean(&w);
    clerk_world_done(&w);
}

TEST_BOTH(an_erased_person_is_read_by_nobody_and_the_chain_stays_whole, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l), *page = at(a, project, "/contact");
    expect(state(a, l, project, "version=0&name=Wang&phone=13812340000"), 303);
    expect(state(a, l, project, "version=1&name=Lihua&phone=13900000000"), 303);
    static const char *const people[] = {"Lihua", "Wang"}; /* the present one, then the former one */
    for (size_t i = 0; i < countof(people); i++) {
        struct loopback_reply r = loopback_get(l, page);
        assert_true(has(r, people[i]));
        const char *id = arena_printf(a, "%lld", erasable(r));
        r = loopback_get(l, arena_printf(a, "%s?row=%s", page, id));
        const char *version = strstr(r.body, "name=\"version\" value=\"");
        assert_true(version && has(r, "The key is destroyed"));
        const char *erase = arena_printf(a, "%s/%s/erase", page, id), *v = arena_copy_n(a, version + 22, 1);
        expect(loopback_post(l, erase, arena_printf(a, "version=%s&reason=", v)), 422);
        assert_true(has(loopback_get(l, page), people[i]));
        expect(loopback_post(l, erase, arena_printf(a, "version=%s&reason=asked+to+be+forgotten", v)), 303);
        r = loopback_get(l, page);
        assert_false(has(r, people[i]));
        assert_true(has(r, "Personal data erased"));
        int again = loopback_post(l, erase, arena_printf(a, "version=%s&reason=again", v)).status;
        assert_int_equal(again, 409);
        assert_clean(&w);
    }
    struct loopback_reply r = loopback_get(l, project);
    assert_false(has(r, "Lihua") || has(r, "Wang"));
    r = loopback_get(l, at(a, project, "/journal.json"));
    assert_true(has(r, "Contact's personal data erased") && has(r, "asked to be forgotten") && !has(r, "Wang"));
    expect(state(a, l, project, "version=0&name=Wang&phone=13812340000"), 303); /* stated anew: another key */
    assert_true(has(loopback_get(l, project), "Wang 13812340000"));
    assert_clean(&w);
    clerk_world_done(&w);
}

TEST(a_masked_telephone_can_be_recognised_and_not_called) {
    struct arena *a = arena_new(0);
    static const char *const cases[][2] = {{"13812340000", "138****0000"}, {"0631-5200000", "063*-***0000"},
                                           {"5200000", "52***00"}, {"", ""}, {"+86 138 1234 0000", "+86 1** **** 0000"}};
    for (size_t i = 0; i < countof(cases); i++) assert_string_equal(phone_masked(a, cases[i][0]), cases[i][1]);
    arena_done(a);
}

TEST_MAIN(T_BOTH(a_contact_is_seen_in_full_by_who_may_write_and_masked_by_others),
          T_BOTH(a_corrected_telephone_is_a_new_version_and_another_name_another_person),
          T_BOTH(an_erased_person_is_read_by_nobody_and_the_chain_stays_whole),
          T(a_masked_telephone_can_be_recognised_and_not_called))
