/* A meeting from its calendar to the promise kept, by the pages of those who take part; and what others see of it. */
#include "dispatch_queries.h"
#include "rounds_fixture.h"
#include "sheet/sheet.h"

#define ON schema_of_program()

/* Somebody with the one post of a department of clerk_dictionaries, signed in; *ret_post may be NULL. */
static struct loopback *department_new(struct clerk_world *w, const char *login, const char *unit, int64_t *ret_post) {
    struct loopback *l = clerk_new(w, login, 0);
    struct department_list_row *rows;
    size_t count;
    struct tx *t = clerk_write(w);
    struct post p = post_empty;
    struct post_holder h = post_holder_empty;
    assert_ok(w->a, department_list(t, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].key, unit)) p.unit_id = rows[i].id;
    p.role = "department", p.name = "副局长";
    assert_ok(w->a, post_put(t, &p, 0));
    h.post_id = p.id, h.account_id = account_of(w, login), h.kind = "holds", h.from_day = day_of(2020, 1, 1);
    assert_ok(w->a, post_holder_put(t, &h, 0));
    clerk_commit(w, t);
    if (ret_post) *ret_post = p.id;
    return l;
}

static int32_t today(void) { return day_of_ms(now_ms(), 480); }

/* An extra meeting of today, frozen, with one item on a project added by hand: its address. */
struct met {
    struct loopback *office;
    const char *at, *project;
    long long item;
};
static long long number_behind(struct loopback_reply r, const char *mark) {
    const char *at = strstr(r.body, mark);
    if (!at) print_error("%s: not in %.3000s\n", mark, r.body);
    assert_non_null(at);
    return atoll(at + strlen(mark));
}
static struct met met_new(struct clerk_world *w, struct loopback *office) {
    struct arena *a = w->a;
    struct met m = {.office = office, .project = key_project(a, office, "harbour", "huancui")};
    (void)loopback_get(office, "/dispatch");
    struct loopback_reply r = loopback_post(office, "/dispatch/call", arena_printf(a, "title=%s&day=%s", "Port",
                                                                                   day_print(a, today())));
    expect(r, 303);
    m.at = arena_copy(a, r.location);
    (void)loopback_get(office, m.at);
    expect(loopback_post(office, arena_printf(a, "%s/freeze", m.at), "version=1"), 303);
    (void)loopback_get(office, m.at);
    const char *number = arena_printf(a, "QP-%06d", 1);
    r = loopback_post(office, arena_printf(a, "%s/add", m.at), arena_printf(a, "text=berths&project=%s", number));
    expect(r, 303);
    r = loopback_get(office, arena_printf(a, "%s.json", m.at));
    m.item = number_behind(r, "\"item_id\":");
    return m;
}

static struct loopback_reply decides(struct clerk_world *w, const struct met *m, const char *form) {
    (void)loopback_get(m->office, arena_printf(w->a, "%s/screen", m->at));
    return loopback_post(m->office, arena_printf(w->a, "%s/decide", m->at), arena_printf(w->a, "item=%lld&at=1&%s", m->item,
                                                                                         form));
}

static const char *task_of(struct clerk_world *w, struct loopback *l) {
    return arena_printf(w->a, "/tasks/%lld", number_behind(loopback_get(l, "/tasks.json"), "\"task_id\":"));
}
static struct loopback_reply does(struct clerk_world *w, struct loopback *l, const char *task, const char *form) {
    (void)loopback_get(l, task);
    long long version = number_behind(loopback_get(l, arena_printf(w->a, "%s.json", task)), "\"version\":");
    return loopback_post(l, task, arena_printf(w->a, "version=%lld&%s", version, form));
}

