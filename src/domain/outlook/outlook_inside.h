/* outlook_inside -- the handlers, and what their pages have in common. */
#pragma once
#include "domain/outlook/case_base.h"
#include "domain/overview/asked.h"
#include "part_tab_view.h"

must_use enum err outlook_page(struct req *q);
must_use enum err outlook_project_page(struct req *q);
must_use enum err outlook_scorecard_page(struct req *q);
must_use enum err outlook_formulas_page(struct req *q);

void outlook_tabs(struct req *q, const struct asked *as, const char *here, const struct part_tab_view **ret, size_t *ret_count);
/* The last month of which something was said by then, at most the one asked for; false: none. */
must_use enum err outlook_month(struct req *q, const struct asked *as, int32_t *ret, bool *ret_has);
static inline double bp_percent(int64_t bp) { return bp == NO_INT ? (double)__builtin_nan("") : (double)bp / 100; }
