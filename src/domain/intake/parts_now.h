/* parts_now -- a project as it stands now, with all that lies beside its row.
 *
 * Read into an arena of the caller, so that a pass over many projects does not grow the transaction's. */
#pragma once
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"

enum { PARTS_MAX = 2048 }; /* rows of one kind of one project; nobody has more */

/* ERR_MISSING if there is no such project. */
must_use enum err project_now(struct tx *t, struct arena *a, int64_t id, struct project *ret);
must_use enum err codes_now(struct tx *t, struct arena *a, int64_t project_id, struct project_code **ret, size_t *ret_count);
/* Those who hold it now: without to_day. */
must_use enum err holders_now(struct tx *t, struct arena *a, int64_t project_id, struct holder **ret, size_t *ret_count);
must_use enum err lists_now(struct tx *t, struct arena *a, int64_t project_id, struct membership **ret, size_t *ret_count);
must_use enum err stops_now(struct tx *t, struct arena *a, int64_t project_id, struct stop **ret, size_t *ret_count);
must_use enum err plans_now(struct tx *t, struct arena *a, int64_t project_id, struct annual_plan **ret, size_t *ret_count);
must_use enum err facts_now(struct tx *t, struct arena *a, int64_t project_id, struct invest_fact **ret, size_t *ret_count);
must_use enum err milestones_stand(struct tx *t, struct arena *a, int64_t project_id, struct milestone **ret, size_t *ret_count);
/* The contact that stands, and what is sealed in it ("name\nphone"); id 0 and NULL if there is none, NULL also
 * if the person was forgotten. */
must_use enum err contact_now(struct tx *t, struct arena *a, int64_t project_id, struct contact *ret, const char **ret_text);
