/* position_inside -- what a position keeps of what it was asked, and what only tests ask of the cache. */
#pragma once
#include "domain/stats/figures.h"
#include <pthread.h>

enum {
    FIGURES_KEPT_MAX = 1024, /* what the board page asks in every month at every level, and the scopes of a city's desks */
    FIGURES_SLOTS = 2 * FIGURES_KEPT_MAX,
    FIGURES_BYTES_MAX = 24 << 20,
    DERIVED_BYTES_MAX = 64 << 20, /* some bytes for each of a million rows */
    /* What is narrower than everything leaves some for those who see it. */
    FIGURES_SCOPED_KEPT_MAX = FIGURES_KEPT_MAX - 256, FIGURES_SCOPED_BYTES_MAX = 16 << 20
};

/* Found by a number that says all of the question but its scope; 0: an empty slot. */
struct figures_slot {
    uint64_t question;
    const struct figures *figures; /* their scope is kept for comparison only: it knows no board */
};
struct figures_store {
    atomic_int references; /* positions of the same rows at several entries */
    pthread_mutex_t lock;
    struct arena *arena;
    int count;
    struct figures_slot slots[FIGURES_SLOTS];
    pthread_mutex_t deriving; /* one makes, the others wait for it */
    struct arena *derived_in; /* NULL: nothing was asked for yet */
    struct derived {
        position_derive *make;
        const void *at;
    } derived[DERIVED_MAX];
};

/* The position at a later entry at which its boards stand. */
struct position *position_at_later(const struct position *p, int64_t entry, int64_t known_ms);
/* How many positions a cache has made so far: a test sees by it who made none. */
int64_t position_cache_makings(struct position_cache *c);
