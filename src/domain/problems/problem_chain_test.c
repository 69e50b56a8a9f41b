/* The chain: every state a problem can be in, everything that can be done there, by everybody; and what each step asks for. */
#include "problem_fixture.h"
#include "domain/problems/problem_chain.h"

#define ON schema_of_program()
#define REVIEWERS "area department office"
#define SAYERS "raiser builder area department office"
#define OPEN "registered returned reviewed noticed signed handling fed_back rechecked"
#define ON_ITS_WAY "noticed signed handling fed_back rechecked"

/* What is allowed, said once more and by hand; all else is refused. "" leads where it was. */
static const struct rule { const char *action, *states, *seats, *to; } allowed[] = {
    {"register", "draft returned", SAYERS, "registered"},
    {"review", "registered reviewed", REVIEWERS, "reviewed"},
    {"return", "registered reviewed", REVIEWERS, "returned"},
    {"notice", "reviewed", REVIEWERS, "noticed"},
    {"sign", "noticed", "responsible", "signed"},
    {"decline", "noticed signed", "responsible", "registered"},
    {"handle", "signed", "responsible", "handling"},
    {"handle", "handling", "responsible helper", "handling"},
    {"feedback", "handling", "responsible", "fed_back"},
    {"recheck", "fed_back", REVIEWERS, "rechecked"},
    {"reject", "fed_back", REVIEWERS, "handling"},
    {"reject", "rechecked", "raiser " REVIEWERS, "handling"},
    {"close", "rechecked", "raiser", "closed"},
    {"reopen", "closed", "raiser " REVIEWERS, "handling"},
    {"stop", ON_ITS_WAY, REVIEWERS, ""},
    {"resume", ON_ITS_WAY, REVIEWERS, ""},
    {"postpone", ON_ITS_WAY, REVIEWERS, ""},
    {"help", "reviewed " ON_ITS_WAY, REVIEWERS " responsible", ""},
    {"unhelp", "reviewed " ON_ITS_WAY, REVIEWERS, ""},
    {"join", OPEN, REVIEWERS, ""},
    {"part", OPEN, REVIEWERS, ""},
};

static bool is_among(const char *words, const char *word) {
    struct span left = span_of(words), one;
    while (span_cut(&left, ' ', &one))
        if (span_is(one, word)) return true;
    return false;
}

/* The state an action leads to; NULL if it is refused. */
static const char *expected(const char *state, const char *action, const char *seat) {
    for (size_t i = 0; i < countof(allowed); i++)
        if (text_eq(allowed[i].action, action) && is_among(allowed[i].states, state) && is_among(allowed[i].seats, seat))
            return *allowed[i].to ? allowed[i].to : state;
    return NULL;
}

/* A problem in a state, with what the action takes for granted: a clock that stands, a helper, a cause. */
static struct problem placed(struct pf_town *w, enum problem_state state, enum problem_action action) {
    struct problem p = problem_empty;
    p.project_id = w->project_id, p.kind = "land", p.raised_day = PF_TODAY - 30;
    if (state != PROBLEM_DRAFT) {
        p.state = problem_state_key(state), p.source = "direct", p.registered_day = PF_TODAY - 30, p.level = 2;
        p.unit_id = w->unit_id[PF_LAND], p.days = 10;
        p.said_day = PF_TODAY - 30, p.due_day = p.ends_day = PF_TODAY + 5;
    }
    if (state == PROBLEM_CLOSED) p.closed_day = PF_TODAY - 1;
    if (action == PROBLEM_DO_RESUME) p.stopped_day = PF_TODAY - 2;
    if (action == PROBLEM_DO_PART) p.cause_id = 7;
    assert_ok(w->a, problem_put(w->t, &p, 0));
    if (action == PROBLEM_DO_UNHELP) {
        struct problem_helper h = problem_helper_empty;
        h.problem_id = p.id, h.project_id = p.project_id, h.unit_id = w->unit_id[PF_WATER];
        assert_ok(w->a, problem_helper_put(w->t, &h, 0));
    }
    return p;
}

static enum err tried(struct pf_town *w, struct problem *p, enum problem_action action, const struct problem_who *who,
                      struct faults *faults) {
    struct problem_act act = pf_act_of(w, p, action, PF_TODAY);
    if (action == PROBLEM_DO_HELP || action == PROBLEM_DO_UNHELP) act.unit_id = w->unit_id[PF_WATER];
    if (action == PROBLEM_DO_POSTPONE) act.days = 60;
    faults->count = 0;
    return problem_act(w->t, &act, who, faults, p);
}

