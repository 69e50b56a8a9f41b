/* exports -- who took which rows out of the house, when, by which filter, how many.
 *
 * No fact of the ledger but a trace: it is noted in a transaction of its own, before the rows leave.
 * Whoever cannot be noted gets nothing. */
#pragma once
#include "web/req.h"

/* The present request gives away `rows` rows; its address tells the filter. */
must_use enum err export_note(struct req *q, int64_t rows);
