/* Signing in and one's own account, by loopback through the whole program. */
#include "clerk.h"
#include "sheet/sheet.h"

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

TEST_BOTH(people_are_found_by_name_a_page_at_a_time_and_who_gives_roles_is_said, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *system = clerk_new(&w, "system", ROLE_SYSTEM);
    struct tx *t = clerk_write(&w);
    for (int i = 0; i < 60; i++) {
        struct account row = account_empty;
        row.provider = "password", row.lang = "en", row.is_off = 0;
        row.subject = arena_printf(a, "p%02d", i), row.name = arena_printf(a, "Person %02d", i);
        assert_ok(a, account_put(t, &row, 0));
    }
    clerk_commit(&w, t);
    struct loopback_reply r = loopback_get(system, "/accounts.json");
    assert_true(has(r, "\"total\":61,") && has(r, "\"login\":\"p49\"") && !has(r, "\"login\":\"p50\""));
    assert_true(has(loopback_get(system, "/accounts"), "href=\"/accounts?page=2\""));
    r = loopback_get(system, "/accounts.json?page=2");
    assert_true(has(r, "\"login\":\"p50\"") && has(r, "\"login\":\"system\"") && !has(r, "\"login\":\"p49\""));
    r = loopback_get(system, "/accounts.json?q=pERSON+07");
    assert_true(has(r, "\"total\":1,") && has(r, "\"login\":\"p07\""));
    assert_true(has(loopback_get(system, "/accounts?q=nowhere"), "Nobody is found"));
    /* Until there is a security administrator, the system administrator gives roles; then it is said who does. */
    assert_false(has(loopback_get(system, "/accounts"), "There is a security administrator"));
    (void)clerk_new(&w, "security", ROLE_SECURITY);
    r = loopback_get(system, "/accounts");
    assert_true(has(r, "There is a security administrator, who gives roles and posts") && !has(r, "name=\"role\""));
    clerk_world_done(&w);
}

/* The first cell of the last line of an xlsx that was sent. */
static const char *last_line(struct arena *a, struct loopback_reply r) {
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    const char *last = "";
    int fd;
    assert_ok(a, sheet_fd_of_bytes(a, r.body, r.len, &fd));
    assert_ok(a, sheet_open_fd(a, fd, NULL, &f, &why));
    assert_ok(a, sheet_rows_open(a, f, 0, &c, &why));
    for (bool has_row = true;;) {
        assert_ok(a, sheet_next(c, &row, &has_row, &why));
        if (!has_row) break;
        if (row.count) last = arena_copy(a, row.at[0].text);
    }
    sheet_rows_close(c);
    return last;
}

/* A GET that writes: csv and xlsx go out once it is noted who took them. */
TEST_BOTH(a_list_that_leaves_the_house_is_noted_with_filter_and_rows, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *clerk = clerk_new(&w, "li.na", ROLE_OFFICE), *admin = clerk_new(&w, "wang.wei", ROLE_ADMINISTRATOR);
    static const char *const names[] = {"one", "two", "three"};
    (void)loopback_get(clerk, "/projects/new");
    for (size_t i = 0; i < countof(names); i++)
        assert_int_equal(loopback_post(clerk, "/projects/new", arena_printf(a, "name=%s&total=20000", names[i])).status, 303);
    struct loopback_reply r = loopback_get(admin, "/exports");
    assert_true(has(r, "Nothing was exported yet"));
    (void)loopback_get(clerk, "/projects?level=platform");
    (void)loopback_get(clerk, "/projects.json?level=platform");
    assert_true(has(loopback_get(admin, "/exports.json"), "\"total\":0,")); /* looking is no export */
    assert_int_equal(loopback_get(clerk, "/projects.csv?level=platform&q=t%26%E4%B8%89").status, 200);
    r = loopback_get(clerk, "/projects.xlsx?level=platform");
    assert_int_equal(r.status, 200);
    assert_non_null(strstr(last_line(a, r), "Taken by li.na at ")); /* the file says so, too */
    r = loopback_get(admin, "/exports.json");
    assert_int_equal(r.status, 200);
    assert_true(has(r, "\"total\":2,"));
    const char *xlsx = strstr(r.body, "\"login\":\"li.na\",\"path\":\"/projects.xlsx?level=platform\",\"rows\":3");
    const char *csv = strstr(r.body, "\"path\":\"/projects.csv?level=platform&q=t%26%E4%B8%89\",\"rows\":0");
    assert_true(xlsx && csv && xlsx < csv); /* newest first */
    assert_true(has(loopback_get(admin, "/exports"), "<code>/projects.csv</code> level=platform q=t&amp;三<"));
    assert_int_equal(loopback_get(clerk, "/exports").status, 403);
    assert_int_equal(loopback_get(clerk, "/exports.json").status, 403);

    struct tx *t = clerk_write(&w);
    assert_ok(a, export_log_add(t, 0, now_ms(), "qipan export all.csv", 3, NULL));
    clerk_commit(&w, t);
    r = loopback_get(admin, "/exports");
    assert_true(has(r, "qipan export all.csv") && has(r, "Command line"));
    clerk_world_done(&w);
}

