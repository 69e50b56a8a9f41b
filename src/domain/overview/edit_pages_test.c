/* A clerk's day by loopback: a project registered, found, edited by two people, and what changed told. */
#include "clerk.h"
#include "base/money.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static const char NEW[] =
    "name=%E6%B5%B7%E8%BE%B0%E7%A2%B3%E7%BA%A4%E7%BB%B4&total=1.2%E4%BA%BF%E5%85%83&area=huancui&department=industry"
    "&field=manufacturing&planned_start=2022-03-01&stage=under_construction&counts_as=itself&remark=";

/* Registers a project and gives its address: "/projects/12". */
static const char *registered(struct arena *a, struct loopback *l) {
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new", NEW);
    expect(r, 303);
    return arena_copy(a, r.location);
}

static const char *at(struct arena *a, const char *project, const char *rest) {
    return arena_printf(a, "%s%s", project, rest);
}

/* The value of a hidden field of the page. */
static const char *hidden(struct arena *a, struct loopback_reply r, const char *name) {
    const char *found = strstr(r.body, arena_printf(a, "name=\"%s\" value=\"", name));
    assert_non_null(found);
    found = strstr(found, "value=\"") + 7;
    return arena_copy_n(a, found, strcspn(found, "\""));
}

TEST_BOTH(a_clerk_registers_a_project_and_finds_it, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    assert_true(has(loopback_get(l, "/projects/new"), "name=\"national_code\""));
    const char *project = registered(a, l);
    struct loopback_reply page = loopback_get(l, project);
    expect(page, 200);
    assert_true(has(page, "海辰碳纤维") && has(page, "QP-000001") && has(page, at(a, project, "/edit")));
    assert_true(has(loopback_get(l, "/projects?level=platform"), "海辰碳纤维"));
    struct loopback_reply json = loopback_get(l, at(a, project, ".json"));
    assert_true(has(json, "\"total_fen\":12000000000"));
    assert_true(has(loopback_get(l, at(a, project, "/edit")), "value=\"12000\""));
    clerk_world_done(&w);
}

TEST_BOTH(a_refused_form_keeps_what_was_typed_and_tells_all_faults, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new", "name=&national_code=12-34&total=-5&unit_name=Some+unit");
    expect(r, 422);
    assert_true(has(r, "value=\"12-34\"") && has(r, "value=\"-5\"") && has(r, "value=\"Some unit\""));
    assert_true(has(r, "id=\"e-name\"") && has(r, "id=\"e-national_code\"") && has(r, "id=\"e-total\""));
    r = loopback_post_json(l, "/projects/new.json", "{\"total\":\"-5\"}");
    expect(r, 422);
    assert_true(has(r, "\"field\":\"name\"") && has(r, "\"field\":\"total\""));
    assert_true(has(loopback_get(l, "/projects.json?level=platform"), "\"total\":0"));
    clerk_world_done(&w);
}

TEST_BOTH(two_people_edit_and_the_second_sees_what_the_first_did, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *first = clerk_new(&w, "wang.wei", ROLE_OFFICE), *second = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, first), *edit = at(a, project, "/edit");
    const char *version = hidden(a, loopback_get(second, edit), "version");
    (void)loopback_get(first, edit);
    expect(loopback_post(first, edit, arena_printf(a, "version=%s&total=20000&area=rongcheng&reason=re-approved", version)), 303);
    struct loopback_reply r =
        loopback_post(second, edit, arena_printf(a, "version=%s&total=15000&area=huancui&leader=Zhang", version));
    expect(r, 409);
    assert_true(has(r, "wang.wei changed this to “20000 × 10,000 yuan”")); /* beside what was typed … */
    assert_true(has(r, "value=\"15000\"") && has(r, "value=\"Zhang\""));
    assert_true(has(r, "value=\"rongcheng\" selected")); /* … and what was not touched follows */
    assert_string_not_equal(hidden(a, r, "version"), version);
    assert_true(has(r, "Somebody changed this while you were writing"));
    r = loopback_post_json(second, at(a, edit, ".json"), arena_printf(a, "{\"version\":%s,\"total\":\"15000\"}", version));
    expect(r, 409);
    assert_true(has(r, "\"field\":\"total\""));
    version = hidden(a, loopback_get(second, edit), "version");
    r = loopback_post_json(second, at(a, edit, ".json"), arena_printf(a, "{\"version\":%s,\"total\":\"15000\"}", version));
    expect(r, 200);
    r = loopback_get(second, at(a, project, ".json"));
    assert_true(has(r, "\"total_fen\":15000000000") && has(r, "\"unit_name\":null"));
    assert_true(has(r, "\"area_zh\":\"荣成市\"")); /* what a program does not send stays */
    clerk_world_done(&w);
}

