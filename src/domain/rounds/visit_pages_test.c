/* Visits by loopback: the form, its photos, what comes twice, and the list of what needs somebody today. */
#include "domain/projects/milestone.h"
#include "photo_fixture.h"
#include "rounds_fixture.h"

#define ON schema_of_program()

/* A project that wang looks after since some days ago; the address of its form. */
static const char *form_of_wang(struct clerk_world *w, struct loopback *office, const char *project, int days) {
    int32_t today = day_of_ms(now_ms(), 480);
    expect(assign(w->a, office, project, arena_printf(w->a, "to=%lld&from=%s", (long long)account_of(w, "wang"),
                                                      day_print(w->a, today - days))), 303);
    return arena_printf(w->a, "/rounds/%lld", id_of(project));
}

TEST_BOTH(a_visit_keeps_what_the_report_said_beside_what_was_seen_and_only_who_looks_after_it_records_one, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *visits = arena_printf(a, "%s/visits", harbour);
    const char *form = arena_printf(a, "/rounds/%lld", id_of(harbour));
    int32_t today = day_of_ms(now_ms(), 480);
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld", (long long)account_of(&w, "wang"))), 303);
    (void)loopback_get(office, arena_printf(a, "%s/figures", harbour));
    expect(loopback_post(office, arena_printf(a, "%s/figures", harbour),
                         arena_printf(a, "month=%s&span=month&amount=1308&source=report&progress=piles",
                                      month_print(a, month_of_day(today)))), 303);
    struct loopback_reply r = loopback_get(wang, form);
    assert_true(has(r, "13.08") && has(r, "piles") && has(r, "name=\"works\""));
    const char *seen = "works=slow&figure=less&people=40&met=site+manager&problem=land&problem=funds&remark=fence&within=7";
    r = loopback_post(wang, form, seen);
    expect(r, 303);
    assert_string_equal(r.location, visits);
    r = loopback_get(office, arena_printf(a, "%s.json", visits));
    assert_true(has(r, "\"reported_fen\":1308000000") && has(r, "\"figure_en\":\"Less is seen than reported\""));
    assert_true(has(r, "\"people_on_site\":40"));
    assert_true(has(r, arena_printf(a, "\"next_visit_day\":\"%s\"", day_print(a, today + 7))));
    assert_false(has(loopback_get(office, visits), form)); /* who only reads is not led to the form */
    r = loopback_get(office, arena_printf(a, "%s.json", harbour));
    assert_true(has(r, arena_printf(a, "\"visited_day\":\"%s\",\"visited_days\":0", day_print(a, today))));
    assert_true(has(r, "\"kind_en\":\"Land\"") && has(r, "\"kind_en\":\"Funds\"")); /* drafts of problems */
    assert_true(has(loopback_get(office, "/projects.json"), arena_printf(a, "\"visited_day\":\"%s\"", day_print(a, today))));
    (void)loopback_get(wang, form);
    r = loopback_post(wang, form, arena_printf(a, "works=&figure=&people=&problem=land&remark=kept+words&day=%s&next=%s",
                                               day_print(a, today + 1), day_print(a, today)));
    expect(r, 422);
    assert_true(has(r, "to come") && has(r, "state of works") && has(r, "should be after") && has(r, "kept words"));
    assert_true(has(r, "value=\"land\" checked") && !has(r, "value=\"funds\" checked"));
    expect(assign(a, office, harbour, arena_printf(a, "to=&from=%s", day_print(a, today))), 303);
    expect(loopback_post(wang, form, "works=going"), 404);
    expect(loopback_get(wang, form), 404);
    clerk_world_done(&w);
}

