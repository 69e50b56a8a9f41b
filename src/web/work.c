#include "web/work.h"
#include <pthread.h>
#include <stdlib.h>

enum { REPLY_KEEP_BYTES = 1 << 20, REPLY_BYTES_MAX = 64 << 20, ARENA_BYTES_MAX = 64 << 20 };

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
    uv_async_t async;
    uv_prepare_t prepare;

    /* Of the loop's thread alone. */
    struct job_list batch;
    struct spare *returned;
    int batched, running, running_max;

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t some;
    struct job_list queue, finished;
    struct spare *spares;
    int idle;
    bool stopping;

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

/* With the lock held. The loop looks at what is finished before each sleep, so that it must be woken
 * only if there is something for it to do. */
static void hand_in(struct work *w, struct job *did, bool is_settled) {
    if (is_settled) {
        spare_put(w, did->reply);
        did->reply = NULL;
    }
    list_add(&w->finished, did);
    if (!is_settled || did->is_awaited) uv_async_send(&w->async);
}

/* One turn of a worker under the lock: hands in what it did, takes what is next. NULL: the end. */
static struct job *next_job(struct work *w, struct job *did, bool is_settled) {
    pthread_mutex_lock(&w->lock);
    if (did) hand_in(w, did, is_settled);
    while (!w->queue.first && !w->stopping) {
        w->idle++;
        pthread_cond_wait(&w->some, &w->lock);
        w->idle--;
    }
    struct job *job = list_take(&w->queue);
    if (job) job->reply = &spare_take(w)->reply;
    pthread_mutex_unlock(&w->lock);
    return job;
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

static void *worker(void *at) {
    struct work *w = at;
    size_t most = w->web->settings.arena_bytes_max;
    struct arena *a = arena_new(most ? most : ARENA_BYTES_MAX);
    bool is_settled = false;
    for (struct job *job = NULL; (job = next_job(w, job, is_settled));) {
        job->body_may_come = serve(w->web, a, &job->in, job->reply);
        is_settled = !job->body_may_come && w->calls.answer(job);
        if (is_settled) reply_slim(job->reply);
        arena_reset(a);
    }
    arena_done(a);
    return NULL;
}

/* On the loop's thread: what is finished is done with. */
static void finish(struct work *w, struct job_list *finished) {
    for (struct job *job; (job = list_take(finished));) {
        w->running--;
        w->calls.done(job);
    }
}

/* Gives away the jobs of this turn and takes what is finished, with no more wake-ups than there are sleepers. */
static void exchange(struct work *w) {
    struct job_list finished = {0};
    pthread_mutex_lock(&w->lock);
    list_move(&w->batch, &w->queue);
    list_move(&w->finished, &finished);
    while (w->returned) {
        struct spare *s = w->returned;
        w->returned = s->next;
        spare_put(w, &s->reply);
    }
    int wake = w->batched < w->idle ? w->batched : w->idle;
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < wake; i++) pthread_cond_signal(&w->some);
    w->batched = 0;
    finish(w, &finished);
}

/* Before the loop sleeps: until it has nothing more to give away. */
static void before_sleep(uv_prepare_t *handle) {
    struct work *w = handle->data;
    do exchange(w);
    while (w->batched || w->returned);
}

/* The loop turns, and looks before it sleeps again. */
static void woken(uv_async_t *handle) { (void)handle; }

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
    w->batched++;
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

enum err work_start(struct arena *a, uv_loop_t *loop, const struct web_app *web, int threads, int jobs_max,
                    struct work_calls calls, struct work **ret_work) {
    struct work *w = calloc(1, sizeof *w + (size_t)threads * sizeof(pthread_t));
    must(w != NULL);
    w->web = web;
    w->calls = calls;
    w->running_max = jobs_max;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->some, NULL);
    w->async.data = w->prepare.data = w;
    int e = uv_async_init(loop, &w->async, woken);
    must(e == 0);
    uv_prepare_init(loop, &w->prepare);
    uv_prepare_start(&w->prepare, before_sleep);
    *ret_work = w;
    for (; w->thread_count < threads; w->thread_count++)
        if (pthread_create(&w->threads[w->thread_count], NULL, worker, w) != 0)
            return arena_fail(a, ERR_WORLD, "the system gives no more than %d threads", w->thread_count);
    return OK;
}

void work_stop(struct work *w) {
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_mutex_unlock(&w->lock);
    pthread_cond_broadcast(&w->some);
    for (int i = 0; i < w->thread_count; i++) pthread_join(w->threads[i], NULL);
    uv_close((uv_handle_t *)&w->async, NULL);
    uv_close((uv_handle_t *)&w->prepare, NULL);
}

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
    pthread_mutex_destroy(&w->lock);
    free(w);
}
