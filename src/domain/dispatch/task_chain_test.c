/* Tasks: every action in every state by everybody, and what no sequence of actions can do. */
#include "base/text.h"
#include "domain/dispatch/task.h"
#include "people_queries.h"
#include "pg.h"

#define ON schema_of_program()
static const int32_t TODAY = 19332; /* 2022-12-06 */

/* What is allowed, said once more and by hand; all else is refused. */
static const char *const allowed[] = {
    "open take owner -> open",     "open report owner -> done",        "open extend office -> open",
            "open hand office -> open",
    "done confirm office -> confirmed", "done reopen office -> open", "confirmed reopen office -> open",
};
static const char *const whos[] = {"nobody", "owner", "office", "both"};

static const char *expected(struct arena *a, const char *state, const char *action, unsigned who) {
    for (unsigned bit = 1; bit <= 2; bit <<= 1) {
        if (!(who & bit)) continue;
        const char *begin = arena_printf(a, "%s %s %s -> ", state, action, whos[bit]);
        for (size_t i = 0; i < countof(allowed); i++)
            if (text_starts(allowed[i], begin)) return allowed[i] + strlen(begin);
    }
    return NULL;
}

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}

static int64_t unit_add(struct arena *a, struct tx *t, const char *key) {
    struct unit u = unit_empty;
    u.key = key, u.kind = "department", u.name_zh = u.name_en = key, u.sort = 1;
    assert_ok(a, unit_put(t, &u, 0));
    return u.id;
}

static struct task task_in(struct arena *a, struct tx *t, int64_t unit_id, const char *state) {
    struct task x = task_empty;
    x.decision_id = 1, x.meeting_id = 1, x.text = "开会", x.unit_id = unit_id, x.first_due_day = x.due_day = TODAY + 3,
        x.state = state;
    if (!text_eq(state, "open")) x.done_day = TODAY, x.done_by_id = 1, x.result = "已办";
    assert_ok(a, task_put(t, &x, 0));
    return x;
}

static struct task_said said_of(enum task_action action, unsigned who, int64_t account_id, const struct owner *owner) {
    return (struct task_said){.action = action, .who = who, .account_id = account_id, .now_ms = INT64_C(1670313600000),
                              .today = TODAY,
                              .text = "写明的理由", .due_day = TODAY + 9, .owner = owner};
}

TEST_BOTH(each_action_in_each_state_by_each_side_goes_where_it_should_or_is_refused_in_words, ON) {
    struct tx *t = writes(a, s);
    int64_t unit_id = unit_add(a, t, "one");
    struct owner other = {unit_add(a, t, "two"), NO_INT, NO_INT, "", ""};
    size_t done = 0;
    for (unsigned state = 0; state < TASK_STATES; state++)
        for (unsigned action = 0; action < TASK_ACTIONS; action++)
            for (unsigned who = 0; who < countof(whos); who++) {
                struct task x = task_in(a, t, unit_id, task_state_key(state));
                struct task_said said = said_of(action, who, 2, &other);
                struct faults f = {.count = 0};
                const char *to = expected(a, x.state, task_action_key(action), who);
                enum err e = task_act(t, &x, x.version, &said, &f);
                assert_int_equal(e, to ? OK : ERR_INVALID);
                if (to) assert_string_equal(x.state, to);
                else assert_true(f.count == 1 && !text_empty(f.at[0].text.in[ZH]) && !text_empty(f.at[0].text.in[EN]));
                done += to != NULL;
            }
    assert_int_equal(done, 2 * countof(allowed)); /* each by whom it is for, and by who is both */
    tx_end(t);
}

TEST_BOTH(what_must_be_said_is_asked_for_and_a_version_that_was_overtaken_is_told, ON) {
    struct tx *t = writes(a, s);
    int64_t unit_id = unit_add(a, t, "one");
    const struct { const char *state; enum task_action action; unsigned who; const char *field; } cases[] = {
        {"open", TASK_REPORT, TASK_OWNER, "result"}, {"done", TASK_REOPEN, TASK_OFFICE, "text"}, {"open", TASK_EXTEND,
                                                                                                  TASK_OFFICE, "text"}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct task x = task_in(a, t, unit_id, cases[i].state);
        struct task_said said = said_of(cases[i].action, cases[i].who, 2, NULL);
        struct faults f = {.count = 0};
        said.text = "";
        assert_int_equal(task_act(t, &x, x.version, &said, &f), ERR_INVALID);
        assert_string_equal(f.at[0].field, cases[i].field);
        assert_int_equal(task_act(t, &x, x.version + 1, &said, &f), ERR_CONFLICT);
    }
    struct task x = task_in(a, t, unit_id, "open");
    struct task_said said = said_of(TASK_EXTEND, TASK_OFFICE, 2, NULL);
    struct faults f = {.count = 0};
    said.due_day = TODAY - 1;
    assert_int_equal(task_act(t, &x, x.version, &said, &f), ERR_INVALID);
    assert_string_equal(f.at[0].field, "due");
    said = said_of(TASK_HAND, TASK_OFFICE, 2, NULL);
    f.count = 0;
    assert_int_equal(task_act(t, &x, x.version, &said, &f), ERR_INVALID);
    assert_string_equal(f.at[0].field, "owner");
    tx_end(t);
}

/* A few people, each now on one side, now on the other, now on both, do whatever comes to them. */
TEST_BOTH(no_sequence_of_actions_has_one_person_say_that_it_is_done_and_confirm_it, ON) {
    enum { RUNS = 60, ACTS = 30, PEOPLE = 3 };
    struct tx *t = writes(a, s);
    struct owner owners[2] = {{unit_add(a, t, "one"), NO_INT, NO_INT, "", ""}, {unit_add(a, t, "two"), NO_INT, NO_INT, "", ""}};
    uint64_t random = 42;
    size_t confirmed = 0, refused = 0;
    for (int run = 0; run < RUNS; run++) {
        struct task x = task_in(a, t, owners[0].unit_id, "open");
        int64_t reporter = 0;
        for (int i = 0; i < ACTS; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            unsigned r = (unsigned)(random >> 33);
            enum task_action action = r % TASK_ACTIONS;
            int64_t who = 1 + r / 7 % PEOPLE;
            struct task_said said = said_of(action, r / 21 % 4, who, &owners[r / 84 % 2]);
            struct faults f = {.count = 0};
            if (task_act(t, &x, x.version, &said, &f) != OK) {
                refused++;
                continue;
            }
            if (action == TASK_REPORT) reporter = who;
            if (action != TASK_CONFIRM) continue;
            assert_true(reporter && reporter != who);
            confirmed++;
        }
    }
    assert_true(confirmed > 20 && refused > 20);
    tx_end(t);
}

TEST_MAIN(T_BOTH(each_action_in_each_state_by_each_side_goes_where_it_should_or_is_refused_in_words),
          T_BOTH(what_must_be_said_is_asked_for_and_a_version_that_was_overtaken_is_told),
          T_BOTH(no_sequence_of_actions_has_one_person_say_that_it_is_done_and_confirm_it))
