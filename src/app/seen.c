#include "app/seen.h"
#include "base/day.h"
#include "domain/people/session.h"
#include <pthread.h>
#include <time.h>

enum { SEEN_MAX = 256, SEEN_FLUSH_S = 5, TIDY_MS = 60 * 60 * 1000 };

struct sight {
    int64_t session_id, now_ms;
};

/* Written by a thread of its own: a page never waits for the writer, which may be a large intake. */
struct seen {
    struct store *store;
    struct arena *arena;
    pthread_t writer;
    int64_t tidied_ms; /* the writer's own */
    pthread_mutex_t lock; /* all below */
    pthread_cond_t ends;
    bool stops;
    int count;
    struct sight at[SEEN_MAX];
};

static enum err write_sights(struct seen *s, struct arena *a, const struct sight *at, int count) {
    struct entry_note note = {0, "seen", "", 0};
    struct tx *t;
    try(store_write(s->store, a, &note, &t));
    for (int i = 0; i < count; i++) try(session_touch(t, at[i].session_id, at[i].now_ms));
    enum err e = tx_commit(t);
    tx_end(t);
    return e;
}

/* A failure is no one's business here: the session stays as it was seen last, and is noted again when used. */
static void flush(struct seen *s) {
    struct sight at[SEEN_MAX];
    pthread_mutex_lock(&s->lock);
    int count = s->count;
    for (int i = 0; i < count; i++) at[i] = s->at[i];
    s->count = 0;
    pthread_mutex_unlock(&s->lock);
    if (!count) return;
    struct arena *a = arena_new(0);
    (void)!write_sights(s, a, at, count);
    arena_done(a);
}

/* What expired goes. Of several servers on one database the one that is beaten leaves it to the other. */
static enum err tidy(struct seen *s, struct arena *a) {
    struct entry_note note = {0, "tidy", "", 0};
    struct tx *t;
    try(store_write(s->store, a, &note, &t));
    enum err e = sessions_tidy(t, now_ms());
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

static void tidy_now_and_then(struct seen *s) {
    if (now_ms() - s->tidied_ms < TIDY_MS) return;
    struct arena *a = arena_new(0);
    (void)!tidy(s, a);
    arena_done(a);
    s->tidied_ms = now_ms();
}

static bool wait_a_while(struct seen *s) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += SEEN_FLUSH_S;
    pthread_mutex_lock(&s->lock);
    while (!s->stops && pthread_cond_timedwait(&s->ends, &s->lock, &until) == 0) continue;
    bool goes_on = !s->stops;
    pthread_mutex_unlock(&s->lock);
    return goes_on;
}

static void *write_now_and_then(void *context) {
    struct seen *s = context;
    while (wait_a_while(s)) {
        flush(s);
        tidy_now_and_then(s);
    }
    flush(s);
    return NULL;
}

struct seen *seen_new(struct store *store) {
    struct arena *a = arena_new(0);
    struct seen *s = arena_new_of(a, struct seen);
    s->store = store;
    s->arena = a;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->ends, NULL);
    must(pthread_create(&s->writer, NULL, write_now_and_then, s) == 0);
    return s;
}

/* When there is no room the sight is lost: the session will be seen again. */
void seen_note(struct seen *s, int64_t session_id, int64_t now_ms) {
    pthread_mutex_lock(&s->lock);
    int i = 0;
    while (i < s->count && s->at[i].session_id != session_id) i++;
    if (i < SEEN_MAX) s->at[i] = (struct sight){session_id, now_ms};
    if (i == s->count && i < SEEN_MAX) s->count++;
    pthread_mutex_unlock(&s->lock);
}

void seen_done(struct seen *s) {
    if (!s) return;
    pthread_mutex_lock(&s->lock);
    s->stops = true;
    pthread_cond_signal(&s->ends);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->writer, NULL);
    pthread_cond_destroy(&s->ends);
    pthread_mutex_destroy(&s->lock);
    arena_done(s->arena);
}
