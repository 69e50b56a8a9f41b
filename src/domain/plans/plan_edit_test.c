/* Plans stated by hand, on both databases. */
#include "pg.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/plans/plan_edit.h"
#include "domain/projects/project_edit.h"
#include "plans_queries.h"

#define ON schema_of_program()

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}

static int64_t project(struct arena *a, struct tx *t) {
    struct project_stated s = stated_empty();
    struct faults faults = {.count = 0};
    struct project_saved saved;
    s.row.name = "有计划的";
    assert_ok(a, project_register(t, &s, 19000, &faults, &saved));
    return saved.id;
}

static enum err revise(struct tx *t, int64_t id, int64_t wan, const char *reason, bool *ret_is_changed) {
    struct faults faults = {.count = 0};
    struct plan_stated s = {.year = 2022, .amount_fen = wan * FEN_PER_WAN, .decided_day = NO_DAY, .reason = reason};
    return plan_revise(t, id, &s, 0, &faults, ret_is_changed);
}

TEST_BOTH(a_revision_says_why_and_the_first_plan_stays, ON) {
    struct tx *t = writes(a, s);
    int64_t id = project(a, t);
    struct plans_to_edit_row *rows;
    size_t count;
    bool is_changed;
    assert_ok(a, revise(t, id, 1000, "", &is_changed));
    assert_true(is_changed);
    assert_int_equal(revise(t, id, 1200, "", &is_changed), ERR_INVALID);
    assert_ok(a, revise(t, id, 1200, "资金到位", &is_changed));
    assert_ok(a, revise(t, id, 1200, "", &is_changed));
    assert_false(is_changed);
    assert_ok(a, plans_to_edit(t, id, 10, &rows, &count));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].revision, 2);
    assert_string_equal(rows[0].reason, "资金到位");
    assert_int_equal(rows[1].revision, 1);
    assert_int_equal(rows[1].amount_fen, 1000 * FEN_PER_WAN);
    tx_end(t);
}

TEST_BOTH(a_provisional_plan_is_counted_apart, ON) {
    struct tx *t = writes(a, s);
    int64_t id = project(a, t);
    struct faults faults = {.count = 0};
    struct plan_stated plan = {.year = 2023, .amount_fen = 5 * FEN_PER_WAN, .is_provisional = true, .decided_day = NO_DAY};
    bool is_changed;
    assert_ok(a, plan_revise(t, id, &plan, 0, &faults, &is_changed));
    plan.is_provisional = false;
    plan.amount_fen = 7 * FEN_PER_WAN;
    assert_ok(a, plan_revise(t, id, &plan, 0, &faults, &is_changed)); /* the first issued one: no reason asked */
    tx_end(t);
}

TEST_BOTH(all_that_is_wrong_with_a_plan_is_told, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    struct plan_stated plan = {.year = NO_INT, .amount_fen = NO_FEN, .decided_day = NO_DAY};
    bool is_changed;
    int64_t id = project(a, t);
    assert_int_equal(plan_revise(t, id, &plan, 0, &faults, &is_changed), ERR_INVALID);
    assert_int_equal(faults.count, 2);
    assert_int_equal(revise(t, id, -1, "", &is_changed), ERR_INVALID);
    assert_int_equal(revise(t, id + 1000, 1, "", &is_changed), ERR_MISSING);
    tx_end(t);
}

TEST_BOTH(a_plan_revised_meanwhile_is_a_conflict, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    struct plan_stated plan = {.year = 2022, .amount_fen = FEN_PER_WAN, .decided_day = NO_DAY, .reason = "因为"};
    bool is_changed;
    int64_t id = project(a, t), seen;
    assert_ok(a, tx_commit(t));
    tx_end(t);
    t = writes(a, s);
    assert_ok(a, tx_last_entry(t, &seen));
    assert_ok(a, revise(t, id, 3, "", &is_changed));
    assert_int_equal(plan_revise(t, id, &plan, seen, &faults, &is_changed), ERR_CONFLICT);
    assert_ok(a, plan_revise(t, id, &plan, seen + 1, &faults, &is_changed));
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_revision_says_why_and_the_first_plan_stays), T_BOTH(a_provisional_plan_is_counted_apart),
          T_BOTH(all_that_is_wrong_with_a_plan_is_told), T_BOTH(a_plan_revised_meanwhile_is_a_conflict))
