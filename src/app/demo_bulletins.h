/* demo_bulletins -- the practice city's monthly bulletins: drafted on their days by the rules of room bulletins, looked through
 * and issued by its office; the last one waits as a draft. */
#pragma once
#include "app/demo.h"
#include "app/demo_people.h"

enum { DEMO_BULLETINS = 4, DEMO_BULLETIN_ACTS = 3, DEMO_BULLETIN_STEPS = (DEMO_BULLETINS - 1) * DEMO_BULLETIN_ACTS + 1 };

int64_t demo_bulletin_moment(int step);
/* Who takes the step: the program drafts, the office reviews and issues. */
int64_t demo_bulletin_by(const struct demo_people *p, int step);

struct position_cache;
/* Takes a step, in a transaction that has not put anything yet. */
must_use enum err demo_bulletin_put(struct tx *t, struct position_cache *cache, const struct demo_people *p, int step);
