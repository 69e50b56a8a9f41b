#include "domain/reminders/digest_inside.h"
#include "base/text.h"
#include "domain/outbox/outbox.h"
#include "domain/people/mail.h"
#include "domain/people/notices.h"
#include "reminders_queries.h"

enum { HOUR_MS = 3600 * 1000 };

/* -- the letter -- */

static void line(struct out *o, enum lang lang, struct both said) { out_printf(o, "%s\n", said.in[lang]); }

static struct both report_said(struct arena *a, const struct owing *w, const struct owed_report *r) {
    struct both days = both_int(a, w->today - r->due_day), day = both_text(day_print(a, r->due_day));
    struct both project = both_text(r->project), when = period_name(a, r->period);
    struct both text = r->is_late ? SAY(a, W_digest_late, project, when, days)
                       : r->due_day == w->today ? SAY(a, W_digest_today, project, when)
                                                : SAY(a, W_digest_soon, project, when, day);
    return r->is_back ? both_join(a, text, both_word(W_digest_back)) : text;
}

const char *digest_text(struct digesting *d, const struct owing *w, const struct owed *o, const struct digest_form *form) {
    enum lang lang = form->lang;
    struct out *out = out_in(d->a, LETTER_BYTES_MAX);
    size_t shown = 0;
    line(out, lang, SAY(d->a, W_digest_counts, both_int(d->a, o->late), both_int(d->a, o->today), both_int(d->a, o->soon)));
    for (enum desk desk = DESK_AREA; desk < DESK_COUNT; desk++)
        if (o->waiting[desk])
            line(out, lang, SAY(d->a, W_digest_waiting, both_word(desk_word(desk)), both_int(d->a, o->waiting[desk])));
    out_raw(out, "\n");
    for (; shown < o->shown && out->len < form->list_bytes_max; shown++)
        line(out, lang, report_said(d->a, w, &o->reports[shown]));
    int64_t more = o->late + o->today + o->soon - (int64_t)shown;
    if (more > 0) line(out, lang, SAY(d->a, W_digest_more, both_int(d->a, more)));
    if (*form->public_address) out_printf(out, "\n%s/desk\n", form->public_address);
    line(out, lang, both_word(form->foot));
    return out_text_of(out);
}

const char *digest_subject(struct digesting *d, const struct owed *o, enum lang lang) {
    const char *city = lang == ZH ? d->settings.city_zh : d->settings.city_en;
    return SAY(d->a, W_digest_subject, both_int(d->a, o->n), both_text(city)).in[lang];
}

/* -- reading -- */

static enum err batch_fill(struct digesting *d, struct owing *w, const struct accounts_undigested_row *rows, size_t count) {
    const char *url;
    try(setting_text_now(w->t, "public_address", &url));
    for (size_t i = 0; i < count; i++) {
        struct reach reach;
        struct owed owed;
        enum lang lang = lang_of(rows[i].lang);
        struct reminder *r = &d->at[d->count++];
        try(reach_of(w->t, rows[i].id, d->today, &reach));
        owed_by(w, &reach, &owed);
        *r = (struct reminder){.id = rows[i].id, .n = owed.n};
        if (!owed.n) continue;
        r->subject = digest_subject(d, &owed, lang);
        r->text = digest_text(d, w, &owed, &(struct digest_form){lang, url, W_digest_foot, LETTER_BYTES_MAX});
    }
    return OK;
}

static enum err is_time(struct digesting *d, struct tx *t, bool *ret_is) {
    d->count = 0;
    try(settings_now(t, &d->settings));
    d->today = day_of_ms(d->now_ms, d->settings.time_zone_min);
    *ret_is = d->now_ms >= ms_of_day(d->today, d->settings.time_zone_min) + (int64_t)d->settings.digest_hour * HOUR_MS;
    return OK;
}

static enum err people_read(struct digesting *d, struct owing *w) {
    struct accounts_undigested_row *rows;
    size_t count;
    try(accounts_undigested(w->t, d->today, DIGEST_BATCH, &rows, &count));
    if (!count) return OK;
    try(owing_load(w, d->positions, d->now_ms));
    return batch_fill(d, w, rows, count);
}

/* -- writing -- */

static enum err person_write(struct digesting *d, struct tx *t, const struct reminder *r, int *told) {
    int64_t added = 0;
    struct mail_stands mail;
    try(digest_add(t, r->id, d->today, r->n, d->now_ms, &added));
    if (!added || !r->n) return OK;
    struct notice_told notice = {.inbox_id = r->id, .kind = NOTICE_DIGEST, .href = "/desk", .day = d->today, .n = r->n,
                                 .at_ms = d->now_ms};
    try(notices_end(t, r->id, NOTICE_DIGEST, d->now_ms)); /* yesterday's is out of date */
    try(notices_tell(t, &notice));
    try(mail_of(t, r->id, &mail));
    *told += 1;
    if (!mail.wants) return OK;
    return outbox_put(t, &(struct letter){r->id, r->subject, r->text, d->now_ms});
}

/* -- a batch after the other -- */

/* Nothing if the hour has not come. */
static enum err batch_read(struct digesting *d, const struct digest_kind *kind, struct tx *t) {
    bool has_come;
    d->count = 0;
    try(is_time(d, t, &has_come));
    return has_come ? kind->read(d, &(struct owing){.t = t, .a = d->a, .today = d->today}) : OK;
}

static enum err batch_write(struct digesting *d, const struct digest_kind *kind, int *told) {
    struct entry_note note = {.kind = "digest", .reason = ""};
    struct tx *t;
    int told_now = 0;
    enum err e = OK;
    try(store_write(d->store, d->a, &note, &t));
    for (size_t i = 0; e == OK && i < d->count; i++) e = kind->write(d, t, &d->at[i], &told_now);
    if (e == OK) e = kind->sweep(t, d->today - DIGESTS_KEPT_DAYS, NULL);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == OK) *told += told_now;
    return e;
}

enum { COLLISIONS_MAX = 5 };

static enum err kind_run(struct digesting *d, const struct digest_kind *kind, int *told) {
    for (int collisions = 0;;) {
        struct tx *t;
        try(store_read(d->store, d->a, &t));
        enum err e = batch_read(d, kind, t);
        tx_end(t);
        if (e != OK || !d->count) return e;
        e = batch_write(d, kind, told);
        if (e != OK && (e != ERR_RETRY || ++collisions == COLLISIONS_MAX)) return e;
        if (e == ERR_RETRY) arena_forgive(d->a); /* another server wrote the same rows: they are not asked for again */
    }
}

enum err digest_run(struct store *s, struct arena *a, struct position_cache *positions, int64_t now_ms, int *ret_told) {
    static const struct digest_kind people = {people_read, person_write, digests_sweep};
    struct digesting d = {.store = s, .a = a, .positions = positions, .now_ms = now_ms};
    *ret_told = 0;
    try(kind_run(&d, &people, ret_told));
    return kind_run(&d, &digest_units, ret_told);
}
