/* Problems by their pages: raised from a phone, judged, solved and confirmed by others; who sees which; what leaves. */
#include "desk_fixture.h"
#include "domain/problems/problem.h"

#define ON schema_of_program()

struct stage {
    struct desk_world d;
    struct loopback *solver; /* of the department of transport, which does not answer for the project */
    int64_t solver_unit;
    const char *project;
};

static struct stage stage_new(struct arena *a, struct store *s) {
    struct stage x = {.d = desk_world_new(a, s)};
    x.solver_unit = desk_unit(&x.d.w, "transport");
    x.solver = clerk_granted(&x.d.w, "solver", "department", NO_INT, x.solver_unit, NO_INT);
    x.project = arena_printf(a, "/projects/%lld", (long long)x.d.project_id);
    return x;
}

static struct loopback_reply raise(struct stage *x, struct loopback *who, const char *form) {
    const char *page = arena_printf(x->d.w.a, "%s/problems/new", x->project);
    expect(loopback_get(who, page), 200);
    return loopback_post(who, page, form);
}

static const char *raised(struct stage *x, struct loopback *who) {
    struct loopback_reply r = raise(x, who, "kind=land&text=Pipes+in+the+way&held=4200");
    expect(r, 303);
    return arena_copy(x->d.w.a, r.location);
}

static struct loopback_reply json(struct stage *x, struct loopback *who, const char *page) {
    return loopback_get(who, arena_printf(x->d.w.a, "%s.json", page));
}

static struct loopback_reply act(struct stage *x, struct loopback *who, const char *page, const char *form) {
    struct loopback_reply seen = json(x, who, page);
    expect(seen, 200);
    int64_t version = number_in(seen, "version");
    expect(loopback_get(who, page), 200); /* for its token */
    return loopback_post(who, page, arena_printf(x->d.w.a, "version=%lld&%s", (long long)version, form));
}

static void done(struct stage *x, struct loopback *who, const char *page, const char *form) {
    expect(act(x, who, page, form), 303);
}

static const char *review(struct stage *x) {
    return arena_printf(x->d.w.a, "do=review&level=2&unit=%lld&days=10", (long long)x->solver_unit);
}

static const char *rechecked(struct stage *x) {
    const char *page = raised(x, x->d.unit);
    done(x, x->d.area, page, review(x));
    done(x, x->d.area, page, "do=notice");
    done(x, x->solver, page, "do=sign");
    done(x, x->solver, page, "do=handle&text=On+site");
    done(x, x->solver, page, "do=feedback&text=Moved&proof=Minutes+9");
    done(x, x->d.area, page, "do=recheck");
    return page;
}

TEST_BOTH(a_problem_goes_its_way_by_the_pages_and_is_confirmed_by_who_raised_it, ON) {
    struct stage x = stage_new(a, s);
    const char *page = raised(&x, x.d.unit);
    struct loopback_reply r = json(&x, x.d.unit, page);
    assert_true(has(r, "\"state\":\"registered\"") && has(r, "\"held_fen\":4200000000") && has(r, "\"level\":null"));
    assert_true(has(r, "\"action\":\"close\""));
    assert_true(has(r, "\"why_en\":\"It is for the area or the departments or the city's office.\""));
    expect(loopback_get(x.solver, page), 404); /* nobody has called it yet */
    r = act(&x, x.d.area, page, "do=review&days=&level=&unit=&person=&cause=&held=");
    expect(r, 422);
    assert_true(has(r, "Please choose a level") && has(r, "Please choose a unit") && has(r, "Please give it working days"));
    done(&x, x.d.area, page, review(&x));
    done(&x, x.d.area, page, "do=notice");
    assert_true(has(loopback_get(x.solver, "/problems.json?show=mine"), "Pipes in the way"));
    done(&x, x.solver, page, "do=sign");
    done(&x, x.solver, page, "do=handle&text=On+site");
    r = act(&x, x.solver, page, "do=feedback&text=Moved");
    expect(r, 422);
    assert_true(has(r, "takes what shows it"));
    done(&x, x.solver, page, "do=feedback&text=Moved&proof=Minutes+9");
    done(&x, x.d.area, page, "do=recheck");
    r = act(&x, x.d.area, page, "do=close");
    expect(r, 422);
    assert_true(has(r, "It is for who raised it"));
    done(&x, x.d.unit, page, "do=close");
    r = json(&x, x.d.area, page);
    assert_true(has(r, "\"state\":\"closed\"") && has(r, "\"proof\":\"Minutes 9\"") && has(r, "\"action\":\"feedback\""));
    done(&x, x.d.unit, page, "do=reopen&text=Back+again");
    assert_true(has(json(&x, x.d.area, page), "\"reopened\":1"));
    assert_true(has(loopback_get(x.d.area, x.project), "Pipes in the way")); /* the project's page leads there */
    desk_world_done(&x.d);
}

