/* supervision_inside -- what the pages of this room share, and their handlers for the rows in supervision.c. */
#pragma once
#include "domain/calendar/reporting.h"
#include "domain/overview/asked.h"
#include "domain/problems/ladder.h"
#include "domain/stats/sight.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "supervision_queries.h"
#include "web/web.h"
#include "web/input.h"

must_use enum err problem_list_page(struct req *q);
must_use enum err problem_days_page(struct req *q);
must_use enum err problem_causes_page(struct req *q);
must_use enum err problem_ladder_page(struct req *q);
must_use enum err problem_ladder_post(struct req *q);
must_use enum err problem_new_page(struct req *q);
must_use enum err problem_new_post(struct req *q);
must_use enum err problem_page(struct req *q);
must_use enum err problem_post(struct req *q);
must_use enum err problem_file_page(struct req *q);

/* Files of the request, kept with a problem; how many there were. */
must_use enum err problem_files_take(struct req *q, const struct problem *p, int32_t today, int *ret_count);

/* An amount in 万元; what cannot be read becomes a fault of the parameter. */
struct part_input_view held_input(struct req *q, const char *value);
int64_t held_read(struct req *q);

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
