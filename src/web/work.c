/* Whoever hears a request answers it. There is one loop and one hand more than may serve at a time; the hand
 * that has nothing else to do leads: it turns the loop once, then serves what it heard itself, and the next one
 * free leads. So a request changes threads only when several came at once. A hand that rests keeps watch: where
 * all others serve for long, it leads, so that the loop is never left alone for more than WATCH_MS. */
#include "web/work.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { REPLY_KEEP_BYTES = 1 << 20, REPLY_BYTES_MAX = 64 << 20, ARENA_BYTES_MAX = 64 << 20, WATCH_MS = 2 };

/* A reply and its place in the list of those that wait for use; the last one back is the first one out. */
struct spare {
    struct reply reply; /* first, so that it is found again from the reply */
    struct spare *next;
};

struct job_list {
    struct job *first, *last;
};

struct work {
    const struct web_app *web;
    struct work_calls calls;
    uv_loop_t *loop;
    uv_async_t async;

    /* Of the hand that leads alone, as all of the loop is. */
    struct job_list batch;
    struct spare *returned;
    int running, running_max;

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t some, watch;
    struct job_list queue, finished;
    struct spare *spares;
    int serving, serving_max, idle;
    bool is_led, has_ended;
    bool is_watched; /* a hand keeps watch */
    bool is_calm;    /* and sleeps until a leader goes to serve */
    unsigned turns;  /* of leaders who did */

    int thread_count;
    pthread_t threads[];
};

static void list_add(struct job_list *list, struct job *job) {
    job->next = NULL;
    if (list->last) list->last->next = job;
    else list->first = job;
    list->last = job;
}

static struct job *list_take(struct job_list *list) {
    struct job *job = list->first;
    if (!job) return NULL;
    list->first = job->next;
    if (!list->first) list->last = NULL;
    return job;
}

static void list_move(struct job_list *from, struct job_list *to) {
    if (!from->first) return;
    if (to->last) to->last->next = from->first;
    else to->first = from->first;
    to->last = from->last;
    *from = (struct job_list){0};
}

/* With the lock held: a reply that was used before, or a new one. */
static struct spare *spare_take(struct work *w) {
    struct spare *s = w->spares;
    if (s) {
        w->spares = s->next;
        return s;
    }
    s = malloc(sizeof *s);
    must(s != NULL);
    size_t most = w->web->settings.reply_bytes_max;
    reply_init(&s->reply, most ? most : REPLY_BYTES_MAX);
    return s;
}

/* With the lock held. */
static void spare_put(struct work *w, struct reply *reply) {
    struct spare *s = (struct spare *)reply;
    s->next = w->spares;
    w->spares = s;
}

/* One huge export must not be paid for by every page after it. */
static void slim(struct out *o) {
    if (o->cap <= REPLY_KEEP_BYTES) return;
    size_t most = o->max;
    out_done(o);
    out_init(o, most);
}

static void reply_slim(struct reply *reply) {
    slim(&reply->body);
    slim(&reply->zipped);
}

/* ---- a hand at work: all with the lock held, but while it serves or leads ---- */

static void wake_one(struct work *w) {
    if (w->idle) pthread_cond_signal(&w->some);
    else if (w->is_watched) pthread_cond_signal(&w->watch);
}

/* A leader that goes to serve leaves the loop to whoever is free next, or to the watch. */
static void leave(struct work *w) {
    w->turns++;
    if (!w->is_watched) wake_one(w);
    else if (w->is_calm) pthread_cond_signal(&w->watch);
    w->is_calm = false;
}

static bool may_serve(const struct work *w) { return w->queue.first && w->serving < w->serving_max; }

/* The leader looks at what is finished before it sleeps, so that it must be woken only if there is something
 * for it to do. */
static void serve_one(struct work *w, struct arena *a) {
    struct job *job = list_take(&w->queue);
    job->reply = &spare_take(w)->reply;
    w->serving++;
    if (may_serve(w)) wake_one(w);
    pthread_mutex_unlock(&w->lock);
    job->body_may_come = serve(w->web, a, &job->in, job->reply);
    bool is_settled = !job->body_may_come && w->calls.answer(job);
    if (is_settled) reply_slim(job->reply);
    arena_reset(a);
    pthread_mutex_lock(&w->lock);
    w->serving--;
    if (is_settled) {
        spare_put(w, job->reply);
        job->reply = NULL;
    }
    list_add(&w->finished, job);
    if (w->is_led && (!is_settled || job->is_awaited)) uv_async_send(&w->async);
}

/* Leading: what is finished is done with. */
static void finish(struct work *w, struct job_list *finished) {
    for (struct job *job; (job = list_take(finished));) {
        w->running--;
        w->calls.done(job);
    }
}

