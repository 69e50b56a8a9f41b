/* problem_one -- one problem as its page shows it and its form acts on it. */
#pragma once
#include "domain/supervision/supervision_inside.h"
#include "problem_view.h"

struct problem_one {
    struct req *q;
    int32_t today;
    struct calendar calendar;
    struct problem row;
    struct project_place place;
    struct problem_who who;
    struct problem_view v;
};
/* The problem of the path. Everything is read before anything is put. ERR_MISSING: none of this project. */
must_use enum err problem_one_load(struct req *q, struct problem_one *ret);
/* What may be done, with the inputs of each. */
must_use enum err problem_acts_fill(struct problem_one *one);
