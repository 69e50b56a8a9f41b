/* courier -- sends letters, in a thread of its own. */
#pragma once
#include "app/lookout.h"
#include "store/store.h"

/* Looks now and then, by whatever server they were written, whether letters are due. */
struct lookout *courier_new(struct store *store);
