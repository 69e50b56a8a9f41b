#include "domain/jobs/job.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include "jobs_queries.h"
#include <time.h>

enum { HOUR_MS = 3600 * 1000, OPEN_MAX = 16 };

const struct job *job_find(const struct job_list *l, const char *key) {
    for (size_t i = 0; i < l->count; i++)
        if (text_eq(l->at[i].key, key)) return &l->at[i];
    return NULL;
}

/* How long a job is somebody's is no matter of the practice clock, on which a day may begin at any moment. */
static int64_t real_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One run of a job, as it is about to be begun. */
struct run {
    const struct job *job;
    int32_t day;
    int64_t number, tries;
};

struct looking {
    struct app *app;
    struct arena *a;
    int64_t now_ms;
    int32_t today;
    int64_t due_ms; /* of the job that is looked at */
    int zone_min, digest_hour;
};

/* -- short transactions, each of its own -- */

static enum err today_read(struct looking *l) {
    struct settings s;
    struct tx *t;
    try(store_read(l->app->store, l->a, &t));
    enum err e = settings_kept_now(l->app->settings, t, &s);
    tx_end(t);
    if (e != OK) return e;
    l->zone_min = s.time_zone_min;
    l->digest_hour = s.digest_hour;
    l->today = day_of_ms(l->now_ms, s.time_zone_min);
    return OK;
}

/* Another server that wrote the same row was quicker, that is all. */
static enum err settled(struct arena *a, enum err e, int64_t *changed) {
    if (e != ERR_RETRY && e != ERR_CONFLICT) return e;
    arena_forgive(a);
    *changed = 0;
    return OK;
}

static enum err row_add(struct looking *l, const struct job *job, int64_t *ret_added) {
    struct entry_note note = {.kind = "job", .reason = job->key};
    struct tx *t;
    try(store_write(l->app->store, l->a, &note, &t));
    enum err e = job_run_add(t, job->key, l->today, 0, NO_INT, l->due_ms, ret_added);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return settled(l->a, e, ret_added);
}

/* The row of today's run is made when its hour has come. */
static enum err due_add(struct looking *l, const struct job *job) {
    struct job_run_of_row found;
    struct tx *t;
    bool has;
    int64_t added;
    int hour = job->hour == JOB_AT_DIGEST_HOUR ? l->digest_hour : job->hour;
    l->due_ms = ms_of_day(l->today, l->zone_min) + (int64_t)hour * HOUR_MS;
    if (l->now_ms < l->due_ms) return OK;
    try(store_read(l->app->store, l->a, &t));
    enum err e = job_run_of(t, job->key, l->today, 0, &found, &has);
    tx_end(t);
    return e != OK || has ? e : row_add(l, job, &added);
}

static enum err open_read(struct looking *l, struct run *ret, size_t *ret_count) {
    struct job_runs_open_row *rows;
    struct tx *t;
    size_t count;
    *ret_count = 0;
    try(store_read(l->app->store, l->a, &t));
    enum err e = job_runs_open(t, l->now_ms, real_ms(), OPEN_MAX, &rows, &count);
    tx_end(t);
    if (e != OK) return e;
    for (size_t i = 0; i < count; i++) {
        const struct job *job = job_find(l->app->house_jobs, rows[i].job);
        if (job) ret[(*ret_count)++] = (struct run){job, rows[i].due_day, rows[i].number, rows[i].tries};
    }
    return OK;
}

static enum err claim(struct looking *l, struct run *r, bool *ret_is_ours) {
    struct entry_note note = {.kind = "job", .reason = r->job->key};
    struct tx *t;
    int64_t changed = 0;
    *ret_is_ours = false;
    try(store_write(l->app->store, l->a, &note, &t));
    enum err e = job_run_claim(t, l->now_ms, real_ms() + JOB_HOLDS_MS, r->job->key, r->day, r->number, r->tries, &changed);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    try(settled(l->a, e, &changed));
    r->tries++;
    *ret_is_ours = changed > 0;
    return OK;
}

