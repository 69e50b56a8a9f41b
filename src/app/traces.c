#include "app/traces.h"
#include "base/day.h"
#include "domain/outbox/outbox.h"
#include "domain/people/notices.h"
#include "domain/people/session.h"
#include "domain/roster/roster.h"
#include "people_queries.h"
#include <pthread.h>
#include <time.h>

enum { SIGHTS_MAX = 256, ATTEMPTS_MAX = 256, READINGS_MAX = 256, OPENINGS_MAX = 4096 };
enum { FLUSH_S = 5, TIDY_MS = 60 * 60 * 1000 };

struct sight {
    int64_t session_id, now_ms;
};

/* What waits to be written. */
struct waiting {
    int sight_count, attempt_count, reading_count;
    int64_t attempts_lost;
    struct sight sights[SIGHTS_MAX];
    struct trace attempts[ATTEMPTS_MAX];
    struct reading readings[READINGS_MAX];
};

/* Many, so that they are not copied but handed over. */
struct openings {
    int count;
    int64_t lost, lost_ms;
    struct opening at[OPENINGS_MAX];
};

struct traces {
    struct store *store;
    struct arena *arena;
    pthread_t writer;
    pthread_mutex_t lock; /* all below */
    pthread_cond_t wakes;
    bool stops, hurries; /* an attempt or a notice is not to wait */
    struct waiting waiting;
    struct openings *openings;
    struct openings *opened; /* the writer's own … */
    struct waiting taken;    /* … */
    int64_t tidied_ms;       /* … and when it last swept; a start is busy enough without */
};

static enum err openings_write(struct tx *t, const struct openings *o) {
    for (int i = 0; i < o->count; i++) try(opening_note(t, &o->at[i]));
    struct opening lost = {.at_ms = o->lost_ms, .lost = o->lost, .door = "html"};
    return o->lost ? opening_note(t, &lost) : OK;
}

static enum err write_all(struct traces *s, struct arena *a, const struct waiting *w) {
    struct entry_note note = {0, "seen", "", 0};
    struct tx *t;
    try(store_write(s->store, a, &note, &t));
    for (int i = 0; i < w->sight_count; i++) try(session_touch(t, w->sights[i].session_id, w->sights[i].now_ms));
    for (int i = 0; i < w->reading_count; i++)
        try(notice_opened(t, w->readings[i].at_ms, w->readings[i].account_id, w->readings[i].notice_id, NULL));
    for (int i = 0; i < w->attempt_count; i++) {
        const struct trace *at = &w->attempts[i];
        try(security_note(t, at->at_ms, at->account_id, at->address, at->kind, at->what));
    }
    if (w->attempts_lost) {
        const struct trace *last = &w->attempts[w->attempt_count - 1];
        const char *more = arena_printf(a, "+ %lld", (long long)w->attempts_lost);
        try(security_note(t, last->at_ms, last->account_id, last->address, last->kind, more));
    }
    try(openings_write(t, s->opened));
    enum err e = tx_commit(t);
    tx_end(t);
    return e;
}

static void add_opening(struct openings *to, const struct opening *o) {
    if (to->count < OPENINGS_MAX) to->at[to->count++] = *o;
    else to->lost++, to->lost_ms = o->at_ms;
}

static void add_reading(struct waiting *w, const struct reading *r) {
    if (w->reading_count < READINGS_MAX) w->readings[w->reading_count++] = *r;
}

static void add(struct waiting *w, const struct trace *t) {
    if (w->attempt_count < ATTEMPTS_MAX) w->attempts[w->attempt_count++] = *t;
    else w->attempts_lost++;
}

/* Those that could not be written go before those that came since. */
static void openings_put_back(struct traces *s) {
    struct openings *since = s->openings;
    s->openings = s->opened;
    s->opened = since;
    for (int i = 0; i < since->count; i++) add_opening(s->openings, &since->at[i]);
    s->openings->lost += since->lost;
    if (since->lost) s->openings->lost_ms = since->lost_ms;
    since->count = 0;
    since->lost = 0;
}

/* A sight that cannot be written is no loss; attempts, notices and openings wait for the next time, without hurry: a
 * database that refuses is not to be asked without end. */
