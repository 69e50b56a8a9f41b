#include "domain/bulletins/bulletin.h"
#include "base/text.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/calendar/reporting.h"
#include "domain/people/setting.h"
#include "domain/stats/position.h"

enum { REMARK_MAX = 1000, REASON_MAX = 200 };

static const struct { const char *key; enum word word; } states[BULLETIN_STATES] = {
    {"draft", W_bulletin_draft}, {"reviewed", W_bulletin_reviewed}, {"issued", W_bulletin_issued},
    {"withdrawn", W_bulletin_withdrawn}};

enum bulletin_state bulletin_state_read(const char *key) {
    unsigned state = 0;
    while (state < BULLETIN_STATES && !text_eq(states[state].key, key)) state++;
    return state;
}
enum word bulletin_state_word(enum bulletin_state state) { return states[state].word; }

struct both bulletin_name(struct arena *a, int32_t month) {
    int n = month_in_year(month);
    struct both year = both_int(a, month_year(month));
    return n == 1 ? SAY(a, W_bulletin_name_january, year) : SAY(a, W_bulletin_name, year, both_int(a, n));
}
struct both bulletin_number_said(struct arena *a, int64_t year, int64_t number) {
    if (number == NO_INT) return both_text("");
    return SAY(a, W_bulletin_number, both_int(a, year), both_int(a, number));
}

static enum err refused(struct faults *f, const char *field, struct both why) {
    faults_add(f, field, why);
    return ERR_INVALID;
}

/* -- drafts -- */

enum err bulletin_day(struct tx *t, int32_t month, int32_t *ret_day) {
    struct calendar calendar;
    struct settings settings;
    struct figure_due due;
    const char *text;
    int64_t n = 2;
    try(setting_text_now(t, "bulletin_day", &text));
    (void)text_int(text, 1, 28, &n);
    try(calendar_now(t, &calendar));
    try(settings_now(t, &settings));
    figure_due_of(&calendar, month_year(month), settings.report_due_day, &due);
    *ret_day = workday_from(&calendar.days, month_last_day(month) + (int32_t)n);
    for (unsigned standing = 0; standing < STANDINGS; standing++) {
        int32_t behind = workdays_add(&calendar.days, due.day[standing][month_index(month)], 1);
        if (behind > *ret_day) *ret_day = behind;
    }
    return OK;
}

static void drop(void *p) { position_drop(p); }

enum err bulletin_make_at(struct tx *t, struct position_cache *cache, int64_t entry, int32_t day, int32_t month,
                          struct bulletin_made *ret) {
    struct position *p;
    struct score_known score;
    try(position_get(cache, t, entry, day, month_year(month), &p));
    arena_defer(tx_arena(t), drop, p);
    try(score_in_force(t, entry, day, &score));
    return bulletin_make(t, &(struct bulletin_asked){p, month, &score}, ret);
}

static enum err freeze(struct tx *t, struct position_cache *cache, struct bulletin *b, int32_t today) {
    struct bulletin_made made;
    try(tx_last_entry(t, &b->frozen_entry));
    try(bulletin_make_at(t, cache, b->frozen_entry, today, b->month, &made));
    try(blob_put_bytes(t, made.bytes, "application/json", &b->draft_sha));
    b->frozen_day = today;
    b->content_sha = made.content_sha;
    return OK;
}

