/* work -- worker threads between the loop and the gate, handed over in batches.
 *
 * Before it sleeps (uv_prepare) the loop gives away the jobs of its turn and takes back
 * what is done, all under one lock. A worker writes its reply itself and wakes the loop only
 * if something is left to do there: most replies cost no wake-up. The queue has a maximum:
 * the caller answers "busy" itself. Only work.c knows of threads. */
#pragma once
#include "web/serve.h"
#include <uv.h>

struct job {
    struct job *next;
    void *owner;
    struct http_in in;
    struct reply *reply; /* afterwards: to be given back with work_reply_back(); NULL if it was written whole */
    bool body_may_come;  /* afterwards, of a first look: no reply was made */
    bool is_awaited;     /* under the lock: the loop wants to know at once */
};

struct work;

/* What is called with a job: on the worker's thread to answer it, true if the loop need not be woken
 * for it (the reply is written, the connection stays); then on the loop's thread when it is done. */
struct work_calls {
    bool (*answer)(struct job *job);
    void (*done)(struct job *job);
};

/* Starts the threads. */
must_use enum err work_start(struct arena *a, uv_loop_t *loop, const struct web_app *web, int threads, int jobs_max,
                             struct work_calls calls, struct work **ret_work);
/* Ends the threads after what is queued; the handles close with the loop's next turns. */
void work_stop(struct work *w);
/* Frees it, after the loop has ended. */
void work_done(struct work *w);

/* On the loop's thread. `is_awaited`: more waits behind it. False: too much is waiting already. */
must_use bool work_add(struct work *w, struct job *job, bool is_awaited);
/* Something waits for this job: it is done, or the loop will be woken when it is. Calls done() for what is finished. */
void work_await(struct work *w, struct job *job);
/* A reply for the loop's own refusals; and back, whoever took it. */
struct reply *work_reply_take(struct work *w);
void work_reply_back(struct work *w, struct reply *reply);
