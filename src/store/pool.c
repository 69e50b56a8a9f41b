#include "store/pool.h"
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { READER, WRITER, KINDS };

struct pool {
    const struct driver *driver;
    const char *data;
    const struct store_options *options;
    pthread_mutex_t lock;
    pthread_cond_t given;
    struct flush *flush;
    struct conn *idle[KINDS];
    int made[KINDS];
};

struct pool *pool_new(const struct driver *driver, const char *data, const struct store_options *options) {
    struct pool *p = calloc(1, sizeof *p);
    must(p != NULL);
    *p = (struct pool){.driver = driver, .data = data, .options = options, .flush = driver->log ? flush_new() : NULL};
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&p->given, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&p->lock, NULL);
    return p;
}

void pool_done(struct pool *p) {
    for (int kind = 0; kind < KINDS; kind++)
        while (p->idle[kind]) {
            struct conn *c = p->idle[kind];
            p->idle[kind] = c->next;
            p->made[kind]--;
            p->driver->disconnect(c);
        }
    must(p->made[READER] == 0 && p->made[WRITER] == 0);
    flush_done(p->flush);
    pthread_cond_destroy(&p->given);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

struct flush *pool_flush(const struct pool *p) { return p->flush; }

static struct timespec in_lock_wait(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += LOCK_WAIT_MS_MAX / 1000;
    return at;
}

/* Under the lock: an idle connection, or NULL and the right to make one, counted already. */
static enum err claim(struct pool *p, struct arena *a, int kind, struct conn **ret) {
    int most = kind == WRITER ? 1 : READERS_MAX;
    struct timespec until = in_lock_wait();
    while (!p->idle[kind] && p->made[kind] >= most)
        if (pthread_cond_timedwait(&p->given, &p->lock, &until) == ETIMEDOUT && !p->idle[kind] && p->made[kind] >= most)
            return store_fail(a, ERR_BUSY, W_store_crowded, kind == WRITER ? "writer" : "reader");
    *ret = p->idle[kind];
    if (*ret) p->idle[kind] = (*ret)->next;
    else p->made[kind]++;
    return OK;
}

uint32_t pool_number(void) {
    static atomic_uint given;
    return atomic_fetch_add(&given, 1) + 1;
}

enum err pool_take(struct pool *p, struct arena *a, bool write, struct conn **ret) {
    int kind = write && p->driver->one_writer ? WRITER : READER;
    struct conn *c = NULL;
    pthread_mutex_lock(&p->lock);
    enum err e = claim(p, a, kind, &c);
    pthread_mutex_unlock(&p->lock);
    if (e != OK) return e;
    if (!c) e = p->driver->connect(a, p->data, kind == WRITER, p->options, &c);
    if (e != OK) {
        pthread_mutex_lock(&p->lock);
        p->made[kind]--;
        pthread_cond_signal(&p->given);
        pthread_mutex_unlock(&p->lock);
        return e;
    }
    if (!c->number) c->number = pool_number();
    *ret = c;
    return OK;
}

void pool_give(struct pool *p, struct conn *c) {
    int kind = c->writer ? WRITER : READER;
    bool lost = c->lost;
    if (lost) p->driver->disconnect(c);
    pthread_mutex_lock(&p->lock);
    if (lost) p->made[kind]--;
    else {
        c->next = p->idle[kind];
        p->idle[kind] = c;
    }
    pthread_cond_broadcast(&p->given);
    pthread_mutex_unlock(&p->lock);
}
