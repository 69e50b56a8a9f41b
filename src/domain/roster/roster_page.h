/* roster_page -- the handlers of the rows in roster_pages.c, and what they share. */
#pragma once
#include "domain/roster/roster.h"
#include "roster_queries.h"
#include "web/web.h"

#define ROSTER_DRAFT_MS (INT64_C(24) * 60 * 60 * 1000)

must_use enum err roster_upload_page(struct req *q);
must_use enum err roster_upload_post(struct req *q);
must_use enum err roster_draft_page(struct req *q);
must_use enum err roster_accept_post(struct req *q);
must_use enum err roster_drop_post(struct req *q);
must_use enum err roster_export_page(struct req *q);

/* What somebody brings in is looked at with these rights. */
struct roster_by roster_by_asking(struct req *q);
/* The plan on a page: of a draft that waits, or, with `is_done`, as it was written. */
must_use enum err roster_show(struct req *q, const char *file_name, const struct roster_result *r, bool is_done);
