/* position_inside -- what a position keeps of what it was asked, and what only tests ask of the cache. */
#pragma once
#include "domain/stats/figures.h"
#include <pthread.h>

enum { FIGURES_KEPT_MAX = 96, FIGURES_BYTES_MAX = 256 * 1024 }; /* together below the arena's limit */

struct figures_store {
    pthread_mutex_t lock;
    struct arena *arena;
    int count;
    struct figures at[FIGURES_KEPT_MAX];
};

/* How many positions a cache has made so far: a test sees by it who made none. */
int64_t position_cache_makings(struct position_cache *c);
