/* Departments with shares by loopback: stated, handed over with their days, refused with all faults. */
#include "clerk.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static const char *at(struct arena *a, const char *project, const char *rest) {
    return arena_printf(a, "%s%s", project, rest);
}

static const char *registered(struct arena *a, struct loopback *l) {
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new", "name=harbour&total=20000");
    expect(r, 303);
    return arena_copy(a, r.location);
}

static struct loopback_reply state(struct arena *a, struct loopback *l, const char *project, const char *form) {
    const char *page = at(a, project, "/departments");
    struct loopback_reply r = loopback_get(l, page);
    const char *seen = strstr(r.body, "name=\"seen\" value=\"");
    assert_non_null(seen);
    return loopback_post(l, page, arena_printf(a, "seen=%lld&%s", atoll(seen + 19), form));
}

static const char *json(struct arena *a, struct loopback *l, const char *project) {
    return arena_copy(a, strstr(loopback_get(l, at(a, project, ".json")).body, "\"holders\":"));
}

#define HAS(text, what) assert_non_null(strstr(text, what))

TEST_BOTH(several_departments_answer_with_shares_and_hand_over_on_a_day, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l);
    expect(state(a, l, project, "department_1=industry&share_1=60&department_2=transport&share_2=40&from="), 303);
    const char *now = json(a, l, project);
    HAS(now, "\"share\":60,\"from_day\":null,\"to_day\":null");
    HAS(now, "\"share\":40,\"from_day\":null,\"to_day\":null");
    assert_true(has(loopback_get(l, "/projects?level=platform&department=transport"), "harbour"));
    assert_true(has(loopback_get(l, "/projects?level=platform&department=industry"), "harbour"));

    int32_t today = day_of_ms(now_ms(), 480);
    const char *from = day_print(a, today - 3), *until = day_print(a, today - 4);
    expect(state(a, l, project, arena_printf(a, "department_1=transport&share_1=100%%25&from=%s&reason=merged", from)), 303);
    now = json(a, l, project);
    HAS(now, arena_printf(a, "\"share\":60,\"from_day\":null,\"to_day\":\"%s\"", until)); /* kept, ended the day before */
    HAS(now, arena_printf(a, "\"share\":40,\"from_day\":null,\"to_day\":\"%s\"", until));
    HAS(now, arena_printf(a, "\"share\":100,\"from_day\":\"%s\",\"to_day\":null", from));
    assert_false(has(loopback_get(l, "/projects?level=platform&department=industry"), "harbour"));
    struct loopback_reply r = loopback_get(l, at(a, project, "/journal.json"));
    assert_true(has(r, "Responsibility handed over") && has(r, "merged"));
    clerk_world_done(&w);
}

TEST_BOTH(without_shares_the_first_department_answers_for_all, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    const char *project = registered(a, l);
    expect(state(a, l, project, "department_1=transport&department_2=industry&from=2022-05-01"), 303);
    const char *now = json(a, l, project);
    HAS(now, "\"share\":100,\"from_day\":\"2022-05-01\"");
    HAS(now, "\"share\":0,\"from_day\":\"2022-05-01\"");
    assert_true(has(loopback_get(l, at(a, project, ".json")), "\"department_zh\":\"市交通运输局\""));
    size_t before = strlen(now);
    expect(state(a, l, project, "department_1=transport&department_2=industry&from=2022-06-01"), 303); /* as it stands */
    assert_int_equal(strlen(json(a, l, project)), before);
    clerk_world_done(&w);
}

TEST_BOTH(what_cannot_be_shared_is_refused_beside_its_place, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE), *viewer = clerk_new(&w, "zhao", ROLE_VIEWER);
    const char *project = registered(a, l);
    expect(state(a, l, project, "department_1=industry&from=2022-05-01"), 303);
    static const struct { const char *form, *fault; } bad[] = {
        {"department_1=industry&share_1=60&department_2=transport&share_2=30", "e-share_2"},   /* 90 % */
        {"department_1=industry&share_1=60&department_2=transport", "e-share_2"},              /* of one only */
        {"department_1=industry&share_1=50&department_2=industry&share_2=50", "e-department_2"},
        {"department_1=fishing", "e-department_1"},
        {"department_1=industry&share_1=much", "e-share_1"},
        {"department_1=industry&share_1=33.333&department_2=transport&share_2=66.667", "e-share_1"},
        {"department_1=industry&department_3=transport", "e-department_3"},
        {"share_1=100", "e-department_1"},
        {"department_1=transport&from=2022-04-01", "e-from"}}; /* before the present one began */
    for (size_t i = 0; i < countof(bad); i++) {
        struct loopback_reply r = state(a, l, project, bad[i].form);
        expect(r, 422);
        if (!has(r, arena_printf(a, "id=\"%s\"", bad[i].fault))) fail_msg("%s: no fault at %s", bad[i].form, bad[i].fault);
    }
    assert_null(strstr(json(a, l, project), "市交通运输局"));
    const char *page = at(a, project, "/departments");
    (void)loopback_get(l, page);
    expect(loopback_post(l, page, "seen=1&department_1=transport"), 409); /* handed over since then */
    expect(loopback_get(viewer, page), 403);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(several_departments_answer_with_shares_and_hand_over_on_a_day),
          T_BOTH(without_shares_the_first_department_answers_for_all),
          T_BOTH(what_cannot_be_shared_is_refused_beside_its_place))
