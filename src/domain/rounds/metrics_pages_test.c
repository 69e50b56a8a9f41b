/* What specialists do, by loopback: counted by hand, seen by scope; what units say of visits, and who reads it. */
#include "rounds_fixture.h"
#include "sheet/sheet.h"

#define ON schema_of_program()

static const char *form_of(struct clerk_world *w, struct loopback *office, const char *project, const char *who,
                           int32_t from_day) {
    expect(assign(w->a, office, project, arena_printf(w->a, "to=%lld&from=%s", (long long)account_of(w, who),
                                                      day_print(w->a, from_day))), 303);
    return arena_printf(w->a, "/rounds/%lld", id_of(project));
}

static void visit(struct loopback *l, const char *form, const char *what) {
    (void)loopback_get(l, form);
    expect(loopback_post(l, form, what), 303);
}

/* Months of this year on whose last day, or today, something that began on a day still is. */
static int months_since(int32_t from_day, int32_t today) {
    int32_t first = month_of_day(from_day), january = month_of(month_year(month_of_day(today)), 1);
    return month_of_day(today) - (first > january ? first : january) + 1;
}

TEST_BOTH(load_visits_problems_and_days_are_counted_and_csv_and_xlsx_say_the_same, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    struct loopback *zhou = specialist_new(&w, "zhou");
    struct loopback *zhao = clerk_granted(&w, "zhao", "area_office", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    const char *harbour = key_project(a, office, "harbour", "huancui"), *mill = key_project(a, office, "mill", "rongcheng");
    const char *yard = key_project(a, office, "yard", "huancui");
    int32_t today = day_of_ms(now_ms(), 480), from_day = today - 40;
    const char *to_harbour = form_of(&w, office, harbour, "wang", from_day);
    const char *to_mill = form_of(&w, office, mill, "wang", from_day);
    const char *to_yard = form_of(&w, office, yard, "zhou", today);
    visit(wang, to_harbour, arena_printf(a, "works=going&day=%s", day_print(a, today)));
    visit(wang, to_mill, arena_printf(a, "works=slow&problem=land&problem=funds&day=%s", day_print(a, today)));
    visit(wang, to_mill, arena_printf(a, "works=slow&day=%s", day_print(a, today)));
    int months = 2 * months_since(from_day, today);
    const char *month = arena_printf(a, "?month=%s", month_print(a, month_of_day(today)));
    struct loopback_reply r = loopback_get(office, arena_printf(a, "/specialists/metrics.json%s", month));
    expect(r, 200);
    assert_true(has(r, arena_printf(a, "\"name\":\"wang\",\"projects\":2,\"project_months\":%d,\"visits\":3", months)));
    assert_true(has(r, "\"days\":0,\"longest_days\":0,\"never\":0,\"problems\":2,\"solved\":0,\"rating\":null,\"ratings\":0"));
    assert_true(has(r, "\"name\":\"zhou\",\"projects\":1,\"project_months\":1,\"visits\":0,\"visits_per_month\":0,"
                       "\"days\":null,\"longest_days\":null,\"never\":1"));
    assert_true(has(r, arena_printf(a, "\"projects\":3,\"project_months\":%d,\"visits\":3", months + 1)));
    r = loopback_get(zhao, arena_printf(a, "/specialists/metrics.json%s", month)); /* of his area alone */
    assert_true(has(r, arena_printf(a, "\"name\":\"wang\",\"projects\":1,\"project_months\":%d,\"visits\":1", months / 2)));
    r = loopback_get(zhao, arena_printf(a, "/visits.json%s", month));
    assert_true(has(r, "\"total\":1") && has(r, "harbour") && !has(r, "mill"));
    r = loopback_get(office, arena_printf(a, "/visits.json%s&specialist=%lld", month, (long long)account_of(&w, "zhou")));
    assert_true(has(r, "\"total\":0"));
    r = loopback_get(office, arena_printf(a, "/visits.csv%s", month));
    expect(r, 200);
    assert_true(has(r, "mill") && has(r, "Works slow"));
    r = loopback_get(office, arena_printf(a, "/specialists/metrics.csv%s", month));
    assert_true(has(r, arena_printf(a, "wang,2,%d,3", months)));
    r = loopback_get(office, arena_printf(a, "/specialists/metrics.xlsx%s", month));
    expect(r, 200);
    assert_memory_equal(r.body, "PK", 2);
    visit(zhou, to_yard, "works=going");
    assert_true(has(loopback_get(office, arena_printf(a, "/visits.json%s", month)), "\"total\":4"));
    clerk_world_done(&w);
}

TEST_BOTH(a_unit_rates_a_visit_once_and_the_office_reads_it_but_not_the_specialist, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *mill = key_project(a, office, "mill", "huancui");
    struct loopback *unit = clerk_granted(&w, "unit", "project_unit", NO_INT, NO_INT, id_of(harbour));
    struct loopback *other = clerk_granted(&w, "other", "project_unit", NO_INT, NO_INT, id_of(mill));
    int32_t today = day_of_ms(now_ms(), 480);
    const char *visits = arena_printf(a, "%s/visits", harbour), *json = arena_printf(a, "%s.json", visits);
    visit(wang, form_of(&w, office, harbour, "wang", today - 3), "works=going");
    struct loopback_reply r = loopback_get(unit, visits);
    const char *at = strstr(r.body, "/rating\"");
    assert_non_null(at);
    const char *rate = arena_printf(a, "%s/%lld/rating", visits,
                                    (long long)atoll(strstr(loopback_get(unit, json).body, "\"visit_id\":") + 11));
    (void)loopback_get(unit, visits);
    r = loopback_post(unit, rate, "stars=&words=late");
    expect(r, 422);
    expect(loopback_post(unit, rate, "stars=6"), 422);
    expect(loopback_post(other, rate, "stars=1"), 404);
    expect(loopback_post(wang, rate, "stars=5"), 403);
    (void)loopback_get(unit, visits);
    expect(loopback_post(unit, rate, "stars=4&words=came+twice"), 303);
    (void)loopback_get(unit, visits);
    r = loopback_post(unit, rate, "stars=1");
    expect(r, 422);
    assert_true(has(r, "rated already"));
    assert_true(has(loopback_get(unit, json), "\"stars\":4"));
    r = loopback_get(office, json);
    assert_true(has(r, "\"stars\":4") && has(r, "came twice"));
    r = loopback_get(wang, json);
    assert_true(has(r, "\"stars\":null") && !has(r, "came twice"));
    const char *month = arena_printf(a, "/specialists/metrics.json?month=%s", month_print(a, month_of_day(today)));
    assert_true(has(loopback_get(office, month), "\"rating\":4,\"ratings\":1"));
    r = loopback_get(wang, month);
    assert_true(has(r, "\"with_rating\":false") && !has(r, "\"rating\":4"));
    r = loopback_get(wang, arena_printf(a, "/specialists/metrics.csv?month=%s", month_print(a, month_of_day(today))));
    assert_false(has(r, ",4,1") || has(r, "4.00"));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(load_visits_problems_and_days_are_counted_and_csv_and_xlsx_say_the_same),
          T_BOTH(a_unit_rates_a_visit_once_and_the_office_reads_it_but_not_the_specialist))
