/* Rules as the office keeps them: looked at first, saved with the count that was seen, never for the past. */
#include "rounds_fixture.h"
#include "domain/lights/lights.h"
#include "lights_queries.h"
#include "domain/people/setting.h"
#include "people_queries.h"
#include "projects_queries.h"

#define ON schema_of_program()

struct rules_world {
    struct clerk_world w;
    struct loopback *office, *leader;
    int year; /* the one before today's: November is what pages are asked about */
    const char *when;
};

/* A sheet through the pages, from the upload to the acceptance. */
static void bring(struct rules_world *x, const char *text) {
    struct loopback *l = x->office;
    struct loopback_reply r = loopback_post_file(l, "/intake", "", "file", "a.csv", text, strlen(text));
    assert_int_equal(r.status, 303);
    char *draft = arena_copy(x->w.a, r.location);
    for (int i = 0; i < 100; i++) {
        r = loopback_get(l, draft);
        if (r.status != 202) break;
        (void)usleep(50000);
    }
    assert_int_equal(r.status, 303);
    r = loopback_post(l, arena_printf(x->w.a, "%s/accept", draft), "");
    for (int i = 0; i < 100 && r.status == 303 && strstr(r.location, "drafts"); i++) {
        (void)usleep(50000);
        r = loopback_get(l, r.location);
    }
    assert_true(r.status == 303 || r.status == 200);
}

/* Four projects with a plan of 12,000 each; in November 11,000 are on time: one is, one is 8 points behind, one 17, one 42. */
static struct rules_world world(struct arena *a, struct store *s) {
    struct rules_world x = {.w = clerk_world_new(a, s)};
    struct tx *t = clerk_write(&x.w);
    assert_ok(a, lights_install(t));
    clerk_commit(&x.w, t);
    x.office = clerk_new(&x.w, "office", ROLE_OFFICE);
    x.leader = clerk_new(&x.w, "leader", ROLE_LEADER);
    x.year = month_year(month_of_day(day_of_ms(now_ms(), 480))) - 1;
    x.when = arena_printf(a, "month=%d-11", x.year);
    bring(&x, arena_printf(a, "项目名称,责任区,领域,建设阶段,计划总投资（万元）,%d年度计划投资（万元）,%d年1-11月累计完成投资（万元）,纳入平台日期\n"
                              "码头一期,环翠区,先进制造,在建,20000,12000,11000,%d-01-05\n"
                              "海洋牧场,环翠区,先进制造,在建,20000,12000,10000,%d-01-05\n"
                              "新材料园,荣成市,先进制造,在建,20000,12000,9000,%d-01-05\n"
                              "污水处理厂,荣成市,,在建,20000,12000,6000,%d-01-05\n",
                           x.year, x.year, x.year, x.year, x.year, x.year));
    return x;
}

static struct loopback_reply look(struct rules_world *x, const char *page, const char *more) {
    return loopback_get(x->office, arena_printf(x->w.a, "%s.json?%s%s", page, x->when, more));
}

static struct loopback_reply post(struct rules_world *x, struct loopback *l, const char *page, const char *form) {
    (void)loopback_get(l, page);
    return loopback_post(l, page, arena_printf(x->w.a, "%s&%s", x->when, form));
}

static void says(struct rules_world *x, struct loopback_reply r, const char *text) {
    (void)x;
    if (!has(r, text)) fail_msg("%d, without %s: %.6000s", r.status, text, r.body);
}

#define INVESTMENT "/rules/investment_behind/what-if"
#define DRAFT "mode=points&yellow=5&red=30&hold=0&state=on"

