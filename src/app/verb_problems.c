/* Problems that are past their day go up the ladder: for the night, and by hand. */
#include "app/verbs.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include "domain/problems/problem.h"

static enum err escalate(struct call *c, int64_t at_ms, struct problems_escalated *ret) {
    const struct entry_note note = {0, "problem_escalate", "", 0};
    struct tx *t;
    int32_t day = call_day(c, "day");
    try(store_write(c->store, c->a, &note, &t));
    enum err e = day == NO_DAY ? settings_today(t, at_ms, &day) : OK;
    if (e == OK) e = problems_escalate(t, day, at_ms, ret);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

enum err verb_problems(struct call *c) {
    struct problems_escalated done;
    if (!text_eq(c->args[0], "escalate")) return call_refuse(c, ERR_USAGE, both_word(W_problems_escalate_only));
    try(call_store(c, false));
    try(escalate(c, now_ms(), &done));
    struct json j = call_json(c);
    if (c->json) {
        json_open(&j);
        json_key_int(&j, "looked_at", done.looked_at);
        json_key_int(&j, "escalated", done.escalated);
        json_key_int(&j, "told", done.told);
        json_close(&j);
        return OK;
    }
    call_remark(c, SAY(c->a, W_problems_escalated, both_int(c->a, done.looked_at), both_int(c->a, done.escalated),
                       both_int(c->a, done.told)));
    return OK;
}