TEST_BOTH(each_action_in_each_state_by_each_seat_goes_where_it_should_or_is_refused_in_words, ON) {
    struct pf_town w = pf_town_new(a, s);
    size_t done = 0;
    for (enum problem_state state = 0; state < PROBLEM_STATE_COUNT; state++)
        for (enum problem_action action = 0; action < PROBLEM_ACTION_COUNT; action++)
            for (enum problem_seat seat = 0; seat < PROBLEM_SEAT_COUNT; seat++) {
                struct problem it = placed(&w, state, action), before = it, after;
                struct problem_who who = {.account_id = w.account_id[PF_MAYOR], .seats = 1u << seat};
                struct problem_may may = problem_may(a, &it, action, &who);
                const char *to = expected(problem_state_key(state), problem_action_key(action), problem_seat_key(seat));
                const char *said = arena_printf(a, "%s %s by %s", problem_state_key(state), problem_action_key(action),
                                                problem_seat_key(seat));
                struct faults faults;
                enum err e = tried(&w, &it, action, &who, &faults);
                if ((e == OK) != (to != NULL)) print_error("%s: %s\n", said, e == OK ? "done" : faults.at[0].text.in[EN]);
                assert_int_equal(e, to ? OK : ERR_INVALID);
                assert_int_equal(may.is_allowed, to != NULL); /* what one may do is what can be done */
                if (to) {
                    done++;
                    assert_string_equal(it.state, to);
                    continue;
                }
                assert_string_not_equal(faults.at[0].text.in[ZH], "");
                assert_string_equal(faults.at[0].text.in[EN], may.why.in[EN]);
                assert_ok(a, problem_get(w.t, before.id, &after));
                assert_int_equal(after.version, before.version);
            }
    assert_int_equal(done,
                     2 * 5 + 2 * 3 + 2 * 3 + 3 + 1 + 2 + 1 + 2 + 1 + 3 + 3 + 4 + 1 + 4 + 5 * 3 * 3 + 6 * 4 + 6 * 3 + 2 * 8 * 3);
    tx_end(w.t);
}

TEST_BOTH(who_worked_on_it_neither_checks_nor_closes_it_and_the_office_only_when_nobody_is_left, ON) {
    struct pf_town w = pf_town_new(a, s);
    static const struct {
        enum problem_state state;
        enum problem_action action;
        enum problem_seat seat;
        bool handled, gone, may;
    } cases[] = {
        {PROBLEM_FED_BACK, PROBLEM_DO_RECHECK, PROBLEM_SEAT_AREA, true, false, false},
        {PROBLEM_FED_BACK, PROBLEM_DO_RECHECK, PROBLEM_SEAT_AREA, false, false, true},
        {PROBLEM_RECHECKED, PROBLEM_DO_CLOSE, PROBLEM_SEAT_RAISER, true, false, false},
        {PROBLEM_RECHECKED, PROBLEM_DO_CLOSE, PROBLEM_SEAT_RAISER, true, true, false},
        {PROBLEM_RECHECKED, PROBLEM_DO_CLOSE, PROBLEM_SEAT_OFFICE, false, false, false},
        {PROBLEM_RECHECKED, PROBLEM_DO_CLOSE, PROBLEM_SEAT_OFFICE, false, true, true},
        {PROBLEM_RECHECKED, PROBLEM_DO_CLOSE, PROBLEM_SEAT_OFFICE, true, true, false},
        {PROBLEM_RECHECKED, PROBLEM_DO_REJECT, PROBLEM_SEAT_RAISER, true, false, true}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct problem it = placed(&w, cases[i].state, cases[i].action);
        struct problem_who who = {.account_id = 9, .seats = 1u << cases[i].seat, .has_handled = cases[i].handled,
                                  .raiser_is_gone = cases[i].gone};
        assert_int_equal(problem_may(a, &it, cases[i].action, &who).is_allowed, cases[i].may);
    }
    tx_end(w.t);
}

/* -- what a step asks for -- */

