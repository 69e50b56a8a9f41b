/* job -- what the house does by itself, once a day at its hour: a row each, gathered by the program.
 *
 * Whichever of several servers looks first takes a job, by a row of job_run that holds for JOB_HOLDS_MS; who dies in the
 * middle leaves it to the next one. So a job's function must be safe to run twice, and to miss a night: it brings up to
 * date what it is about, and writes in transactions of its own. Each try and what it did stays for JOB_KEPT_DAYS. */
#pragma once
#include "base/words.h"
#include "domain/people/app.h"

/* What fails is tried again, after a pause, so many times. */
enum { JOB_HOLDS_MS = 30 * 1000, JOB_PAUSE_MS = 5 * 60 * 1000, JOB_TRIES_MAX = 5, JOB_KEPT_DAYS = 400 };
enum { JOB_AT_DIGEST_HOUR = -1 }; /* that of the setting */

struct job_call {
    struct app *app;
    struct arena *a; /* of the call alone */
    int64_t now_ms;
    int32_t day;     /* of the city: the one it is due */
};
struct job {
    const char *key;
    enum word name, does, did; /* "{1} people were reminded" */
    int hour;                  /* of the city's day */
    /* *ret_did: how many things it did. */
    enum err (*run)(const struct job_call *c, int64_t *ret_did);
};
struct job_list {
    const struct job *at;
    size_t count;
};
/* NULL: there is none. */
const struct job *job_find(const struct job_list *l, const char *key);

/* Runs what is due at a moment, what was asked for and what somebody did not end, one after the other; *ret_ran: how many.
 * A job that fails fails by itself: the others run. Errors are of the database only. */
must_use enum err jobs_run_due(struct app *app, struct arena *a, int64_t now_ms, int *ret_ran);
/* One job now, whether it is due or not, and what it did. */
must_use enum err job_run_now(struct app *app, struct arena *a, const struct job *job, int64_t now_ms, int64_t *ret_did);
/* Asks for one, to be begun by whichever server looks next. ERR_MISSING: there is no such job. */
must_use enum err job_ask(struct tx *t, const struct job_list *l, const char *key, int64_t account_id, int64_t now_ms);
