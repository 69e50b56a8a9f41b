/* Each job once a day by whichever server looks; taken up when who began it died; tried again when it failed; by hand. */
#include "base/day.h"
#include "clerk.h"
#include "domain/jobs/job.h"
#include "jobs_queries.h"
#include <pthread.h>
#include <stdatomic.h>

#define ON schema_of_program()
enum { HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS };

static int ran_early, ran_late, faults_left;

static enum err early(const struct job_call *c, int64_t *ret_did) {
    ran_early++;
    *ret_did = c->day;
    return OK;
}

static enum err late(const struct job_call *c, int64_t *ret_did) {
    ran_late++;
    *ret_did = 7;
    return faults_left-- > 0 ? arena_fail(c->a, ERR_WORLD, "the tide is out") : OK;
}

static const struct job both_jobs[] = {{"early", W_jobs_title, W_jobs_note, W_jobs_ms, 2, early},
                                       {"late", W_jobs_title, W_jobs_note, W_jobs_ms, 20, late}};
static const struct job_list list = {both_jobs, countof(both_jobs)};

struct jobs_world {
    struct clerk_world w;
    struct app app; /* as the program's, with jobs of the test */
    int64_t day_ms;
};

static struct jobs_world jobs_world_new(struct arena *a, struct store *s) {
    struct jobs_world j = {.w = clerk_world_new(a, s)};
    j.app = *program_app(j.w.program);
    j.app.house_jobs = &list;
    j.day_ms = ms_of_day(day_of(2022, 6, 1), 480);
    ran_early = ran_late = faults_left = 0;
    return j;
}

static int run_at(struct jobs_world *j, int64_t ms) {
    int ran;
    assert_ok(j->w.a, jobs_run_due(&j->app, j->w.a, ms, &ran));
    return ran;
}

static struct job_run_last_row last_of(struct jobs_world *j, const char *job) {
    struct job_run_last_row row;
    struct tx *t;
    bool has;
    assert_ok(j->w.a, store_read(j->w.s, j->w.a, &t));
    assert_ok(j->w.a, job_run_last(t, job, &row, &has));
    tx_end(t);
    assert_true(has);
    return row;
}

TEST_BOTH(each_job_runs_once_a_day_when_its_hour_has_come, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    assert_int_equal(run_at(&j, j.day_ms + 2 * HOUR_MS - 1), 0);
    assert_int_equal(run_at(&j, j.day_ms + 2 * HOUR_MS), 1);
    assert_int_equal(run_at(&j, j.day_ms + 19 * HOUR_MS), 0);
    assert_int_equal(run_at(&j, j.day_ms + 21 * HOUR_MS), 1);
    assert_int_equal(run_at(&j, j.day_ms + 23 * HOUR_MS), 0);
    assert_int_equal(ran_early, 1);
    assert_int_equal(ran_late, 1);
    assert_int_equal(run_at(&j, j.day_ms + 4 * DAY_MS + 21 * HOUR_MS), 2); /* three nights were missed */
    assert_int_equal(ran_early, 2);
    struct job_run_last_row row = last_of(&j, "early");
    assert_string_equal(row.state, "done");
    assert_int_equal(row.did, day_of(2022, 6, 5));
    assert_int_equal(row.tries, 1);
    clerk_world_done(&j.w);
}

static void write_row(struct jobs_world *j, int64_t until_ms) {
    struct tx *t = clerk_write(&j->w);
    int64_t n;
    int32_t day = day_of(2022, 6, 1);
    assert_ok(j->w.a, job_run_add(t, "early", day, 0, NO_INT, j->day_ms + 2 * HOUR_MS, &n));
    assert_ok(j->w.a, job_run_claim(t, j->day_ms + 2 * HOUR_MS, until_ms, "early", day, 0, 0, &n));
    assert_int_equal(n, 1);
    clerk_commit(&j->w, t);
}

TEST_BOTH(what_another_server_has_begun_is_its_own_until_its_time_is_over, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    write_row(&j, INT64_MAX); /* by a real clock that is far away */
    assert_int_equal(run_at(&j, j.day_ms + 3 * HOUR_MS), 0);
    assert_int_equal(run_at(&j, j.day_ms + 12 * HOUR_MS), 0);
    assert_int_equal(ran_early, 0);
    clerk_world_done(&j.w);
}

TEST_BOTH(a_server_whose_clock_is_behind_leaves_what_is_not_due_by_its_own, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    write_row(&j, 1); /* another's clock says that it is two o'clock */
    assert_int_equal(run_at(&j, j.day_ms + 2 * HOUR_MS - 1), 0);
    assert_int_equal(run_at(&j, j.day_ms + 2 * HOUR_MS), 1);
    clerk_world_done(&j.w);
}

TEST_BOTH(what_was_begun_and_never_ended_is_taken_up, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    write_row(&j, 1); /* and its server died long ago */
    assert_int_equal(run_at(&j, j.day_ms + 3 * HOUR_MS), 1);
    assert_int_equal(ran_early, 1);
    assert_int_equal(last_of(&j, "early").tries, 2);
    assert_int_equal(run_at(&j, j.day_ms + 3 * HOUR_MS), 0);
    clerk_world_done(&j.w);
}

/* The pause is real time: it is over when the row says so. */
static void pause_ends(struct jobs_world *j) {
    struct tx *t = clerk_write(&j->w);
    int64_t n;
    assert_ok(j->w.a, job_runs_hurry(t, "late", &n));
    clerk_commit(&j->w, t);
}