TEST_BOTH(the_list_is_of_ones_own_projects_and_filters_and_leaves_as_csv_and_xlsx, ON) {
    struct stage x = stage_new(a, s);
    struct loopback *other = clerk_granted(&x.d.w, "other", "area_clerk", clerk_area(&x.d.w, "rongcheng"), NO_INT, NO_INT);
    const char *page = rechecked(&x);
    struct loopback_reply r = loopback_get(x.d.office, "/problems.json");
    assert_true(has(r, "\"total\":1") && has(r, "\"open\":1,\"overdue\":0,\"mine\":0,\"solved\":0,\"timely\":null"));
    assert_true(has(loopback_get(x.d.unit, "/problems.json?show=mine"), "\"total\":1"));
    assert_true(has(loopback_get(other, "/problems.json"), "\"total\":0"));
    expect(loopback_get(other, page), 404);
    static const struct { const char *query; int total; } filters[] = {
        {"kind=land", 1}, {"kind=funds", 0}, {"rank=2", 1}, {"rank=3", 0}, {"state=rechecked", 1}, {"state=handling", 0},
        {"desk=raiser", 1}, {"desk=responsible", 0}, {"area=huancui", 1}, {"area=rongcheng", 0}, {"area=nowhere", 0},
        {"department=industry", 1}, {"department=transport", 0}, {"show=late", 0}, {"show=closed", 0}, {"show=draft", 0}};
    for (size_t i = 0; i < countof(filters); i++) {
        r = loopback_get(x.d.office, arena_printf(a, "/problems.json?%s", filters[i].query));
        expect(r, 200);
        if (number_in(r, "total") != filters[i].total) print_error("%s\n", filters[i].query);
        assert_int_equal(number_in(r, "total"), filters[i].total);
    }
    expect(loopback_get(x.d.office, "/problems?kind=weather"), 400);
    r = loopback_get(x.d.office, "/problems.csv");
    expect(r, 200);
    assert_true(has(r, "Pipes in the way") && has(r, "4200") && has(r, "To be confirmed"));
    expect(loopback_get(x.d.office, "/problems.xlsx"), 200);
    done(&x, x.d.unit, page, "do=close");
    r = loopback_get(x.d.office, "/problems.json?show=closed");
    assert_true(has(r, "\"total\":1") && has(r, "\"solved\":1,\"timely\":100"));
    desk_world_done(&x.d);
}

TEST_BOTH(who_comes_second_sees_what_was_done_and_bad_input_is_told_with_its_place, ON) {
    struct stage x = stage_new(a, s);
    struct loopback_reply r = raise(&x, x.d.unit, "kind=&text=&held=much");
    expect(r, 422);
    assert_true(has(r, "f-held"));
    r = raise(&x, x.d.unit, "text=&kind=");
    expect(r, 422);
    assert_true(has(r, "f-kind") && has(r, "f-text"));
    const char *page = raised(&x, x.d.unit);
    (void)loopback_get(x.d.office, page);
    done(&x, x.d.area, page, review(&x));
    expect(loopback_post(x.d.office, page, "version=1&do=return&text=no"), 409);
    expect(act(&x, x.d.office, page, "do=escalate"), 422); /* no word of the list */
    expect(act(&x, x.d.office, page, "do=join"), 422);
    expect(loopback_get(x.d.office, arena_printf(a, "%s/problems/999999", x.project)), 404);
    expect(loopback_get(x.solver, arena_printf(a, "%s/problems/new", x.project)), 404); /* not its project */
    desk_world_done(&x.d);
}

