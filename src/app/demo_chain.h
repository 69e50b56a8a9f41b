/* demo_chain -- the reports of the practice city in the chain's tables, as their desks would have moved them. */
#pragma once
#include "app/demo.h"
#include "reports_queries.h"

/* Sent by the unit, with its photo; checked by area and department; accepted with the fact it became. */
must_use enum err demo_report_sent(struct tx *t, struct demo_project *p, int k, int64_t account_id, int64_t at_ms);
must_use enum err demo_report_checked(struct tx *t, struct demo_project *p, int k, int64_t account_id);
void demo_report_fact(const struct demo_project *p, int k, struct invest_fact *f);
must_use enum err demo_report_accepted(struct tx *t, struct demo_project *p, int k, int64_t account_id, int64_t fact_id);
/* The checks look at all of them, in an entry of its own. */
must_use enum err demo_reports_look(struct store *s, struct arena *a, int64_t at_ms);
