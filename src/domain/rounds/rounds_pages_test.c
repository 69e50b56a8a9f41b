/* Assignments by loopback: proposals accepted, a handover and a stand-in, what a specialist sees, refusals. */
#include "rounds_fixture.h"
#include "specialists_queries.h"

#define ON schema_of_program()

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

TEST_BOTH(all_of_one_person_is_handed_over_to_several_in_one_act_or_not_at_all, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *wang = specialist_new(&w, "wang");
    struct loopback *zhou = specialist_new(&w, "zhou"), *yu = specialist_new(&w, "yu");
    struct loopback *zhao = clerk_granted(&w, "zhao", "area_office", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    const char *names[] = {"harbour", "mill", "yard"}, *areas[] = {"huancui", "huancui", "rongcheng"}, *at[3];
    long long wang_id = account_of(&w, "wang"), zhou_id = account_of(&w, "zhou"), yu_id = account_of(&w, "yu");
    int32_t today = day_of_ms(now_ms(), 480);
    for (int i = 0; i < 3; i++) {
        at[i] = key_project(a, office, names[i], areas[i]);
        expect(assign(a, office, at[i], arena_printf(a, "to=%lld&from=%s", wang_id, day_print(a, today - 9))), 303);
    }
    const char *page = arena_printf(a, "/specialists/handover.json?person=%lld&taker=%lld&taker=%lld", wang_id, zhou_id, yu_id);
    struct loopback_reply r = loopback_get(office, page);
    expect(r, 200);
    assert_true(has(r, "\"to_name\":\"zhou\"") && has(r, "\"to_name\":\"yu\"") && has(r, "yard"));
    r = loopback_get(zhao, page);
    assert_true(has(r, "harbour") && !has(r, "yard"));
    expect(loopback_get(wang, page), 403);
    const char *rows = arena_printf(a, "person=%lld&project=%lld&to=%lld&project=%lld&to=%lld&project=%lld&to=%lld", wang_id,
                                    id_of(at[0]), zhou_id, id_of(at[1]), yu_id, id_of(at[2]), zhou_id);
    (void)loopback_get(office, "/specialists/handover");
    r = loopback_post(office, "/specialists/handover", arena_printf(a, "%s&reason=", rows));
    expect(r, 422);
    expect(loopback_post(zhao, "/specialists/handover", arena_printf(a, "%s&reason=leave", rows)), 404);
    r = loopback_post(office, "/specialists/handover", arena_printf(a, "%s&reason=leave&from=%s&until=%s", rows,
                                                                    day_print(a, today), day_print(a, today - 1)));
    expect(r, 422);
    assert_true(has(loopback_get(wang, "/rounds.json?show=all"), "\"total\":3"));
    expect(loopback_post(office, "/specialists/handover", arena_printf(a, "%s&reason=maternity+leave", rows)), 303);
    assert_true(has(loopback_get(wang, "/rounds.json?show=all"), "\"total\":0"));
    assert_true(has(loopback_get(zhou, "/rounds.json?show=all"), "\"total\":2"));
    assert_true(has(loopback_get(yu, "/rounds.json?show=all"), "\"total\":1"));
    assert_true(has(loopback_get(office, arena_printf(a, "%s/journal.json", at[2])), "maternity leave"));
    (void)loopback_get(office, "/specialists/handover");
    r = loopback_post(office, "/specialists/handover", arena_printf(a, "%s&reason=again", rows));
    expect(r, 422);
    assert_true(has(r, "not this person"));
    expect(loopback_post(office, "/specialists/handover",
                         arena_printf(a, "person=%lld&project=%lld&to=%lld&reason=holiday&until=%s", yu_id, id_of(at[1]), wang_id,
                                      day_print(a, today + 5))), 303);
    assert_true(has(loopback_get(wang, "/rounds.json?show=all"), "\"stands_in\":true"));
    r = loopback_get(office, arena_printf(a, "/specialists/handover.json?person=%lld", yu_id));
    assert_true(has(r, "mill")); /* it is still hers when he is done */
    clerk_world_done(&w);
}

TEST_BOTH(linked_projects_of_a_leader_are_handed_over_likewise, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct loopback *old = clerk_new(&w, "old", ROLE_LEADER), *fresh = clerk_new(&w, "fresh", ROLE_LEADER);
    const char *harbour = key_project(a, office, "harbour", "huancui");
    int32_t today = day_of_ms(now_ms(), 480);
    expect(assign(a, office, harbour, arena_printf(a, "kind=leader&to=%lld&from=%s", (long long)account_of(&w, "old"),
                                                   day_print(a, today - 9))), 303);
    assert_true(has(loopback_get(old, "/rounds.json?show=all"), "\"is_leader\":true"));
    (void)loopback_get(office, "/specialists/handover");
    expect(loopback_post(office, "/specialists/handover",
                         arena_printf(a, "kind=leader&person=%lld&project=%lld&to=%lld&reason=new+term",
                                      (long long)account_of(&w, "old"), id_of(harbour),
                                      (long long)account_of(&w, "fresh"))), 303);
    assert_true(has(loopback_get(old, "/rounds.json?show=all"), "\"total\":0"));
    assert_true(has(loopback_get(fresh, "/rounds.json?show=all"), "\"is_leader\":true"));
    clerk_world_done(&w);
}

TEST_BOTH(a_leader_sees_his_linked_projects_and_records_visits_and_who_reads_sees_when_he_was_there_himself, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *lead = clerk_new(&w, "lead", ROLE_LEADER);
    struct loopback *wang = specialist_new(&w, "wang");
    const char *harbour = key_project(a, office, "harbour", "huancui"), *mill = key_project(a, office, "mill", "huancui");
    const char *form = arena_printf(a, "/rounds/%lld", id_of(harbour));
    int32_t today = day_of_ms(now_ms(), 480);
    assert_true(has(loopback_get(office, arena_printf(a, "%s/assignment", harbour)), "assignment?kind=leader"));
    expect(assign(a, office, harbour, arena_printf(a, "kind=leader&to=%lld&from=%s", (long long)account_of(&w, "lead"),
                                                   day_print(a, today - 9))), 303);
    expect(assign(a, office, harbour, arena_printf(a, "to=%lld&from=%s", (long long)account_of(&w, "wang"),
                                                   day_print(a, today - 9))), 303);
    expect(assign(a, office, mill, arena_printf(a, "to=%lld&from=%s", (long long)account_of(&w, "wang"),
                                                day_print(a, today - 9))), 303);
    struct loopback_reply r = loopback_get(lead, "/rounds.json?show=all");
    assert_true(has(r, "\"total\":1") && has(r, "\"linked\":1") && has(r, "\"never\":1") && !has(r, "mill"));
    assert_true(has(loopback_get(wang, "/rounds.json?show=all"), "\"linked\":0"));
    (void)loopback_get(wang, form);
    expect(loopback_post(wang, form, "works=going"), 303);
    r = loopback_get(office, "/specialists/leaders.json");
    assert_true(has(r, "\"people\":1,\"linked\":1,\"unlinked\":1") && has(r, "\"own_day\":null,\"own_visits\":0"));
    assert_true(has(r, arena_printf(a, "\"visited_day\":\"%s\"", day_print(a, today)))); /* by the specialist */
    assert_true(has(loopback_get(lead, "/rounds?show=all"), "never in person"));
    (void)loopback_get(lead, form);
    expect(loopback_post(lead, form, arena_printf(a, "works=slow&remark=funds+promised&day=%s", day_print(a, today - 1))), 303);
    r = loopback_get(office, "/specialists/leaders.json");
    assert_true(has(r, arena_printf(a, "\"own_day\":\"%s\",\"own_visits\":1", day_print(a, today - 1))));
    assert_true(has(r, "\"visits\":1,\"never\":0"));
    r = loopback_get(lead, "/rounds.json?show=all");
    assert_true(has(r, arena_printf(a, "\"visited_day\":\"%s\",\"own_day\":\"%s\"", day_print(a, today),
                                    day_print(a, today - 1))));
    r = loopback_get(office, arena_printf(a, "/visits?specialist=%lld", (long long)account_of(&w, "lead")));
    assert_true(has(r, "harbour") && has(r, "selected>lead"));
    assert_true(has(loopback_get(office, arena_printf(a, "%s/visits", harbour)), "funds promised"));
    expect(loopback_get(lead, arena_printf(a, "/rounds/%lld", id_of(mill))), 404); /* who reads widely goes to his own */
    r = loopback_get(specialist_new(&w, "zhou"), "/specialists/leaders.json");
    assert_true(has(r, "\"people\":0,\"linked\":0,\"unlinked\":0")); /* of projects he does not see nothing is counted */
    clerk_world_done(&w);
}

/* How many visits of leaders are known at an entry; that entry is the last one where it is 0. */
static int64_t leaders_visits(struct clerk_world *w, int64_t *entry) {
    struct visits_of_leaders_row *rows;
    size_t count;
    struct tx *t;
    int64_t n = 0;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    if (!*entry) {
        assert_ok(w->a, tx_last_entry(t, entry));
    }
    assert_ok(w->a, visits_of_leaders(t, *entry, &rows, &count));
    for (size_t i = 0; i < count; i++) n += rows[i].n;
    tx_end(t);
    return n;
}

TEST_BOTH(what_a_leader_visited_is_known_of_the_past_when_his_link_is_taken_back, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *office = clerk_new(&w, "li.na", ROLE_OFFICE), *lead = clerk_new(&w, "lead", ROLE_LEADER);
    const char *harbour = key_project(a, office, "harbour", "huancui");
    const char *form = arena_printf(a, "/rounds/%lld", id_of(harbour));
    struct assignments_known_row *links;
    struct assignment link;
    size_t count;
    int64_t entry = 0;
    expect(assign(a, office, harbour, arena_printf(a, "kind=leader&to=%lld&from=%s", (long long)account_of(&w, "lead"),
                                                   day_print(a, day_of_ms(now_ms(), 480) - 9))), 303);
    (void)loopback_get(lead, form);
    expect(loopback_post(lead, form, "works=going"), 303);
    assert_int_equal(leaders_visits(&w, &entry), 1);
    struct tx *t = clerk_write(&w);
    assert_ok(a, assignments_known(t, "leader", entry, &links, &count));
    assert_int_equal(count, 1);
    assert_ok(a, assignment_get(t, links[0].id, &link));
    link.gone = 1;
    assert_ok(a, assignment_put(t, &link, link.version));
    clerk_commit(&w, t);
    assert_int_equal(leaders_visits(&w, &entry), 1);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(what_a_leader_visited_is_known_of_the_past_when_his_link_is_taken_back),
          T_BOTH(a_proposal_is_accepted_and_the_specialist_sees_what_became_his_and_nothing_else),
          T_BOTH(a_project_is_handed_over_from_a_day_and_goes_back_when_who_stood_in_is_done),
          T_BOTH(all_of_one_person_is_handed_over_to_several_in_one_act_or_not_at_all),
          T_BOTH(linked_projects_of_a_leader_are_handed_over_likewise),
          T_BOTH(a_leader_sees_his_linked_projects_and_records_visits_and_who_reads_sees_when_he_was_there_himself),
          T_BOTH(what_cannot_be_assigned_is_refused_and_an_area_office_assigns_in_its_area_only))
