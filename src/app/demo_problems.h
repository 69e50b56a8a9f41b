/* demo_problems -- problems of the practice city: raised by who goes there, judged by the area, solved by departments.
 *
 * Each goes one of a few ways through the loop; how far it has come by the last day follows from when it was raised, so that
 * there are some in every state. A few are late, some of them so late that they light up; some share a cause, were sent
 * back, stood still for a while, or had to be opened again. */
#pragma once
#include "app/demo_people.h"

enum { DEMO_PROBLEMS = 84, DEMO_PROBLEM_STEPS = 13 };

struct demo_problems {
    int64_t id[DEMO_PROBLEMS], cause_id[2]; /* once they are written */
};

/* The moment of a step of a problem; false: there is no such step. */
bool demo_problem_step(int n, int step, int64_t *ret_at_ms);
/* Who does it. */
int64_t demo_problem_by(const struct demo_people *p, const struct demo *d, int n, int step);
must_use enum err demo_problem_put(struct tx *t, struct demo_problems *made, const struct demo *d, const struct demo_people *p,
                                   int n, int step, int64_t at_ms);
/* Mondays, in the night: what is late goes up the ladder. */
enum { DEMO_NIGHTS = 44 };
int64_t demo_problem_night(int n);
must_use enum err demo_problem_escalate(struct tx *t, int64_t at_ms);