TEST(what_cannot_be_noted_does_not_leave_on_sqlite) {
    struct arena *a = arena_new(0);
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct store *s;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, ON, &s));
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct tx *t = clerk_write(&w); /* somebody writes for a long time */
    struct area area = area_empty;
    area.key = "wendeng", area.name_zh = area.name_en = "文登区", area.sort = 9;
    assert_ok(a, area_put(t, &area, 0));
    struct loopback_reply r = loopback_get(l, "/projects.csv?level=platform");
    assert_int_equal(r.status, 503);
    assert_string_not_equal(r.type, "text/csv");
    assert_int_equal(loopback_get(l, "/projects?level=platform").status, 200);
    clerk_commit(&w, t);
    assert_int_equal(loopback_get(l, "/projects.csv?level=platform").status, 200);
    clerk_world_done(&w);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

/* -- settings -- */

static struct loopback_reply change(struct loopback *l, const char *key, const char *form) {
    char address[64];
    snprintf(address, sizeof address, "/settings/%s", key);
    (void)loopback_get(l, address);
    return loopback_post(l, address, form);
}

TEST_BOTH(a_setting_is_changed_with_a_reason_and_figures_follow, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    (void)loopback_get(l, "/projects/new");
    assert_int_equal(loopback_post(l, "/projects/new", "name=small&total=550").status, 303);
    assert_true(has(loopback_get(l, "/board.json"), "\"projects_platform\":1,"));
    assert_true(has(loopback_get(l, "/settings.json"), "\"key\":\"threshold_fen\",\"label_zh\":\"入平台的计划总投资下限\""));
    assert_true(has(loopback_get(l, "/settings"), "500 × 10,000 yuan"));
    struct loopback_reply r = change(l, "threshold_fen", "value=600&version=0&reason=");
    assert_int_equal(r.status, 422);
    assert_true(has(r, "id=\"e-reason\"") && has(r, "value=\"600\""));
    assert_true(has(loopback_get(l, "/board.json"), "\"projects_platform\":1,"));
    assert_int_equal(change(l, "threshold_fen", "value=600&version=0&reason=new+rule+of+the+province").status, 303);
    r = loopback_get(l, "/settings.json");
    assert_true(has(r, "\"value\":\"600000000\"") && has(r, "\"who\":\"li.na\",\"reason\":\"new rule of the province\""));
    assert_true(has(loopback_get(l, "/settings"), "<del>500 × 10,000 yuan</del> → <ins>600 × 10,000 yuan</ins>"));
    assert_true(has(loopback_get(l, "/board.json"), "\"projects_platform\":0,"));
    clerk_world_done(&w);
}

