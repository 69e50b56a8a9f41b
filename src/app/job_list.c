/* The jobs of all rooms: a row each. */
#include "app/clockwork.h"
#include "domain/bulletins/bulletin.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/outlook/say.h"
#include "domain/letters/missive.h"
#include "domain/problems/problem.h"
#include "domain/reminders/digest.h"
#include "domain/specialists/takeover.h"

static enum err takeovers(const struct job_call *c, int64_t *ret_did) {
    int count;
    try(takeovers_begin(c->app->store, c->a, c->now_ms, &count));
    *ret_did = count;
    return OK;
}

static enum err digest(const struct job_call *c, int64_t *ret_did) {
    int told;
    try(digest_run(c->app->store, c->a, c->app->positions, c->now_ms, &told));
    *ret_did = told;
    return OK;
}

/* What was late on days that nobody counted is told with them. */
static enum err escalate(const struct job_call *c, int64_t *ret_did) {
    struct problems_escalated done;
    try(problems_escalate_night(c->app->store, c->a, c->day, c->now_ms, &done));
    *ret_did = done.escalated;
    return OK;
}

static enum err letters(const struct job_call *c, int64_t *ret_did) {
    return letters_draft_night(c->app->store, c->a, c->app->positions, c->day, c->now_ms, ret_did);
}

static void one_more(void *told, const struct meeting *m) {
    (void)m;
    ++*(int64_t *)told;
}

static enum err packs(const struct job_call *c, int64_t *ret_did) {
    return packs_freeze_due(c->app->store, c->a, c->app->positions, c->now_ms, one_more, ret_did);
}

static enum err bulletins(const struct job_call *c, int64_t *ret_did) {
    return bulletins_draft_due(c->app->store, c->a, c->app->positions, c->now_ms, ret_did);
}

static enum err outlook(const struct job_call *c, int64_t *ret_did) {
    return outlook_run(c->app->store, c->a, c->app->positions, c->day, c->now_ms, ret_did);
}

enum { EVENING = 18 }; /* of the day before a meeting */

static const struct job jobs[] = {
    {"takeovers", W_job_takeovers, W_job_takeovers_does, W_job_takeovers_did, 0, takeovers},
    {"escalation", W_job_escalation, W_job_escalation_does, W_job_escalation_did, 1, escalate},
    {"outlook", W_job_outlook, W_job_outlook_does, W_job_outlook_did, 2, outlook},
    {"letters", W_job_letters, W_job_letters_does, W_job_letters_did, 2, letters},
    {"digest", W_job_digest, W_job_digest_does, W_job_digest_did, JOB_AT_DIGEST_HOUR, digest},
    {"packs", W_job_packs, W_job_packs_does, W_job_packs_did, EVENING, packs},
    {"bulletin", W_job_bulletin, W_job_bulletin_does, W_job_bulletin_did, 6, bulletins},
};
const struct job_list program_jobs = {jobs, countof(jobs)};
