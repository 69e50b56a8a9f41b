/* lines -- the problems of the projects somebody sees, each with what it is today and what he is to it. */
#pragma once
#include "domain/calendar/reporting.h"
#include "domain/overview/asked.h"
#include "domain/problems/problem.h"
#include "supervision_queries.h"

enum { NO_LEFT = INT32_MIN };

/* What its clock says today. */
struct problem_clock {
    bool is_late;
    int days_late, days_left; /* working days; days_left NO_LEFT: no day is set, or it is past or closed */
    struct both said;         /* "3 working days late", "clock stands since …", "closed on …"; "" if there is nothing to say */
};
struct problem_clock problem_clock_of(struct arena *a, const struct work_days *w, const struct problem *p, int32_t today);

/* A problem as the lists see it; texts are the arena's. */
struct problem_line {
    struct problems_listed_row row;
    int board_row;         /* of its project */
    enum problem_state state;
    struct problem_clock clock;
    unsigned seats;        /* of the reader */
    bool is_mine;          /* it lies with the reader now */
};
/* What the reader sees of the city's problems, and his seats. */
struct problem_lines {
    struct req *q;
    struct asked as;
    int32_t today;
    struct calendar calendar;
    struct problem_line *at;
    size_t count;
};
/* All of his that are registered, and drafts; none is left out but those of projects he does not see. */
must_use enum err problem_lines_load(struct req *q, struct problem_lines *ret);
