/* Signing in and one's own account, by loopback through the whole program. */
#include "clerk.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

/* Somebody whose password was given by the administrator, signed in with it. */
static struct loopback *newcomer(struct clerk_world *w) {
    struct tx *t = clerk_write(w);
    struct both fault;
    int64_t id;
    assert_ok(w->a, account_create(t, "zhao", "zhao", ROLE_OFFICE, EN, CLERK_PASSWORD, true, now_ms(), &id, &fault));
    clerk_commit(w, t);
    struct loopback *l = loopback_new(w->a, program_web(w->program));
    (void)loopback_get(l, "/sign-in");
    struct loopback_reply r = loopback_post(l, "/sign-in", arena_printf(w->a, "login=zhao&password=%s", CLERK_PASSWORD));
    assert_string_equal(r.location, "/account");
    return l;
}

TEST_BOTH(with_a_one_time_password_every_page_leads_to_the_change_of_it, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = newcomer(&w);
    static const char *const pages[] = {"/", "/board", "/projects?light=red", "/projects/new", "/projects.csv"};
    for (size_t i = 0; i < countof(pages); i++) {
        struct loopback_reply r = loopback_get(l, pages[i]);
        assert_int_equal(r.status, 303);
        assert_string_equal(r.location, "/account");
    }
    assert_true(has(loopback_get(l, "/account"), "You came with a one-time password"));
    struct loopback_reply r = loopback_get(l, "/board.json");
    assert_int_equal(r.status, 403);
    assert_true(has(r, "\"text_en\":\"You may not do this\"") && has(r, "You came with a one-time password"));
    assert_int_equal(loopback_post(l, "/projects/new", "name=x").status, 403);
    r = loopback_post(l, "/account/password",
                      arena_printf(a, "present=%s&password=sea-wind-chess-42&again=sea-wind-chess-42", CLERK_PASSWORD));
    assert_string_equal(r.location, "/");
    assert_int_equal(loopback_get(l, "/board").status, 200);
    assert_false(has(loopback_get(l, "/account"), "one-time password"));
    clerk_world_done(&w);
}

TEST_BOTH(who_may_not_is_told_so_and_led_nowhere, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_VIEWER);
    struct loopback_reply r = loopback_get(l, "/accounts");
    assert_int_equal(r.status, 403);
    assert_true(has(r, "You may not do this") && !has(r, "one-time"));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(with_a_one_time_password_every_page_leads_to_the_change_of_it), T_BOTH(who_may_not_is_told_so_and_led_nowhere))
