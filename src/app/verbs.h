/* verbs -- what each verb of the command line does; the rows are in verbs.c. */
#pragma once
#include "app/cli.h"

enum err verb_serve(struct call *c);
enum err verb_demo(struct call *c);
enum err verb_import(struct call *c);
enum err verb_undo(struct call *c);
enum err verb_export(struct call *c);
enum err verb_sheet(struct call *c);
enum err verb_value(struct call *c);
enum err verb_figures(struct call *c);
enum err verb_lights(struct call *c);
enum err verb_problems(struct call *c);
enum err verb_calendar(struct call *c);
enum err verb_dispatch(struct call *c);
enum err verb_credibility(struct call *c);
enum err verb_outlook(struct call *c);
enum err verb_code(struct call *c);
enum err verb_user(struct call *c);
enum err verb_job(struct call *c);
enum err verb_organisation(struct call *c);
enum err verb_verify(struct call *c);
enum err verb_migrate(struct call *c);
enum err verb_backup(struct call *c);
enum err verb_restore(struct call *c);
enum err verb_routes(struct call *c);
enum err verb_help(struct call *c);
