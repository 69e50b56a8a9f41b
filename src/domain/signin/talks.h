/* talks -- threads of their own that talk with providers.
 *
 * An answer from another house takes seconds when it comes at all, and each worker that waited for it would be
 * missing to people who look at their projects. So a worker hands the question over, waits for WAIT_MS at the
 * most, and else answers with a page that asks again. What a provider said is written to the row of the start, so that
 * it does not matter which of several servers is asked then. TALKS_MAX wait in line; who comes after them is told to
 * try again. */
#pragma once
#include "domain/signin/way.h"

enum { TALK_THREADS = 2, TALKS_MAX = 32, TALK_WAIT_MS = 1200 };

struct talks;
struct talks *talks_new(struct store *store);
/* Asks for the page of a start that has begun, or, with a code, who came back with it. `k` has way, tokens and clock;
 * it is copied. False: there is no room now. */
bool talks_ask(struct talks *s, int64_t start_id, const struct talk *k);
/* Until that start has been dealt with here, TALK_WAIT_MS at the most. */
void talks_wait(struct talks *s, int64_t start_id);
/* What runs is finished, what waits is left. Accepts NULL. */
void talks_done(struct talks *s);
