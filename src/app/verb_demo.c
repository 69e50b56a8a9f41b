#include "app/demo_people.h"
#include "store/journal.h"
#include "app/demo_reports.h"
#include "app/verbs.h"
#include "base/day.h"
#include "domain/people/password.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { SCALE_MIN = 100, SCALE_MAX = 2000000 };

static void progress(void *of, int64_t done, int64_t total) { call_progress(of, done, total); }

static enum err entry_last(struct call *c, int64_t *ret_entry) {
    struct tx *t;
    try(store_read(c->store, c->a, &t));
    try(tx_last_entry(t, ret_entry));
    tx_end(t);
    return OK;
}

/* What is true of the reports, beside the database and never in it. */
static enum err truth_write(struct call *c, const struct demo *d) {
    const char *path = call_text(c, "truth", NULL);
    if (!path) return OK;
    struct out *o = out_in(c->a, 0);
    demo_truth_print(d, o);
    FILE *file = fopen(path, "w");
    bool is_written = file && fwrite(o->at, 1, o->len, file) == o->len;
    if (file && fclose(file)) is_written = false;
    if (is_written) return OK;
    return call_refuse(c, ERR_WORLD, SAY(c->a, W_demo_truth_fault, both_text(path), both_text(strerror(errno))));
}

static enum err city_write(struct call *c, int64_t seed, int64_t scale, int64_t reporting) {
    struct arena *a = arena_new((size_t)12 << 30);
    struct demo *d = demo_draw(a, (uint64_t)seed, (int)scale, (int)reporting);
    enum err e = truth_write(c, d);
    if (e == OK) e = demo_write(c->store, a, d, progress, c);
    if (e != OK && !c->spoken) arena_fail(c->a, e, "%s", arena_failure(a) ? arena_failure(a) : "");
    arena_done(a);
    return e;
}

/* -- the people -- */

/* Right after what was recorded last, so that a practice day can go on from there. */
static enum err people_admit(struct call *c, const char *password, struct demo_person **ret, size_t *ret_count) {
    struct both fault;
    struct journal_row last;
    struct tx *reads;
    try(store_read(c->store, c->a, &reads));
    try(journal_head(reads, &last));
    tx_end(reads);
    int64_t at_ms = last.recorded_ms + 1;
    struct entry_note note = {0, "practice_people", "", at_ms};
    struct tx *t;
    try(store_write(c->store, c->a, &note, &t));
    enum err e = demo_people_admit(t, password, at_ms, ret, ret_count, &fault);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == ERR_CONFLICT) return call_refuse(c, e, SAY(c->a, W_demo_people_no_city, both_text(c->data)));
    return e == ERR_INVALID ? call_refuse(c, e, fault) : e;
}

static void people_json(struct json *j, const struct demo_person *people, size_t count) {
    json_key(j, "people");
    json_list(j);
    for (size_t i = 0; i < count; i++) {
        json_open(j);
        json_key_text(j, "login", people[i].login);
        json_key_text(j, "name", people[i].name);
        json_key_text(j, "role", people[i].role);
        json_key_text(j, "unit_zh", people[i].unit.in[ZH]);
        json_key_text(j, "unit_en", people[i].unit.in[EN]);
        json_close(j);
    }
    json_list_end(j);
}

static void people_print(struct call *c, const struct demo_person *people, size_t count) {
    for (size_t i = 0; i < count; i++)
        out_printf(&c->out, "%-18s %-14s %s · %s\n", people[i].login, people[i].role, people[i].name,
                   people[i].unit.in[c->lang]);
    struct both said = SAY(c->a, W_demo_people_done, both_int(c->a, (int64_t)count));
    out_printf(&c->out, "%s\n", said.in[c->lang]);
}

/* -- the verb -- */

static void tell(struct call *c, bool is_made, int64_t seed, int64_t scale, const struct demo_person *people, size_t count) {
    if (c->json) {
        struct json j = call_json(c);
        json_open(&j);
        if (is_made) json_key_int(&j, "seed", seed);
        if (is_made) json_key_int(&j, "scale", scale);
        json_key_text(&j, "data", c->data);
        if (count) people_json(&j, people, count);
        json_close(&j);
        return;
    }
    struct both said = SAY(c->a, W_demo_done, both_int(c->a, scale), both_text(c->data));
    if (is_made) out_printf(&c->out, "%s\n", said.in[c->lang]);
    if (count) people_print(c, people, count);
}

/* Only an empty database may become a practice city: its clock is set to the past. */
enum err verb_demo(struct call *c) {
    int64_t seed = call_int(c, "seed", 1), scale = call_int(c, "scale", DEMO_SCALE), entry;
    int64_t reporting = call_int(c, "reporting", DEMO_REPORTING);
    const char *password = call_text(c, "people-password", NULL);
    struct demo_person *people = NULL;
    size_t count = 0;
    if (scale < SCALE_MIN || scale > SCALE_MAX)
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_demo_scale, both_int(c->a, SCALE_MIN), both_int(c->a, SCALE_MAX)));
    if (reporting < 0 || reporting > SCALE_MAX)
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_demo_reporting, both_int(c->a, SCALE_MAX)));
    try(call_store(c, true));
    try(entry_last(c, &entry));
    bool is_made = entry == 0;
    if (!is_made && !password) return call_refuse(c, ERR_CONFLICT, SAY(c->a, W_demo_not_empty, both_text(c->data)));
    struct both fault;
    if (password && !password_fits(c->a, password, "", &fault)) return call_refuse(c, ERR_INVALID, fault);
    if (is_made) try(city_write(c, seed, scale, reporting));
    if (password) try(people_admit(c, password, &people, &count));
    tell(c, is_made, seed, scale, people, count);
    return OK;
}
