/* work -- the hands that turn the loop and serve what it hears.
 *
 * One more than may serve at once. At any time at most one of them leads: it alone turns the
 * loop, so that all that belongs to the loop needs no lock. A hand writes its reply itself and wakes
 * the leader only if something is left to do there: most replies cost no wake-up. The queue has
 * a maximum: the caller answers "busy" itself. Only work.c knows of threads. */
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

/* What is called with a job: by the hand that served it to answer it, true if the leader need not be woken
 * for it (the reply is written, the connection stays); then by a leader when it is done. */
struct work_calls {
    bool (*answer)(struct job *job);
    void (*done)(struct job *job);
};

/* Starts all hands but one, which begin at once; serving_max: how many may serve at a time. */
must_use enum err work_new(struct arena *a, uv_loop_t *loop, const struct web_app *web, int serving_max, int jobs_max,
                           struct work_calls calls, struct work **ret_work);
/* The caller's thread is a hand until the loop has nothing left; then all of them have ended. */
void work_run(struct work *w);
/* By a leader, when no job is left: the loop keeps nothing of it. */
void work_stop(struct work *w);
/* Frees it, after the loop has ended. */
void work_done(struct work *w);

/* By a leader, as all below. `is_awaited`: more waits behind it. False: too much is waiting already. */
must_use bool work_add(struct work *w, struct job *job, bool is_awaited);
/* Something waits for this job: it is done, or the loop will be woken when it is. Calls done() for what is finished. */
void work_await(struct work *w, struct job *job);
/* A reply for the loop's own refusals; and back, whoever took it. */
struct reply *work_reply_take(struct work *w);
void work_reply_back(struct work *w, struct reply *reply);