static void flush(struct traces *s) {
    struct waiting *w = &s->taken;
    pthread_mutex_lock(&s->lock);
    *w = s->waiting;
    s->waiting.sight_count = s->waiting.attempt_count = s->waiting.reading_count = 0;
    s->waiting.attempts_lost = 0;
    s->hurries = false;
    struct openings *empty = s->opened, *o = s->openings;
    s->openings = empty;
    s->opened = o;
    pthread_mutex_unlock(&s->lock);
    if (!w->sight_count && !w->attempt_count && !w->reading_count && !o->count && !o->lost) return;
    struct arena *a = arena_new(0);
    enum err e = write_all(s, a, w);
    arena_done(a);
    if (e == OK) {
        o->count = 0;
        o->lost = 0;
        return;
    }
    pthread_mutex_lock(&s->lock);
    openings_put_back(s);
    for (int i = 0; i < w->attempt_count; i++) add(&s->waiting, &w->attempts[i]);
    for (int i = 0; i < w->reading_count; i++) add_reading(&s->waiting, &w->readings[i]);
    s->waiting.attempts_lost += w->attempts_lost;
    pthread_mutex_unlock(&s->lock);
}

/* What expired goes. Of several servers on one database the one that is beaten leaves it to the other. */
static enum err tidy(struct traces *s, struct arena *a) {
    struct entry_note note = {0, "tidy", "", 0};
    struct tx *t;
    try(store_write(s->store, a, &note, &t));
    enum err e = sessions_tidy(t, now_ms());
    if (e == OK) e = notices_sweep(t, now_ms() - NOTICES_KEPT_DAYS * INT64_C(86400000), NULL);
    if (e == OK) e = outbox_sweep(t, now_ms());
    if (e == OK) e = openings_sweep(t, now_ms());
    if (e == OK) e = roster_tidy(t, now_ms());
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

static void tidy_now_and_then(struct traces *s) {
    if (now_ms() - s->tidied_ms < TIDY_MS) return;
    struct arena *a = arena_new(0);
    (void)!tidy(s, a);
    arena_done(a);
    s->tidied_ms = now_ms();
}

/* Until it is time, an attempt came, or the end. */
static bool wait_a_while(struct traces *s) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += FLUSH_S;
    pthread_mutex_lock(&s->lock);
    while (!s->stops && !s->hurries && pthread_cond_timedwait(&s->wakes, &s->lock, &until) == 0) continue;
    bool goes_on = !s->stops;
    pthread_mutex_unlock(&s->lock);
    return goes_on;
}

static void *write_now_and_then(void *context) {
    struct traces *s = context;
    while (wait_a_while(s)) {
        flush(s);
        tidy_now_and_then(s);
    }
    flush(s);
    return NULL;
}

struct traces *traces_new(struct store *store) {
    struct arena *a = arena_new(0);
    struct traces *s = arena_new_of(a, struct traces);
    s->store = store;
    s->tidied_ms = now_ms();
    s->arena = a;
    s->openings = arena_new_of(a, struct openings);
    s->opened = arena_new_of(a, struct openings);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->wakes, NULL);
    must(pthread_create(&s->writer, NULL, write_now_and_then, s) == 0);
    return s;
}

void traces_seen(struct traces *s, int64_t session_id, int64_t now_ms) {
    pthread_mutex_lock(&s->lock);
    struct waiting *w = &s->waiting;
    int i = 0;
    while (i < w->sight_count && w->sights[i].session_id != session_id) i++;
    if (i < SIGHTS_MAX) w->sights[i] = (struct sight){session_id, now_ms};
    if (i == w->sight_count && i < SIGHTS_MAX) w->sight_count++;
    pthread_mutex_unlock(&s->lock);
}

void traces_attempt(struct traces *s, const struct trace *t) {
    pthread_mutex_lock(&s->lock);
    add(&s->waiting, t);
    s->hurries = true;
    pthread_cond_signal(&s->wakes);
    pthread_mutex_unlock(&s->lock);
}

void traces_read(struct traces *s, const struct reading *r) {
    pthread_mutex_lock(&s->lock);
    add_reading(&s->waiting, r);
    s->hurries = true;
    pthread_cond_signal(&s->wakes);
    pthread_mutex_unlock(&s->lock);
}

/* The writer is woken at half: what comes while it writes has room. */
void traces_opened(struct traces *s, const struct opening *o) {
    pthread_mutex_lock(&s->lock);
    add_opening(s->openings, o);
    if (s->openings->count == OPENINGS_MAX / 2) {
        s->hurries = true;
        pthread_cond_signal(&s->wakes);
    }
    pthread_mutex_unlock(&s->lock);
}

void traces_done(struct traces *s) {
    if (!s) return;
    pthread_mutex_lock(&s->lock);
    s->stops = true;
    pthread_cond_signal(&s->wakes);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->writer, NULL);
    pthread_cond_destroy(&s->wakes);
    pthread_mutex_destroy(&s->lock);
    arena_done(s->arena);
}
