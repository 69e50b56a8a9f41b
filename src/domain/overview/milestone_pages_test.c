/* Milestones through the pages, by loopback: from a template, by hand, in the history; and the dictionaries. */
#include "clerk.h"
#include "base/money.h"
#include "domain/projects/milestone.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

/* An industrial project that plans its start and finish, and the dictionaries of a city. */
static const char *project_new(struct clerk_world *w, const char *number) {
    struct tx *t = clerk_write(w);
    struct project row = project_empty;
    assert_ok(w->a, milestones_install(t));
    row.name = row.name_folded = arena_printf(w->a, "碳纤维生产线%s", number);
    row.platform_no = number, row.counts_as = "itself", row.registered_day = 18000;
    row.industry_code = "C2829";
    row.planned_start_day = day_of(2022, 3, 1), row.planned_finish_day = day_of(2023, 6, 1);
    assert_ok(w->a, project_put(t, &row, 0));
    clerk_commit(w, t);
    return arena_printf(w->a, "/projects/%lld", (long long)row.id);
}

static const char *at(struct arena *a, const char *project, const char *rest) { return arena_printf(a, "%s%s", project, rest); }

/* The n-th link to a form of a row: its id. */
static const char *row_id(struct arena *a, struct loopback_reply page, int n) {
    const char *found = page.body;
    for (int i = 0; i <= n && found; i++) found = strstr(found + 1, "/milestones?row=");
    assert_non_null(found);
    found += strlen("/milestones?row=");
    return arena_copy_n(a, found, strspn(found, "0123456789"));
}

TEST_BOTH(a_template_is_offered_with_its_days_and_adds_them, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = project_new(&w, "QP-000009"), *template = at(a, project, "/milestones/template");
    struct loopback_reply r = loopback_get(l, template);
    expect(r, 200);
    assert_true(has(r, "value=\"industry\" selected") && has(r, "Trial run"));
    assert_true(has(r, "id=\"f-day_6\" type=\"date\" name=\"day_6\" value=\"2022-03-01\"")); /* ground broken: as planned */
    assert_true(has(loopback_get(l, at(a, template, ".json?template=livelihood")), "\"template_key\":\"livelihood\""));
    (void)loopback_get(l, template);
    r = loopback_post(l, template, "template=industry&kind=construction_permit&kind=framed&kind=equipment&day_1=2022-02-01"
                                   "&day_2=&day_3=perhaps");
    expect(r, 422);
    assert_true(has(r, "#f-day_3"));
    static const char *const two = "kind=construction_permit&kind=framed&kind=equipment&day_1=2022-02-01&day_3=2022-10";
    expect(loopback_post(l, template, two), 303);
    r = loopback_get(l, at(a, project, ".json"));
    assert_true(has(r, "\"milestones_total\":2,") && has(r, "\"plan_day\":\"2022-10-31\"") && !has(r, "封顶"));
    r = loopback_get(l, template);
    assert_true(has(r, "Stated already: Permit in hand, Equipment in") && !has(r, "value=\"construction_permit\""));
    expect(loopback_post(l, template, "kind=construction_permit&day_1=2024-02-01"), 303); /* it is there: nothing changes */
    assert_false(has(loopback_get(l, at(a, project, ".json")), "2024-02-01"));
    expect(loopback_post(l, template, "kind=dragon&day_1=2022-02-01"), 422);
    expect(loopback_post(l, template, "kind=framed"), 422);
    clerk_world_done(&w);
}

