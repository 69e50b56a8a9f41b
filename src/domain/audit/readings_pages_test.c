/* The reading log by loopback: every page of a project leaves its trace, beside the page, and only the audit reads it. */
#include "openings_fixture.h"
#include "desk_fixture.h"
#include "domain/audit/openings.h"
#include "domain/people/setting.h"

#define ON schema_of_program()
#define DAY_MS INT64_C(86400000)

/* What waits is written when the program ends; another one begins on the same database. */
static void again(struct desk_world *d) {
    program_done(d->w.program);
    d->w.program = program_new(d->w.a, d->w.s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
}

static int64_t count_of(struct desk_world *d, const char *path, const char *door) {
    struct openings_before_cursor c;
    struct openings_before_row o;
    struct tx *t;
    bool has = false;
    int64_t n = 0;
    assert_ok(d->w.a, store_read(d->w.s, d->w.a, &t));
    assert_ok(d->w.a, openings_before_open(t, INT64_MAX, 0, INT64_MAX, &c));
    for (;;) {
        assert_ok(d->w.a, openings_before_next(&c, &o, &has));
        if (!has) break;
        if (text_eq(o.door, door) && text_eq(o.path, path)) n++;
        if (text_eq(o.path, path)) assert_int_equal(o.project_id, d->project_id);
    }
    openings_before_close(&c);
    tx_end(t);
    return n;
}

TEST_BOTH(every_opening_of_a_page_of_a_project_is_noted_with_its_door, ON) {
    struct desk_world d = desk_world_new(a, s);
    const char *project = arena_printf(a, "/projects/%lld", (long long)d.project_id);
    const char *visits = arena_printf(a, "%s/visits", project);
    again(&d);
    struct loopback *area = clerk_sign_in(&d.w, "area");
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    for (int i = 0; i < 3; i++) expect(loopback_get(area, project), 200);
    expect(loopback_get(area, arena_printf(a, "%s.json", project)), 200);
    expect(loopback_get(area, visits), 200);
    expect(loopback_get(area, d.address), 200);
    expect(loopback_get(area, arena_printf(a, "/journal.csv?project=%lld", (long long)d.project_id)), 200);
    expect(loopback_get(area, "/board"), 200);
    expect(loopback_get(other, project), 404); /* an attempt, not an opening */
    again(&d);
    assert_int_equal(count_of(&d, project, "html"), 3);
    assert_int_equal(count_of(&d, project, "json"), 1);
    assert_int_equal(count_of(&d, visits, "html"), 1);
    assert_int_equal(count_of(&d, d.address, "html"), 1);
    assert_int_equal(count_of(&d, "/journal", "csv"), 1);
    assert_int_equal(count_of(&d, "/board", "html"), 0);
    desk_world_done(&d);
}

TEST_BOTH(only_the_audit_reads_it_and_its_administration_reads_no_names, ON) {
    struct desk_world d = desk_world_new(a, s);
    const char *project = arena_printf(a, "/projects/%lld", (long long)d.project_id);
    again(&d);
    struct loopback *area = clerk_sign_in(&d.w, "area"), *office = clerk_sign_in(&d.w, "office");
    expect(loopback_get(area, project), 200);
    expect(loopback_get(office, project), 200);
    again(&d);
    struct loopback *auditor = clerk_new(&d.w, "auditor", ROLE_AUDITOR), *keeper = clerk_new(&d.w, "keeper", ROLE_AUDIT);
    expect(loopback_get(clerk_sign_in(&d.w, "office"), "/readings"), 403);
    expect(loopback_get(clerk_sign_in(&d.w, "area"), "/readings.json"), 403);
    expect(loopback_get(clerk_new(&d.w, "root", ROLE_SYSTEM), "/readings"), 403);
    struct loopback_reply r = loopback_get(auditor, "/readings.json");
    expect(r, 200);
    assert_true(has(r, "North pier") && has(r, "\"login\":\"area\"") && has(r, "\"login\":\"office\""));
    r = loopback_get(auditor, arena_printf(a, "/readings.json?project=%lld&who=area", (long long)d.project_id));
    assert_true(has(r, "\"login\":\"area\"") && !has(r, "\"login\":\"office\""));
    r = loopback_get(auditor, "/readings.json?to=2020-01-01");
    assert_true(has(r, "\"rows\":[]"));
    expect(loopback_get(auditor, "/readings?from=2022-02-01&to=2022-01-01"), 422);
    r = loopback_get(auditor, "/readings.csv");
    assert_true(has(r, "North pier"));
    expect(loopback_get(auditor, "/readings.xlsx"), 200);
    r = loopback_get(auditor, project);
    assert_true(has(r, arena_printf(a, "/readings?project=%lld", (long long)d.project_id)));
    assert_false(has(loopback_get(clerk_sign_in(&d.w, "office"), project), "/readings?project="));
    static const char *const doors[] = {"/readings", "/readings.json", "/readings.csv"};
    for (size_t i = 0; i < countof(doors); i++) {
        r = loopback_get(keeper, doors[i]);
        expect(r, 200);
        assert_true(has(r, "area") && !has(r, "North pier"));
    }
    expect(loopback_get(keeper, arena_printf(a, "/readings?project=%lld", (long long)d.project_id)), 404);
    desk_world_done(&d);
}

TEST_BOTH(it_is_kept_as_long_as_the_setting_says_and_never_less_than_half_a_year, ON) {
    struct entry_note note = {.kind = "test", .reason = ""};
    struct both fault;
    struct tx *t;
    int64_t lost;
    static const int days[] = {1, 179, 181, 199, 201};
    assert_ok(a, store_write(s, a, &note, &t));
    for (size_t i = 0; i < countof(days); i++)
        assert_ok(a, opening_note(t, &(struct opening){.at_ms = now_ms() - days[i] * DAY_MS, .account_id = 1, .project_id = 1,
                                                       .door = "html", .path = "/projects/1"}));
    assert_int_equal(setting_set(t, "opening_days", "30", "less", &fault), ERR_INVALID);
    assert_ok(a, openings_sweep(t, now_ms()));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(openings_noted(a, s, &lost), 5);
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, setting_set(t, "opening_days", "200", "as agreed", &fault));
    assert_ok(a, openings_sweep(t, now_ms()));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(openings_noted(a, s, &lost), 4);
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, setting_set(t, "opening_days", "180", "as the law says", &fault));
    assert_ok(a, openings_sweep(t, now_ms()));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(openings_noted(a, s, &lost), 2);
}

TEST_MAIN(T_BOTH(every_opening_of_a_page_of_a_project_is_noted_with_its_door),
          T_BOTH(only_the_audit_reads_it_and_its_administration_reads_no_names),
          T_BOTH(it_is_kept_as_long_as_the_setting_says_and_never_less_than_half_a_year))
