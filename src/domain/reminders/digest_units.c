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
    if (e != OK) return e;
    owed_by(w, &reach, &owed);
    if (!owed.n) return OK;
    r->n = owed.n;
    r->subject = digest_subject(d, &owed, lang);
    r->text = digest_text(d, w, &owed, &(struct digest_form){lang, url, W_digest_unit_foot, NAMES_BYTES_MAX});
    return OK;
}

static enum err units_read(struct digesting *d, struct owing *w) {
    struct webhooks_undigested_row *rows;
    const char *url;
    size_t count;
    try(webhooks_undigested(w->t, d->today, DIGEST_BATCH, &rows, &count));
    if (!count) return OK;
    try(setting_text_now(w->t, "public_address", &url));
    try(owing_load(w, d->positions, d->now_ms));
    for (size_t i = 0; i < count; i++) try(one_read(d, w, &rows[i], url));
    return OK;
}

static enum err unit_write(struct digesting *d, struct tx *t, const struct reminder *r, int *told) {
    int64_t added = 0;
    try(webhook_digest_add(t, r->id, d->today, r->n, d->now_ms, &added));
    if (!added || !r->n) return OK;
    *told += 1;
    return outbox_put(t, &(struct letter){.webhook_id = r->id, .subject = r->subject, .text = r->text, .now_ms = d->now_ms});
}

const struct digest_kind digest_units = {units_read, unit_write, webhook_digests_sweep};
