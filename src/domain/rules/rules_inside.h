/* rules_inside -- the handlers of this room, and what its pages have in common. */
#pragma once
#include "domain/lights/published.h"
#include "domain/lights/whatif.h"
#include "domain/overview/asked.h"
#include "lights_queries.h"
#include "part_outcome_view.h"
#include "part_tab_view.h"

must_use enum err rules_page(struct req *q);
must_use enum err rule_page(struct req *q);
must_use enum err what_if_page(struct req *q);
must_use enum err what_if_post(struct req *q);
must_use enum err sets_page(struct req *q);
must_use enum err set_page(struct req *q);
must_use enum err set_post(struct req *q);
must_use enum err back_test_page(struct req *q);

/* What a page of this room is asked: the whole platform, for a rule is for all projects. */
must_use enum err rules_asked(struct req *q, struct asked *ret);
/* The rows all counts here are of. */
struct selection rules_rows(struct arena *a, const struct asked *as);
/* The month of today in the city, from which on a rule may be changed. */
must_use enum err rules_month(struct req *q, int32_t *ret);
void rules_tabs(struct req *q, const struct asked *as, const char *here, const struct part_tab_view **ret, size_t *ret_count);
/* Nobody changes anything in the past, and only the office now. */
bool rules_may_change(struct req *q, const struct asked *as);

/* A row of the ledger in words: its thresholds and who published them, or that it is off or ended; whom it is for. */
struct both rule_said(struct arena *a, const struct light_rule *row);
struct both rule_scope_said(struct arena *a, const struct board *b, const struct light_rule *row);
/* When and by whom an entry was written. */
must_use enum err rule_written(struct req *q, const struct asked *as, int64_t entry, const char **ret_at, const char **ret_who);

/* -- two colours of every row side by side -- */

struct outcome {
    int64_t rows, changed, red, judged; /* red and not grey: of what would be */
    int64_t from_to[LIGHT_COUNT][LIGHT_COUNT];
    const int *at; /* the rows that change, in the order of the board */
    const uint8_t *was, *now; /* a byte a row, of whole chunks */
};
/* What the lights of the month would be under a law. */
struct outcome outcome_of(struct arena *a, const struct asked *as, const struct light_law *law);
struct outcome outcome_between(struct arena *a, const struct selection *rows, const uint8_t *was, const uint8_t *now);
void outcome_fill(struct arena *a, const struct asked *as, const struct outcome *o, struct part_outcome_view *v);

/* -- the alarm budget: how many red lights the city can answer -- */

struct budget {
    int64_t percent;
    double red; /* percent of what is judged; NAN: nothing is */
    bool is_over;
};
/* Of a post: the count was seen and still is, what goes over the budget was confirmed, and why is said. */
must_use enum err outcome_agreed(struct req *q, const struct asked *as, const struct outcome *o);
/* By the budget of the settings as known then. */
struct budget budget_of(const struct asked *as, const struct outcome *o);
double outcome_red_rate(const struct outcome *o); /* percent of what is judged; NAN: nothing is */
