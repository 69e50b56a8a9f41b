/* What is written beside the pages: nothing is lost silently. */
#include "app/traces.h"
#include "audit_queries.h"
#include "base/day.h"
#include "pg.h"

#define ON schema_of_program()

/* Openings in the log, and how many it says are lost. */
static int64_t noted(struct arena *a, struct store *s, int64_t *ret_lost) {
    struct openings_before_cursor c;
    struct openings_before_row o;
    struct tx *t;
    bool has = false;
    int64_t n = 0;
    *ret_lost = 0;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, openings_before_open(t, INT64_MAX, 0, INT64_MAX, &c));
    for (;;) {
        assert_ok(a, openings_before_next(&c, &o, &has));
        if (!has) break;
        n += o.lost == 0;
        *ret_lost += o.lost;
    }
    openings_before_close(&c);
    tx_end(t);
    return n;
}

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
    int64_t n = noted(a, s, &lost);
    assert_int_equal(n + lost, MANY);
    assert_true(n >= 4096);
    if (p->backend == BACKEND_SQLITE) assert_true(lost > 0);
}

TEST_MAIN(T_BOTH(what_cannot_be_noted_is_counted_and_the_count_is_noted))
