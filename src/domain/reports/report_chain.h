/* report_chain -- the table that says who may do what with a report; inside the room. */
#pragma once
#include "domain/reports/report.h"

enum chain_to { TO_SAME, TO_NEXT, TO_EARLIER, TO_BACK, TO_ACCEPTED, TO_REVISION };
/* Conditions beside state, desk and seat; bits. */
enum { WHEN_WHOLE = 1, WHEN_NOT_OVERTAKEN = 2, WHEN_REASON = 4, WHEN_ALONE = 8 };

struct chain_row {
    enum report_state state;
    enum desk at; /* where the report lies; DESK_COUNT: nowhere */
    enum report_action action;
    enum desk seat; /* whose stamp it gets */
    enum chain_to to;
    unsigned when;
};
extern const struct chain_row chain_rows[];
extern const size_t chain_row_count;

/* The row by which the person may act; NULL, and *ret_why says why not. */
const struct chain_row *chain_find(struct arena *a, const struct report *r, enum report_action action,
                                   const struct who_acts *who, const struct report_around *around, struct both *ret_why);
/* The desk behind one: the next that the list does not leave out. The office is never left out. */
enum desk chain_next(enum desk at, unsigned skipped);
/* The state of a report that was sent to a desk. */
enum report_state chain_state_at(enum desk desk);
