#include "domain/voices/waiver.h"
#include "base/text.h"
#include "domain/people/notices.h"

unsigned waiver_rights(struct arena *a, const struct reach *r, const struct project_place *place) {
    unsigned may = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct seat *s = &r->seats[i];
        if (!seat_is_over(a, s, place)) continue;
        if (s->role & (ROLE_PROJECT_UNIT | ROLE_AREA_CLERK | ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE)) may |= MAY_ASK;
        if (s->role & ROLE_OFFICE) may |= MAY_DECIDE;
    }
    return may;
}

bool waiver_holds(const char *state, int32_t decided_day, int32_t end_day, int32_t revoked_day, int32_t day) {
    bool was_approved = text_eq(state, "approved") || text_eq(state, "revoked");
    if (!was_approved || decided_day == NO_DAY || decided_day > day || day > end_day) return false;
    return revoked_day == NO_DAY || day < revoked_day;
}

const char *waiver_state_on(const char *state, int32_t end_day, int32_t day) {
    bool is_over = day > end_day && (text_eq(state, "approved") || text_eq(state, "asked"));
    if (is_over) return "over";
    return text_eq(state, "approved") ? "holds" : state;
}

enum word waiver_state_word(const char *state) {
    static const struct {
        const char *key;
        enum word word;
    } words[] = {{"asked", W_waiver_asked}, {"holds", W_waiver_holds}, {"over", W_waiver_over}, {"refused", W_waiver_refused},
                 {"revoked", W_waiver_revoked}};
    for (size_t i = 0; i < countof(words); i++)
        if (text_eq(words[i].key, state)) return words[i].word;
    return W_waiver_asked;
}

static const char *waiver_href(struct arena *a, int64_t project_id) {
    return arena_printf(a, "/projects/%lld/light", (long long)project_id);
}

static enum err tell(struct tx *t, const struct light_waiver *w, int64_t inbox_id, int64_t by_id, int64_t now_ms,
                     const char *text) {
    const struct notice_told told = {.inbox_id = inbox_id, .kind = NOTICE_WAIVER, .href = waiver_href(tx_arena(t), w->project_id),
                                     .project_id = w->project_id, .detail = text, .day = w->end_day, .n = 1, .by_id = by_id,
                                     .at_ms = now_ms};
    return notices_tell(t, &told);
}

/* Everybody who could approve it but who asked. */
static enum err tell_deciders(struct tx *t, const struct light_waiver *w, int32_t today, int64_t now_ms) {
    struct addressee *to;
    struct project_place place;
    size_t count;
    try(project_place_of(t, w->project_id, today, &place));
    try(addressees_in(t, ROLE_OFFICE, today, &to, &count));
    for (size_t i = 0; i < count; i++)
        if (seat_is_over(tx_arena(t), &to[i].seat, &place) && to[i].inbox_id != w->asker_id)
            try(tell(t, w, to[i].inbox_id, w->asker_id, now_ms, w->reason));
    return OK;
}

enum err waiver_ask(struct tx *t, const struct waiver_asked *asked, struct faults *faults, struct light_waiver *ret) {
    size_t before = faults->count;
    if (!(asked->may & MAY_ASK)) faults_add(faults, "do", both_word(W_waiver_not_yours_to_ask));
    if (text_empty(asked->reason)) faults_add(faults, "reason", both_word(W_waiver_reason_missing));
    if (!asked->sha) faults_add(faults, "file", both_word(W_waiver_file_missing));
    if (asked->end_day == NO_DAY) faults_add(faults, "end", both_word(W_waiver_end_missing));
    else if (asked->end_day <= asked->today) faults_add(faults, "end", both_word(W_waiver_end_past));
    else if (asked->end_day > asked->today + WAIVER_DAYS_MAX) faults_add(faults, "end", both_word(W_waiver_end_far));
    if (faults->count > before) return ERR_INVALID;
    struct light_waiver row = light_waiver_empty;
    row.project_id = asked->project_id, row.reason = asked->reason, row.sha = asked->sha, row.file_name = asked->file_name;
    row.media_type = asked->media_type, row.state = "asked", row.asker_id = asked->account_id, row.asked_day = asked->today;
    row.end_day = asked->end_day;
    try(light_waiver_put(t, &row, 0));
    *ret = row;
    return tell_deciders(t, &row, asked->today, asked->now_ms);
}

static void decide_check(const struct waiver_decided *d, const struct light_waiver *w, struct faults *faults) {
    bool revokes = text_eq(d->action, "revoke");
    if (!(d->may & MAY_DECIDE)) faults_add(faults, "do", both_word(W_waiver_not_yours));
    else if (w->asker_id == d->account_id && !revokes) faults_add(faults, "do", both_word(W_waiver_second_person));
    if (!text_eq(w->state, revokes ? "approved" : "asked")) faults_add(faults, "do", both_word(W_waiver_waits_no_more));
    else if (d->today > w->end_day) faults_add(faults, "do", both_word(W_waiver_is_over));
    if (!text_eq(d->action, "approve") && text_empty(d->text)) faults_add(faults, "text", both_word(W_waiver_text_missing));
}

enum err waiver_decide(struct tx *t, const struct waiver_decided *d, struct faults *faults, struct light_waiver *ret) {
    struct light_waiver row;
    size_t before = faults->count;
    try(light_waiver_get(t, d->waiver_id, &row));
    if (row.gone) return ERR_MISSING;
    light_waiver_row_copy(tx_arena(t), &row);
    if (row.version != d->version) return ERR_CONFLICT;
    decide_check(d, &row, faults);
    if (faults->count > before) return ERR_INVALID;
    const char *text = text_empty(d->text) ? NULL : d->text;
    if (text_eq(d->action, "revoke")) {
        row.state = "revoked", row.revoker_id = d->account_id, row.revoked_day = d->today, row.revoked_text = text;
    } else {
        row.state = text_eq(d->action, "approve") ? "approved" : "refused";
        row.decider_id = d->account_id, row.decided_day = d->today, row.decided_text = text;
    }
    try(light_waiver_put(t, &row, d->version));
    *ret = row;
    if (row.asker_id == d->account_id) return OK;
    return tell(t, &row, row.asker_id, d->account_id, d->now_ms, text ? text : row.reason);
}
