/* supervision_inside -- what the pages of this room share, and their handlers for the rows in supervision.c. */
#pragma once
#include "domain/calendar/reporting.h"
#include "domain/overview/asked.h"
#include "domain/supervision/lines.h"
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
