/* demo_letters -- letters of the practice city's last weeks: drafted by the rules of room letters from what stood then,
 * reviewed by the office, signed by a leader, answered by departments, mostly. Here stands only who did what. */
#pragma once
#include "app/demo.h"
#include "app/demo_people.h"

enum { DEMO_LETTER_WEEKS = 4, DEMO_LETTER_WEEK_STEPS = 5 + 2 * DEPARTMENTS,
       DEMO_LETTER_STEPS = DEMO_LETTER_WEEKS * DEMO_LETTER_WEEK_STEPS };

int64_t demo_letter_moment(int step);
/* Who takes the step, and the kind of its entry. */
int64_t demo_letter_by(const struct demo_people *p, int step);
const char *demo_letter_kind(int step);

struct demo_letters;
struct demo_letters *demo_letters_new(struct demo *d);
/* Takes a step, in a transaction that has not put anything yet. */
must_use enum err demo_letter_put(struct tx *t, struct demo_letters *x, const struct demo_people *p, int step);
