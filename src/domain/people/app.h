/* app -- what every room's handlers find behind q->app.
 *
 * The lowest room declares it so that all may use it; it holds pointers only, each known
 * to the room that owns it. Filled by src/app. */
#pragma once
#include "store/store.h"

struct settings_kept;  /* domain/people/setting.h */
struct position_cache; /* domain/stats/position.h */
struct intake_jobs;    /* domain/intake/intake_job.h */
struct talks;          /* domain/signin/talks.h */
struct session_kept;   /* domain/people/session_kept.h */
struct reach_kept;     /* domain/people/reach_kept.h */
struct waits_kept;     /* domain/desk/waits.h */
struct job_list;       /* domain/jobs/job.h */
struct burden_list;    /* domain/people/burden.h */
struct web_app;        /* web/web.h */

struct app {
    struct store *store;
    struct settings_kept *settings;
    struct reach_kept *reaches;
    struct session_kept *sessions;
    struct position_cache *positions;
    struct intake_jobs *jobs;
    struct talks *talks;
    struct waits_kept *waits;
    const struct job_list *house_jobs;
    const struct burden_list *burdens;
    const struct web_app *web;
};
