/* intake_pass -- one order carried out from beginning to end, in transactions of its own. */
#pragma once
#include "domain/intake/intake_job.h"

struct intake_pass {
    struct job_order order;
    struct arena *a; /* all that comes of it */
    bool (*progress)(void *context, double done, int64_t rows); /* false cancels */
    void *progress_context;

    bool collided;       /* it runs again: it takes its turn first */
    int64_t known_entry; /* PREVIEW: the last entry it saw */
    struct intake_result result;
    struct intake_undone undone;
    struct both why;
};

must_use enum err intake_pass_run(struct intake_pass *p, struct store *store);