TEST_BOTH(an_odd_value_that_stands_hinders_no_other_change, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct tx *t = clerk_write(&w);
    struct project row = project_empty;
    row.name = row.name_folded = "odd";
    row.national_code = "1413-371002-04-02-468214"; /* of a shape that is refused when it is typed */
    row.platform_no = "QP-000009", row.counts_as = "itself", row.registered_day = 18000;
    assert_ok(a, project_put(t, &row, 0));
    clerk_commit(&w, t);
    const char *edit = arena_printf(a, "/projects/%lld/edit", (long long)row.id);
    (void)loopback_get(l, edit);
    expect(loopback_post(l, edit, "version=1&national_code=1413-371002-04-02-468214&leader=Zhang"), 303);
    expect(loopback_post(l, edit, "version=2&national_code=1413-371002-04-02-468215&leader=Zhang"), 422);
    assert_true(has(loopback_get(l, edit), "value=\"Zhang\""));
    clerk_world_done(&w);
}

TEST_BOTH(plan_figure_list_and_stop_reach_the_board_and_the_history, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l);
    int year = civil_of(day_of_ms(now_ms(), 480)).year;
    (void)loopback_get(l, at(a, project, "/plan"));
    expect(loopback_post(l, at(a, project, "/plan"), arena_printf(a, "year=%d&amount=5000&kind=issued", year)), 303);
    (void)loopback_get(l, at(a, project, "/lists"));
    const char *list = arena_printf(a, "year=%d&level=municipal_key&role=new_start&entered=%d-01-01", year, year);
    expect(loopback_post(l, at(a, project, "/lists"), list), 303);
    const char *figure = arena_printf(a, "month=%d-01&span=month&amount=1234.5&source=report", year);
    (void)loopback_get(l, at(a, project, "/figures"));
    expect(loopback_post(l, at(a, project, "/figures"), figure), 303);
    assert_true(has(loopback_get(l, at(a, project, "/figures")), "1234.5"));
    struct loopback_reply board = loopback_get(l, arena_printf(a, "/board.json?month=%d-01", year));
    assert_true(has(board, "\"projects_key\":1,") && has(board, "\"investment_done_ytd\":1234500000,"));
    (void)loopback_get(l, at(a, project, "/stops"));
    expect(loopback_post(l, at(a, project, "/stops"), "stopped=2022-05-01&reason="), 422);
    expect(loopback_post(l, at(a, project, "/stops"), "stopped=2022-05-01&reason=no+money"), 303);
    struct loopback_reply history = loopback_get(l, at(a, project, "/journal.json"));
    expect(history, 200);
    assert_true(has(history, "\"total\":5,") && has(history, "no money") && has(history, "12.3450 M yuan"));
    struct loopback_reply changes = loopback_get(l, "/changes.json?since=2022-01-01");
    expect(changes, 200);
    assert_true(has(changes, "\"total\":1,") && has(changes, "海辰碳纤维"));
    clerk_world_done(&w);
}