TEST_BOTH(a_milestone_is_stated_moved_with_a_reason_and_reached, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = project_new(&w, "QP-000009"), *milestones = at(a, project, "/milestones");
    (void)loopback_get(l, milestones);
    expect(loopback_post(l, milestones, "kind=&name=&plan="), 422);
    expect(loopback_post(l, milestones, "kind=construction_permit&plan=2022-09&owner=industry"), 303);
    expect(loopback_post(l, milestones, "kind=&name=caissons&plan=2023-03-15"), 303);
    struct loopback_reply r = loopback_get(l, milestones);
    const char *permit = row_id(a, r, 0);
    assert_true(has(r, "2022-09-30") && has(r, "caissons"));
    r = loopback_get(l, at(a, milestones, arena_printf(a, "?row=%s", permit)));
    assert_true(has(r, "value=\"2022-09-30\"") && has(r, "name=\"version\" value=\"1\""));
    const char *change = at(a, milestones, arena_printf(a, "/%s/change", permit));
    r = loopback_post(l, change, "version=1&plan=2022-10-20&actual=&owner=&evidence=&reason=");
    expect(r, 422);
    assert_true(has(r, "value=\"2022-10-20\"") && has(r, "id=\"e-reason\"") && has(r, "Another planned date needs its reason"));
    expect(loopback_post(l, change, "version=1&plan=2022-10-20&actual=&owner=&evidence=&reason=design+changed"), 303);
    expect(loopback_post(l, change, "version=1&plan=2022-10-21&reason=again"), 409);
    r = loopback_get(l, at(a, project, ".json"));
    assert_true(has(r, "\"first_plan_day\":\"2022-09-30\",\"plan_day\":\"2022-10-20\",\"is_moved\":true"));
    assert_true(has(r, "\"state\":\"overdue\"") && has(r, "\"reason\":\"design changed\""));
    expect(loopback_post(l, change, "version=2&plan=2022-10-20&actual=2022-11-02&evidence=no.+7&reason="), 303);
    r = loopback_get(l, project);
    assert_true(has(r, "reached 2022-11-02, 13 days late") && has(r, "no. 7") && has(r, "<svg class=\"ch sp\""));
    r = loopback_get(l, at(a, project, "/journal"));
    assert_true(has(r, "reached 2022-11-02") && has(r, "planned 2022-10-20") && has(r, "design changed"));
    clerk_world_done(&w);
}

TEST_BOTH(a_milestone_is_taken_back_with_a_reason_and_only_through_its_project, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = project_new(&w, "QP-000009"), *other = project_new(&w, "QP-000010");
    const char *milestones = at(a, project, "/milestones");
    (void)loopback_get(l, milestones);
    expect(loopback_post(l, milestones, "name=caissons&plan=2023-03-15"), 303);
    const char *row = row_id(a, loopback_get(l, milestones), 0);
    expect(loopback_post(l, at(a, other, arena_printf(a, "/milestones/%s/withdraw", row)), "version=1&reason=x"), 404);
    const char *change = at(a, other, arena_printf(a, "/milestones/%s/change", row));
    expect(loopback_post(l, change, "version=1&plan=2023-03-16&reason=x"), 404);
    struct loopback_reply r = loopback_get(l, at(a, milestones, arena_printf(a, "?row=%s&act=withdraw", row)));
    assert_true(has(r, arena_printf(a, "/milestones/%s/withdraw", row)));
    const char *back = at(a, milestones, arena_printf(a, "/%s/withdraw", row));
    r = loopback_post(l, back, "version=1&reason=");
    expect(r, 422);
    assert_true(has(r, arena_printf(a, "/milestones/%s/withdraw", row))); /* the same form again */
    expect(loopback_post(l, back, "version=1&reason=not+ours"), 303);
    assert_true(has(loopback_get(l, at(a, project, ".json")), "\"milestones_total\":0,"));
    assert_true(has(loopback_get(l, at(a, project, "/journal")), "Taken back"));
    clerk_world_done(&w);
}