enum err bulletin_draft(struct tx *t, struct position_cache *cache, int32_t month, int32_t today, struct faults *faults,
                        struct bulletin *ret) {
    struct bulletins_of_month_row *rows;
    size_t count;
    if (month == NO_MONTH) return refused(faults, "month", both_word(W_bulletin_no_month));
    if (month >= month_of_day(today)) return refused(faults, "month", both_word(W_bulletin_not_over));
    try(bulletins_of_month(t, month, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (bulletin_state_read(rows[i].state) != BULLETIN_WITHDRAWN)
            return refused(faults, "month", SAY(tx_arena(t), W_bulletin_is_there, both_text(month_print(tx_arena(t), month))));
    *ret = bulletin_empty;
    ret->month = month, ret->edition = (int64_t)count + 1, ret->state = states[BULLETIN_DRAFT].key;
    try(freeze(t, cache, ret, today));
    return bulletin_put(t, ret, 0);
}

/* Of this version, and in this state. */
static enum err may(const struct bulletin *b, int64_t version, enum bulletin_state state, enum word otherwise,
                    struct faults *faults) {
    if (b->version != version) return ERR_CONFLICT;
    return bulletin_state_read(b->state) == state ? OK : refused(faults, "do", both_word(otherwise));
}

enum err bulletin_redraft(struct tx *t, struct position_cache *cache, struct bulletin *b, int64_t version, int32_t today,
                          struct faults *faults) {
    try(may(b, version, BULLETIN_DRAFT, W_bulletin_not_draft, faults));
    try(freeze(t, cache, b, today));
    return bulletin_put(t, b, version);
}

enum err bulletin_remark_set(struct tx *t, const struct bulletin *b, const char *section, const char *text, int64_t account_id,
                             struct faults *faults) {
    struct remark_of_section_row there;
    struct bulletin_remark row = bulletin_remark_empty;
    bool has;
    if (bulletin_state_read(b->state) != BULLETIN_DRAFT) return refused(faults, "text", both_word(W_bulletin_not_draft));
    if (!bulletin_section_find(section)) return refused(faults, "section", both_word(W_bulletin_no_section));
    if (utf8_count(text) > REMARK_MAX) return refused(faults, "text", both_word(W_bulletin_remark_long));
    try(remark_of_section(t, b->id, section, &there, &has));
    if (!has && text_empty(text)) return OK;
    if (has) try(bulletin_remark_get(t, there.id, &row));
    if (text_empty(text)) {
        row.gone = 1;
        return bulletin_remark_put(t, &row, row.version);
    }
    row.bulletin_id = b->id, row.section = section, row.text = text, row.account_id = account_id;
    return bulletin_remark_put(t, &row, row.version);
}

enum err bulletin_review(struct tx *t, struct bulletin *b, int64_t version, int64_t account_id, struct faults *faults) {
    try(may(b, version, BULLETIN_DRAFT, W_bulletin_not_draft, faults));
    b->state = states[BULLETIN_REVIEWED].key, b->reviewed_by_id = account_id;
    return bulletin_put(t, b, version);
}

enum err bulletin_return(struct tx *t, struct bulletin *b, int64_t version, struct faults *faults) {
    try(may(b, version, BULLETIN_REVIEWED, W_bulletin_not_reviewed, faults));
    b->state = states[BULLETIN_DRAFT].key, b->reviewed_by_id = NO_INT;
    return bulletin_put(t, b, version);
}

enum err bulletin_issue(struct tx *t, struct bulletin *b, int64_t version, int64_t account_id, int64_t now_ms,
                        struct faults *faults) {
    struct bulletin_number_last_row last;
    bool has;
    int32_t today;
    try(may(b, version, BULLETIN_REVIEWED, W_bulletin_not_reviewed, faults));
    try(settings_today(t, now_ms, &today));
    b->year = month_year(month_of_day(today));
    try(bulletin_number_last(t, b->year, &last, &has));
    b->number = has ? last.number + 1 : 1;
    b->state = states[BULLETIN_ISSUED].key, b->issued_by_id = account_id, b->issued_day = today;
    try(bulletin_document_keep(t, b, now_ms));
    try(bulletin_put(t, b, version));
    return bulletin_tell_named(t, b, account_id, now_ms, today);
}

enum err bulletin_withdraw(struct tx *t, struct bulletin *b, int64_t version, const char *reason, struct faults *faults) {
    try(may(b, version, BULLETIN_ISSUED, W_bulletin_not_issued, faults));
    if (text_empty(reason)) return refused(faults, "reason", both_word(W_bulletin_why));
    if (utf8_count(reason) > REASON_MAX) return refused(faults, "reason", both_word(W_score_reason_long));
    b->state = states[BULLETIN_WITHDRAWN].key, b->reason = reason;
    return bulletin_put(t, b, version);
}

/* -- by itself -- */

static enum err due(struct tx *t, int32_t today, int32_t month, bool *ret) {
    struct bulletins_of_month_row *rows;
    size_t count;
    int32_t day;
    try(bulletin_day(t, month, &day));
    try(bulletins_of_month(t, month, &rows, &count));
    *ret = today >= day && !count; /* one that was withdrawn is made anew by a person */
    return OK;
}

static enum err draft_one(struct store *s, struct arena *a, struct position_cache *cache, int32_t month, int32_t today) {
    struct entry_note note = {0, "bulletin", "", 0};
    struct faults faults = {.count = 0};
    struct bulletin b;
    struct tx *t;
    try(store_write(s, a, &note, &t));
    enum err e = bulletin_draft(t, cache, month, today, &faults, &b);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

enum err bulletins_draft_due(struct store *s, struct arena *a, struct position_cache *cache, int64_t now_ms, int64_t *ret_count) {
    struct tx *t;
    int32_t today;
    bool is_due = false;
    *ret_count = 0;
    try(store_read(s, a, &t));
    enum err e = settings_today(t, now_ms, &today);
    int32_t month = e == OK ? month_of_day(today) - 1 : NO_MONTH;
    if (e == OK) e = due(t, today, month, &is_due);
    tx_end(t);
    if (e != OK || !is_due) return e;
    struct arena *own = arena_new((size_t)1 << 30);
    e = draft_one(s, own, cache, month, today);
    bool was_quicker = e == ERR_RETRY || e == ERR_CONFLICT || e == ERR_INVALID; /* another server: it is there */
    if (e == OK) ++*ret_count;
    else if (was_quicker) e = OK;
    else if (arena_failure(own)) (void)!arena_fail(a, e, "%s", arena_failure(own));
    arena_done(own);
    return e;
}
