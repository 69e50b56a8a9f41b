#include "app/seen.h"
#include "domain/people/session.h"
#include <pthread.h>

enum { SEEN_MAX = 256, SEEN_FLUSH_MS = 5000 };

struct seen {
    struct store *store;
    struct arena *arena;
    pthread_mutex_t lock;
    int64_t flushed_ms;
    int count;
    struct { int64_t session_id, now_ms; } at[SEEN_MAX];
};

struct seen *seen_new(struct store *store) {
    struct arena *a = arena_new(0);
    struct seen *s = arena_new_of(a, struct seen);
    s->store = store;
    s->arena = a;
    pthread_mutex_init(&s->lock, NULL);
    return s;
}

static enum err flush(struct seen *s, struct arena *a) {
    struct entry_note note = {0, "seen", "", 0};
    struct tx *t;
    try(store_write(s->store, a, &note, &t));
    for (int i = 0; i < s->count; i++) try(session_touch(t, s->at[i].session_id, s->at[i].now_ms));
    enum err e = tx_commit(t);
    tx_end(t);
    return e;
}

/* A failure is no one's business here: the session stays as it was seen last, and is noted again when used. */
static void flush_locked(struct seen *s) {
    if (!s->count) return;
    struct arena *a = arena_new(0);
    (void)!flush(s, a);
    arena_done(a);
    s->count = 0;
}

void seen_note(struct seen *s, int64_t session_id, int64_t now_ms) {
    pthread_mutex_lock(&s->lock);
    int i = 0;
    while (i < s->count && s->at[i].session_id != session_id) i++;
    if (i < SEEN_MAX) {
        s->at[i].session_id = session_id;
        s->at[i].now_ms = now_ms;
        if (i == s->count) s->count++;
    }
    if (s->count == SEEN_MAX || now_ms - s->flushed_ms >= SEEN_FLUSH_MS) {
        s->flushed_ms = now_ms;
        flush_locked(s);
    }
    pthread_mutex_unlock(&s->lock);
}

void seen_done(struct seen *s) {
    if (!s) return;
    flush_locked(s);
    pthread_mutex_destroy(&s->lock);
    arena_done(s->arena);
}
