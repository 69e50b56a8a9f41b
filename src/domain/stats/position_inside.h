/* position_inside -- what a position keeps of what it was asked. */
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
