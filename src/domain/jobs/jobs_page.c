/* The page of what the house does by itself, for who keeps the system: when, how it went, once more by hand. */
#include "base/day.h"
#include "base/text.h"
#include "domain/jobs/job.h"
#include "domain/jobs/jobs.h"
#include "domain/people/setting.h"
#include "jobs_queries.h"
#include "jobs_view.h"
#include "web/req.h"

enum { RUNS_SHOWN = 100 };

static const struct {
    const char *key;
    enum word word;
} states[] = {{"waiting", W_jobs_waiting}, {"running", W_jobs_running}, {"done", W_jobs_done}, {"failed", W_jobs_failed}};

static struct both state_said(const char *state) {
    for (size_t i = 0; i < countof(states); i++)
        if (text_eq(states[i].key, state)) return both_word(states[i].word);
    return both_text(state);
}

static struct both did_said(struct arena *a, const struct job *job, int64_t did) {
    return job && did != NO_INT ? SAY(a, job->did, both_int(a, did)) : both_text("");
}

static struct both took_said(struct arena *a, int64_t took_us) {
    return took_us == NO_INT ? both_text("") : SAY(a, W_jobs_ms, both_int(a, (took_us + 500) / 1000));
}

static enum err row_fill(struct req *q, const struct job *job, const struct settings *s, struct jobs_row *ret) {
    struct job_run_last_row last;
    bool has;
    int hour = job->hour == JOB_AT_DIGEST_HOUR ? s->digest_hour : job->hour;
    try(job_run_last(q->tx, job->key, &last, &has));
    *ret = (struct jobs_row){.key = job->key, .name = both_word(job->name), .does = both_word(job->does),
                             .when = SAY(q->a, W_jobs_daily_at, both_int(q->a, hour)), .state = "",
                             .run_href = arena_printf(q->a, "/jobs/%s/run", job->key)};
    if (!has) return OK;
    ret->last_at = ms_print(q->a, last.begun_ms, s->time_zone_min);
    ret->state = last.state;
    ret->state_name = state_said(last.state);
    ret->is_failed = text_eq(last.state, "failed") || last.fault;
    ret->did = did_said(q->a, job, last.did);
    ret->took = took_said(q->a, last.took_us);
    return OK;
}

static struct both asked_by(const struct job_runs_shown_row *r) {
    return r->number == 0 ? both_word(W_jobs_by_clock) : r->asker ? both_text(r->asker) : both_word(W_jobs_by_command);
}

static struct jobs_run run_of(struct req *q, const struct job_runs_shown_row *r, const struct settings *s) {
    const struct job *job = job_find(q->app->house_jobs, r->job);
    return (struct jobs_run){
        .job = r->job, .name = job ? both_word(job->name) : both_text(r->job), .due = day_print(q->a, r->due_day),
        .begun_at = r->begun_ms == NO_INT ? "" : ms_print(q->a, r->begun_ms, s->time_zone_min), .tries = r->tries,
        .state = r->state, .state_name = state_said(r->state), .is_failed = text_eq(r->state, "failed"),
        .did = did_said(q->a, job, r->did), .took = took_said(q->a, r->took_us), .by = asked_by(r),
        .fault = r->fault ? r->fault : ""};
}

static enum err jobs_page(struct req *q) {
    const struct job_list *list = q->app->house_jobs;
    struct job_runs_shown_row *found;
    struct settings s;
    size_t count;
    try(settings_kept_now(q->app->settings, q->tx, &s));
    struct jobs_row *rows = arena_array(q->a, struct jobs_row, list->count);
    for (size_t i = 0; i < list->count; i++) try(row_fill(q, &list->at[i], &s, &rows[i]));
    try(job_runs_shown(q->tx, RUNS_SHOWN, &found, &count));
    struct jobs_run *runs = arena_array(q->a, struct jobs_run, count);
    for (size_t i = 0; i < count; i++) runs[i] = run_of(q, &found[i], &s);
    struct jobs_view v = {.rows = rows, .rows_count = list->count, .runs = runs, .runs_count = count};
    return req_view(q, &jobs_view, &v);
}

static enum err job_run_post(struct req *q) {
    try(job_ask(q->tx, q->app->house_jobs, req_text(q, "job"), q->who.account_id, q->now_ms));
    req_notice(q, W_jobs_asked);
    return req_redirect(q, "/jobs");
}

#define BOTH (FORMAT_HTML | FORMAT_JSON)

const struct route jobs_routes[] = {
    {GET, "/jobs", jobs_page, .access = ACCESS_SYSTEM, .tx = TX_READ, .formats = BOTH, .title = W_jobs_title,
     .menu = W_jobs_title, .menu_order = 92, .writes = "session touch",
     .about = "What the platform does by itself, day by day: when, how long it took, what it did, what failed."},
    {POST, "/jobs/:job/run", job_run_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE, .formats = BOTH, .title = W_jobs_title,
     .entry_kind = "job", .about = "Asks for a job to be run once more; whichever server looks next begins it.",
     .params = {{"job", P_TEXT, 1, 40, .required = true}}},
};
const size_t jobs_route_count = countof(jobs_routes);