TEST_BOTH(a_shared_cause_is_read_by_who_sees_one_of_its_problems, ON) {
    struct stage x = stage_new(a, s);
    struct loopback *other = clerk_granted(&x.d.w, "other", "area_clerk", clerk_area(&x.d.w, "rongcheng"), NO_INT, NO_INT);
    const char *one = raised(&x, x.d.unit), *two = raised(&x, x.d.unit);
    done(&x, x.d.area, one, "do=join&cause_name=Substation");
    int64_t cause = number_in(loopback_get(x.d.office, "/problems/causes.json"), "cause_id");
    done(&x, x.d.area, two, arena_printf(a, "do=join&cause=%lld", (long long)cause));
    struct loopback_reply r = loopback_get(x.d.office, "/problems/causes.json");
    assert_true(has(r, "\"name\":\"Substation\"") && has(r, "\"problems\":2,\"projects\":1"));
    assert_true(has(r, "\"held_fen\":4200000000")); /* one project waits once, whatever it asks for */
    assert_true(has(json(&x, x.d.unit, one), "\"sharing\":1"));
    assert_false(has(loopback_get(other, "/problems/causes.json"), "Substation"));
    (void)loopback_get(x.d.office, "/projects/new");
    r = loopback_post(x.d.office, "/projects/new", "name=far&total=2%E4%BA%BF&area=rongcheng&department=industry&unit_name=Far"
                                                   "&registered=2022-01-01&planned_start=2022-03-01&stage=under_construction"
                                                   "&counts_as=itself");
    expect(r, 303);
    const char *theirs = arena_printf(a, "%s/problems/new", r.location);
    (void)loopback_get(other, theirs);
    r = loopback_post(other, theirs, "kind=land&text=Trees+in+the+way");
    expect(r, 303);
    theirs = arena_copy(a, r.location);
    assert_false(has(loopback_get(other, theirs), "Substation")); /* nor is it offered to who joins another of his own */
    r = act(&x, other, theirs, arena_printf(a, "do=join&cause=%lld", (long long)cause));
    expect(r, 422);
    assert_true(has(loopback_get(x.d.office, theirs), "Substation"));
    done(&x, x.d.area, two, "do=part");
    assert_true(has(loopback_get(x.d.office, "/problems/causes.json"), "\"problems\":1,\"projects\":1"));
    desk_world_done(&x.d);
}

TEST_BOTH(the_days_are_counted_by_unit_and_the_ladder_is_the_offices_to_change, ON) {
    struct stage x = stage_new(a, s);
    const char *page = rechecked(&x);
    done(&x, x.d.unit, page, "do=close");
    struct loopback_reply r = loopback_get(x.d.office, "/problems/days.json");
    expect(r, 200);
    assert_true(has(r, "\"problems\":1,\"closed\":1,\"overdue\":0,\"reopened\":0,\"timely\":100"));
    assert_true(has(r, "\"unit_low\":0,\"unit_middle\":0,\"unit_high\":0"));
    expect(loopback_get(x.d.office, "/problems/days.csv"), 200);
    expect(loopback_get(x.d.area, "/problems/ladder"), 200);
    expect(loopback_post(x.d.area, "/problems/ladder", "rank=2&rung=unit&days=3&reason=x"), 403);
    expect(loopback_get(x.d.office, "/problems/ladder"), 200);
    expect(loopback_post(x.d.office, "/problems/ladder", "rank=2&rung=unit&days=3"), 422);
    expect(loopback_post(x.d.office, "/problems/ladder", "rank=2&rung=unit&days=3&reason=Faster"), 303);
    r = loopback_get(x.d.area, "/problems/ladder.json");
    assert_true(has(r, "\"reason\":\"Faster\"") && has(r, "{\"rung\":\"unit\",\"days\":3}"));
    desk_world_done(&x.d);
}

TEST_MAIN(T_BOTH(a_problem_goes_its_way_by_the_pages_and_is_confirmed_by_who_raised_it),
          T_BOTH(the_list_is_of_ones_own_projects_and_filters_and_leaves_as_csv_and_xlsx),
          T_BOTH(who_comes_second_sees_what_was_done_and_bad_input_is_told_with_its_place),
          T_BOTH(a_shared_cause_is_read_by_who_sees_one_of_its_problems),
          T_BOTH(the_days_are_counted_by_unit_and_the_ladder_is_the_offices_to_change))