TEST_BOTH(a_threshold_moved_is_seen_before_it_is_saved_and_holds_from_this_month_on, ON) {
    struct rules_world x = world(a, s);
    struct loopback_reply r = look(&x, "/rules", "");
    says(&x, r, "\"red\":1,\"judged\":4,\"red_rate\":25,\"budget\":20,\"is_over\":true");
    r = look(&x, INVESTMENT, "&" DRAFT);
    says(&x, r, "\"is_tried\":true,\"changed\":1,");
    says(&x, r, "{\"from\":\"green\",\"to\":\"yellow\",\"count\":1}");
    says(&x, r, "\"name\":\"海洋牧场\"");
    says(&x, r, "{\"light\":\"yellow\",\"was\":1,\"now\":2,\"difference\":1}");
    r = look(&x, INVESTMENT, "&" DRAFT "&stage=planning"); /* nobody */
    says(&x, r, "\"is_tried\":false");
    r = loopback_get(x.office, arena_printf(a, INVESTMENT "?%s&" DRAFT "&stage=planning", x.when));
    says(&x, r, "matches no project");
    r = loopback_get(x.leader, arena_printf(a, INVESTMENT "?%s&" DRAFT, x.when));
    expect(r, 200);
    assert_false(has(r, "name=\"reason\"")); /* looks, does not save */
    expect(post(&x, x.leader, INVESTMENT, DRAFT "&changed=1&over=1&reason=why"), 403);
    expect(post(&x, x.office, INVESTMENT, DRAFT "&changed=2&over=1&reason=why"), 422); /* not what was seen */
    r = post(&x, x.office, INVESTMENT, DRAFT "&changed=1&reason=why");
    expect(r, 422);
    says(&x, r, "25.0 % would be red, over the alarm budget of 20 %");
    expect(post(&x, x.office, INVESTMENT, DRAFT "&changed=1&over=1&reason="), 422);
    expect(post(&x, x.office, INVESTMENT, "mode=points&yellow=40&red=30&changed=0&over=1&reason=why"), 422);
    expect(post(&x, x.office, INVESTMENT, arena_printf(a, DRAFT "&from=%d-12&changed=1&over=1&reason=why", x.year)), 422);
    expect(post(&x, x.office, INVESTMENT, DRAFT "&changed=1&over=1&reason=%E5%B8%82%E9%95%BF%E4%BC%9A"), 303);
    r = look(&x, "/rules", ""); /* November keeps the rule of its day … */
    says(&x, r, "10 or more yellow, more than 30 red");
    says(&x, r, "5 or more yellow, more than 30 red"); /* … beside the one that is announced */
    says(&x, r, "\"is_announced\":true");
    r = loopback_get(x.office, "/rules.json");
    says(&x, r, "\"reason\":\"市长会\"");
    expect(post(&x, x.office, INVESTMENT, DRAFT "&changed=0&over=1&reason=why"), 422); /* it is the rule that stands */
    clerk_world_done(&x.w);
}

TEST_BOTH(a_rule_may_be_for_some_projects_and_end_again, ON) {
    struct rules_world x = world(a, s);
    const char *scoped = DRAFT "&field=manufacturing&plan=10000";
    struct loopback_reply r =
        look(&x, INVESTMENT, arena_printf(a, "&mode=points&yellow=5&red=15&state=on&field=manufacturing"));
    says(&x, r, "\"changed\":2,"); /* not the works without a field */
    says(&x, r, "{\"from\":\"yellow\",\"to\":\"red\",\"count\":1}");
    expect(post(&x, x.office, INVESTMENT, arena_printf(a, "%s&changed=1&over=1&reason=why", scoped)), 303);
    r = loopback_get(x.office, "/rules/investment_behind.json");
    says(&x, r, "\"scope_en\":\"Manufacturing · year's plan at least 100.00 M yuan\"");
    says(&x, r, "\"scope_en\":\"all projects\"");
    r = loopback_get(x.office, "/rules/investment_behind");
    says(&x, r, "slightly behind"); /* the guide */
    expect(post(&x, x.office, INVESTMENT, "state=end&field=manufacturing&changed=0&over=1&reason=why"),
           422); /* another scope */
    expect(post(&x, x.office, INVESTMENT, "state=end&field=manufacturing&plan=10000&changed=0&over=1&reason=why"), 303);
    r = loopback_get(x.office, "/rules/investment_behind.json");
    says(&x, r, "no rule of their own any more");
    const char *end = strstr(r.body, "\"history\"");
    assert_true(end && !memmem(r.body, (size_t)(end - r.body), "Manufacturing", 13));
    expect(loopback_get(x.office, "/rules/nothing"), 404);
    clerk_world_done(&x.w);
}

TEST_BOTH(what_is_saved_is_looked_at_and_nobody_learns_by_trying_what_he_does_not_see, ON) {
    struct rules_world x = world(a, s);
    /* Nothing typed is the rule that stands: it is refused as that, not written again. */
    expect(post(&x, x.office, INVESTMENT, "changed=0&over=1&reason=why"), 422);
    struct loopback_reply r = loopback_get(x.office, "/rules/investment_behind.json");
    assert_false(has(r, "\"reason\":\"why\""));
    /* Who sees the works without a field alone is told that no manufacturing project fits. */
    struct project_id_by_number_row works;
    bool has_works;
    struct tx *t = clerk_write(&x.w);
    assert_ok(a, project_id_by_number(t, "QP-000004", &works, &has_works));
    tx_end(t);
    assert_true(has_works);
    struct loopback *far = clerk_granted(&x.w, "far", "specialist", NO_INT, NO_INT, works.id);
    r = loopback_get(far, arena_printf(a, INVESTMENT "?%s&" DRAFT "&field=manufacturing", x.when));
    says(&x, r, "matches no project");
    struct loopback *near = clerk_granted(&x.w, "near", "area_office", clerk_area(&x.w, "huancui"), NO_INT, NO_INT);
    r = loopback_get(near, arena_printf(a, INVESTMENT "?%s&" DRAFT "&field=manufacturing", x.when));
    assert_false(has(r, "matches no project"));
    clerk_world_done(&x.w);
}