TEST_BOTH(what_fails_is_tried_five_times_with_a_pause_and_hinders_no_other, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    faults_left = 100;
    assert_int_equal(run_at(&j, j.day_ms + 21 * HOUR_MS), 2);
    assert_int_equal(ran_early, 1);
    assert_int_equal(run_at(&j, j.day_ms + 21 * HOUR_MS), 0); /* not at once */
    assert_string_equal(last_of(&j, "late").state, "waiting");
    assert_true(strstr(last_of(&j, "late").fault, "the tide is out") != NULL);
    for (int i = 0; i < 10; i++) {
        pause_ends(&j);
        (void)run_at(&j, j.day_ms + 22 * HOUR_MS);
    }
    assert_int_equal(ran_late, JOB_TRIES_MAX);
    assert_string_equal(last_of(&j, "late").state, "failed");
    faults_left = 0;
    assert_int_equal(run_at(&j, j.day_ms + DAY_MS + 21 * HOUR_MS), 2); /* the next day begins anew */
    assert_string_equal(last_of(&j, "late").state, "done");
    assert_null(last_of(&j, "late").fault);
    clerk_world_done(&j.w);
}

TEST_BOTH(who_asks_for_a_job_waits_for_no_pause, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    faults_left = 1;
    assert_int_equal(run_at(&j, j.day_ms + 21 * HOUR_MS), 2);
    struct tx *t = clerk_write(&j.w);
    assert_ok(a, job_ask(t, &list, "late", NO_INT, j.day_ms + 21 * HOUR_MS));
    clerk_commit(&j.w, t);
    assert_int_equal(run_at(&j, j.day_ms + 21 * HOUR_MS), 2); /* today's, which had failed, and the one asked for */
    assert_int_equal(ran_late, 3);
    clerk_world_done(&j.w);
}

TEST_BOTH(the_administrator_asks_for_a_job_and_nobody_else_may, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    struct loopback *admin = clerk_new(&j.w, "admin", ROLE_SYSTEM), *office = clerk_new(&j.w, "office", ROLE_OFFICE);
    assert_int_equal(loopback_get(office, "/jobs").status, 403);
    assert_int_equal(loopback_post(office, "/jobs/digest/run", "").status, 403);
    assert_int_equal(loopback_post(admin, "/jobs/tides/run", "").status, 404);
    assert_int_equal(loopback_post(admin, "/jobs/digest/run", "").status, 303);
    assert_int_equal(loopback_post(admin, "/jobs/digest/run", "").status, 303);
    j.app.house_jobs = program_app(j.w.program)->house_jobs;
    int ran;
    assert_ok(a, jobs_run_due(&j.app, a, now_ms(), &ran));
    assert_true(ran >= 2);
    struct loopback_reply r = loopback_get(admin, "/jobs.json");
    assert_true(strstr(r.body, "\"job\":\"digest\"") && strstr(r.body, "\"state\":\"done\""));
    r = loopback_get(admin, "/jobs");
    assert_true(strstr(r.body, "Daily reminder") && strstr(r.body, ">admin<"));
    clerk_world_done(&j.w);
}

TEST_BOTH(one_now_is_one_more_and_leaves_the_days_own_due, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    int64_t did;
    assert_ok(a, job_run_now(&j.app, a, &both_jobs[1], j.day_ms, &did));
    assert_int_equal(did, 7);
    assert_int_equal(run_at(&j, j.day_ms + 21 * HOUR_MS), 2);
    assert_int_equal(ran_late, 2);
    faults_left = 1;
    assert_int_equal(job_run_now(&j.app, a, &both_jobs[1], j.day_ms, &did), ERR_WORLD);
    clerk_world_done(&j.w);
}

/* -- two servers on one database -- */

enum { DAYS = 20 };
static atomic_int counted;

static enum err count(const struct job_call *c, int64_t *ret_did) {
    (void)c;
    *ret_did = 1;
    atomic_fetch_add(&counted, 1);
    return OK;
}

static const struct job counted_jobs[] = {{"one", W_jobs_title, W_jobs_note, W_jobs_ms, 1, count},
                                          {"two", W_jobs_title, W_jobs_note, W_jobs_ms, 2, count}};
static const struct job_list counted_list = {counted_jobs, countof(counted_jobs)};

static void *server_run_days(void *handle) {
    struct jobs_world *j = handle;
    struct arena *a = arena_new(0);
    for (int day = 0; day < DAYS; day++)
        for (int look = 0; look < 3; look++) {
            int ran;
            (void)!jobs_run_due(&j->app, a, j->day_ms + day * (int64_t)DAY_MS + 3 * HOUR_MS, &ran);
            arena_reset(a);
        }
    arena_done(a);
    return NULL;
}

TEST_BOTH(of_two_servers_one_does_each_job_once, ON) {
    struct jobs_world j = jobs_world_new(a, s);
    pthread_t servers[2];
    j.app.house_jobs = &counted_list;
    atomic_store(&counted, 0);
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&servers[i], NULL, server_run_days, &j), 0);
    for (int i = 0; i < 2; i++) pthread_join(servers[i], NULL);
    assert_int_equal(atomic_load(&counted), DAYS * 2);
    clerk_world_done(&j.w);
}

TEST_MAIN(T_BOTH(of_two_servers_one_does_each_job_once),
          T_BOTH(each_job_runs_once_a_day_when_its_hour_has_come),
          T_BOTH(what_another_server_has_begun_is_its_own_until_its_time_is_over),
          T_BOTH(a_server_whose_clock_is_behind_leaves_what_is_not_due_by_its_own),
          T_BOTH(what_was_begun_and_never_ended_is_taken_up),
          T_BOTH(what_fails_is_tried_five_times_with_a_pause_and_hinders_no_other),
          T_BOTH(who_asks_for_a_job_waits_for_no_pause),
          T_BOTH(the_administrator_asks_for_a_job_and_nobody_else_may), T_BOTH(one_now_is_one_more_and_leaves_the_days_own_due))
