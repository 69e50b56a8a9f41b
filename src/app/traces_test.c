/* What is written beside the pages: nothing is lost silently. */
#include "app/traces.h"
#include "openings_fixture.h"
#include "base/day.h"
#include "pg.h"

#define ON schema_of_program()

/* While somebody else writes, the log waits; beyond its room it counts. */
TEST_BOTH(what_cannot_be_noted_is_counted_and_the_count_is_noted, ON) {
    enum { MANY = 10000 };
    struct traces *traces = traces_new(s);
    struct entry_note note = {.kind = "test", .reason = ""};
    struct tx *t;
    int64_t lost;
    assert_ok(a, store_write(s, a, &note, &t));
    for (int i = 0; i < MANY; i++)
        traces_opened(traces, &(struct opening){.at_ms = now_ms(), .account_id = 1, .project_id = 1, .door = "html",
                                                .path = "/projects/1"});
    tx_end(t);
    traces_done(traces);
    int64_t n = openings_noted(a, s, &lost);
    assert_int_equal(n + lost, MANY);
    assert_true(n >= 4096);
    if (p->backend == BACKEND_SQLITE) assert_true(lost > 0);
}

TEST_MAIN(T_BOTH(what_cannot_be_noted_is_counted_and_the_count_is_noted))
