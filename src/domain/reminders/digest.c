#include "domain/reminders/owed.h"
#include "base/text.h"
#include "domain/outbox/outbox.h"
#include "domain/people/mail.h"
#include "domain/people/notices.h"
#include "domain/people/setting.h"
#include "reminders_queries.h"

enum { BATCH = 20, HOUR_MS = 3600 * 1000, DIGESTS_KEPT_DAYS = 60, LETTER_BYTES_MAX = 64 * 1024 };

/* One person's, read in one transaction and written in the next. */
struct reminder {
    int64_t account_id, n;
    const char *subject, *text;
};
struct digesting {
    struct store *store;
    struct arena *a;
    struct position_cache *positions;
    int64_t now_ms;
    int32_t today;
    struct settings settings;
    struct reminder at[BATCH];
    size_t count;
};

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

static const char *letter_text(struct digesting *d, const struct owing *w, const struct owed *o, enum lang lang,
                               const char *platform_url) {
    struct out *out = out_in(d->a, LETTER_BYTES_MAX);
    line(out, lang, SAY(d->a, W_digest_counts, both_int(d->a, o->late), both_int(d->a, o->today), both_int(d->a, o->soon)));
    for (enum desk desk = DESK_AREA; desk < DESK_COUNT; desk++)
        if (o->waiting[desk])
            line(out, lang, SAY(d->a, W_digest_waiting, both_word(desk_word(desk)), both_int(d->a, o->waiting[desk])));
    out_raw(out, "\n");
    for (size_t i = 0; i < o->shown; i++) line(out, lang, report_said(d->a, w, &o->reports[i]));
    int64_t more = o->late + o->today + o->soon - (int64_t)o->shown;
    if (more > 0) line(out, lang, SAY(d->a, W_digest_more, both_int(d->a, more)));
    if (*platform_url) out_printf(out, "\n%s/desk\n", platform_url);
    line(out, lang, both_word(W_digest_foot));
    return out_text_of(out);
}

/* -- reading -- */

static enum err platform_url(struct tx *t, const char **ret) {
    struct setting now;
    try(setting_stands(t, setting_find("platform_url"), &now));
    *ret = now.version && !text_eq(now.value, "none") ? arena_copy(tx_arena(t), now.value) : "";
    return OK;
}

static enum err batch_fill(struct digesting *d, struct owing *w, const struct accounts_undigested_row *rows, size_t count) {
    const char *url;
    try(platform_url(w->t, &url));
    for (size_t i = 0; i < count; i++) {
        struct reach reach;
        struct owed owed;
        enum lang lang = lang_of(rows[i].lang);
        struct reminder *r = &d->at[d->count++];
        try(reach_of(w->t, rows[i].id, d->today, &reach));
        try(owed_by(w, &reach, &owed));
        *r = (struct reminder){.account_id = rows[i].id, .n = owed.n};
        if (!owed.n) continue;
        const char *city = lang == ZH ? d->settings.city_zh : d->settings.city_en;
        r->subject = SAY(d->a, W_digest_subject, both_int(d->a, owed.n), both_text(city)).in[lang];
        r->text = letter_text(d, w, &owed, lang, url);
    }
    return OK;
}

static enum err positions_take(struct digesting *d, struct owing *w) {
    int64_t entry;
    int year = civil_of(d->today).year;
    try(tx_last_entry(w->t, &entry));
    try(position_get(d->positions, w->t, entry, d->today, year, &w->p));
    return position_get(d->positions, w->t, entry, d->today, year - 1, &w->p_before);
}

static enum err batch_read(struct digesting *d, struct tx *t) {
    struct owing w = {.t = t, .a = d->a};
    struct accounts_undigested_row *rows;
    size_t count;
    d->count = 0;
    try(settings_now(t, &d->settings));
    d->today = w.today = day_of_ms(d->now_ms, d->settings.time_zone_min);
    bool is_time = d->now_ms >= ms_of_day(d->today, d->settings.time_zone_min) + (int64_t)d->settings.digest_hour * HOUR_MS;
    if (!is_time) return OK;
    try(accounts_undigested(t, d->today, BATCH, &rows, &count));
    if (!count) return OK;
    enum err e = positions_take(d, &w);
    if (e == OK) e = owing_load(&w);
    if (e == OK) e = batch_fill(d, &w, rows, count);
    position_drop(w.p);
    position_drop(w.p_before);
    return e;
}

/* -- writing -- */

static enum err remind(struct digesting *d, struct tx *t, const struct reminder *r, int *told) {
    int64_t added = 0;
    struct mail_stands mail;
    try(digest_add(t, r->account_id, d->today, r->n, d->now_ms, &added));
    if (!added || !r->n) return OK;
    struct notice_told notice = {.inbox_id = r->account_id, .kind = NOTICE_DIGEST, .href = "/desk", .day = d->today, .n = r->n,
                                 .at_ms = d->now_ms};
    try(notices_end(t, r->account_id, NOTICE_DIGEST, d->now_ms)); /* yesterday's is out of date */
    try(notices_tell(t, &notice));
    try(mail_of(t, r->account_id, &mail));
    *told += 1;
    if (!mail.wants) return OK;
    return outbox_put(t, &(struct letter){r->account_id, r->subject, r->text, d->now_ms});
}

static enum err batch_write(struct digesting *d, int *told) {
    struct entry_note note = {.kind = "digest", .reason = ""};
    struct tx *t;
    int told_now = 0;
    enum err e = OK;
    try(store_write(d->store, d->a, &note, &t));
    for (size_t i = 0; e == OK && i < d->count; i++) e = remind(d, t, &d->at[i], &told_now);
    if (e == OK) e = digests_sweep(t, d->today - DIGESTS_KEPT_DAYS, NULL);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == OK) *told += told_now;
    return e;
}

enum err digest_run(struct store *s, struct arena *a, struct position_cache *positions, int64_t now_ms, int *ret_told) {
    struct digesting d = {.store = s, .a = a, .positions = positions, .now_ms = now_ms};
    *ret_told = 0;
    for (;;) {
        struct tx *t;
        try(store_read(s, a, &t));
        enum err e = batch_read(&d, t);
        tx_end(t);
        if (e != OK || !d.count) return e;
        e = batch_write(&d, ret_told);
        if (e == ERR_RETRY) { /* another server wrote the same rows: the next time they are not asked for */
            arena_forgive(a);
            return OK;
        }
        if (e != OK) return e;
    }
}
