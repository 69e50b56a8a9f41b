/* project_show -- the parts of one project's page, between project_page.c and project_parts.c. */
#pragma once
#include "domain/overview/asked.h"
#include "overview_queries.h"
#include "project_view.h"
#include "web/svg.h"

struct project_show {
    struct req *q;
    struct asked as;
    struct shown_project_row row; /* the version known then */
    int board_row, i;             /* its row on the board; in its chunk */
    const struct chunk *c;
    struct shown_facts_row *facts; /* what was stated, all sources */
    size_t fact_count;
};

/* Everything that was stated of it and known then. */
must_use enum err statements_load(struct project_show *s);
/* Month by month with the sources; statements side by side where they disagree. */
void months_fill(struct project_show *s, const struct trend *plan, struct project_view *v);
/* Codes, plans, lists, holders, stops. */
must_use enum err beside_fill(struct project_show *s, struct project_view *v);
/* The track, the drawing and the table of its milestones. */
must_use enum err milestones_fill(struct project_show *s, struct project_view *v);
/* What the checks noted of its reports. */
must_use enum err notes_fill(struct project_show *s, struct project_view *v);
/* What was proposed about who answers for it. */
must_use enum err transfers_fill(struct project_show *s, struct project_view *v);
/* Who looks after it, the last visit, the next one. */
must_use enum err specialists_fill(struct project_show *s, struct project_view *v);
/* What is to be expected of its year. */
must_use enum err outlook_fill(struct project_show *s, struct project_view *v);
/* Parent and children. */
must_use enum err family_fill(struct project_show *s, struct project_view *v);
/* Journal entries that wrote something of it. */
must_use enum err history_fill(struct project_show *s, struct project_view *v);
