/* Assignments by loopback: proposals accepted, a handover and a stand-in, what a specialist sees, refusals. */
#include "clerk.h"
#include "domain/people/setting.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static int64_t account_of(struct clerk_world *w, const char *login) {
    struct account_id_by_subject_row row;
    struct tx *t;
    bool is_there;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, account_id_by_subject(t, "password", login, &row, &is_there));
    tx_end(t);
    assert_true(is_there);
    return row.id;
}

/* A specialist, for whom nothing but the role was granted; not on anything yet. */
static struct loopback *specialist_new(struct clerk_world *w, const char *login) {
    struct loopback *l = clerk_new(w, login, 0);
    struct tx *t = clerk_write(w);
    struct unit u = unit_empty;
    struct post p = post_empty;
    struct post_holder h = post_holder_empty;
    u.key = login, u.kind = "specialist_team", u.name_zh = u.name_en = login, u.sort = 1;
    assert_ok(w->a, unit_put(t, &u, 0));
    p.unit_id = u.id, p.role = "specialist", p.name = "specialist";
    assert_ok(w->a, post_put(t, &p, 0));
    h.post_id = p.id, h.account_id = account_of(w, login), h.kind = "holds", h.from_day = day_of(2020, 1, 1);
    assert_ok(w->a, post_holder_put(t, &h, 0));
    clerk_commit(w, t);
    return l;
}

static const char *key_project(struct arena *a, struct loopback *l, const char *name, const char *area) {
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new",
                                            arena_printf(a, "name=%s&total=20000&area=%s&field=manufacturing", name, area));
    expect(r, 303);
    const char *project = arena_copy(a, r.location);
    int32_t today = day_of_ms(now_ms(), 480);
    (void)loopback_get(l, arena_printf(a, "%s/lists", project));
    expect(loopback_post(l, arena_printf(a, "%s/lists", project),
                         arena_printf(a, "year=%d&level=municipal_key&role=continuing&entered=%s",
                                      month_year(month_of_day(today)), day_print(a, today - 1))), 303);
    return project;
}

static long long id_of(const char *project) { return atoll(strrchr(project, '/') + 1); }

static struct loopback_reply assign(struct arena *a, struct loopback *l, const char *project, const char *form) {
    const char *page = arena_printf(a, "%s/assignment", project);
    (void)loopback_get(l, page);
    return loopback_post(l, page, form);
}

TEST_BOTH(a_proposal_is_accepted_and_the_specialist_sees_what_became_his_and_nothing_else, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *mill = key_project(a, office, "mill", "huancui");
    expect(loopback_get(wang, harbour), 404);
    struct loopback_reply r = loopback_get(office, "/specialists/proposals.json");
    expect(r, 200);
    assert_true(has(r, "\"total\":2") && has(r, "\"to_name\":\"wang\"") && has(r, "\"from\":0"));
    (void)loopback_get(office, "/specialists/proposals");
    r = loopback_post(office, "/specialists/proposals",
                      arena_printf(a, "project=%lld&from=0&to=%lld&project=%lld&from=0&to=%lld&take=%lld", id_of(harbour),
                                   (long long)account_of(&w, "wang"), id_of(mill), (long long)account_of(&w, "wang"),
                                   id_of(harbour)));
    expect(r, 303);
    expect(loopback_get(wang, harbour), 200);
    expect(loopback_get(wang, mill), 404);
    r = loopback_get(office, "/specialists.json");
    assert_true(has(r, "\"unassigned\":1") && has(r, "\"name\":\"wang\",\"projects\":1,\"state\":\"below\""));
    assert_true(has(loopback_get(office, arena_printf(a, "/projects.json?specialist=%lld", (long long)account_of(&w, "wang"))),
                    "harbour"));
    r = loopback_get(office, "/projects.json?specialist=none");
    assert_true(has(r, "mill") && !has(r, "harbour"));
    assert_true(has(loopback_get(office, arena_printf(a, "%s.json", harbour)), "\"name\":\"wang\",\"from_day\""));
    assert_true(has(loopback_get(office, "/specialists/proposals.json"), "\"total\":1"));
    clerk_world_done(&w);
}

TEST_BOTH(a_project_is_handed_over_from_a_day_and_goes_back_when_who_stood_in_is_done, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    struct loopback *zhou = specialist_new(&w, "zhou");
    const char *harbour = key_project(a, office, "harbour", "huancui");
    long long wang_id = account_of(&w, "wang"), zhou_id = account_of(&w, "zhou");
    int32_t today = day_of_ms(now_ms(), 480);
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld&from=%s", wang_id, day_print(a, today - 9))), 303);
    expect(loopback_get(wang, harbour), 200);
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld&from=%s&until=%s&reason=leave", zhou_id, day_print(a, today),
                                                   day_print(a, today + 5))), 303);
    expect(loopback_get(zhou, harbour), 200);
    expect(loopback_get(wang, harbour), 200);
    struct loopback_reply r = loopback_get(office, arena_printf(a, "%s.json", harbour));
    assert_true(has(r, arena_printf(a, "\"name\":\"zhou\",\"from_day\":\"%s\",\"to_day\":\"%s\"", day_print(a, today),
                                    day_print(a, today + 5))));
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld&from=%s&reason=moved", zhou_id, day_print(a, today - 2))), 303);
    expect(loopback_get(wang, harbour), 404);
    r = loopback_get(office, arena_printf(a, "%s/assignment.json", harbour));
    assert_true(has(r, "\"person\":\"wang\""));
    assert_true(has(r, arena_printf(a, "\"from_day\":\"%s\",\"to_day\":\"%s\",\"stands_in\":false", day_print(a, today - 9),
                                    day_print(a, today - 3))));
    assert_true(has(loopback_get(office, arena_printf(a, "%s/journal.json", harbour)), "moved"));
    clerk_world_done(&w);
}

