/* intake_pages -- the pages on which sheets come in: upload, headings, preview, result, undo. */
#pragma once
#include "web/route.h"

extern const struct route intake_routes[];
extern const size_t intake_route_count;

/* The threads that read and write sheets beside the pages; see intake_job.h. Never NULL. */
struct store;
struct intake_jobs;
struct intake_jobs *intake_jobs_new(struct store *store);
/* Cancels what runs and ends the threads. Accepts NULL. */
void intake_jobs_done(struct intake_jobs *jobs);