static void refused_at(struct pf_town *w, struct problem *p, struct problem_act *act, enum pf_post post, const char *field) {
    struct problem_who who;
    struct faults faults = {.count = 0};
    act->problem_id = p->id, act->version = p->version;
    assert_ok(w->a, problem_who_of(w->t, p, w->account_id[post], PF_TODAY, &who));
    assert_int_equal(problem_act(w->t, act, &who, &faults, p), ERR_INVALID);
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.at[0].field, field);
    assert_string_not_equal(faults.at[0].text.in[ZH], "");
}
#define REFUSED(p, name, post, field, ...)                                                                    \
    do {                                                                                                     \
        struct problem_act act = pf_act_of(&w, &(p), PROBLEM_DO_##name, PF_TODAY);                            \
        __VA_ARGS__;                                                                                         \
        refused_at(&w, &(p), &act, post, field);                                                             \
    } while (0)

TEST_BOTH(what_a_step_needs_and_does_not_get_is_told_with_its_place, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_raised(&w, w.account_id[PF_BUILDER], PF_TODAY);
    REFUSED(it, REVIEW, PF_AREA, "level", act.level = NO_INT);
    REFUSED(it, REVIEW, PF_AREA, "level", act.level = 5);
    REFUSED(it, REVIEW, PF_AREA, "days", act.days = 0);
    REFUSED(it, REVIEW, PF_AREA, "days", act.days = 100000);
    REFUSED(it, REVIEW, PF_AREA, "held", act.held_fen = -1);
    REFUSED(it, REVIEW, PF_AREA, "unit", act.unit_id = NO_INT);
    REFUSED(it, REVIEW, PF_AREA, "unit", act.unit_id = 999999);
    REFUSED(it, REVIEW, PF_AREA, "person", act.person_id = w.account_id[PF_WATER]);
    REFUSED(it, RETURN, PF_AREA, "text", act.text = "");
    REFUSED(it, JOIN, PF_AREA, "cause", act.cause_name = "");
    REFUSED(it, JOIN, PF_AREA, "cause", act.cause_id = 999999);
    REFUSED(it, ESCALATE, PF_OFFICE, "do", (void)0);
    pf_do(&w, &it, PROBLEM_DO_REVIEW, PF_AREA, PF_TODAY);
    assert_int_equal(it.due_day, day_of(2022, 12, 20)); /* ten working days from Tuesday the 6th */
    REFUSED(it, HELP, PF_AREA, "unit", act.unit_id = w.unit_id[PF_LAND]); /* responsible already */
    REFUSED(it, UNHELP, PF_AREA, "unit", act.unit_id = w.unit_id[PF_WATER]);
    pf_do(&w, &it, PROBLEM_DO_NOTICE, PF_AREA, PF_TODAY);
    REFUSED(it, STOP, PF_AREA, "text", act.text = "");
    REFUSED(it, STOP, PF_LAND, "do", (void)0); /* the unit does not stop its own clock */
    REFUSED(it, POSTPONE, PF_AREA, "days", act.days = 10); /* no later than it is */
    pf_do(&w, &it, PROBLEM_DO_SIGN, PF_LAND, PF_TODAY);
    REFUSED(it, HANDLE, PF_LAND, "text", act.text = "");
    pf_do(&w, &it, PROBLEM_DO_HANDLE, PF_LAND, PF_TODAY);
    REFUSED(it, FEEDBACK, PF_LAND, "proof", act.proof = "");
    REFUSED(it, FEEDBACK, PF_LAND, "text", act.text = "");
    tx_end(w.t);
}

TEST_BOTH(a_file_shows_as_well_as_a_paper_and_who_comes_second_is_told, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_handling(&w, PF_TODAY), late = it;
    struct problem_act act = pf_act_of(&w, &it, PROBLEM_DO_FEEDBACK, PF_TODAY);
    struct problem_who who;
    struct faults faults = {.count = 0};
    act.proof = "", act.files = 1;
    assert_ok(a, problem_who_of(w.t, &it, w.account_id[PF_LAND], PF_TODAY, &who));
    assert_ok(a, problem_act(w.t, &act, &who, &faults, &it));
    assert_int_equal(pf_try(&w, &late, PROBLEM_DO_HANDLE, w.account_id[PF_LAND], PF_TODAY, &faults), ERR_CONFLICT);
    tx_end(w.t);
}

/* -- what is raised -- */

TEST_BOTH(what_is_raised_directly_is_registered_and_confirmed_by_the_post_it_came_from, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_raised(&w, w.account_id[PF_BUILDER], PF_TODAY);
    assert_string_equal(it.state, "registered");
    assert_int_equal(it.raiser_post_id, w.post_id[PF_BUILDER]);
    struct problem_raised r = {.project_id = w.project_id, .raiser_id = w.account_id[PF_BUILDER], .source = "direct",
                               .source_id = NO_INT, .kind = "weather", .text = "", .level = NO_INT, .held_fen = -5,
                               .today = PF_TODAY, .now_ms = 1};
    struct faults faults = {.count = 0};
    assert_int_equal(problem_raise(w.t, &r, &faults, &it), ERR_INVALID);
    assert_int_equal(faults.count, 3);
    assert_string_equal(faults.at[0].field, "kind");
    assert_string_equal(faults.at[1].field, "text");
    assert_string_equal(faults.at[2].field, "held");
    tx_end(w.t);
}

TEST_BOTH(a_report_sent_again_leaves_alone_what_was_registered, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problems_asked asked = {.project_id = w.project_id, .report_id = 77, .raiser_id = w.account_id[PF_BUILDER],
                                   .kinds = 1u << PROBLEM_LAND | 1u << PROBLEM_FUNDS, .text = "两件", .today = PF_TODAY};
    struct problems_of_report_row *rows;
    struct problem it;
    size_t count;
    assert_ok(a, problems_ask(w.t, &asked));
    assert_ok(a, problems_of_report(w.t, 77, &rows, &count));
    assert_int_equal(count, 2);
    assert_ok(a, problem_get(w.t, rows[0].id, &it));
    pf_do(&w, &it, PROBLEM_DO_REGISTER, PF_BUILDER, PF_TODAY);
    assert_string_equal(it.source, "report");
    asked.kinds = 0, asked.text = "不需要了";
    assert_ok(a, problems_ask(w.t, &asked));
    assert_ok(a, problems_of_report(w.t, 77, &rows, &count));
    assert_int_equal(count, 1); /* the draft was taken back, the registered one goes on */
    assert_string_equal(rows[0].state, "registered");
    assert_string_equal(rows[0].text, "写明的情况");
    tx_end(w.t);
}

/* -- the units that are called -- */

TEST_BOTH(a_unit_that_is_called_sees_the_project_until_it_is_closed, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_raised(&w, w.account_id[PF_BUILDER], PF_TODAY);
    struct project_place place;
    struct reach r;
    assert_ok(a, project_place_of(w.t, w.project_id, PF_TODAY, &place));
#define SEES(post, on_day)                                                                                    \
    ({                                                                                                       \
        bool sees = false;                                                                                   \
        assert_ok(a, reach_of(w.t, w.account_id[post], on_day, &r));                                         \
        for (size_t i = 0; i < r.count; i++) sees |= seat_is_over(a, &r.seats[i], &place);                    \
        sees;                                                                                                \
    })
    assert_false(SEES(PF_LAND, PF_TODAY) || SEES(PF_WATER, PF_TODAY));
    pf_do(&w, &it, PROBLEM_DO_REVIEW, PF_AREA, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_HELP, PF_AREA, PF_TODAY);
    assert_false(SEES(PF_LAND, PF_TODAY)); /* nobody has told it yet */
    pf_do(&w, &it, PROBLEM_DO_NOTICE, PF_AREA, PF_TODAY);
    assert_true(SEES(PF_LAND, PF_TODAY) && SEES(PF_WATER, PF_TODAY));
    for (size_t i = 0; i < r.count; i++) assert_true(r.seats[i].role == ROLE_FACTOR); /* and may read only */
    pf_do(&w, &it, PROBLEM_DO_UNHELP, PF_AREA, PF_TODAY);
    assert_false(SEES(PF_WATER, PF_TODAY + 1));
    pf_do(&w, &it, PROBLEM_DO_SIGN, PF_LAND, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_HANDLE, PF_LAND, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_FEEDBACK, PF_LAND, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_RECHECK, PF_AREA, PF_TODAY + 1);
    pf_do(&w, &it, PROBLEM_DO_CLOSE, PF_BUILDER, PF_TODAY + 2);
    assert_true(SEES(PF_LAND, PF_TODAY + 2));
    assert_false(SEES(PF_LAND, PF_TODAY + 3));
    pf_do(&w, &it, PROBLEM_DO_REOPEN, PF_BUILDER, PF_TODAY + 4);
    assert_int_equal(it.reopened, 1);
    assert_true(SEES(PF_LAND, PF_TODAY + 4));
#undef SEES
    tx_end(w.t);
}

TEST_MAIN(T_BOTH(each_action_in_each_state_by_each_seat_goes_where_it_should_or_is_refused_in_words),
          T_BOTH(who_worked_on_it_neither_checks_nor_closes_it_and_the_office_only_when_nobody_is_left),
          T_BOTH(what_a_step_needs_and_does_not_get_is_told_with_its_place),
          T_BOTH(a_file_shows_as_well_as_a_paper_and_who_comes_second_is_told),
          T_BOTH(what_is_raised_directly_is_registered_and_confirmed_by_the_post_it_came_from),
          T_BOTH(a_report_sent_again_leaves_alone_what_was_registered),
          T_BOTH(a_unit_that_is_called_sees_the_project_until_it_is_closed))
