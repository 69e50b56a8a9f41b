/* burden -- what lies with a unit or a post as the rooms above know it: tasks, problems. It is handed over before they close. */
#pragma once
#include "base/words.h"
#include "store/store.h"

/* How many lie with a post of a unit; post_id 0: with the unit, whoever of it has them. */
typedef enum err burden_count(struct tx *t, int64_t unit_id, int64_t post_id, int64_t *ret);
struct burden {
    burden_count *count;
    enum word said; /* the sentence, with their number */
};
struct burden_list {
    const struct burden *at;
    size_t count;
};
/* A fault at `field` for each kind that still lies there. NULL: no room above has any. */
must_use enum err burdens_look(const struct burden_list *list, struct tx *t, int64_t unit_id, int64_t post_id, const char *field,
                               struct faults *faults);
