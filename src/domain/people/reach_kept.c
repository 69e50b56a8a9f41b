#include "domain/people/reach_kept.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 512 };

/* What one account reached at an entry on a day; another account of the same slot takes its place. */
struct slot {
    int64_t account_id; /* 0: none yet */
    int64_t entry;
    int32_t day;
    unsigned roles;
    size_t count;
    struct seat *seats; /* and their texts behind them, in one piece that is as small as it can be */
};

struct reach_kept {
    pthread_mutex_t lock; /* all below */
    struct slot slots[SLOTS];
};

struct reach_kept *reach_kept_new(struct arena *a) {
    struct reach_kept *k = arena_new_of(a, struct reach_kept);
    must(pthread_mutex_init(&k->lock, NULL) == 0);
    return k;
}

void reach_kept_done(struct reach_kept *k) {
    if (!k) return;
    for (size_t i = 0; i < SLOTS; i++) free(k->slots[i].seats);
    pthread_mutex_destroy(&k->lock);
}

static size_t text_bytes(const char *text) { return text ? strlen(text) + 1 : 0; }

static size_t piece_bytes(const struct seat *seats, size_t count) {
    size_t bytes = count * sizeof *seats;
    for (size_t i = 0; i < count; i++) bytes += text_bytes(seats[i].uscc) + text_bytes(seats[i].unit_name);
    return bytes;
}

static const char *text_put(char **at, const char *text) {
    if (!text) return NULL;
    char *put = *at;
    *at += text_bytes(text);
    return memcpy(put, text, text_bytes(text));
}

static void copy(struct seat *to, const struct seat *seats, size_t count) {
    char *at = (char *)(to + count);
    for (size_t i = 0; i < count; i++) {
        to[i] = seats[i];
        to[i].uscc = text_put(&at, seats[i].uscc);
        to[i].unit_name = text_put(&at, seats[i].unit_name);
    }
}

static bool take(struct reach_kept *k, const struct slot *wanted, struct arena *a, struct reach *ret) {
    pthread_mutex_lock(&k->lock);
    const struct slot *s = &k->slots[(uint64_t)wanted->account_id % SLOTS];
    bool has = s->account_id == wanted->account_id && s->entry == wanted->entry && s->day == wanted->day;
    if (has) {
        struct seat *seats = arena_alloc(a, piece_bytes(s->seats, s->count));
        copy(seats, s->seats, s->count);
        *ret = (struct reach){s->roles, seats, s->count};
    }
    pthread_mutex_unlock(&k->lock);
    return has;
}

static void put(struct reach_kept *k, const struct slot *found, const struct reach *reach) {
    pthread_mutex_lock(&k->lock);
    struct slot *s = &k->slots[(uint64_t)found->account_id % SLOTS];
    free(s->seats);
    *s = *found;
    s->roles = reach->roles;
    s->count = reach->count;
    s->seats = malloc(piece_bytes(reach->seats, reach->count) + 1);
    must(s->seats != NULL);
    copy(s->seats, reach->seats, reach->count);
    pthread_mutex_unlock(&k->lock);
}

enum err reach_kept_of(struct reach_kept *k, struct tx *t, int64_t account_id, int32_t day, struct reach *ret) {
    if (!k || tx_can_write(t)) return reach_of(t, account_id, day, ret);
    struct slot s = {.account_id = account_id, .day = day};
    try(tx_last_entry(t, &s.entry));
    if (take(k, &s, tx_arena(t), ret)) return OK;
    try(reach_of(t, account_id, day, ret));
    put(k, &s, ret);
    return OK;
}