/* One turn of the loop, which sleeps until something comes, unless there is something to give away already. */
static void lead(struct work *w) {
    struct job_list finished = {0};
    w->is_led = true;
    list_move(&w->finished, &finished);
    pthread_mutex_unlock(&w->lock);
    finish(w, &finished);
    bool is_alive = w->batch.first || uv_run(w->loop, UV_RUN_ONCE);
    pthread_mutex_lock(&w->lock);
    list_move(&w->batch, &w->queue);
    while (w->returned) {
        struct spare *s = w->returned;
        w->returned = s->next;
        spare_put(w, &s->reply);
    }
    w->is_led = false;
    if (w->queue.first) leave(w);
    if (is_alive) return;
    w->has_ended = true;
    pthread_cond_broadcast(&w->some);
    pthread_cond_broadcast(&w->watch);
}

static void keep_watch(struct work *w) {
    unsigned turns = w->turns;
    w->is_watched = true;
    if (w->is_calm) {
        pthread_cond_wait(&w->watch, &w->lock);
    } else {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += WATCH_MS * 1000000;
        if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
        pthread_cond_timedwait(&w->watch, &w->lock, &until);
        w->is_calm = w->is_led && turns == w->turns;
    }
    w->is_watched = false;
}

static void rest(struct work *w) {
    if (!w->is_watched) {
        keep_watch(w);
        return;
    }
    w->idle++;
    pthread_cond_wait(&w->some, &w->lock);
    w->idle--;
}

static void *hand(void *at) {
    struct work *w = at;
    size_t most = w->web->settings.arena_bytes_max;
    struct arena *a = arena_new(most ? most : ARENA_BYTES_MAX);
    pthread_mutex_lock(&w->lock);
    while (!w->has_ended) {
        if (may_serve(w)) serve_one(w, a);
        else if (!w->is_led) lead(w);
        else rest(w);
    }
    pthread_mutex_unlock(&w->lock);
    arena_done(a);
    return NULL;
}

/* The loop turns, and its leader looks at what is finished before it sleeps again. */
static void woken(uv_async_t *handle) { (void)handle; }

/* ---- what the loop asks for ---- */

void work_await(struct work *w, struct job *job) {
    struct job_list finished = {0};
    pthread_mutex_lock(&w->lock);
    list_move(&w->finished, &finished);
    job->is_awaited = true;
    pthread_mutex_unlock(&w->lock);
    finish(w, &finished);
}

bool work_add(struct work *w, struct job *job, bool is_awaited) {
    if (w->running >= w->running_max) return false;
    w->running++;
    job->is_awaited = is_awaited;
    list_add(&w->batch, job);
    return true;
}

struct reply *work_reply_take(struct work *w) {
    pthread_mutex_lock(&w->lock);
    struct spare *s = spare_take(w);
    pthread_mutex_unlock(&w->lock);
    return &s->reply;
}

void work_reply_back(struct work *w, struct reply *reply) {
    struct spare *s = (struct spare *)reply;
    reply_slim(reply);
    s->next = w->returned;
    w->returned = s;
}

/* ---- life ---- */

enum err work_new(struct arena *a, uv_loop_t *loop, const struct web_app *web, int serving_max, int jobs_max,
                  struct work_calls calls, struct work **ret_work) {
    struct work *w = calloc(1, sizeof *w + (size_t)serving_max * sizeof(pthread_t));
    must(w != NULL);
    w->web = web;
    w->calls = calls;
    w->loop = loop;
    w->serving_max = serving_max;
    w->running_max = jobs_max;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->some, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&w->watch, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int e = uv_async_init(loop, &w->async, woken);
    must(e == 0);
    *ret_work = w;
    for (; w->thread_count < serving_max; w->thread_count++)
        if (pthread_create(&w->threads[w->thread_count], NULL, hand, w) != 0)
            return arena_fail(a, ERR_WORLD, "the system gives no more than %d threads", w->thread_count);
    return OK;
}

void work_run(struct work *w) {
    hand(w);
    for (int i = 0; i < w->thread_count; i++) pthread_join(w->threads[i], NULL);
}

void work_stop(struct work *w) { uv_close((uv_handle_t *)&w->async, NULL); }

static void free_spares(struct spare *s) {
    for (struct spare *next; s; s = next) {
        next = s->next;
        reply_done(&s->reply);
        free(s);
    }
}

void work_done(struct work *w) {
    if (!w) return;
    free_spares(w->spares);
    free_spares(w->returned);
    pthread_cond_destroy(&w->some);
    pthread_cond_destroy(&w->watch);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
