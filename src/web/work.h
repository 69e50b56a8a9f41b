/* work -- worker threads between the loop and the gate, handed over in batches.
 *
 * The loop collects the jobs of one turn and gives them away under one lock (uv_prepare);
 * what is done comes back by one uv_async that drains the whole list. The queue has a
 * maximum: the caller answers "busy" itself. Only work.c knows of threads. */
#pragma once
#include "web/serve.h"
#include <uv.h>

struct job {
    struct job *next;
    void *owner;
    struct http_in in;
    struct reply *reply; /* afterwards: to be given back with work_reply_back() */
    bool body_may_come;  /* afterwards, of a first look: no reply was made */
};

struct work;

/* Starts the threads. `done` is called on the loop's thread for each finished job. */
must_use enum err work_start(struct arena *a, uv_loop_t *loop, const struct web_app *web, int threads, int jobs_max,
                             void (*done)(struct job *job), struct work **ret_work);
/* Ends the threads after what is queued; the handles close with the loop's next turns. */
void work_stop(struct work *w);
/* Frees it, after the loop has ended. */
void work_done(struct work *w);

/* On the loop's thread. False: too much is waiting already. */
must_use bool work_add(struct work *w, struct job *job);
/* A reply for the loop's own refusals; and back, whoever took it. */
struct reply *work_reply_take(struct work *w);
void work_reply_back(struct work *w, struct reply *reply);
