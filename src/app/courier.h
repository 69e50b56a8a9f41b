/* courier -- sends letters, in a thread of its own. */
#pragma once
#include "store/store.h"

struct courier;
/* Looks now and then, by whatever server they were written, whether letters are due. */
struct courier *courier_new(struct store *store);
/* Ends with the letter it is sending. Accepts NULL. */
void courier_done(struct courier *c);
