/* No sequence of actions, through standing in, handing over and leaving, too, closes a problem without a second person. */
#include "problem_fixture.h"

#define ON schema_of_program()
enum { STEPS = 2500, PROBLEMS = 6 };

struct play {
    struct pf_town w;
    struct problem at[PROBLEMS];
    int32_t today;
    uint64_t seed;
    int closed, refused_alone, handed, stood_in, left, by_office;
};

static int dice(struct play *p, int sides) {
    p->seed ^= p->seed << 13, p->seed ^= p->seed >> 7, p->seed ^= p->seed << 17;
    return (int)(p->seed % (uint64_t)sides);
}

/* -- what happens beside the problems -- */

/* Posts change hands by the functions of the house: what it refuses (who is there already, who has left) is no move. */
static void post_moves(struct play *p) {
    struct faults faults = {.count = 0};
    int who = dice(p, PF_PEOPLE);
    struct holding_stated s = {.post_id = p->w.post_id[dice(p, PF_POSTS)], .login = arena_printf(p->w.a, "person%d", who),
                               .from_day = p->today, .to_day = NO_DAY, .reason = "轮岗", .now_ms = ms_of_day(p->today, 480)};
    bool stands_in = dice(p, 2);
    if (stands_in) s.to_day = p->today + 1 + dice(p, 20);
    enum err e = stands_in ? post_stand_in(p->w.t, &s, &faults) : post_hand_over(p->w.t, &s, &faults);
    assert_true(e == OK || e == ERR_INVALID);
    p->handed += e == OK && !stands_in;
    p->stood_in += e == OK && stands_in;
}

/* Somebody may no longer sign in, or may again. */
static void person_moves(struct play *p) {
    struct account row;
    assert_ok(p->w.a, account_get(p->w.t, p->w.account_id[dice(p, PF_PEOPLE)], &row));
    account_row_copy(p->w.a, &row);
    row.is_off = !row.is_off && dice(p, 2);
    assert_ok(p->w.a, account_put(p->w.t, &row, row.version));
    p->left += row.is_off != 0;
}

/* -- looking -- */

/* From the stamps alone, by a rule of its own: whoever closed it is not among those who worked on it, and somebody did. */
static void look(struct play *p, const struct problem *row) {
    struct problem_steps_of_row *steps;
    size_t count, last = 0;
    int worked = 0;
    if (!text_eq(row->state, "closed")) return;
    assert_ok(p->w.a, problem_steps_of(p->w.t, row->id, &steps, &count));
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        if (text_eq(steps[i].action, "close")) last = i;
    assert_string_equal(steps[last].action, "close");
    for (size_t i = 0; i < last; i++) {
        bool works = text_eq(steps[i].action, "sign") || text_eq(steps[i].action, "handle");
        works = works || text_eq(steps[i].action, "feedback");
        if (works) assert_int_not_equal(steps[i].account_id, steps[last].account_id);
        worked += text_eq(steps[i].action, "feedback");
    }
    assert_true(worked > 0);
    p->by_office += text_eq(steps[last].seat, "office");
}

/* -- acting -- */

/* The step that leads on is tried more often than others, so that problems come to their end. */
static enum problem_action action_of(struct play *p, const struct problem *row) {
    static const enum problem_action on[PROBLEM_STATE_COUNT] = {
        [PROBLEM_DRAFT] = PROBLEM_DO_REGISTER,   [PROBLEM_REGISTERED] = PROBLEM_DO_REVIEW,
        [PROBLEM_RETURNED] = PROBLEM_DO_REGISTER,
        [PROBLEM_REVIEWED] = PROBLEM_DO_NOTICE,  [PROBLEM_NOTICED] = PROBLEM_DO_SIGN,      [PROBLEM_SIGNED] = PROBLEM_DO_HANDLE,
        [PROBLEM_HANDLING] = PROBLEM_DO_FEEDBACK, [PROBLEM_FED_BACK] = PROBLEM_DO_RECHECK, [PROBLEM_RECHECKED] = PROBLEM_DO_CLOSE,
        [PROBLEM_CLOSED] = PROBLEM_DO_REOPEN};
    return dice(p, 5) ? on[problem_state_read(row->state)] : (enum problem_action)dice(p, PROBLEM_ACTION_COUNT);
}

static void act(struct play *p) {
    struct problem *row = &p->at[dice(p, PROBLEMS)];
    enum problem_action action = action_of(p, row);
    int64_t account_id = p->w.account_id[dice(p, PF_PEOPLE)];
    struct problem_who who;
    struct faults faults;
    struct problem before = *row;
    assert_ok(p->w.a, problem_who_of(p->w.t, row, account_id, p->today, &who));
    struct problem_act x = pf_act_of(&p->w, row, action, p->today);
    x.unit_id = p->w.unit_id[dice(p, PF_POSTS)]; /* also the unit that builds may be made responsible */
    x.days = 1 + dice(p, 90);
    faults.count = 0;
    enum err e = problem_act(p->w.t, &x, &who, &faults, row);
    assert_true(e == OK || e == ERR_INVALID);
    if (e != OK) {
        *row = before;
        p->refused_alone += action == PROBLEM_DO_CLOSE && who.has_handled && text_eq(before.state, "rechecked");
        return;
    }
    problem_row_copy(p->w.a, row);
    p->closed += action == PROBLEM_DO_CLOSE;
    look(p, row);
}

