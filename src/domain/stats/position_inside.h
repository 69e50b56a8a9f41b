/* position_inside -- what a position keeps of what it was asked. */
#pragma once
#include "domain/stats/figures.h"
#include <pthread.h>

/* Room for what the board page asks in every month at every level. */
enum { FIGURES_KEPT_MAX = 256, FIGURES_SLOTS = 2 * FIGURES_KEPT_MAX, FIGURES_BYTES_MAX = 16 << 20 };

/* Found by a number that says the whole question; 0: an empty slot. */
struct figures_slot {
    uint64_t question;
    const struct figures *figures;
};
struct figures_store {
    pthread_mutex_t lock;
    struct arena *arena;
    int count;
    struct figures_slot slots[FIGURES_SLOTS];
};