/* What failed waits for its next try, until it has had all. */
static enum err row_end(struct looking *l, const struct run *r, enum err how, int64_t did, int64_t took_us) {
    struct entry_note note = {.kind = "job", .reason = r->job->key};
    const char *fault = how == OK ? NULL : text_empty(arena_failure(l->a)) ? err_row(how)->name : arena_failure(l->a);
    bool again = how != OK && r->tries < JOB_TRIES_MAX;
    const char *state = how == OK ? "done" : again ? "waiting" : "failed";
    int64_t until_ms = again ? real_ms() + JOB_PAUSE_MS : 0, changed;
    struct tx *t;
    if (fault) fault = arena_copy(l->a, fault);
    arena_forgive(l->a);
    try(store_write(l->app->store, l->a, &note, &t));
    enum err e = job_run_end(t, state, l->now_ms, took_us, how == OK ? did : NO_INT, fault, until_ms, r->job->key, r->day,
                             r->number, r->tries, &changed);
    if (e == OK) e = job_runs_sweep(t, l->today - JOB_KEPT_DAYS, &changed);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return settled(l->a, e, &changed);
}

/* -- a run -- */

static enum err run_one(struct looking *l, struct run *r, int64_t *ret_did, bool *ret_ran) {
    bool is_ours;
    *ret_did = 0;
    *ret_ran = false;
    try(claim(l, r, &is_ours));
    if (!is_ours) return OK;
    int64_t since_us = monotonic_us();
    struct arena *own = arena_new((size_t)256 << 20);
    enum err how = r->job->run(&(struct job_call){l->app, own, l->now_ms, r->day}, ret_did);
    if (how != OK) (void)!arena_fail(l->a, how, "%s", arena_failure(own));
    arena_done(own); /* ends what it left open */
    *ret_ran = true;
    enum err e = row_end(l, r, how, *ret_did, monotonic_us() - since_us);
    return e != OK ? e : how;
}

enum err jobs_run_due(struct app *app, struct arena *a, int64_t now_ms, int *ret_ran) {
    struct looking l = {.app = app, .a = a, .now_ms = now_ms};
    struct run open[OPEN_MAX];
    size_t count;
    *ret_ran = 0;
    try(today_read(&l));
    for (size_t i = 0; i < app->house_jobs->count; i++) try(due_add(&l, &app->house_jobs->at[i]));
    try(open_read(&l, open, &count));
    for (size_t i = 0; i < count; i++) {
        int64_t did;
        bool ran;
        enum err e = run_one(&l, &open[i], &did, &ran);
        if (ran) (*ret_ran)++;
        else if (e != OK) return e;
        arena_forgive(a);
    }
    return OK;
}

/* -- by hand -- */

static enum err ask(struct tx *t, const struct job *job, int32_t day, int64_t by_id, int64_t now_ms, int64_t *ret_number) {
    struct job_run_number_row last;
    int64_t added;
    try(job_runs_hurry(t, job->key, &added));
    try(job_run_number(t, job->key, day, &last));
    *ret_number = last.n + 1;
    try(job_run_add(t, job->key, day, *ret_number, by_id, now_ms, &added));
    return added ? OK : ERR_RETRY; /* somebody else asked at the same moment */
}

enum err job_ask(struct tx *t, const struct job_list *l, const char *key, int64_t account_id, int64_t now_ms) {
    const struct job *job = job_find(l, key);
    struct settings s;
    int64_t number;
    if (!job) return ERR_MISSING;
    try(settings_now(t, &s));
    return ask(t, job, day_of_ms(now_ms, s.time_zone_min), account_id, now_ms, &number);
}

enum err job_run_now(struct app *app, struct arena *a, const struct job *job, int64_t now_ms, int64_t *ret_did) {
    struct looking l = {.app = app, .a = a, .now_ms = now_ms};
    struct run r = {.job = job};
    struct entry_note note = {.kind = "job", .reason = job->key};
    struct tx *t;
    bool ran;
    try(today_read(&l));
    r.day = l.today;
    try(store_write(app->store, a, &note, &t));
    enum err e = ask(t, job, r.day, NO_INT, now_ms, &r.number);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e != OK) return e;
    e = run_one(&l, &r, ret_did, &ran);
    return e == OK && !ran ? ERR_BUSY : e; /* a server took it */
}