TEST_BOTH(a_documents_number_gets_its_brackets_and_other_papers_keep_their_words, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l), *lists = at(a, project, "/lists"), *plan = at(a, project, "/plan");
    (void)loopback_get(l, lists);
    /* 威重办[2022]7号 and, for another list, 会议纪要第7号 */
    expect(loopback_post(l, lists, "year=2022&level=municipal_key&role=new_start&entered=2022-01-01"
                                   "&document_no=%E5%A8%81%E9%87%8D%E5%8A%9E%5B2022%5D7%E5%8F%B7"), 303);
    expect(loopback_post(l, lists, "year=2022&level=county_key&role=new_start&entered=2022-01-01"
                                   "&document_no=%E4%BC%9A%E8%AE%AE%E7%BA%AA%E8%A6%81%E7%AC%AC7%E5%8F%B7"), 303);
    struct loopback_reply r = loopback_get(l, lists);
    assert_true(has(r, "威重办〔2022〕7号") && has(r, "会议纪要第7号") && !has(r, "[2022]"));
    (void)loopback_get(l, plan);
    expect(loopback_post(l, plan, "year=2022&amount=5000&kind=issued"
                                  "&document_no=%E5%A8%81%E9%87%8D%E5%8A%9E(2022)8%E5%8F%B7"), 303);
    assert_true(has(loopback_get(l, plan), "威重办〔2022〕8号"));
    clerk_world_done(&w);
}

TEST_BOTH(what_somebody_else_ended_meanwhile_is_a_conflict_and_the_page_stands, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *other = clerk_new(&w, "wang.wei", ROLE_OFFICE);
    const char *project = registered(a, l), *lists = at(a, project, "/lists");
    (void)loopback_get(l, lists);
    expect(loopback_post(l, lists, "year=2022&level=municipal_key&role=new_start&entered=2022-01-01"), 303);
    struct loopback_reply page = loopback_get(l, lists);
    const char *link = strstr(page.body, "/lists?row=");
    assert_non_null(link);
    const char *row = arena_copy_n(a, link + 11, strspn(link + 11, "0123456789"));
    const char *leave = at(a, lists, arena_printf(a, "/%s/leave", row));
    (void)loopback_get(other, at(a, lists, arena_printf(a, "?row=%s", row)));
    expect(loopback_post(l, leave, "version=1&left=2022-05-01&reason=finished"), 303);
    struct loopback_reply r = loopback_post(other, leave, "version=1&left=2022-06-01&reason=stopped");
    expect(r, 409);
    assert_true(has(r, "Somebody changed this while you were writing") && has(r, "name=\"level\"") && has(r, "2022-05-01"));
    clerk_world_done(&w);
}

TEST_BOTH(a_figure_is_corrected_and_taken_back_with_a_reason, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l), *figures = at(a, project, "/figures");
    const char *seen = hidden(a, loopback_get(l, figures), "seen");
    expect(loopback_post(l, figures, "month=2022-11&span=ytd&amount=100&source=report"), 303);
    struct loopback_reply r = loopback_post(l, figures, "month=2022-11&span=ytd&amount=110&source=report");
    expect(r, 422);
    assert_true(has(r, "id=\"e-reason\"") && has(r, "value=\"110\""));
    const char *stale = arena_printf(a, "month=2022-11&span=ytd&amount=110&source=report&reason=typo&seen=%s", seen);
    r = loopback_post(l, figures, stale);
    expect(r, 409);
    assert_true(has(r, "<span class=\"tag a\">new</span>"));
    expect(loopback_post(l, figures, "month=2022-11&span=ytd&amount=110&source=report&reason=typo"), 303);
    struct loopback_reply page = loopback_get(l, figures);
    const char *link = strstr(page.body, "/figures?row=");
    assert_non_null(link);
    const char *row = arena_copy_n(a, link + 13, strspn(link + 13, "0123456789"));
    page = loopback_get(l, at(a, figures, arena_printf(a, "?row=%s", row)));
    const char *back = at(a, figures, arena_printf(a, "/%s/withdraw", row)), *version = hidden(a, page, "version");
    expect(loopback_post(l, back, arena_printf(a, "version=%s&reason=", version)), 422);
    expect(loopback_post(l, back, arena_printf(a, "version=%s&reason=wrong+project", version)), 303);
    assert_true(has(loopback_get(l, at(a, project, "/journal.json")), "wrong project"));
    assert_false(has(loopback_get(l, figures), "/figures?row="));
    clerk_world_done(&w);
}