TEST_BOTH(no_sequence_of_actions_closes_a_problem_without_a_second_person, ON) {
    struct play it = {.w = pf_town_new(a, s), .today = PF_TODAY, .seed = 20221206};
    for (int i = 0; i < PROBLEMS; i++) it.at[i] = pf_raised(&it.w, it.w.account_id[i % 3 ? PF_BUILDER : PF_OFFICE], PF_TODAY);
    for (int n = 0; n < STEPS; n++) {
        int what = dice(&it, 24);
        if (what == 0) post_moves(&it);
        else if (what == 1) person_moves(&it);
        else if (what == 2) it.today += dice(&it, 4);
        else act(&it);
    }
    /* The play was one: problems were closed, by others and by the office, and somebody tried it alone. */
    assert_true(it.closed > 20 && it.refused_alone > 20 && it.by_office > 0);
    assert_true(it.handed > 10 && it.stood_in > 10 && it.left > 5);
    tx_end(it.w.t);
}

/* -- told as stories -- */

static struct problem rechecked(struct pf_town *w) {
    struct problem p = pf_handling(w, PF_TODAY);
    pf_do(w, &p, PROBLEM_DO_FEEDBACK, PF_LAND, PF_TODAY);
    pf_do(w, &p, PROBLEM_DO_RECHECK, PF_AREA, PF_TODAY);
    return p;
}

static void hand(struct pf_town *w, enum pf_post post, int person, bool stands_in) {
    struct faults faults = {.count = 0};
    struct holding_stated s = {.post_id = w->post_id[post], .login = arena_printf(w->a, "person%d", person),
                               .from_day = PF_TODAY + 1, .to_day = stands_in ? PF_TODAY + 9 : NO_DAY, .reason = "外出",
                               .now_ms = ms_of_day(PF_TODAY, 480)};
    assert_ok(w->a, stands_in ? post_stand_in(w->t, &s, &faults) : post_hand_over(w->t, &s, &faults));
}

/* May the person close it tomorrow? */
static bool closes(struct pf_town *w, struct problem *p, int person) {
    struct faults faults;
    struct problem copy = *p;
    enum err e = pf_try(w, &copy, PROBLEM_DO_CLOSE, w->account_id[person], PF_TODAY + 1, &faults);
    assert_true(e == OK || e == ERR_INVALID);
    return e == OK;
}

TEST_BOTH(who_worked_on_it_and_then_gets_the_raisers_post_does_not_close_it, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = rechecked(&w);
    hand(&w, PF_BUILDER, PF_LAND, false);
    assert_false(closes(&w, &it, PF_LAND));    /* he answered it himself */
    assert_false(closes(&w, &it, PF_BUILDER)); /* and who raised it holds the post no more */
    assert_false(closes(&w, &it, PF_AREA));
    assert_true(closes(&w, &it, PF_OFFICE));   /* nobody else is left of who raised it */
    tx_end(w.t);
}

TEST_BOTH(a_new_holder_of_the_raisers_post_closes_it_and_the_old_one_does_not, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = rechecked(&w);
    hand(&w, PF_BUILDER, PF_WATER, false);
    assert_false(closes(&w, &it, PF_BUILDER));
    assert_false(closes(&w, &it, PF_OFFICE)); /* somebody is there to confirm */
    assert_true(closes(&w, &it, PF_WATER));
    tx_end(w.t);
}

TEST_BOTH(who_stands_in_for_the_raiser_closes_it_unless_he_worked_on_it, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = rechecked(&w);
    hand(&w, PF_BUILDER, PF_LAND, true);
    assert_false(closes(&w, &it, PF_LAND));
    assert_false(closes(&w, &it, PF_OFFICE)); /* the holder himself is still there */
    assert_true(closes(&w, &it, PF_BUILDER));
    struct problem q = rechecked(&w);
    hand(&w, PF_BUILDER, PF_WATER, true);
    assert_true(closes(&w, &q, PF_WATER));
    tx_end(w.t);
}

TEST_BOTH(the_unit_that_raised_it_and_solved_it_itself_does_not_confirm_itself, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem it = pf_raised(&w, w.account_id[PF_BUILDER], PF_TODAY);
    struct problem_act act = pf_act_of(&w, &it, PROBLEM_DO_REVIEW, PF_TODAY);
    struct problem_who who;
    struct faults faults = {.count = 0};
    act.unit_id = w.unit_id[PF_BUILDER];
    assert_ok(a, problem_who_of(w.t, &it, w.account_id[PF_AREA], PF_TODAY, &who));
    assert_ok(a, problem_act(w.t, &act, &who, &faults, &it));
    pf_do(&w, &it, PROBLEM_DO_NOTICE, PF_AREA, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_SIGN, PF_BUILDER, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_HANDLE, PF_BUILDER, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_FEEDBACK, PF_BUILDER, PF_TODAY);
    pf_do(&w, &it, PROBLEM_DO_RECHECK, PF_AREA, PF_TODAY);
    assert_false(closes(&w, &it, PF_BUILDER));
    assert_true(closes(&w, &it, PF_OFFICE));
    tx_end(w.t);
}

TEST_MAIN(T_BOTH(no_sequence_of_actions_closes_a_problem_without_a_second_person),
          T_BOTH(who_worked_on_it_and_then_gets_the_raisers_post_does_not_close_it),
          T_BOTH(a_new_holder_of_the_raisers_post_closes_it_and_the_old_one_does_not),
          T_BOTH(who_stands_in_for_the_raiser_closes_it_unless_he_worked_on_it),
          T_BOTH(the_unit_that_raised_it_and_solved_it_itself_does_not_confirm_itself))
