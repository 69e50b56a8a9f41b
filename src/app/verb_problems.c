/* Problems that are past their day go up the ladder: for the night, and by hand. */
#include "app/verbs.h"
#include "base/text.h"
#include "domain/problems/problem.h"

enum err verb_problems(struct call *c) {
    struct problems_escalated done;
    if (!text_eq(c->args[0], "escalate")) return call_refuse(c, ERR_USAGE, both_word(W_problems_escalate_only));
    try(call_store(c, false));
    try(problems_escalate_night(c->store, c->a, call_day(c, "day"), now_ms(), &done));
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
