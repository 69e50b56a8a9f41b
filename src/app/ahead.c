#include "app/ahead.h"
#include "app/moment.h"
#include "base/day.h"
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

/* What is made ahead is for nobody yet: while others write it waits for a pause, for so many looks at most; it takes at most
 * a tenth of the time, and only what the others leave. */
enum { LOOK_MS = 500, LOOKS_MOST = 10, PART_MOST = 10, NICENESS = 19 };

struct ahead {
    struct store *store;
    struct position_cache *positions;
    struct arena *arena;
    int64_t entry; /* as it stood at the last look; 0: there was none */
    int looks;     /* in a row at which it had moved */
    pthread_t maker;
    pthread_mutex_t lock; /* of stops */
    pthread_cond_t ends;
    bool stops;
};

static enum err others_write(struct ahead *h, struct tx *t, bool *ret) {
    int64_t entry;
    try(tx_last_entry(t, &entry));
    *ret = h->entry && h->entry != entry && ++h->looks < LOOKS_MOST;
    if (!*ret) h->looks = 0;
    h->entry = entry;
    return OK;
}

static enum err make(struct ahead *h, struct arena *a) {
    struct tx *t;
    struct moment now;
    bool waits;
    try(store_read(h->store, a, &t));
    try(others_write(h, t, &waits));
    if (waits) return OK;
    try(moment_at(t, NO_DAY, NO_MONTH, &now));
    for (int k = 0; k < 2; k++) {
        struct position *p;
        try(position_get(h->positions, t, now.entry, now.known_day, month_year(now.month) - k, &p));
        position_drop(p);
    }
    return OK;
}

static bool wait_a_while(struct ahead *h, int64_t took_ms) {
    int64_t wait_ms = took_ms * (PART_MOST - 1) > LOOK_MS ? took_ms * (PART_MOST - 1) : LOOK_MS;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += wait_ms % 1000 * 1000000;
    until.tv_sec += wait_ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&h->lock);
    while (!h->stops && pthread_cond_timedwait(&h->ends, &h->lock, &until) == 0) continue;
    bool goes_on = !h->stops;
    pthread_mutex_unlock(&h->lock);
    return goes_on;
}

/* A failure is no one's business here: whoever asks for the position will be told. */
static void *make_now_and_then(void *context) {
    struct ahead *h = context;
    struct arena *a = arena_new(0);
    int64_t took_us = 0;
    setpriority(PRIO_PROCESS, 0, NICENESS); /* of this thread alone; whoever waits for it leaves it his processor */
    while (wait_a_while(h, took_us / 1000)) {
        int64_t begun_us = monotonic_us();
        (void)!make(h, a);
        arena_reset(a); /* ends the transaction */
        took_us = monotonic_us() - begun_us;
    }
    arena_done(a);
    return NULL;
}

struct ahead *ahead_new(struct store *store, struct position_cache *positions) {
    struct arena *a = arena_new(0);
    struct ahead *h = arena_new_of(a, struct ahead);
    h->store = store;
    h->positions = positions;
    h->arena = a;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    must(pthread_mutex_init(&h->lock, NULL) == 0 && pthread_cond_init(&h->ends, &monotonic) == 0);
    pthread_condattr_destroy(&monotonic);
    must(pthread_create(&h->maker, NULL, make_now_and_then, h) == 0);
    return h;
}

void ahead_done(struct ahead *h) {
    if (!h) return;
    pthread_mutex_lock(&h->lock);
    h->stops = true;
    pthread_cond_signal(&h->ends);
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->maker, NULL);
    pthread_cond_destroy(&h->ends);
    pthread_mutex_destroy(&h->lock);
    arena_done(h->arena);
}