TEST_BOTH(a_photo_of_a_visit_keeps_time_and_place_until_who_took_it_removes_them, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    struct loopback *zhou = specialist_new(&w, "zhou");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *form = form_of_wang(&w, office, harbour, 9);
    const char *visits = arena_printf(a, "%s/visits.json", harbour);
    struct blob photo = jpeg_made(a, "2022:11:20 09:14:07", 6, 122, 4000, 3000);
    (void)loopback_get(wang, form);
    expect(loopback_post_file(wang, form, "works=going&keeps_place=1", "photo", "../IMG_1.jpg", photo.at, photo.len), 303);
    struct loopback_reply r = loopback_get(office, visits);
    assert_true(has(r, "\"name\":\"IMG_1.jpg\"") && has(r, "2022-11-20 09:14") && has(r, "37.51"));
    const char *file = arena_printf(a, "%s/files/%lld", form, (long long)atoll(strstr(r.body, "\"file_id\":") + 10));
    r = loopback_get(office, file);
    expect(r, 200);
    assert_memory_equal(r.body, "\xFF\xD8", 2);
    assert_null(memmem(r.body, r.len, "SERIAL-12345", 12));
    expect(loopback_get(zhou, file), 404);
    expect(loopback_post(office, arena_printf(a, "%s/place", file), "file_version=1"), 403);
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, arena_printf(a, "%s/place", file), "file_version=1"), 303);
    r = loopback_get(office, visits);
    assert_true(has(r, "IMG_1.jpg") && !has(r, "37.51"));
    expect(loopback_post(wang, arena_printf(a, "%s/drop", file), "file_version=1"), 409);
    expect(loopback_post(wang, arena_printf(a, "%s/drop", file), "file_version=2"), 303);
    assert_false(has(loopback_get(office, visits), "IMG_1.jpg"));
    expect(loopback_get(office, file), 404);
    (void)loopback_get(wang, form);
    r = loopback_post_file(wang, form, "works=going&remark=gate", "photo", "x.jpg", "no picture", 10);
    expect(r, 422);
    assert_true(has(r, "x.jpg") && has(r, "gate")); /* nothing of it was recorded */
    assert_false(has(loopback_get(office, visits), "gate"));
    clerk_world_done(&w);
}

/* The milestones of a project, stated by hand; their ids by name stand in the form's JSON. */
static void milestone_add_by_hand(struct arena *a, struct loopback *office, const char *project, const char *name, int32_t plan,
                                  int32_t actual) {
    const char *page = arena_printf(a, "%s/milestones", project);
    (void)loopback_get(office, page);
    expect(loopback_post(office, page, arena_printf(a, "name=%s&plan=%s&actual=%s", name, day_print(a, plan),
                                                    actual == NO_DAY ? "" : day_print(a, actual))), 303);
}

static long long milestone_id(struct loopback_reply form, const char *name) {
    const char *at = strstr(form.body, name);
    assert_non_null(at);
    while (at > form.body && strncmp(at, "\"milestone_id\":", 15)) at--;
    return atoll(at + 15);
}

TEST_BOTH(what_a_visit_sees_of_a_milestone_stands_beside_the_record_and_sets_no_day, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *form = form_of_wang(&w, office, harbour, 9);
    int32_t today = day_of_ms(now_ms(), 480);
    assert_false(has(loopback_get(wang, form), "name=\"seen\"")); /* nothing to ask about */
    milestone_add_by_hand(a, office, harbour, "piles", today - 20, today - 12);
    milestone_add_by_hand(a, office, harbour, "quay", today + 5, NO_DAY);
    milestone_add_by_hand(a, office, harbour, "crane", today + 50, NO_DAY);
    struct loopback_reply r = loopback_get(wang, arena_printf(a, "%s.json", form));
    long long piles = milestone_id(r, "piles"), quay = milestone_id(r, "quay");
    assert_true(has(r, arena_printf(a, "\"answer\":\"done\",\"answer_day\":\"%s\",\"is_asked\":false",
                                    day_print(a, today - 12))));
    r = loopback_get(wang, form);
    assert_true(has(r, arena_printf(a, "value=\"%lld\" selected", quay)) && has(r, "name=\"seen\""));
    expect(loopback_post(wang, form, arena_printf(a, "works=going&milestone=%lld&seen=reached&seen_day=%s", quay,
                                                  day_print(a, today - 1))), 303);
    r = loopback_get(office, arena_printf(a, "%s/visits.json", harbour));
    assert_true(has(r, "\"milestone_en\":\"quay\"") && has(r, arena_printf(a, "Reached (%s)", day_print(a, today - 1))));
    assert_true(has(r, "\"milestone_gap_en\":\"Seen reached, not reported yet\""));
    r = loopback_get(office, arena_printf(a, "%s.json", harbour));
    assert_true(has(r, "\"seen_key\":\"reached\"") && has(r, "\"milestones_reached\":1")); /* the record stands as it did */
    assert_true(has(r, "\"gap_en\":\"Seen reached, not reported yet\""));
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, form, arena_printf(a, "works=going&milestone=%lld&seen=not_yet", piles)), 303);
    const char *gap = arena_printf(a, "Reported reached on %s, not yet as seen", day_print(a, today - 12));
    assert_true(has(loopback_get(office, arena_printf(a, "%s/visits", harbour)), gap));
    assert_true(has(loopback_get(office, harbour), gap));
    assert_true(has(loopback_get(office, "/visits.csv"), gap));
    clerk_world_done(&w);
}

