/* milestone_kinds -- the dictionaries of milestones: kinds, and templates by type of project.
 *
 * Both are the city's own: every city begins with those of milestones_install(), and its office
 * edits them. A kind is found by any of its names, so that sheets may call it as they do; what no
 * kind is called becomes a milestone of the project's own. A kind may be one of the project's own
 * dates (ground broken is the actual start): then the two are one thing, stated once. */
#pragma once
#include "base/text.h"
#include "base/words.h"
#include "projects_queries.h"

struct milestone_words;
struct milestone_kinds {
    const struct milestone_kinds_row *at;
    size_t count;
    struct milestone_words *words; /* all their names, made when the first is looked for */
};
/* In the transaction's arena, in the order of the way. */
must_use enum err milestone_kinds_load(struct tx *t, struct milestone_kinds *ret);
/* NULL: NO_INT, or a kind that was taken back. */
const struct milestone_kinds_row *milestone_kind_of(const struct milestone_kinds *k, int64_t id);
/* The kind that is called so, NULL if none is. */
const struct milestone_kinds_row *milestone_kind_named(struct arena *a, const struct milestone_kinds *k, const char *name);
/* The same of a name that is folded already. */
const struct milestone_kinds_row *milestone_kind_folded(const struct milestone_kinds *k, struct span folded);
/* How a milestone is called: as its kind, or by its own name. */
struct both milestone_name(const struct milestone_kinds *k, int64_t kind_id, const char *own);

/* The same for one milestone, without the others' kinds. */
must_use enum err milestone_name_of(struct tx *t, int64_t kind_id, const char *own, struct both *ret);

/* The project's dates that milestones may be; NO_DAY: not known. */
struct milestone_dates {
    int32_t start, finish, production;
};
/* The date that a kind is ('start' …); NO_DAY for NULL. */
int32_t milestone_date(const struct milestone_dates *d, const char *project_date);

/* The days of a template's steps, which stand in the order of their months. What the project plans
 * itself (start, finish, production) holds; steps between two such days share the time between them
 * by their months, the others stand so many months before or after. With no such day, the first step is today. */
void milestone_days(const struct milestone_steps_row *steps, size_t count, const struct milestone_dates *planned, int32_t today,
                    int32_t *ret_days);
/* The template offered first to an industry ("C2669", may be NULL): the one that has its section, else the first. */
size_t milestone_template_for(const struct milestone_templates_row *templates, size_t count, const char *industry_code);

/* -- editing the dictionaries -- */

struct milestone_kind_stated {
    const char *name_zh, *name_en, *also;
};
/* A kind with its names; `id` 0 makes a new one, last in order. ERR_INVALID: a name is missing or another kind has it;
 * ERR_CONFLICT: not of this version any more; ERR_MISSING. */
must_use enum err milestone_kind_save(struct tx *t, int64_t id, int64_t version, const struct milestone_kind_stated *s,
                                      struct faults *faults);

struct milestone_step_stated {
    int64_t kind_id, after_months;
};
struct milestone_template_stated {
    const char *name_zh, *name_en, *industries;
    const struct milestone_step_stated *steps;
    size_t step_count;
};
/* A template with all its steps; those it had and that are not among them are taken back. `id` 0 makes a new one. */
must_use enum err milestone_template_save(struct tx *t, int64_t id, int64_t version, const struct milestone_template_stated *s,
                                          struct faults *faults);

/* What every city begins with; nothing if there are kinds already. */
must_use enum err milestones_install(struct tx *t);
