/* The jobs of the house: what there is and how each went last; one run here and now. */
#include "app/clockwork.h"
#include "app/program.h"
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include "jobs_queries.h"

static void one_json(struct call *c, struct json *j, const struct job *job, const struct job_run_last_row *last, int zone_min) {
    json_open(j);
    json_key_text(j, "job", job->key);
    json_key_int(j, "hour", job->hour);
    json_key_text(j, "last_at", last ? ms_print(c->a, last->begun_ms, zone_min) : NULL);
    json_key_text(j, "state", last ? last->state : NULL);
    if (last && last->did != NO_INT) json_key_int(j, "did", last->did);
    json_key_text(j, "fault", last ? last->fault : NULL);
    json_close(j);
}

static void one_print(struct call *c, const struct job *job, const struct job_run_last_row *last, int zone_min) {
    const char *did = last && last->did != NO_INT ? SAY(c->a, job->did, both_int(c->a, last->did)).in[c->lang] : "";
    out_printf(&c->out, "%-16s %s", job->key, word(c->lang, job->name));
    if (last) out_printf(&c->out, "  %s %s %s", ms_print(c->a, last->begun_ms, zone_min), last->state, did);
    if (last && last->fault) out_printf(&c->out, " (%s)", last->fault);
    out_char(&c->out, '\n');
}

static enum err list(struct call *c) {
    struct settings s;
    struct tx *t;
    try(call_store(c, false));
    try(store_read(c->store, c->a, &t));
    try(settings_now(t, &s));
    struct json j = call_json(c);
    if (c->json) json_list(&j);
    for (size_t i = 0; i < program_jobs.count; i++) {
        const struct job *job = &program_jobs.at[i];
        struct job_run_last_row last;
        bool has;
        try(job_run_last(t, job->key, &last, &has));
        if (c->json) one_json(c, &j, job, has ? &last : NULL, s.time_zone_min);
        else one_print(c, job, has ? &last : NULL, s.time_zone_min);
    }
    if (c->json) json_list_end(&j);
    tx_end(t);
    return OK;
}

static enum err run(struct call *c, const struct job *job) {
    int64_t did;
    try(call_store(c, false));
    struct program *p = program_new(c->a, c->store, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    enum err e = job_run_now(program_app(p), c->a, job, now_ms(), &did);
    program_done(p);
    if (e == OK) call_remark(c, SAY(c->a, job->did, both_int(c->a, did)));
    return e;
}

enum err verb_job(struct call *c) {
    const char *what = c->args[0];
    if (text_eq(what, "list") && c->arg_count == 1) return list(c);
    const struct job *job = text_eq(what, "run") && c->arg_count == 2 ? job_find(&program_jobs, c->args[1]) : NULL;
    if (job) return run(c, job);
    return call_refuse(c, ERR_USAGE, SAY(c->a, W_job_unknown, both_text(c->arg_count == 2 ? c->args[1] : what)));
}
