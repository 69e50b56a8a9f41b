/* The cockpit and the leader's page by loopback: one struct, whose rows, who may, and the stream beside them. */
#include "domain/cockpit/cockpit.h"
#include "rounds_fixture.h"

#define ON schema_of_program()

static struct loopback_reply seen(struct loopback *l, const char *path) {
    struct loopback_reply r = loopback_get(l, path);
    expect(r, 200);
    return r;
}

TEST_BOTH(both_pages_say_the_same_and_what_the_board_says, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE);
    (void)key_project(a, office, "harbour", "huancui");
    const char *screen = arena_copy(a, seen(office, "/cockpit.json").body);
    assert_string_equal(screen, seen(office, "/leader.json").body);
    const char *board = seen(office, "/board.json").body, *mark = "\"projects_key\":";
    assert_int_equal(atoll(strstr(screen, mark) + strlen(mark)), 1);
    assert_int_equal(atoll(strstr(board, mark) + strlen(mark)), 1);
    assert_true(has(seen(office, "/cockpit"), "class=\"screen dark\""));
    assert_false(has(seen(office, "/leader"), "class=\"screen"));
    clerk_world_done(&w);
}

TEST_BOTH(an_area_sees_its_own_and_administration_nothing, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE);
    (void)key_project(a, office, "harbour", "huancui");
    (void)key_project(a, office, "bridge", "rongcheng");
    struct loopback *area = clerk_granted(&w, "area", "area_clerk", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    assert_true(has(seen(office, "/cockpit.json"), "\"projects_key\":2,"));
    assert_true(has(seen(area, "/cockpit.json"), "\"projects_key\":1,"));
    assert_true(has(seen(area, "/leader.json"), "\"projects_key\":1,"));
    struct loopback *security = clerk_new(&w, "security", ROLE_SECURITY);
    static const char *const paths[] = {"/cockpit", "/cockpit.json", "/leader", "/cockpit/live"};
    for (size_t i = 0; i < countof(paths); i++) assert_int_equal(loopback_get(security, paths[i]).status, 403);
    clerk_world_done(&w);
}

TEST_BOTH(the_stream_tells_nothing_and_ends_with_the_session, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE);
    assert_string_equal(seen(office, "/cockpit/live").body, "retry: 2000\ndata: here\n\n");
    (void)loopback_get(office, "/account");
    expect(loopback_post(office, "/sign-out", ""), 303);
    assert_int_not_equal(loopback_get(office, "/cockpit/live").status, 200);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(both_pages_say_the_same_and_what_the_board_says), T_BOTH(an_area_sees_its_own_and_administration_nothing),
          T_BOTH(the_stream_tells_nothing_and_ends_with_the_session))
