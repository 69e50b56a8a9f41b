/* clockwork -- begins the jobs of the house when their hour has come, in a thread of its own (room jobs). */
#pragma once
#include "app/lookout.h"
#include "domain/jobs/job.h"

/* All jobs of all rooms. */
extern const struct job_list program_jobs;

struct lookout *clockwork_new(struct app *app);
