/* demo_transfers -- "not my project" in the practice city: proposals of transfer in every state, said and answered by those
 * who answer for the projects, under the rules of room projects. Nothing is drawn by dice, and no figure of the city moves. */
#pragma once
#include "app/demo.h"
#include "app/demo_people.h"

enum { DEMO_TRANSFER_STEPS = 13 };

/* When the n-th step is taken; of those of one proposal the first proposes it. */
int64_t demo_transfer_moment(int step);
/* Who takes it. */
int64_t demo_transfer_by(const struct demo_people *p, int step);
bool demo_transfer_proposes(int step);

struct demo_transfers {
    int64_t id[DEMO_TRANSFER_STEPS]; /* by the number of a proposal; 0: no project of the kind was there */
};
must_use enum err demo_transfer_put(struct tx *t, struct demo_transfers *x, const struct demo *d, const struct demo_people *p,
                                    const int64_t area_id[AREAS], int step);
