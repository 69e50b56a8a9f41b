#include "domain/intake/intake_job.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/intake/intake_pages.h"
#include "domain/intake/intake_pass.h"
#include <pthread.h>
#include <time.h>

enum { JOBS_MAX = 16, THREADS = 2, KEPT_MS = 10 * 60 * 1000, ORDER_BYTES_MAX = 16 << 20, LOOK_ROUND_MS = 60 * 1000 };
/* A pass may need this much; results that are kept have it together. */
static const size_t PASS_BYTES_MAX = (size_t)1 << 30, KEPT_BYTES_MAX = (size_t)256 << 20;

struct intake_job {
    struct intake_jobs *all;
    struct intake_pass pass; /* its order, and what comes of it */
    struct arena *own;       /* holds the order */
    enum job_state state;
    int holders;
    bool is_cancelled, is_forgotten;
    int64_t number, used_ms;
    double done;
    int64_t rows;
    enum err refusal;
};

struct worker {
    struct intake_jobs *all;
    bool only_small;
    pthread_t thread;
};

struct intake_jobs {
    struct arena *a;
    struct store *store;
    pthread_mutex_t lock; /* all below, but what a running job fills */
    pthread_cond_t changed;
    struct intake_job at[JOBS_MAX];
    struct worker workers[THREADS];
    int64_t count;
    bool stops;
};

static bool is_over(const struct intake_job *j) { return j->state == JOB_DONE || j->state == JOB_REFUSED; }

static void job_free(struct intake_job *j) {
    arena_done(j->pass.a);
    arena_done(j->own);
    *j = (struct intake_job){.all = j->all};
}

/* -- memory -- */

/* What may be let go: nobody looks at it. NULL if there is none; the one not used for longest first. */
static struct intake_job *oldest(struct intake_jobs *all) {
    struct intake_job *found = NULL;
    for (size_t i = 0; i < JOBS_MAX; i++) {
        struct intake_job *j = &all->at[i];
        if (is_over(j) && !j->holders && (!found || j->used_ms < found->used_ms)) found = j;
    }
    return found;
}

static size_t bytes_kept(const struct intake_jobs *all) {
    size_t sum = 0;
    for (size_t i = 0; i < JOBS_MAX; i++)
        if (is_over(&all->at[i])) sum += arena_used(all->at[i].pass.a);
    return sum;
}

static void tidy(struct intake_jobs *all) {
    int64_t now = now_ms();
    for (size_t i = 0; i < JOBS_MAX; i++) {
        struct intake_job *j = &all->at[i];
        if (is_over(j) && !j->holders && (j->is_forgotten || now - j->used_ms > KEPT_MS)) job_free(j);
    }
    struct intake_job *j;
    while (bytes_kept(all) > KEPT_BYTES_MAX && (j = oldest(all)) != NULL) job_free(j);
}

/* -- the threads -- */

static bool go_on(void *context, double done, int64_t rows) {
    struct intake_job *j = context;
    pthread_mutex_lock(&j->all->lock);
    j->done = done;
    j->rows = rows;
    bool goes_on = !j->is_cancelled;
    pthread_mutex_unlock(&j->all->lock);
    return goes_on;
}

static struct intake_job *next_job(struct intake_jobs *all, bool only_small) {
    struct intake_job *found = NULL;
    for (size_t i = 0; i < JOBS_MAX; i++) {
        struct intake_job *j = &all->at[i];
        if (j->state == JOB_WAITING && (j->pass.order.is_small || !only_small) && (!found || j->number < found->number))
            found = j;
    }
    return found;
}

static void wait_for(struct intake_jobs *all, int64_t ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(&all->changed, &all->lock, &until);
}

static void *work(void *context) {
    struct worker *w = context;
    struct intake_jobs *all = w->all;
    pthread_mutex_lock(&all->lock);
    while (!all->stops) {
        struct intake_job *j = next_job(all, w->only_small);
        if (!j) {
            tidy(all);
            wait_for(all, LOOK_ROUND_MS);
            continue;
        }
        j->state = JOB_RUNNING;
        pthread_mutex_unlock(&all->lock);
        enum err e = intake_pass_run(&j->pass, all->store);
        pthread_mutex_lock(&all->lock);
        j->refusal = e;
        j->state = e == OK ? JOB_DONE : JOB_REFUSED;
        j->used_ms = now_ms();
        tidy(all);
        pthread_cond_broadcast(&all->changed);
    }
    pthread_mutex_unlock(&all->lock);
    return NULL;
}

