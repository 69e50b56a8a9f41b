/* openings_fixture -- what the reading log holds, for its tests. */
#pragma once
#include "audit_queries.h"
#include "pg.h"

/* Openings in the log, and how many it says are lost. */
static inline int64_t openings_noted(struct arena *a, struct store *s, int64_t *ret_lost) {
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
