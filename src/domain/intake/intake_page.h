/* intake_page -- what the pages of this room have in common, and their handlers for the rows in intake_pages.c. */
#pragma once
#include "domain/intake/intake_job.h"
#include "domain/people/app.h"
#include "intake_queries.h"
#include "web/web.h"

enum { INTAKE_PAGE_ROWS = 50, JOB_WAIT_MS = 800 };

must_use enum err intake_page(struct req *q);
must_use enum err intake_upload_post(struct req *q);
must_use enum err draft_page(struct req *q);
must_use enum err mapping_page(struct req *q);
must_use enum err mapping_post(struct req *q);
must_use enum err preview_page(struct req *q);
must_use enum err draft_accept_post(struct req *q);
must_use enum err draft_cancel_post(struct req *q);
must_use enum err draft_drop_post(struct req *q);
must_use enum err result_page(struct req *q);
must_use enum err intake_undo_post(struct req *q);
must_use enum err intake_file_page(struct req *q);

/* The draft of the path, if it is the reader's own; else ERR_MISSING. */
must_use enum err draft_find(struct req *q, struct intake_draft_of_row *ret);
/* An order on a draft, to be completed. */
must_use enum err draft_order(struct req *q, const struct intake_draft_of_row *d, enum job_kind kind, struct job_order *ret);
/* "/intake/drafts/7" with a last segment, which may be "". */
const char *draft_href(struct req *q, int64_t draft_id, const char *last);
/* "/intake/31" likewise. */
const char *entry_href(struct req *q, int64_t entry, const char *last);
/* An instant as people read it, in the city's zone. */
const char *intake_moment(struct req *q, int64_t ms);
/* Names of sheets with a blank between; "" for a csv. */
const char *sheets_told(struct req *q, const struct intake_result *r);

/* The preview of a draft. *ret_look is DONE only if *ret_replied is false; else the page was answered: how far
 * it is, or why the file was refused. */
must_use enum err draft_preview(struct req *q, struct intake_draft_of_row *ret_draft, struct job_look *ret_look,
                                bool *ret_replied);
/* How far a job is, as a page. `here` is looked at again. */
must_use enum err progress_show(struct req *q, const struct job_look *look, const char *here, const char *cancel_href);
/* The page of uploading, with what was refused and as what it had been brought in. */
must_use enum err upload_show(struct req *q, const char *fault, bool is_bureau_list);
/* Whose sheets bring in projects of ours; else the statistics bureau's list alone. */
bool intake_writes_projects(const struct req *q);
/* A refusal that is no sentence for a person becomes the error of the page. */
must_use enum err job_failed(struct req *q, const struct job_look *look);
