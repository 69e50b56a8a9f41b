#include "domain/intake/intake_pass.h"
#include "base/day.h"
#include "domain/intake/intake_draft.h"
#include "domain/people/setting.h"
#include "intake_queries.h"
#include <time.h>

enum { TRIES_MAX = 6, LOST_PAUSE_MS = 100 };

static enum err options_fill(struct intake_pass *p, struct tx *t, struct intake_options *ret) {
    const struct job_order *o = &p->order;
    struct heading_override *overrides;
    struct settings settings;
    *ret = (struct intake_options){.file_name = o->file_name, .sheet = *o->sheet ? o->sheet : NULL,
                                   .decisions = o->decisions, .decision_count = o->decision_count,
                                   .is_bureau_list = o->is_bureau_list,
                                   .draft_id = o->kind == JOB_ACCEPT ? o->subject : 0,
                                   .progress = p->progress, .progress_context = p->progress_context};
    for (size_t i = 0; i < INTAKE_DICTIONARY_COUNT; i++) ret->makes[i] = o->makes[i];
    try(settings_now(t, &settings));
    ret->today = day_of_ms(now_ms(), settings.time_zone_min);
    try(mapping_overrides(p->a, o->mapping, &overrides, &ret->override_count, &p->why));
    ret->overrides = overrides;
    return kept_file_open(t, p->a, o->file_sha, &ret->path);
}

static enum err preview(struct intake_pass *p, struct tx *t) {
    struct intake_options options;
    try(tx_last_entry(t, &p->known_entry));
    try(options_fill(p, t, &options));
    return intake_preview(t, p->a, &options, &p->result, &p->why);
}

static enum err accept(struct intake_pass *p, struct tx *t) {
    struct intake_options options;
    int64_t dropped;
    try(options_fill(p, t, &options));
    try(intake_draft_drop(t, p->order.subject, p->order.account_id, &dropped));
    if (!dropped) return ERR_MISSING;
    return intake_accept(t, p->a, &options, &p->result, &p->why);
}

static enum err undo(struct intake_pass *p, struct tx *t) {
    enum err e = intake_undo(t, p->a, p->order.subject, &p->undone);
    if (e == ERR_CONFLICT) p->why = both_word(W_result_undone_before);
    return e;
}

static enum err written_once(struct intake_pass *p, struct store *store) {
    bool is_undo = p->order.kind == JOB_UNDO;
    struct entry_note note = {p->order.account_id, is_undo ? "intake_undo" : "intake", p->order.reason, 0, p->collided};
    struct tx *t;
    try(store_write(store, p->a, &note, &t));
    enum err e = is_undo ? undo(p, t) : accept(p, t);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

/* Two writers that collided: the loser runs again; and so does who lost the connection. What was accepted is not
 * accepted twice, for its draft is gone; what was taken back is seen to be. */
static enum err until_done(struct intake_pass *p, struct store *store, enum err once(struct intake_pass *, struct store *)) {
    for (int i = 1;; i++) {
        enum err e = once(p, store);
        if ((e != ERR_RETRY && e != ERR_LOST) || i == TRIES_MAX) return e;
        arena_reset(p->a);
        p->collided = true;
        if (e == ERR_LOST) nanosleep(&(struct timespec){0, i * LOST_PAUSE_MS * 1000000L}, NULL);
    }
}

static bool is_refusal_of_file(enum err e) { return e == ERR_TYPE || e == ERR_TOO_LARGE || e == ERR_INVALID || e == ERR_MISSING; }

/* A file that cannot be read at all does not wait for anything. */
static enum err drop(struct intake_pass *p, struct store *store) {
    struct entry_note note = {p->order.account_id, "intake_draft", "", 0};
    struct tx *t;
    try(store_write(store, p->a, &note, &t));
    enum err e = intake_draft_drop(t, p->order.subject, p->order.account_id, NULL);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

static enum err previewed_once(struct intake_pass *p, struct store *store) {
    struct tx *t;
    try(store_read(store, p->a, &t));
    enum err e = preview(p, t);
    tx_end(t);
    return e;
}

enum err intake_pass_run(struct intake_pass *p, struct store *store) {
    if (!p->progress(p->progress_context, 0, 0)) {
        p->why = both_word(W_in_cancelled);
        return ERR_CONFLICT;
    }
    if (p->order.kind != JOB_PREVIEW) return until_done(p, store, written_once);
    enum err e = until_done(p, store, previewed_once);
    bool is_first = !*p->order.sheet && !*p->order.mapping;
    if (is_refusal_of_file(e) && is_first && p->why.in[ZH]) try(drop(p, store));
    return e;
}
