/* outside_inside -- the two kinds of outside data. */
#pragma once
#include "domain/forecast/outside.h"
#include "domain/forecast/outside_read.h"

struct answering {
    struct arena *a;
    const struct forecast_law *law;
    const char *cases_path, *query_path;
    struct out *out;
    int64_t unanswered;
    struct both *why;
};
must_use enum err outside_slips(struct answering *w);
must_use enum err outside_months(struct answering *w);
/* A comma and a number in plain decimals, nothing behind the comma if it is NAN. */
void outside_number(struct out *o, double n, int decimals);
