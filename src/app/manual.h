/* manual -- the rows of the verbs, told to people: help on a terminal, the man page, a page of the docs. */
#pragma once
#include "app/cli.h"

/* `qipan --help`: one line for each verb. */
void manual_program(struct out *o, enum lang lang);
/* `qipan VERB --help`. */
void manual_verb(struct out *o, enum lang lang, const struct verb *v);
/* docs/qipan.1 and docs/qipan.zh.1: roff with man(7) macros. */
void manual_roff(struct out *o, enum lang lang);
/* docs/cli.md: Markdown in both languages. */
void manual_markdown(struct out *o);