TEST_BOTH(who_changes_a_setting_first_is_told_to_the_second, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *first = clerk_new(&w, "wang.wei", ROLE_OFFICE), *second = clerk_new(&w, "li.na", ROLE_ADMINISTRATOR);
    assert_int_equal(change(first, "report_due_day", "value=8&version=0&reason=holidays").status, 303);
    struct loopback_reply r = change(second, "report_due_day", "value=10&version=0&reason=holidays");
    assert_int_equal(r.status, 409);
    assert_true(has(r, "wang.wei has just changed it to “8”") && has(r, "value=\"10\""));
    assert_true(has(r, "name=\"version\" value=\"1\""));
    r = loopback_post_json(second, "/settings/report_due_day.json", "{\"value\":\"10\",\"version\":0,\"reason\":\"x\"}");
    assert_int_equal(r.status, 409);
    assert_int_equal(change(second, "report_due_day", "value=10&version=1&reason=holidays").status, 303);
    assert_true(has(loopback_get(first, "/settings"), "<del>8</del> → <ins>10</ins>"));
    clerk_world_done(&w);
}

TEST_BOTH(what_is_impossible_or_not_the_persons_is_refused, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    static const char *const bad[][2] = {{"report_due_day", "29"}, {"threshold_fen", "about+5"}, {"time_curve", "1,2,3"},
                                         {"time_zone_min", "800000"}};
    for (size_t i = 0; i < countof(bad); i++) {
        struct loopback_reply r = change(l, bad[i][0], arena_printf(a, "value=%s&version=0&reason=x", bad[i][1]));
        assert_int_equal(r.status, 422);
        assert_true(has(r, "cannot be"));
    }
    assert_int_equal(change(l, "is_practice", "value=0&version=0&reason=x").status, 404); /* the program's own */
    assert_int_equal(change(l, "colour", "value=red&version=0&reason=x").status, 404);
    assert_int_equal(loopback_get(viewer, "/settings").status, 403);
    assert_int_equal(change(viewer, "report_due_day", "value=8&version=0&reason=x").status, 403);
    clerk_world_done(&w);
}

TEST_BOTH(a_city_is_asked_for_its_name_and_wears_it_on_every_page, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    static const char *const pages[] = {"/board", "/projects", "/intake", "/account", "/settings"};
    for (size_t i = 0; i < countof(pages); i++) assert_true(has(loopback_get(l, pages[i]), "href=\"/settings/city_name_zh\""));
    assert_false(has(loopback_get(viewer, "/board"), "/settings/city_name_zh"));
    assert_int_equal(change(l, "city_name_zh", "value=%E5%A8%81%E6%B5%B7%E5%B8%82&version=0&reason=our+city").status, 303);
    for (size_t i = 0; i < countof(pages); i++) {
        struct loopback_reply r = loopback_get(l, pages[i]);
        assert_true(has(r, "<small class=\"city\">威海市</small>") && has(r, " · 威海市 · Qipan</title>"));
        assert_false(has(r, "Name the city"));
    }
    assert_int_equal(change(l, "city_name_en", "value=Weihai&version=0&reason=our+city").status, 303);
    assert_true(has(loopback_get(viewer, "/board"), "<title>One board for the whole city · Weihai · Qipan</title>"));
    assert_true(has(loopback_get(viewer, "/board?lang=zh"), "· 威海市 · 棋盘</title>"));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(with_a_one_time_password_every_page_leads_to_the_change_of_it), T_BOTH(who_may_not_is_told_so_and_led_nowhere),
          T_BOTH(people_are_found_by_name_a_page_at_a_time_and_who_gives_roles_is_said),
          T_BOTH(a_setting_is_changed_with_a_reason_and_figures_follow),
          T_BOTH(who_changes_a_setting_first_is_told_to_the_second),
          T_BOTH(what_is_impossible_or_not_the_persons_is_refused),
          T_BOTH(a_city_is_asked_for_its_name_and_wears_it_on_every_page),
          T_BOTH(a_list_that_leaves_the_house_is_noted_with_filter_and_rows), T(what_cannot_be_noted_does_not_leave_on_sqlite))
