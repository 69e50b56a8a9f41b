#include "app/lookout.h"
#include "base/day.h"
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

enum { NICENESS = 19, LOOK_MS = 2000, LOOK_PRACTICE_MS = 50 /* a day begins at any moment */ };

struct lookout {
    struct lookout_does does;
    void *context;
    struct arena *arena;
    pthread_t thread;
    pthread_mutex_t lock; /* of the condition */
    pthread_cond_t ends;
    volatile bool stops;
};

static int64_t pause_of(const struct lookout *l) {
    if (l->does.pause_ms) return l->does.pause_ms(l->context);
    return practice_clock_is_on() ? LOOK_PRACTICE_MS : LOOK_MS;
}

static bool wait_a_while(struct lookout *l) {
    int64_t pause_ms = pause_of(l);
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += pause_ms % 1000 * 1000000;
    until.tv_sec += pause_ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&l->lock);
    while (!l->stops && pthread_cond_timedwait(&l->ends, &l->lock, &until) == 0) continue;
    bool goes_on = !l->stops;
    pthread_mutex_unlock(&l->lock);
    return goes_on;
}

static void *look_now_and_then(void *handle) {
    struct lookout *l = handle;
    struct arena *a = arena_new(l->does.arena_bytes_max);
    if (l->does.is_meek) setpriority(PRIO_PROCESS, 0, NICENESS); /* of this thread alone; whoever waits for it leaves it his */
    while (wait_a_while(l)) {
        l->does.look(l->context, a, &l->stops);
        arena_reset(a); /* ends its transaction */
    }
    arena_done(a);
    return NULL;
}

struct lookout *lookout_new(const struct lookout_does *does, void *context) {
    struct arena *a = arena_new(0);
    struct lookout *l = arena_new_of(a, struct lookout);
    l->does = *does;
    l->context = context;
    l->arena = a;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    must(pthread_mutex_init(&l->lock, NULL) == 0 && pthread_cond_init(&l->ends, &monotonic) == 0);
    pthread_condattr_destroy(&monotonic);
    must(pthread_create(&l->thread, NULL, look_now_and_then, l) == 0);
    return l;
}

void lookout_done(struct lookout *l) {
    if (!l) return;
    pthread_mutex_lock(&l->lock);
    l->stops = true;
    pthread_cond_signal(&l->ends);
    pthread_mutex_unlock(&l->lock);
    pthread_join(l->thread, NULL);
    pthread_cond_destroy(&l->ends);
    pthread_mutex_destroy(&l->lock);
    arena_done(l->arena);
}
