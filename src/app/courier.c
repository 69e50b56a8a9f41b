#include "app/courier.h"
#include "base/day.h"
#include "domain/outbox/outbox.h"
#include "domain/reminders/digest.h"
#include "domain/specialists/takeover.h"
#include <pthread.h>
#include <time.h>

enum { LOOK_MS = 2000, LOOK_PRACTICE_MS = 50 /* a day begins at any moment */, DIGEST_MS = 30 * 1000 };

struct courier {
    struct store *store;
    struct position_cache *positions;
    struct arena *arena;
    pthread_t goes;
    pthread_mutex_t lock; /* of the condition */
    pthread_cond_t ends;
    volatile bool stops;
    int64_t digested_ms; /* when it last looked for who is to be reminded */
};

static bool wait_a_while(struct courier *c) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (practice_clock_is_on() ? LOOK_PRACTICE_MS : LOOK_MS) * INT64_C(1000000);
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&c->lock);
    while (!c->stops && pthread_cond_timedwait(&c->ends, &c->lock, &until) == 0) continue;
    bool goes_on = !c->stops;
    pthread_mutex_unlock(&c->lock);
    return goes_on;
}

/* A database that is away is no one's business here: what is due stays due. */
static void *go_now_and_then(void *context) {
    struct courier *c = context;
    struct arena *a = arena_new((size_t)64 << 20);
    int done;
    while (wait_a_while(c)) {
        if (now_ms() - c->digested_ms >= DIGEST_MS) {
            (void)!takeovers_begin(c->store, a, now_ms(), &done);
            arena_reset(a);
            (void)!digest_run(c->store, a, c->positions, now_ms(), &done);
            c->digested_ms = now_ms();
            arena_reset(a);
        }
        (void)!outbox_send_due(c->store, a, now_ms(), &c->stops, &done);
        arena_reset(a);
    }
    arena_done(a);
    return NULL;
}

struct courier *courier_new(struct store *store, struct position_cache *positions) {
    struct arena *a = arena_new(0);
    struct courier *c = arena_new_of(a, struct courier);
    c->store = store;
    c->positions = positions;
    c->arena = a;
    outbox_begin();
    must(pthread_mutex_init(&c->lock, NULL) == 0 && pthread_cond_init(&c->ends, NULL) == 0);
    must(pthread_create(&c->goes, NULL, go_now_and_then, c) == 0);
    return c;
}

void courier_done(struct courier *c) {
    if (!c) return;
    pthread_mutex_lock(&c->lock);
    c->stops = true;
    pthread_cond_signal(&c->ends);
    pthread_mutex_unlock(&c->lock);
    pthread_join(c->goes, NULL);
    pthread_cond_destroy(&c->ends);
    pthread_mutex_destroy(&c->lock);
    arena_done(c->arena);
}
