/* The outlook on outside data: cases and questions from files, answers as csv. */
#include "app/verbs.h"
#include "domain/forecast/outside.h"

enum err verb_outlook(struct call *c) {
    const char *cases = call_text(c, "cases", NULL);
    struct both why = {{"", ""}};
    int64_t unanswered;
    if (!cases) return call_refuse(c, ERR_USAGE, both_word(W_outlook_no_cases));
    struct out *answers = out_in(c->a, (size_t)256 << 20);
    enum err e = outside_answer(c->a, &forecast_law_stated, cases, c->args[0], answers, &unanswered, &why);
    if (e == ERR_INVALID || e == ERR_TYPE || e == ERR_TOO_LARGE || e == ERR_MISSING) return call_refuse(c, e, why);
    if (e != OK) return e;
    out_bytes(&c->out, answers->at, answers->len);
    if (unanswered) {
        call_remark(c, SAY(c->a, W_outlook_unanswered, both_int(c->a, unanswered)));
        c->exit_code = 1;
    }
    return OK;
}
