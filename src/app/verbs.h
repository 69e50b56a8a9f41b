/* verbs -- what each verb of the command line does; the rows are in verbs.c. */
#pragma once
#include "app/cli.h"

enum err verb_demo(struct call *c);
enum err verb_user(struct call *c);
enum err verb_code(struct call *c);