TEST_BOTH(a_viewer_sees_no_form_and_cannot_post, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    const char *project = registered(a, l);
    static const char *const parts[] = {"/edit", "/plan", "/figures", "/lists", "/stops"};
    struct loopback_reply page = loopback_get(viewer, project);
    expect(page, 200);
    for (size_t i = 0; i < countof(parts); i++) {
        assert_false(has(page, arena_printf(a, "href=\"%s%s\"", project, parts[i])));
        expect(loopback_get(viewer, at(a, project, parts[i])), 403);
        expect(loopback_post(viewer, at(a, project, parts[i]), "version=1"), 403);
    }
    expect(loopback_get(viewer, "/projects/new"), 403);
    expect(loopback_post(viewer, "/projects/new", NEW), 403);
    expect(loopback_get(viewer, at(a, project, "/journal")), 200);
    expect(loopback_get(viewer, "/changes"), 200);
    clerk_world_done(&w);
}

TEST_BOTH(a_post_without_the_forms_token_is_refused, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l);
    loopback_without_csrf(l);
    expect(loopback_post(l, "/projects/new", NEW), 403);
    expect(loopback_post(l, at(a, project, "/stops"), "stopped=2022-05-01&reason=x"), 403);
    assert_true(has(loopback_get(l, "/projects.json?level=platform"), "\"total\":1"));
    clerk_world_done(&w);
}

TEST_BOTH(the_past_offers_no_form_and_a_stale_form_is_refused, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct tx *t = clerk_write(&w);
    struct project row = project_empty;
    row.name = row.name_folded = "old";
    row.platform_no = "QP-000009", row.counts_as = "itself", row.registered_day = 18000;
    assert_ok(a, project_put(t, &row, 0));
    clerk_commit(&w, t);
    const char *project = arena_printf(a, "/projects/%lld", (long long)row.id), *edit = at(a, project, "/edit");
    const char *then = day_print(a, day_of_ms(now_ms(), 480) - 2);
    struct loopback_reply past = loopback_get(l, arena_printf(a, "%s?known=%s", project, then));
    expect(past, 200);
    assert_true(has(loopback_get(l, project), edit));
    assert_false(has(past, edit));
    assert_false(has(past, at(a, project, "/figures")));
    expect(loopback_get(l, arena_printf(a, "%s?known=%s", edit, then)), 400);
    expect(loopback_post(l, arena_printf(a, "%s?known=%s", edit, then), "version=1&name=x"), 400);
    (void)loopback_get(l, edit);
    expect(loopback_post(l, edit, "version=1&name=first"), 303);
    expect(loopback_post(l, edit, "version=1&name=second"), 409);
    assert_true(has(loopback_get(l, at(a, project, ".json")), "\"name\":\"first\""));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_clerk_registers_a_project_and_finds_it), T_BOTH(a_refused_form_keeps_what_was_typed_and_tells_all_faults),
          T_BOTH(two_people_edit_and_the_second_sees_what_the_first_did),
          T_BOTH(an_odd_value_that_stands_hinders_no_other_change),
          T_BOTH(plan_figure_list_and_stop_reach_the_board_and_the_history),
          T_BOTH(a_documents_number_gets_its_brackets_and_other_papers_keep_their_words),
          T_BOTH(what_somebody_else_ended_meanwhile_is_a_conflict_and_the_page_stands),
          T_BOTH(a_figure_is_corrected_and_taken_back_with_a_reason), T_BOTH(a_viewer_sees_no_form_and_cannot_post),
          T_BOTH(a_post_without_the_forms_token_is_refused), T_BOTH(the_past_offers_no_form_and_a_stale_form_is_refused))
