/* Two figures side by side, as people see them: the bureau brings its list, the office asks, the unit answers. */
#include "clerk.h"
#include "domain/people/role.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static const char ours[] = "项目名称,项目代码,项目单位,责任区,计划总投资（万元）,2022年1-11月累计完成投资（万元）\n"
                           "码头一期,2211-371003-04-01-123456,港务公司,环翠区,10000,5000\n海洋牧场,,牧业公司,荣成市,20000,8000\n";
static const char theirs[] =
    "编号,项目名称,项目代码,建设单位,所在区县,计划总投资（万元）,2022年1-11月完成投资（万元）\n"
    "T001,码头一期工程,2211-371003-04-01-123456,港务公司,环翠区,9000,4200\n"
    "T002,海洋牧场,,牧业公司,荣成市,20000,8000\nT003,不知名的厂,,外地公司,荣成市,700,300\n";

/* A sheet through the pages, from the upload to the acceptance. */
static void bring(struct clerk_world *w, struct loopback *l, const char *kind, const char *text) {
    struct loopback_reply r = loopback_post_file(l, "/intake", kind, "file", "a.csv", text, strlen(text));
    assert_int_equal(r.status, 303);
    char *draft = arena_copy(w->a, r.location);
    for (int i = 0; i < 100; i++) {
        r = loopback_get(l, draft);
        if (r.status != 202) break;
        (void)usleep(50000);
    }
    assert_int_equal(r.status, 303);
    r = loopback_post(l, arena_printf(w->a, "%s/accept", draft), "");
    for (int i = 0; i < 100 && r.status == 303 && strstr(r.location, "drafts"); i++) {
        (void)usleep(50000);
        r = loopback_get(l, r.location);
    }
    assert_true(r.status == 303 || r.status == 200);
}

static int64_t id_of(struct clerk_world *w, const char *number) {
    struct project_id_by_number_row row;
    struct tx *t;
    bool found;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, project_id_by_number(t, number, &row, &found));
    tx_end(t);
    assert_true(found);
    return row.id;
}

#define ALL "level=platform&month=2022-11"

TEST_BOTH(the_bureau_brings_its_list_and_both_figures_stand_side_by_side, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE), *bureau = clerk_new(&w, "bureau", ROLE_BUREAU);
    bring(&w, office, "", ours);
    struct loopback_reply r = loopback_get(office, "/bureau.json?" ALL); /* nothing came yet: missing, not zero */
    assert_true(has(r, "\"coverage_ours\":null,\"coverage_theirs\":null,\"platform\":2,\"bureau_projects\":null"));
    r = loopback_get(bureau, "/intake");
    assert_true(r.status == 200 && !has(r, "value=\"projects\"")); /* its own list is all it brings in */
    bring(&w, bureau, "kind=projects", theirs); /* whatever it says */
    r = loopback_get(office, "/bureau.json?" ALL);
    assert_true(has(r, "\"projects\":2,\"listed\":1,\"pairs\":1,\"reported_fen\":5000000000,\"bureau_fen\":4200000000,"
                       "\"gap_fen\":-800000000,\"gap\":-16"));
    assert_true(has(r, "\"coverage_ours\":50,\"coverage_theirs\":33.3"));
    assert_true(has(r, "\"platform\":2,\"bureau_projects\":3,\"unlinked\":2"));
    assert_true(has(loopback_get(office, "/bureau?" ALL "&above=15"), "码头一期"));
    assert_false(has(loopback_get(office, "/bureau?" ALL "&above=17"), "码头一期"));
    assert_true(has(loopback_get(office, "/bureau?" ALL "&side=ours"), "海洋牧场"));
    r = loopback_get(office, "/bureau?" ALL "&side=theirs");
    assert_true(has(r, "不知名的厂") && has(r, "海洋牧场") && !has(r, "码头一期工程"));
    r = loopback_get(office, "/bureau.json?" ALL "&by=area");
    assert_true(has(r, "\"reported_fen\":5000000000,\"bureau_fen\":4200000000,\"gap_fen\":-800000000"));
    r = loopback_get(office, arena_printf(a, "/projects/%lld.json?month=2022-11", (long long)id_of(&w, "QP-000001")));
    assert_true(has(r, "\"bureau_fen\":4200000000,\"gap_fen\":-800000000") && has(r, "\"done_ytd_fen\":5000000000"));
    assert_true(has(loopback_get(office, "/figures/bureau_coverage_theirs.json?" ALL), "33.3"));
    clerk_world_done(&w);
}

