/* Investment figures stated by hand, on both databases. */
#include "pg.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/projects/project_edit.h"
#include "domain/reports/fact_edit.h"
#include "reports_queries.h"

#define ON schema_of_program()
static const int32_t TODAY = 19340; /* 2022-12-14 */

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}

static int64_t project(struct arena *a, struct tx *t) {
    struct project_stated s = stated_empty();
    struct faults faults = {.count = 0};
    struct project_saved saved;
    s.row.name = "有投资的";
    assert_ok(a, project_register(t, &s, TODAY - 400, &faults, &saved));
    return saved.id;
}

static struct fact_stated fact(enum fact_span span, int32_t to_month, int64_t wan, const char *reason) {
    return (struct fact_stated){.source = "report", .span = span, .to_month = to_month, .amount_fen = wan * FEN_PER_WAN,
                                .raw = "as typed", .reason = reason};
}

static enum err state(struct tx *t, int64_t id, struct fact_stated f, struct fact_saved *ret) {
    struct faults faults = {.count = 0};
    return fact_state(t, id, &f, TODAY, 0, &faults, ret);
}

TEST_BOTH(a_figure_speaks_of_a_month_of_the_year_or_since_the_start, ON) {
    struct tx *t = writes(a, s);
    int64_t id = project(a, t);
    int32_t november = month_of(2022, 11);
    struct fact_saved saved;
    struct facts_to_edit_row *rows;
    size_t count;
    assert_ok(a, state(t, id, fact(FACT_SINCE_START, november, 900, ""), &saved));
    assert_ok(a, state(t, id, fact(FACT_YEAR_TO_DATE, november, 500, ""), &saved));
    assert_ok(a, state(t, id, fact(FACT_MONTH, november, 70, ""), &saved));
    assert_ok(a, facts_to_edit(t, id, 10, &rows, &count));
    assert_int_equal(count, 3);
    assert_int_equal(rows[0].from_month, november);
    assert_int_equal(rows[1].from_month, month_of(2022, 1));
    assert_int_equal(rows[2].from_month, NO_MONTH);
    tx_end(t);
}

TEST_BOTH(a_correction_says_why_and_is_a_version_of_the_same_row, ON) {
    struct tx *t = writes(a, s);
    int64_t id = project(a, t);
    int32_t november = month_of(2022, 11);
    struct fact_saved saved;
    struct facts_to_edit_row *rows;
    size_t count;
    assert_ok(a, state(t, id, fact(FACT_MONTH, november, 70, ""), &saved));
    assert_ok(a, state(t, id, fact(FACT_MONTH, november, 70, ""), &saved));
    assert_false(saved.is_changed);
    assert_int_equal(state(t, id, fact(FACT_MONTH, november, 80, ""), &saved), ERR_INVALID);
    struct fact_stated bureau = fact(FACT_MONTH, november, 80, "");
    bureau.source = "bureau";
    assert_ok(a, state(t, id, bureau, &saved)); /* another source corrects nothing */
    assert_ok(a, state(t, id, fact(FACT_MONTH, november, -80, "冲减"), &saved));
    assert_true(saved.is_changed && saved.is_odd);
    assert_ok(a, facts_to_edit(t, id, 10, &rows, &count));
    assert_int_equal(count, 2);
    assert_int_equal(rows[1].version, 2);
    assert_int_equal(rows[1].amount_fen, -80 * FEN_PER_WAN);
    assert_string_equal(rows[1].reason, "冲减");
    tx_end(t);
}

TEST_BOTH(all_that_is_wrong_with_a_figure_is_told, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    struct fact_saved saved;
    int64_t id = project(a, t);
    struct fact_stated nothing = fact(FACT_MONTH, NO_MONTH, 0, "");
    nothing.amount_fen = NO_FEN;
    assert_int_equal(fact_state(t, id, &nothing, TODAY, 0, &faults, &saved), ERR_INVALID);
    assert_int_equal(faults.count, 2);
    assert_int_equal(state(t, id, fact(FACT_MONTH, month_of(2023, 1), 1, ""), &saved), ERR_INVALID);
    assert_ok(a, state(t, id, fact(FACT_MONTH, month_of(2022, 12), 1, ""), &saved));
    assert_int_equal(state(t, id + 1000, fact(FACT_MONTH, month_of(2022, 12), 1, ""), &saved), ERR_MISSING);
    tx_end(t);
}

TEST_BOTH(a_figure_is_taken_back_with_a_reason_and_stays_in_its_history, ON) {
    struct tx *t = writes(a, s);
    struct faults faults = {.count = 0};
    struct fact_saved saved;
    struct facts_to_edit_row *rows;
    struct invest_fact row;
    size_t count;
    int64_t id = project(a, t);
    assert_ok(a, state(t, id, fact(FACT_MONTH, month_of(2022, 11), 70, ""), &saved));
    assert_ok(a, facts_to_edit(t, id, 10, &rows, &count));
    int64_t fact_id = rows[0].id;
    assert_int_equal(fact_withdraw(t, id, fact_id, 1, "", &faults), ERR_INVALID);
    faults.count = 0;
    assert_int_equal(fact_withdraw(t, id + 1, fact_id, 1, "报错项目", &faults), ERR_MISSING);
    assert_int_equal(fact_withdraw(t, id, fact_id, 2, "报错项目", &faults), ERR_CONFLICT);
    assert_ok(a, fact_withdraw(t, id, fact_id, 1, "报错项目", &faults));
    assert_int_equal(fact_withdraw(t, id, fact_id, 2, "再撤", &faults), ERR_MISSING);
    assert_ok(a, facts_to_edit(t, id, 10, &rows, &count));
    assert_int_equal(count, 0);
    assert_ok(a, invest_fact_get(t, fact_id, &row));
    assert_int_equal(row.gone, 1);
    assert_string_equal(row.reason, "报错项目");
    assert_ok(a, state(t, id, fact(FACT_MONTH, month_of(2022, 11), 75, ""), &saved)); /* stated anew: no correction */
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_figure_speaks_of_a_month_of_the_year_or_since_the_start),
          T_BOTH(a_correction_says_why_and_is_a_version_of_the_same_row), T_BOTH(all_that_is_wrong_with_a_figure_is_told),
          T_BOTH(a_figure_is_taken_back_with_a_reason_and_stays_in_its_history))