TEST_BOTH(a_line_typed_in_the_room_is_a_task_of_its_owner_who_reports_it_and_another_confirms_it, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *second = clerk_new(&w, "second", ROLE_OFFICE);
    struct loopback *zhou = department_new(&w, "zhou", "transport", NULL);
    struct met m = met_new(&w, li);
    struct loopback_reply r = decides(&w, &m, arena_printf(a, "line=transport, %s, hold the hearing", day_print(a, today() + 5)));
    expect(r, 303);
    assert_true(has(loopback_get(li, arena_printf(a, "%s/screen", m.at)), "hold the hearing"));
    assert_true(has(loopback_get(zhou, "/notices"), "hold the hearing"));
    assert_true(has(loopback_get(zhou, "/tasks"), "hold the hearing"));
    r = loopback_get(zhou, "/desk.json"); /* on his desk, until it is done */
    assert_true(has(r, "\"text\":\"hold the hearing\"") && has(r, "\"is_over\":false"));
    assert_false(has(loopback_get(second, "/desk.json"), "hold the hearing"));
    const char *task = task_of(&w, zhou), *decisions = arena_printf(a, "%s/decisions", m.project);
    assert_false(has(loopback_get(zhou, task), "harbour")); /* what to do, not where */
    assert_true(has(loopback_get(li, m.project), decisions) && has(loopback_get(li, decisions), "hold the hearing"));
    expect(loopback_get(zhou, decisions), 404);
    expect(does(&w, zhou, task, "do=confirm"), 422);
    expect(does(&w, zhou, task, "do=report&result="), 422);
    expect(does(&w, zhou, task, "do=take"), 303);
    expect(does(&w, zhou, task, "do=report&result=held+on+Monday"), 303);
    assert_true(has(loopback_get(second, "/notices"), "please confirm"));
    assert_false(has(loopback_get(zhou, "/desk.json"), "hold the hearing"));
    assert_true(has(loopback_get(li, decisions), "held on Monday"));
    expect(does(&w, li, task, "do=confirm"), 303);
    r = loopback_get(zhou, arena_printf(a, "%s.json", task));
    assert_true(has(r, "\"state\":\"confirmed\"") && has(r, "held on Monday") && has(r, "\"person\":\"zhou\""));
    r = loopback_get(li, arena_printf(a, "/journal.json?project=%lld", id_of(m.project)));
    assert_true(has(r, "hold the hearing") && has(r, "held on Monday")); /* the project's journal tells the story */
    r = loopback_get(li, arena_printf(a, "%s/minutes", m.at));
    assert_true(has(r, "hold the hearing") && has(r, "berths"));
    expect(loopback_get(li, arena_printf(a, "%s/minutes.xlsx", m.at)), 200);
    expect(loopback_get(li, "/tasks.csv?state=confirmed"), 200);
    clerk_world_done(&w);
}

TEST_BOTH(a_decision_without_owner_or_day_is_refused_in_words_and_what_was_typed_stays, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct met m = met_new(&w, li);
    const struct { const char *form, *said; } cases[] = {
        {"line=2099-01-05, hold the hearing", "Nobody is named"}, {"line=transport, hold the hearing", "There is no day"},
        {"line=nobody here, 2099-01-05, hold it", "is no unit"}, {"line=transport, 2001-01-05, hold it",
                                                                  "before the day of the meeting"},
        {"line=transport, 2099-01-05", "There is no task"}, {"text=hold it&due=2099-01-05", "Nobody is named"},
        {"text=hold it&owner=transport", "There is no day"}, {"text=hold it&owner=transport&due=soon", "is no day"}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct loopback_reply r = decides(&w, &m, cases[i].form);
        expect(r, 422);
        if (!has(r, cases[i].said)) print_error("%s\n", cases[i].form);
        assert_true(has(r, cases[i].said) && (has(r, "hold") || has(r, "2099-01-05")));
    }
    assert_true(has(loopback_get(li, "/tasks.json"), "\"total\":0"));
    expect(decides(&w, &m, "text=hold it&owner=transport&due=2099-01-05"), 303); /* without the line, field by field */
    assert_true(has(loopback_get(li, "/tasks.json"), "\"total\":1"));
    clerk_world_done(&w);
}

