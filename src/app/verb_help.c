#include "app/manual.h"
#include "app/verbs.h"

enum err verb_help(struct call *c) {
    if (call_has(c, "man")) manual_roff(&c->out, c->lang);
    else if (call_has(c, "markdown")) manual_markdown(&c->out);
    else if (c->arg_count == 0) manual_program(&c->out, c->lang);
    else {
        const struct verb *v = verb_find(c->args[0]);
        if (!v) return call_refuse(c, ERR_USAGE, SAY(c->a, W_verb_unknown, both_text(c->args[0])));
        manual_verb(&c->out, c->lang, v);
    }
    return OK;
}