TEST_BOTH(a_listing_is_linked_by_a_person_and_taken_back_with_a_reason, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE), *reader = clerk_new(&w, "leader", ROLE_LEADER);
    bring(&w, office, "", ours);
    bring(&w, office, "kind=bureau", theirs);
    struct loopback_reply r = loopback_get(office, "/bureau?" ALL "&side=theirs");
    const char *at = strstr(r.body, "/bureau/listings/");
    assert_non_null(at);
    char *page = arena_copy_n(a, at, strcspn(at, "\""));
    r = loopback_get(office, page);
    assert_true(has(r, "QP-000002") && has(r, "海洋牧场")); /* offered, and not more than that */
    assert_int_equal(loopback_get(reader, page).status, 403);
    r = loopback_post(office, page, "version=1&do=link&number=QP-999999");
    assert_true(r.status == 422 && has(r, "QP-999999"));
    assert_int_equal(loopback_post(office, page, "version=1&do=link&number=QP-000001").status, 409); /* has one */
    assert_int_equal(loopback_post(office, page, "version=1&do=link&number=QP-000002").status, 303);
    assert_true(has(loopback_get(office, "/bureau.json?" ALL), "\"listed\":2,\"pairs\":2"));
    assert_int_equal(loopback_post(office, page, "version=2&do=undo").status, 422);
    assert_int_equal(loopback_post(office, page, "version=2&do=none&reason=wrong").status, 303);
    r = loopback_get(office, "/bureau.json?" ALL);
    assert_true(has(r, "\"listed\":1,\"pairs\":1") && has(r, "\"bureau_projects\":3"));
    clerk_world_done(&w);
}

TEST_BOTH(a_question_is_kept_with_both_figures_and_its_answer, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "office", ROLE_OFFICE);
    bring(&w, office, "", ours);
    bring(&w, office, "kind=bureau", theirs);
    int64_t id = id_of(&w, "QP-000001");
    struct loopback *unit = clerk_granted(&w, "unit", "project_unit", NO_INT, NO_INT, id);
    const char *page = arena_printf(a, "/projects/%lld/bureau", (long long)id);
    assert_int_equal(loopback_post(unit, arena_printf(a, "%s/ask", page), "month=2022-11&text=why").status, 403);
    assert_int_equal(loopback_post(office, arena_printf(a, "%s/ask", page), "month=2022-11").status, 422);
    assert_int_equal(loopback_post(office, arena_printf(a, "%s/ask", page), "month=2022-11&text=Why+less").status, 303);
    assert_true(has(loopback_get(office, "/bureau?" ALL "&asked=1"), "码头一期"));
    struct loopback_reply r = loopback_get(unit, page);
    const char *at = strstr(r.body, arena_printf(a, "%s/", page));
    assert_true(has(r, "Why less") && at);
    const char *answer = arena_copy_n(a, at, strcspn(at, "\""));
    assert_int_equal(loopback_post(unit, answer, "version=1&answer=Paid+later").status, 303);
    assert_int_equal(loopback_post(unit, answer, "version=1&answer=Again").status, 409);
    r = loopback_get(office, arena_printf(a, "%s.json?month=2022-11", page));
    assert_true(has(r, "\"text\":\"Why less\"") && has(r, "\"answer\":\"Paid later\""));
    assert_true(has(r, "\"reported_fen\":5000000000,\"bureau_fen\":4200000000"));
    assert_false(has(loopback_get(office, "/bureau?" ALL "&asked=1"), "码头一期"));
    struct loopback *other = clerk_granted(&w, "other", "project_unit", NO_INT, NO_INT, id_of(&w, "QP-000002"));
    assert_int_equal(loopback_get(other, page).status, 404);
    assert_true(has(loopback_get(other, "/bureau.json?" ALL), "\"projects\":1"));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(the_bureau_brings_its_list_and_both_figures_stand_side_by_side),
          T_BOTH(a_listing_is_linked_by_a_person_and_taken_back_with_a_reason),
          T_BOTH(a_question_is_kept_with_both_figures_and_its_answer))
