/* What a unit owes, told once a day to the robot of its group: counts and names of projects, no person. */
#include "domain/outbox/outbox.h"
#include "domain/reminders/digest_inside.h"
#include "reminders_queries.h"

/* The shortest message of a robot is 2,048 bytes, and the title, the counts and the end of it need room, too. */
enum { NAMES_BYTES_MAX = 1200 };

/* A unit that was taken back is told nothing. */
static enum err one_read(struct digesting *d, struct owing *w, const struct webhooks_undigested_row *row, const char *url) {
    struct reminder *r = &d->at[d->count++];
    struct reach reach;
    struct owed owed;
    enum lang lang = lang_of(row->lang);
    *r = (struct reminder){.id = row->id};
    enum err e = reach_of_unit(w->t, row->unit_id, &reach);
    if (e == ERR_MISSING) return OK;
    if (e == OK) e = owed_by(w, &reach, &owed);
    if (e != OK || !owed.n) return e;
    r->n = owed.n;
    r->subject = digest_subject(d, &owed, lang);
    r->text = digest_text(d, w, &owed, &(struct digest_form){lang, url, W_digest_unit_foot, NAMES_BYTES_MAX});
    return OK;
}

static enum err batch_read(struct digesting *d, struct tx *t) {
    struct webhooks_undigested_row *rows;
    const char *url;
    size_t count;
    bool is_time;
    try(digest_is_time(d, t, &is_time));
    if (!is_time) return OK;
    try(webhooks_undigested(t, d->today, DIGEST_BATCH, &rows, &count));
    if (!count) return OK;
    try(digest_platform_url(t, &url));
    struct owing w = {.t = t, .a = d->a, .today = d->today};
    enum err e = digest_owing(d, &w);
    for (size_t i = 0; e == OK && i < count; i++) e = one_read(d, &w, &rows[i], url);
    digest_owing_done(&w);
    return e;
}

static enum err one_write(struct digesting *d, struct tx *t, const struct reminder *r, int *told) {
    int64_t added = 0;
    try(webhook_digest_add(t, r->id, d->today, r->n, d->now_ms, &added));
    if (!added || !r->n) return OK;
    *told += 1;
    return outbox_put(t, &(struct letter){.webhook_id = r->id, .subject = r->subject, .text = r->text, .now_ms = d->now_ms});
}

static enum err batch_write(struct digesting *d, int *told) {
    struct entry_note note = {.kind = "digest", .reason = ""};
    struct tx *t;
    int told_now = 0;
    enum err e = OK;
    try(store_write(d->store, d->a, &note, &t));
    for (size_t i = 0; e == OK && i < d->count; i++) e = one_write(d, t, &d->at[i], &told_now);
    if (e == OK) e = webhook_digests_sweep(t, d->today - DIGESTS_KEPT_DAYS, NULL);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == OK) *told += told_now;
    return e;
}

enum err digest_units_run(struct digesting *d, int *told) {
    for (;;) {
        struct tx *t;
        try(store_read(d->store, d->a, &t));
        enum err e = batch_read(d, t);
        tx_end(t);
        if (e != OK || !d->count) return e;
        e = batch_write(d, told);
        if (e == ERR_RETRY) { /* another server was quicker */
            arena_forgive(d->a);
            return OK;
        }
        if (e != OK) return e;
    }
}
