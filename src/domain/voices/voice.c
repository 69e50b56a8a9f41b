#include "domain/voices/voice.h"
#include "base/text.h"

unsigned voices_of(struct arena *a, const struct reach *r, const struct project_place *place) {
    unsigned may = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct seat *s = &r->seats[i];
        if (s->role & ROLE_PROJECT_UNIT && seat_is_over(a, s, place)) may |= MAY_DECLARE;
        if (s->role & (ROLE_SPECIALIST | ROLE_LEADER)) may |= MAY_JUDGE; /* that he went there is asked, too */
    }
    return may;
}

enum err voice_say(struct tx *t, const struct voice_said *said, struct faults *faults, struct light_voice *ret) {
    size_t before = faults->count;
    bool is_unit = text_eq(said->voice, "unit"), has = false;
    int32_t first = month_first_day(said->month), last = month_last_day(said->month);
    struct voice_of_month_row stands;
    struct visit_in_days_row visit = {.id = NO_INT};
    if (!(said->may & (is_unit ? MAY_DECLARE : MAY_JUDGE))) faults_add(faults, "colour", both_word(W_voice_not_yours));
    if (first > said->today) faults_add(faults, "month", both_word(W_voice_month_to_come));
    if (last < month_first_day(month_of_day(said->today) - 1)) faults_add(faults, "month", both_word(W_voice_month_long_past));
    if (text_empty(said->reason)) faults_add(faults, "reason", both_word(W_voice_reason_missing));
    if (faults->count > before) return ERR_INVALID;
    if (!is_unit) {
        try(visit_in_days(t, said->project_id, said->account_id, first, last, &visit, &has));
        if (!has) {
            faults_add(faults, "month", both_word(W_voice_no_visit));
            return ERR_INVALID;
        }
    }
    struct light_voice row = light_voice_empty;
    try(voice_of_month(t, said->project_id, said->month, said->voice, &stands, &has));
    if (has) {
        row.id = stands.id;
        row.version = stands.version;
    }
    row.project_id = said->project_id, row.month = said->month, row.voice = said->voice, row.colour = said->colour;
    row.reason = said->reason, row.account_id = said->account_id, row.visit_id = is_unit ? NO_INT : visit.id;
    try(light_voice_put(t, &row, has ? stands.version : 0));
    *ret = row;
    return OK;
}