TEST_BOTH(what_cannot_be_assigned_is_refused_and_an_area_office_assigns_in_its_area_only, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE);
    (void)specialist_new(&w, "wang");
    struct loopback *zhao = clerk_granted(&w, "zhao", "area_office", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    const char *harbour = key_project(a, office, "harbour", "huancui"), *mill = key_project(a, office, "mill", "rongcheng");
    long long wang_id = account_of(&w, "wang");
    int32_t today = day_of_ms(now_ms(), 480);
    struct loopback_reply r = assign(a, office, harbour, arena_printf(a, "to=%lld", (long long)account_of(&w, "li.na")));
    expect(r, 422);
    assert_true(has(r, "does not have the role"));
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld&from=%s", wang_id, day_print(a, today))), 303);
    r = assign(a, office, harbour, arena_printf(a, "to=&from=%s", day_print(a, today - 1)));
    expect(r, 422);
    assert_true(has(r, "began only on"));
    r = assign(a, office, harbour, arena_printf(a, "to=%lld&from=%s&until=%s", wang_id, day_print(a, today),
                                                day_print(a, today - 1)));
    expect(r, 422);
    expect(assign(a, zhao, harbour, "to="), 303);
    expect(loopback_post(zhao, arena_printf(a, "%s/assignment", mill), arena_printf(a, "to=%lld", wang_id)), 404);
    (void)loopback_get(zhao, "/specialists/proposals");
    expect(loopback_post(zhao, "/specialists/proposals",
                         arena_printf(a, "project=%lld&from=0&to=%lld&take=%lld", id_of(mill), wang_id, id_of(mill))), 404);
    r = loopback_get(zhao, "/specialists/proposals.json");
    assert_true(has(r, "harbour") && !has(r, "mill"));
    clerk_world_done(&w);
}

TEST_BOTH(a_visit_keeps_what_the_report_said_beside_what_was_seen_and_only_who_looks_after_it_records_one, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *visits = arena_printf(a, "%s/visits", harbour);
    int32_t today = day_of_ms(now_ms(), 480);
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld", (long long)account_of(&w, "wang"))), 303);
    (void)loopback_get(office, arena_printf(a, "%s/figures", harbour));
    expect(loopback_post(office, arena_printf(a, "%s/figures", harbour),
                         arena_printf(a, "month=%s&span=month&amount=1308&source=report&progress=piles",
                                      month_print(a, month_of_day(today)))), 303);
    struct loopback_reply r = loopback_get(wang, visits);
    assert_true(has(r, "13.08") && has(r, "piles") && has(r, "name=\"works\""));
    const char *seen = "works=slow&figure=less&people=40&met=site+manager&problem=land&remark=fence";
    r = loopback_post(wang, visits, arena_printf(a, "%s&next=%s", seen, day_print(a, today + 7)));
    expect(r, 303);
    r = loopback_get(office, arena_printf(a, "%s.json", visits));
    assert_true(has(r, "\"reported_fen\":1308000000") && has(r, "\"figure_en\":\"Less is seen than reported\""));
    assert_true(has(r, "\"people_on_site\":40") && has(r, "\"may_record\":false"));
    r = loopback_get(office, arena_printf(a, "%s.json", harbour));
    assert_true(has(r, arena_printf(a, "\"visited_day\":\"%s\",\"visited_days\":0", day_print(a, today))));
    assert_true(has(r, "\"text\":\"fence\"")); /* the draft of a problem */
    assert_true(has(loopback_get(office, "/projects.json"), arena_printf(a, "\"visited_day\":\"%s\"", day_print(a, today))));
    (void)loopback_get(wang, visits);
    r = loopback_post(wang, visits, arena_printf(a, "works=&figure=&people=&problem=&remark=kept+words&day=%s&next=%s",
                                                 day_print(a, today + 1), day_print(a, today)));
    expect(r, 422);
    assert_true(has(r, "to come") && has(r, "state of works") && has(r, "should be after") && has(r, "kept words"));
    expect(assign(a, office, harbour, arena_printf(a, "to=&from=%s", day_print(a, today))), 303);
    expect(loopback_post(wang, visits, "works=going"), 404);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_proposal_is_accepted_and_the_specialist_sees_what_became_his_and_nothing_else),
          T_BOTH(a_project_is_handed_over_from_a_day_and_goes_back_when_who_stood_in_is_done),
          T_BOTH(a_visit_keeps_what_the_report_said_beside_what_was_seen_and_only_who_looks_after_it_records_one),
          T_BOTH(what_cannot_be_assigned_is_refused_and_an_area_office_assigns_in_its_area_only))
