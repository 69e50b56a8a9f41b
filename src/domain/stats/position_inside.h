/* position_inside -- what a position keeps of what it was asked. */
#pragma once
#include "domain/stats/figures.h"
#include <pthread.h>

enum {
    FIGURES_KEPT_MAX = 256, /* the scopes of a city's desks, four tables each */
    FIGURES_BYTES_MAX = 256 * 1024,
    FIGURES_ALL_BYTES_MAX = 24 << 20, /* below the arena's limit … */
    FIGURES_SCOPED_BYTES_MAX = 16 << 20 /* … and what is narrower than everything leaves some for those who see it */
};

struct figures_store {
    pthread_mutex_t lock;
    struct arena *arena;
    int count;
    size_t bytes;
    struct figures at[FIGURES_KEPT_MAX];
};