/* Which milestone the form asks about. */
static bool is_asked(struct loopback *l, struct arena *a, const char *form, const char *name) {
    struct loopback_reply r = loopback_get(l, arena_printf(a, "%s.json", form));
    const char *at = strstr(r.body, name), *asked = at ? strstr(at, "\"is_asked\":") : NULL;
    assert_non_null(asked);
    return !strncmp(asked + 11, "true", 4);
}

TEST_BOTH(what_a_report_called_reached_is_asked_about_until_somebody_has_found_it_so, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *form = form_of_wang(&w, office, harbour, 9);
    int32_t today = day_of_ms(now_ms(), 480);
    milestone_add_by_hand(a, office, harbour, "quay", today + 5, NO_DAY);
    milestone_add_by_hand(a, office, harbour, "crane", today + 50, NO_DAY);
    assert_true(is_asked(wang, a, form, "quay"));
    long long crane = milestone_id(loopback_get(wang, arena_printf(a, "%s.json", form)), "crane");
    struct tx *t = clerk_write(&w);
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    const struct milestone_said said = {.answer = MILESTONE_DONE, .day = today - 2, .said_day = today};
    assert_ok(a, milestone_report(t, id_of(harbour), crane, &said, &faults, &saved));
    clerk_commit(&w, t);
    static const char *const seen[] = {"doubtful", "not_yet", "reached"};
    for (size_t i = 0; i < countof(seen); i++) {
        assert_true(is_asked(wang, a, form, "crane"));
        (void)loopback_get(wang, form);
        expect(loopback_post(wang, form, arena_printf(a, "works=going&milestone=%lld&seen=%s", crane, seen[i])), 303);
    }
    assert_true(is_asked(wang, a, form, "quay"));
    clerk_world_done(&w);
}

TEST_BOTH(of_a_milestone_only_what_can_be_is_said_and_nothing_that_was_typed_is_lost, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *form = form_of_wang(&w, office, harbour, 9);
    const char *mill = key_project(a, office, "mill", "huancui"), *other = form_of_wang(&w, office, mill, 9);
    int32_t today = day_of_ms(now_ms(), 480);
    milestone_add_by_hand(a, office, harbour, "quay", today + 5, NO_DAY);
    milestone_add_by_hand(a, office, mill, "roof", today + 5, NO_DAY);
    long long quay = milestone_id(loopback_get(wang, arena_printf(a, "%s.json", form)), "quay");
    const struct { const char *typed, *fault; } bad[] = {
        {"seen=&seen_day=2022-01-01", "please say what is seen"}, {"seen=not_yet&seen_day=2022-01-01", "has no day"},
        {arena_printf(a, "seen=reached&seen_day=%s", day_print(a, today + 1)), "after the visit"}};
    for (size_t i = 0; i < countof(bad); i++) {
        (void)loopback_get(wang, form);
        const char *typed = arena_printf(a, "works=going&remark=kept+words&milestone=%lld&%s", quay, bad[i].typed);
        struct loopback_reply r = loopback_post(wang, form, typed);
        expect(r, 422);
        assert_true(has(r, bad[i].fault) && has(r, "kept words"));
    }
    (void)loopback_get(wang, other); /* of another project */
    expect(loopback_post(wang, other, arena_printf(a, "works=going&milestone=%lld&seen=reached", quay)), 422);
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, form, "works=going&seen=reached"), 422);
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, form, arena_printf(a, "works=going&milestone=%lld", quay)), 303); /* it was not looked at */
    assert_true(has(loopback_get(office, arena_printf(a, "%s/visits.json", harbour)), "\"milestone_id\":null"));
    clerk_world_done(&w);
}