struct intake_jobs *intake_jobs_new(struct store *store) {
    struct arena *a = arena_new(0);
    struct intake_jobs *all = arena_new_of(a, struct intake_jobs);
    pthread_condattr_t attributes;
    all->a = a;
    all->store = store;
    pthread_mutex_init(&all->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&all->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    for (size_t i = 0; i < JOBS_MAX; i++) all->at[i].all = all;
    for (size_t i = 0; i < THREADS; i++) {
        all->workers[i] = (struct worker){.all = all, .only_small = i == 0};
        must(pthread_create(&all->workers[i].thread, NULL, work, &all->workers[i]) == 0);
    }
    return all;
}

void intake_jobs_done(struct intake_jobs *all) {
    if (!all) return;
    pthread_mutex_lock(&all->lock);
    all->stops = true;
    for (size_t i = 0; i < JOBS_MAX; i++) all->at[i].is_cancelled = true;
    pthread_cond_broadcast(&all->changed);
    pthread_mutex_unlock(&all->lock);
    for (size_t i = 0; i < THREADS; i++) pthread_join(all->workers[i].thread, NULL);
    for (size_t i = 0; i < JOBS_MAX; i++) job_free(&all->at[i]);
    pthread_cond_destroy(&all->changed);
    pthread_mutex_destroy(&all->lock);
    arena_done(all->a);
}

/* -- asking -- */

/* A preview is good for the mapping it was made with, and while nothing was written since. What is
 * written is done once, whatever is asked again while it is not over. */
static bool does(const struct intake_job *j, const struct job_order *o) {
    const struct job_order *mine = &j->pass.order;
    if (j->state == JOB_FREE || j->is_forgotten || mine->kind != o->kind || mine->subject != o->subject) return false;
    if (mine->account_id != o->account_id) return false;
    if (o->kind != JOB_PREVIEW) return j->state != JOB_REFUSED;
    if (!text_eq(mine->sheet, o->sheet) || !text_eq(mine->mapping, o->mapping)) return false;
    return !is_over(j) || (!j->is_cancelled && j->pass.known_entry >= o->entry);
}

static bool is_instead_of(const struct intake_job *j, const struct job_order *o) {
    const struct job_order *mine = &j->pass.order;
    return j->state != JOB_FREE && mine->kind == o->kind && mine->subject == o->subject && mine->account_id == o->account_id;
}

static void order_copy(struct arena *a, const struct job_order *from, struct job_order *to) {
    struct intake_decision *decisions = arena_array(a, struct intake_decision, from->decision_count);
    *to = *from;
    for (size_t i = 0; i < from->decision_count; i++)
        decisions[i] = (struct intake_decision){arena_copy(a, from->decisions[i].place), from->decisions[i].project_id};
    to->decisions = decisions;
    to->file_name = arena_copy(a, from->file_name);
    to->file_sha = arena_copy(a, from->file_sha);
    to->sheet = arena_copy(a, from->sheet);
    to->mapping = arena_copy(a, from->mapping);
    to->reason = arena_copy(a, from->reason);
}

static struct intake_job *start(struct intake_jobs *all, const struct job_order *o) {
    struct intake_job *j = NULL;
    for (size_t i = 0; i < JOBS_MAX; i++)
        if (is_instead_of(&all->at[i], o)) all->at[i].is_forgotten = all->at[i].is_cancelled = true;
    tidy(all);
    for (size_t i = 0; i < JOBS_MAX && !j; i++)
        if (all->at[i].state == JOB_FREE) j = &all->at[i];
    if (!j) j = oldest(all);
    if (!j) return NULL;
    job_free(j);
    j->own = arena_new(ORDER_BYTES_MAX);
    j->pass = (struct intake_pass){.a = arena_new(PASS_BYTES_MAX), .progress = go_on, .progress_context = j};
    order_copy(j->own, o, &j->pass.order);
    j->number = ++all->count;
    j->state = JOB_WAITING;
    pthread_cond_broadcast(&all->changed);
    return j;
}

static void let_go(void *handle) {
    struct intake_job *j = handle;
    struct intake_jobs *all = j->all;
    pthread_mutex_lock(&all->lock);
    j->holders--;
    tidy(all);
    pthread_mutex_unlock(&all->lock);
}

static void hold(struct arena *a, struct intake_job *j) {
    j->holders++;
    j->used_ms = now_ms();
    arena_defer(a, let_go, j);
}

enum err intake_job_take(struct intake_jobs *all, struct arena *a, const struct job_order *o, struct intake_job **ret_job) {
    struct intake_job *j = NULL;
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < JOBS_MAX && !j; i++)
        if (does(&all->at[i], o)) j = &all->at[i];
    if (!j) j = start(all, o);
    if (j) hold(a, j);
    pthread_mutex_unlock(&all->lock);
    if (!j) return ERR_BUSY;
    *ret_job = j;
    return OK;
}

struct intake_job *intake_job_find(struct intake_jobs *all, struct arena *a, enum job_kind kind, int64_t subject,
                                   int64_t account_id) {
    struct intake_job *j = NULL;
    const struct job_order o = {.kind = kind, .subject = subject, .account_id = account_id};
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < JOBS_MAX && !j; i++)
        if (!all->at[i].is_forgotten && is_instead_of(&all->at[i], &o)) j = &all->at[i];
    if (j) hold(a, j);
    pthread_mutex_unlock(&all->lock);
    return j;
}

struct job_look intake_job_look(struct intake_job *j, int wait_ms_max) {
    int64_t until = now_ms() + wait_ms_max, now;
    pthread_mutex_lock(&j->all->lock);
    while (!is_over(j) && (now = now_ms()) < until) wait_for(j->all, until - now);
    bool over = is_over(j);
    struct job_look look = {.kind = j->pass.order.kind, .state = j->state, .done = over ? 1 : j->done, .rows = j->rows,
                            .file_name = j->pass.order.file_name, .is_bureau_list = j->pass.order.is_bureau_list,
                            .refusal = j->refusal};
    if (over) {
        look.why = j->pass.why;
        look.story = arena_failure(j->pass.a);
        look.result = &j->pass.result;
        look.undone = &j->pass.undone;
    }
    pthread_mutex_unlock(&j->all->lock);
    return look;
}

void intake_job_cancel(struct intake_job *j) {
    pthread_mutex_lock(&j->all->lock);
    j->is_cancelled = true;
    pthread_mutex_unlock(&j->all->lock);
}

void intake_job_forget(struct intake_job *j) {
    pthread_mutex_lock(&j->all->lock);
    j->is_forgotten = true;
    pthread_mutex_unlock(&j->all->lock);
}