TEST_BOTH(of_a_meeting_others_see_what_is_of_their_projects_and_only_the_office_runs_it, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *lead = clerk_new(&w, "lead", ROLE_LEADER);
    struct loopback *zhou = department_new(&w, "zhou", "transport", NULL);
    struct loopback *near = clerk_granted(&w, "near", "area_office", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    struct loopback *far = clerk_granted(&w, "far", "area_office", clerk_area(&w, "rongcheng"), NO_INT, NO_INT);
    struct met m = met_new(&w, li);
    expect(decides(&w, &m, "line=industry, 2099-01-05, hold the hearing"), 303);
    const char *json = arena_printf(a, "%s.json", m.at), *pack = arena_printf(a, "%s/pack", m.at);
    assert_true(has(loopback_get(lead, json), "harbour") && has(loopback_get(near, json), "harbour"));
    assert_false(has(loopback_get(far, json), "harbour") || has(loopback_get(zhou, json), "harbour"));
    assert_false(has(loopback_get(far, arena_printf(a, "%s/minutes", m.at)), "hearing"));
    expect(loopback_get(far, arena_printf(a, "%s/screen", m.at)), 404);
    assert_true(has(loopback_get(near, "/tasks.json?whose=all"), "\"total\":1"));
    assert_true(has(loopback_get(far, "/tasks.json?whose=all"), "\"total\":0"));
    expect(loopback_get(far, task_of(&w, li)), 404);
    expect(loopback_get(near, pack), 404);
    struct loopback_reply r = loopback_get(lead, pack);
    expect(r, 200);
    assert_true(has(r, "{\"pack\":1,\"kind\":\"extra\""));
    (void)loopback_get(near, m.at);
    expect(loopback_post(near, arena_printf(a, "%s/decide", m.at), arena_printf(a, "item=%lld&line=x", m.item)), 403);
    expect(loopback_post(near, arena_printf(a, "%s/end", m.at), "version=2&do=held"), 403);
    clerk_world_done(&w);
}

TEST_BOTH(a_decision_stays_with_its_item_when_somebody_else_orders_the_agenda_meanwhile, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct met m = met_new(&w, li);
    (void)loopback_get(li, m.at);
    expect(loopback_post(li, arena_printf(a, "%s/add", m.at), "text=quay+cranes"), 303);
    expect(loopback_post(li, arena_printf(a, "%s/agenda", m.at), arena_printf(a, "item=%lld&version=1&do=down", m.item)), 303);
    /* Typed at the first place, where another stands by now. */
    struct loopback_reply r = decides(&w, &m, "line=nobody here, 2099-01-05, hold it");
    expect(r, 422);
    assert_true(has(r, "berths</a></h2>") && !has(r, "cranes</h2>"));
    r = decides(&w, &m, "line=transport, 2099-01-05, hold the hearing");
    expect(r, 303);
    assert_true(has((struct loopback_reply){.body = r.location}, arena_printf(a, "item=%lld", m.item)));
    r = loopback_get(li, arena_printf(a, "%s/screen?item=%lld", m.at, m.item));
    assert_true(has(r, "harbour · berths") && has(r, "hold the hearing"));
    clerk_world_done(&w);
}

TEST_BOTH(what_an_extra_meeting_is_about_is_not_told_to_who_has_no_part_in_it, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *zhou = department_new(&w, "zhou", "transport", NULL);
    struct loopback *near = clerk_granted(&w, "near", "area_office", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    struct loopback *far = clerk_granted(&w, "far", "area_office", clerk_area(&w, "rongcheng"), NO_INT, NO_INT);
    struct met m = met_new(&w, li);
    expect(decides(&w, &m, "line=transport, 2099-01-05, hold the hearing"), 303);
    assert_true(has(loopback_get(near, "/dispatch.json"), "Port") && has(loopback_get(near, m.at), "Port"));
    assert_false(has(loopback_get(far, "/dispatch.json"), "Port") || has(loopback_get(zhou, "/dispatch.json"), "Port"));
    expect(loopback_get(far, m.at), 404);
    expect(loopback_get(far, arena_printf(a, "%s/minutes", m.at)), 404);
    assert_true(has(loopback_get(near, arena_printf(a, "%s/decisions", m.project)), "Port"));
    struct loopback_reply r = loopback_get(zhou, task_of(&w, zhou)); /* his task, not what else the meeting is about */
    expect(r, 200);
    assert_true(has(r, "hold the hearing") && !has(r, "Port"));
    clerk_world_done(&w);
}

TEST_BOTH(who_audits_is_given_no_task_and_a_unit_s_leader_reports_none_done, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    int64_t post_id;
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *zhou = department_new(&w, "zhou", "transport", &post_id);
    struct met m = met_new(&w, li);
    expect(decides(&w, &m, "line=transport, 2099-01-05, hold the hearing"), 303);
    const char *task = task_of(&w, zhou);
    static const char *const roles[] = {"auditor", "leader"};
    for (size_t i = 0; i < countof(roles); i++) {
        struct tx *t = clerk_write(&w);
        struct post post;
        assert_ok(a, post_get(t, post_id, &post));
        post.role = roles[i];
        assert_ok(a, post_put(t, &post, post.version));
        clerk_commit(&w, t);
        struct loopback_reply r = loopback_get(zhou, arena_printf(a, "%s.json", task));
        assert_false(has(r, "\"may_report\":true"));
        if (text_eq(roles[i], "auditor")) expect(decides(&w, &m, "line=zhou, 2099-01-05, look at it"), 422);
    }
    clerk_world_done(&w);
}

TEST_BOTH(a_task_stays_with_the_post_when_it_is_handed_over_and_nobody_who_holds_one_is_switched_off, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    int64_t post_id;
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *chief = clerk_new(&w, "chief", ROLE_ADMINISTRATOR);
    struct loopback *zhou = department_new(&w, "zhou", "transport", &post_id), *yu = clerk_new(&w, "yu", 0);
    struct met m = met_new(&w, li);
    expect(decides(&w, &m, "line=zhou, 2099-01-05, hold the hearing"), 303);
    const char *task = task_of(&w, zhou), *off = arena_printf(a, "/accounts/%lld/off", (long long)account_of(&w, "zhou"));
    assert_true(has(loopback_get(li, task), "zhou"));
    (void)loopback_get(chief, "/accounts");
    struct loopback_reply r = loopback_post(chief, off, "");
    expect(r, 422);
    assert_true(has(r, "Hand the posts over first") && has(r, "transport"));
    struct tx *t = clerk_write(&w);
    struct holders_of_post_row *held;
    size_t count;
    assert_ok(a, holders_of_post(t, post_id, &held, &count));
    struct post_holder h;
    assert_ok(a, post_holder_get(t, held[0].id, &h));
    h.to_day = today() - 1;
    assert_ok(a, post_holder_put(t, &h, h.version));
    h = post_holder_empty;
    h.post_id = post_id, h.account_id = account_of(&w, "yu"), h.kind = "holds", h.from_day = today();
    assert_ok(a, post_holder_put(t, &h, 0));
    clerk_commit(&w, t);
    expect(loopback_get(zhou, task), 403); /* without a post he has no part in anything */
    assert_true(has(loopback_get(yu, "/tasks"), "hold the hearing"));
    assert_false(has(loopback_get(li, arena_printf(a, "%s.json", task)), "\"person\":\"zhou\""));
    expect(does(&w, yu, task, "do=report&result=held"), 303);
    expect(loopback_post(chief, off, ""), 303);
    clerk_world_done(&w);
}

TEST_BOTH(a_unit_or_post_with_which_something_lies_is_closed_only_when_that_is_handed_over, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    int64_t post_id;
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE), *chief = clerk_new(&w, "chief", ROLE_ADMINISTRATOR);
    struct loopback *zhou = department_new(&w, "zhou", "transport", &post_id);
    struct met m = met_new(&w, li);
    struct tx *t = clerk_write(&w);
    struct holders_of_post_row *held;
    size_t count;
    struct post post;
    struct unit unit;
    assert_ok(a, holders_of_post(t, post_id, &held, &count));
    assert_ok(a, post_get(t, post_id, &post));
    int64_t unit_id = post.unit_id, holder_id = held[0].id, holder_version = held[0].version;
    assert_ok(a, unit_get(t, unit_id, &unit));
    int64_t unit_version = unit.version;
    tx_end(t);
    expect(decides(&w, &m, "line=zhou, 2099-01-05, hold the hearing"), 303);
    const char *task = task_of(&w, zhou), *at = arena_printf(a, "/organisation/%lld", (long long)unit_id);
    const char *close = arena_printf(a, "version=%lld&day=%s&reason=ends", (long long)unit_version, day_print(a, today()));
    const char *end = arena_printf(a, "holder=%lld&version=%lld&last=%s&reason=leaves", (long long)holder_id,
                                   (long long)holder_version, day_print(a, today()));
    (void)loopback_get(chief, at);
    struct loopback_reply r = loopback_post(chief, arena_printf(a, "%s/close", at), close);
    expect(r, 422);
    assert_true(has(r, "1 open tasks still lie here"));
    r = loopback_post(chief, arena_printf(a, "%s/end", at), end);
    expect(r, 422);
    assert_true(has(r, "1 open tasks still lie here"));
    expect(does(&w, li, task, "do=hand&owner=industry&text=theirs"), 303);
    (void)loopback_get(chief, at);
    expect(loopback_post(chief, arena_printf(a, "%s/end", at), end), 303);
    expect(loopback_post(chief, arena_printf(a, "%s/close", at), close), 303);
    clerk_world_done(&w);
}

TEST_BOTH(the_office_moves_a_day_or_gives_a_task_to_another_with_a_reason, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *li = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct loopback *zhou = department_new(&w, "zhou", "transport", NULL), *yu = department_new(&w, "yu", "industry", NULL);
    struct met m = met_new(&w, li);
    expect(decides(&w, &m, "line=transport, 2099-01-05, hold the hearing"), 303);
    const char *task = task_of(&w, zhou);
    expect(does(&w, zhou, task, "do=extend&due=2099-02-05&text=later"), 422);
    expect(does(&w, li, task, "do=extend&due=2099-02-05"), 422);
    expect(does(&w, li, task, "do=extend&due=2099-02-05&text=rain"), 303);
    struct loopback_reply r = loopback_get(zhou, arena_printf(a, "%s.json", task));
    assert_true(has(r, "\"first_due_day\":\"2099-01-05\"") && has(r, "\"due_day\":\"2099-02-05\""));
    expect(does(&w, li, task, "do=hand&owner=no+such&text=theirs"), 422);
    expect(does(&w, li, task, "do=hand&owner=industry&text=theirs"), 303);
    expect(loopback_get(zhou, task), 404);
    assert_true(has(loopback_get(yu, "/tasks"), "hold the hearing"));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(a_line_typed_in_the_room_is_a_task_of_its_owner_who_reports_it_and_another_confirms_it),
          T_BOTH(a_decision_without_owner_or_day_is_refused_in_words_and_what_was_typed_stays),
          T_BOTH(of_a_meeting_others_see_what_is_of_their_projects_and_only_the_office_runs_it),
          T_BOTH(a_decision_stays_with_its_item_when_somebody_else_orders_the_agenda_meanwhile),
          T_BOTH(what_an_extra_meeting_is_about_is_not_told_to_who_has_no_part_in_it),
          T_BOTH(who_audits_is_given_no_task_and_a_unit_s_leader_reports_none_done),
          T_BOTH(a_task_stays_with_the_post_when_it_is_handed_over_and_nobody_who_holds_one_is_switched_off),
          T_BOTH(a_unit_or_post_with_which_something_lies_is_closed_only_when_that_is_handed_over),
          T_BOTH(the_office_moves_a_day_or_gives_a_task_to_another_with_a_reason))