/* What waited on a phone may be sent again when its answer was lost, however long ago that was. */
TEST_BOTH(a_visit_that_is_sent_twice_is_recorded_once, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *form = form_of_wang(&w, office, harbour, 9);
    loopback_header(wang, "Idempotency-Key", "phone-1");
    for (int i = 0; i < 3; i++) {
        struct tx *t = clerk_write(&w);
        int64_t dropped;
        assert_ok(a, kept_replies_sweep(t, INT64_MAX, &dropped)); /* the server remembers no reply for ever */
        clerk_commit(&w, t);
        (void)loopback_get(wang, form);
        expect(loopback_post(wang, form, "works=going&remark=once&problem=land"), 303);
    }
    loopback_header(wang, "Idempotency-Key", "phone-2");
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, form, "works=slow&remark=later"), 303);
    struct loopback_reply r = loopback_get(office, arena_printf(a, "%s/visits.json", harbour));
    const char *first = strstr(r.body, "once");
    assert_true(first && !strstr(first + 4, "once") && has(r, "later"));
    clerk_world_done(&w);
}

TEST_BOTH(today_shows_what_needs_somebody_and_why_and_only_to_who_looks_after_it, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    struct loopback *zhou = specialist_new(&w, "zhou");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *mill = key_project(a, office, "mill", "huancui");
    const char *form = form_of_wang(&w, office, harbour, 30);
    (void)form_of_wang(&w, office, mill, 10);
    int32_t today = day_of_ms(now_ms(), 480);
    expect(loopback_get(office, "/rounds"), 403);
    assert_true(has(loopback_get(zhou, "/rounds.json"), "\"total\":0"));
    struct loopback_reply r = loopback_get(wang, "/rounds.json");
    assert_true(has(r, "\"total\":2") && has(r, "\"visited\":0"));
    const char *soon = strstr(r.body, "\"when\":\"soon\""), *now = strstr(r.body, "\"when\":\"now\"");
    assert_true(now && soon && strstr(now, "harbour") < soon && strstr(soon, "mill"));
    assert_true(has(r, arena_printf(a, "\"due_day\":\"%s\",\"is_over\":true", day_print(a, today - 16))));
    assert_true(has(r, "\"why\":\"never\""));
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, form, "works=going&within=3"), 303);
    r = loopback_get(wang, "/rounds.json?show=all");
    assert_true(has(r, "\"visited\":1") && !has(r, "\"when\":\"now\""));
    assert_true(has(r, arena_printf(a, "\"due_day\":\"%s\",\"is_over\":false", day_print(a, today + 3))));
    assert_true(has(r, "\"why\":\"promised\""));
    r = loopback_get(wang, "/rounds.json?show=visited");
    assert_true(has(r, "harbour") && !has(r, "mill"));
    expect(assign(a, office, mill, arena_printf(a, "to=%lld&from=%s&until=%s", (long long)account_of(&w, "zhou"),
                                                day_print(a, today), day_print(a, today + 5))), 303);
    assert_true(has(loopback_get(zhou, "/rounds.json?show=all"), "\"stands_in\":true"));
    assert_false(has(loopback_get(wang, "/rounds.json?show=all"), "mill")); /* who is away need not go there */
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_visit_keeps_what_the_report_said_beside_what_was_seen_and_only_who_looks_after_it_records_one),
          T_BOTH(a_photo_of_a_visit_keeps_time_and_place_until_who_took_it_removes_them),
          T_BOTH(what_a_visit_sees_of_a_milestone_stands_beside_the_record_and_sets_no_day),
          T_BOTH(what_a_report_called_reached_is_asked_about_until_somebody_has_found_it_so),
          T_BOTH(of_a_milestone_only_what_can_be_is_said_and_nothing_that_was_typed_is_lost),
          T_BOTH(a_visit_that_is_sent_twice_is_recorded_once),
          T_BOTH(today_shows_what_needs_somebody_and_why_and_only_to_who_looks_after_it))
