/* recompute -- every pack and every bulletin reckoned again from what was known then, and compared with what is kept. */
#pragma once
#include "app/cli.h"

struct position_cache;

/* A cache that goes with the call. */
struct position_cache *recompute_cache(struct call *c);
/* Prints a line each, or a JSON list, and what differs; the exit code becomes 1 if something does. */
must_use enum err recompute_packs(struct call *c);
/* The same of packs and then of bulletins, in one list. */
must_use enum err recompute_all(struct call *c);