TEST_BOTH(a_budget_is_the_one_that_was_known_then, ON) {
    struct rules_world x = world(a, s);
    (void)loopback_get(x.office, "/settings/alarm_budget_percent");
    expect(loopback_post(x.office, "/settings/alarm_budget_percent", "version=0&value=30&reason=why"), 303);
    says(&x, look(&x, "/rules", ""), "\"red_rate\":25,\"budget\":30,\"is_over\":false");
    struct tx *t;
    int64_t entry;
    struct settings then, now;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, settings_known(t, entry - 1, &then));
    assert_ok(a, settings_known(t, entry, &now));
    assert_true(then.alarm_budget_percent == 20 && now.alarm_budget_percent == 30);
    assert_true(now.bad_end_percent == 100 && !now.bad_end_by_latest);
    tx_end(t);
    clerk_world_done(&x.w);
}

TEST_BOTH(published_sets_are_seen_side_by_side_and_one_is_chosen, ON) {
    struct rules_world x = world(a, s);
    struct loopback_reply r = look(&x, "/rules/sets", "&a=wuhan&b=sanya");
    says(&x, r, "\"key\":\"wuhan\"");
    says(&x, r, "\"red\":1,\"yellow\":0,\"green\":3,\"grey\":0,\"changed\":1,");  /* 54.5 % of time progress, and 81.8 % */
    says(&x, r, "\"red\":0,\"yellow\":3,\"green\":1,\"grey\":0,\"changed\":2,"); /* all that are below it */
    says(&x, r, "{\"from\":\"red\",\"to\":\"yellow\",\"count\":1},{\"from\":\"green\",\"to\":\"yellow\",\"count\":2}");
    r = look(&x, "/rules/sets/sanya", "");
    says(&x, r, "\"changed\":2");
    says(&x, r, "\"scope_en\":\"year's plan at least 10.00 M yuan\"");
    expect(post(&x, x.leader, "/rules/sets/sanya", "changed=2&reason=why"), 403);
    expect(post(&x, x.office, "/rules/sets/sanya", "changed=1&reason=why"), 422);
    expect(post(&x, x.office, "/rules/sets/sanya", arena_printf(a, "from=%d-11&changed=2&reason=why", x.year)), 422);
    expect(post(&x, x.office, "/rules/sets/sanya", "changed=2&reason=why"), 303);
    r = loopback_get(x.office, "/rules.json");
    says(&x, r, "\"set_en\":\"Sanya (May 2022)\"");
    expect(post(&x, x.office, "/rules/sets/sanya", "changed=2&reason=why"), 422); /* it stands */
    /* Of this month on the rule is Sanya's; another set takes its narrower rule away. */
    r = loopback_get(x.office, "/rules/sets/yinchuan.json");
    says(&x, r, "no rule of their own any more");
    expect(loopback_get(x.office, "/rules/sets/nowhere"), 404);
    clerk_world_done(&x.w);
}

TEST_BOTH(a_year_that_is_over_is_looked_back_at_with_what_was_known_then, ON) {
    struct rules_world x = world(a, s);
    /* All was stated today, after the year: nothing was known then, and December is not known now. */
    struct loopback_reply r = loopback_get(x.office, arena_printf(a, "/rules/back-test.json?year=%d&set=wuhan", x.year));
    expect(r, 200);
    says(&x, r, "\"bad\":0,\"good\":0,\"unsaid\":4,\"too_few\":true");
    says(&x, r, "\"caught_rate\":null");
    r = loopback_get(x.office, "/rules/back-test?years=2");
    says(&x, r, "too few to say");
    (void)loopback_get(x.office, "/settings/bad_end_percent");
    expect(loopback_post(x.office, "/settings/bad_end_percent", "version=0&value=90&reason=why"), 303);
    r = loopback_get(x.office, "/rules/back-test.json");
    says(&x, r, "\"percent\":90,\"by_latest\":false");
    clerk_world_done(&x.w);
}

TEST_MAIN(T_BOTH(a_threshold_moved_is_seen_before_it_is_saved_and_holds_from_this_month_on),
          T_BOTH(a_rule_may_be_for_some_projects_and_end_again),
          T_BOTH(what_is_saved_is_looked_at_and_nobody_learns_by_trying_what_he_does_not_see),
          T_BOTH(a_budget_is_the_one_that_was_known_then),
          T_BOTH(published_sets_are_seen_side_by_side_and_one_is_chosen),
          T_BOTH(a_year_that_is_over_is_looked_back_at_with_what_was_known_then))
