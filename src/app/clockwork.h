/* clockwork -- begins the jobs of the house when their hour has come, in a thread of its own (room jobs). */
#pragma once
#include "domain/jobs/job.h"

/* All jobs of all rooms. */
extern const struct job_list program_jobs;

struct clockwork;
struct clockwork *clockwork_new(struct app *app);
/* Ends with the job that is running. Accepts NULL. */
void clockwork_done(struct clockwork *c);
