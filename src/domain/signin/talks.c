#include "domain/signin/talks.h"
#include "domain/signin/talk_ask.h"
#include "signin_queries.h"
#include <pthread.h>
#include <time.h>

struct waiting {
    int64_t start_id; /* 0: the place is free */
    bool is_running;
    struct arena *a;  /* of the talk and all it points to */
    struct talk talk;
    struct way way;
};

struct talks {
    struct arena *own;
    struct store *store;
    struct talk_keep *keep;
    pthread_t threads[TALK_THREADS];
    pthread_mutex_t lock; /* all below */
    pthread_cond_t changed;
    struct waiting at[TALKS_MAX];
    bool stops;
};

/* -- what a talk ends with -- */

static enum err note_end(struct tx *t, const struct waiting *w, bool is_well) {
    const struct talk *k = &w->talk;
    if (!is_well) try(start_refused(t, k->fault.in[ZH], k->fault.in[EN], w->start_id, NULL));
    else if (!k->code) try(start_leads(t, k->page, w->start_id, NULL));
    else try(start_vouched(t, way_provider(k->a, k->way), k->subject, k->shown, w->start_id, NULL));
    return tx_commit(t);
}

static enum err end_write(struct talks *s, const struct waiting *w, bool is_well) {
    const struct entry_note note = {.kind = "sign_in", .reason = "", .in_line = true};
    struct tx *t;
    try(store_write(s->store, w->a, &note, &t));
    enum err e = note_end(t, w, is_well);
    tx_end(t);
    return e;
}

/* What cannot be written is not lost: the browser asks until the start is too old, and the person begins again. */
static void talk_run(struct talks *s, struct waiting *w) {
    enum { TRIES = 3 };
    struct talk *k = &w->talk;
    k->fault = both_word(W_way_failed);
    bool is_well = k->code ? k->way->kind->vouch(k) : k->way->kind->page(k);
    for (int i = 0; i < TRIES && end_write(s, w, is_well) != OK; i++) arena_forgive(w->a);
}

/* -- the threads -- */

static struct waiting *next_of(struct talks *s) {
    struct waiting *found = NULL;
    for (size_t i = 0; i < countof(s->at); i++) {
        struct waiting *w = &s->at[i];
        if (w->start_id && !w->is_running && (!found || w->start_id < found->start_id)) found = w;
    }
    return found;
}

static void *talk_on(void *context) {
    struct talks *s = context;
    pthread_mutex_lock(&s->lock);
    while (!s->stops) {
        struct waiting *w = next_of(s);
        if (!w) {
            pthread_cond_wait(&s->changed, &s->lock);
            continue;
        }
        w->is_running = true;
        pthread_mutex_unlock(&s->lock);
        talk_run(s, w);
        arena_done(w->a);
        pthread_mutex_lock(&s->lock);
        *w = (struct waiting){0};
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

struct talks *talks_new(struct store *store) {
    struct arena *own = arena_new(0);
    struct talks *s = arena_new_of(own, struct talks);
    pthread_condattr_t monotonic;
    s->own = own;
    s->store = store;
    s->keep = talk_keep_new();
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    must(pthread_mutex_init(&s->lock, NULL) == 0 && pthread_cond_init(&s->changed, &monotonic) == 0);
    pthread_condattr_destroy(&monotonic);
    for (int i = 0; i < TALK_THREADS; i++) must(pthread_create(&s->threads[i], NULL, talk_on, s) == 0);
    return s;
}

void talks_done(struct talks *s) {
    if (!s) return;
    pthread_mutex_lock(&s->lock);
    s->stops = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    for (int i = 0; i < TALK_THREADS; i++) pthread_join(s->threads[i], NULL);
    for (size_t i = 0; i < countof(s->at); i++) arena_done(s->at[i].a);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    talk_keep_done(s->keep);
    arena_done(s->own);
}

/* -- asking -- */

static const char *copied(struct arena *a, const char *text) { return text ? arena_copy(a, text) : NULL; }

static void waiting_fill(struct waiting *w, struct talks *s, int64_t start_id, const struct talk *k) {
    struct arena *a = arena_new(0);
    *w = (struct waiting){.start_id = start_id, .a = a, .talk = *k, .way = *k->way};
    struct way *way = &w->way;
    const char **of_way[] = {&way->realm, &way->client, &way->agent, &way->page_address, &way->api_address, &way->back,
                             &way->name.in[ZH], &way->name.in[EN]};
    const char **of_talk[] = {&w->talk.state, &w->talk.nonce, &w->talk.verifier, &w->talk.code};
    for (size_t i = 0; i < countof(of_way); i++) *of_way[i] = copied(a, *of_way[i]);
    for (size_t i = 0; i < countof(of_talk); i++) *of_talk[i] = copied(a, *of_talk[i]);
    w->talk.a = a;
    w->talk.keep = s->keep;
    w->talk.way = way;
}

static struct waiting *place_of(struct talks *s, int64_t start_id) {
    for (size_t i = 0; i < countof(s->at); i++)
        if (s->at[i].start_id == start_id) return &s->at[i];
    return NULL;
}

bool talks_ask(struct talks *s, int64_t start_id, const struct talk *k) {
    pthread_mutex_lock(&s->lock);
    bool is_there = place_of(s, start_id) != NULL; /* asked by a page that was loaded twice */
    struct waiting *w = is_there ? NULL : place_of(s, 0);
    if (w) waiting_fill(w, s, start_id, k);
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return is_there || w;
}

void talks_wait(struct talks *s, int64_t start_id) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += TALK_WAIT_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&s->lock);
    while (place_of(s, start_id) && pthread_cond_timedwait(&s->changed, &s->lock, &until) == 0) continue;
    pthread_mutex_unlock(&s->lock);
}