TEST_BOTH(the_past_shows_the_milestones_of_then, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = project_new(&w, "QP-000009");
    int64_t id;
    (void)text_int(project + strlen("/projects/"), 1, INT64_MAX, &id);
    struct tx *t = clerk_write(&w); /* ten days ago */
    struct milestone_stated stated = {NO_INT, "caissons", day_of(2022, 10, 20), NO_DAY, NULL, NULL, NULL};
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_ok(a, milestone_add(t, id, &stated, day_of_ms(now_ms(), 480), &faults, &saved));
    clerk_commit(&w, t);
    const char *milestones = at(a, project, "/milestones");
    const char *change = at(a, milestones, arena_printf(a, "/%lld/change", (long long)saved.id));
    (void)loopback_get(l, milestones);
    expect(loopback_post(l, change, "version=1&plan=2022-12-24&reason=later"), 303);
    const char *then = day_print(a, day_of_ms(now_ms(), 480) - 2);
    struct loopback_reply r = loopback_get(l, arena_printf(a, "%s.json?known=%s", project, then));
    assert_true(has(r, "\"plan_day\":\"2022-10-20\"") && !has(r, "2022-12-24"));
    assert_true(has(loopback_get(l, at(a, project, ".json")), "\"plan_day\":\"2022-12-24\""));
    assert_false(has(loopback_get(l, arena_printf(a, "%s?known=%s", project, then)), milestones)); /* no form of the past */
    clerk_world_done(&w);
}

TEST_BOTH(the_dictionaries_are_edited_by_who_may, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    struct loopback_reply r = loopback_get(l, "/milestones");
    expect(r, 200);
    assert_true(has(r, "There are no templates of milestones yet"));
    (void)project_new(&w, "QP-000009");
    assert_true(has(loopback_get(l, "/milestones"), "Permit in hand -1"));
    (void)loopback_get(l, "/milestones/kinds/new");
    expect(loopback_post(l, "/milestones/kinds/new", "name_zh=%E6%B2%89%E7%AE%B1&name_en=Caissons&also=Permit+in+hand"), 422);
    expect(loopback_post(l, "/milestones/kinds/new", "name_zh=%E6%B2%89%E7%AE%B1&name_en=Caissons&also=boxes,crates"), 303);
    r = loopback_get(l, "/milestones.json");
    assert_true(has(r, "\"also\":\"boxes、crates\""));
    (void)loopback_get(l, "/milestones/templates/new");
    static const char path[] = "/milestones/templates/new";
    static const char quays[] = "name_zh=%E7%A0%81%E5%A4%B4&name_en=Quays&industries=G&steps=";
    r = loopback_post(l, path, at(a, quays, "boxes+x%0Adragons+3"));
    expect(r, 422);
    assert_true(has(r, "should read “name months”") && has(r, "There is no “dragons”") && has(r, "dragons 3</textarea>"));
    expect(loopback_post(l, path, at(a, quays, "crates+-2%0Aboxes+4")), 422); /* one thing twice */
    expect(loopback_post(l, path, at(a, quays, "start+0%0Aboxes+%2B4")), 303);
    r = loopback_get(l, "/milestones");
    assert_true(has(r, "Ground broken +0, Caissons +4"));
    expect(loopback_get(viewer, "/milestones"), 200);
    assert_false(has(loopback_get(viewer, "/milestones"), "/milestones/kinds/new"));
    expect(loopback_get(viewer, "/milestones/kinds/new"), 403);
    expect(loopback_post(viewer, "/milestones/templates/new", "name_zh=a&name_en=b&steps=start+0"), 403);
    expect(loopback_get(l, "/milestones/kinds/999999999"), 404);
    clerk_world_done(&w);
}

TEST_BOTH(a_viewer_sees_milestones_and_no_form, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    const char *project = project_new(&w, "QP-000009"), *milestones = at(a, project, "/milestones");
    (void)loopback_get(l, milestones);
    expect(loopback_post(l, milestones, "name=caissons&plan=2023-03-15"), 303);
    assert_true(has(loopback_get(viewer, project), "caissons"));
    assert_false(has(loopback_get(viewer, project), milestones));
    expect(loopback_get(viewer, milestones), 403);
    expect(loopback_post(viewer, milestones, "name=x&plan=2023-03-15"), 403);
    expect(loopback_get(viewer, at(a, milestones, "/template")), 403);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_template_is_offered_with_its_days_and_adds_them),
          T_BOTH(a_milestone_is_stated_moved_with_a_reason_and_reached),
          T_BOTH(a_milestone_is_taken_back_with_a_reason_and_only_through_its_project),
          T_BOTH(the_past_shows_the_milestones_of_then), T_BOTH(the_dictionaries_are_edited_by_who_may),
          T_BOTH(a_viewer_sees_milestones_and_no_form))
