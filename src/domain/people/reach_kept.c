#include "domain/people/reach_kept.h"
#include <pthread.h>
#include <string.h>

enum { SLOTS = 512, SEATS = 16, TEXT_BYTES = 480 };

struct asking {
    int64_t account_id; /* 0: none yet */
    int64_t entry;
    int32_t day;
};
/* What one account reached at an entry on a day; another account of the same slot takes its place. Who has more seats,
 * or longer names, is asked anew each time. */
struct slot {
    struct asking at;
    unsigned roles;
    size_t count;
    struct seat seats[SEATS];
    char texts[TEXT_BYTES]; /* of the seats */
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
    if (k) pthread_mutex_destroy(&k->lock);
}

static size_t text_bytes(const char *text) { return text ? strlen(text) + 1 : 0; }

static size_t texts_bytes(const struct seat *seats, size_t count) {
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) bytes += text_bytes(seats[i].uscc) + text_bytes(seats[i].unit_name);
    return bytes;
}

static const char *text_put(char **at, const char *text) {
    if (!text) return NULL;
    char *put = *at;
    *at += text_bytes(text);
    return memcpy(put, text, text_bytes(text));
}

static void copy(struct seat *to, char *texts, const struct seat *seats, size_t count) {
    for (size_t i = 0; i < count; i++) {
        to[i] = seats[i];
        to[i].uscc = text_put(&texts, seats[i].uscc);
        to[i].unit_name = text_put(&texts, seats[i].unit_name);
    }
}

static bool take(struct reach_kept *k, const struct asking *wanted, struct arena *a, struct reach *ret) {
    pthread_mutex_lock(&k->lock);
    const struct slot *s = &k->slots[(uint64_t)wanted->account_id % SLOTS];
    bool has = s->at.account_id == wanted->account_id && s->at.entry == wanted->entry && s->at.day == wanted->day;
    if (has) {
        struct seat *seats = arena_array(a, struct seat, s->count);
        copy(seats, arena_bytes(a, texts_bytes(s->seats, s->count)), s->seats, s->count);
        *ret = (struct reach){s->roles, seats, s->count};
    }
    pthread_mutex_unlock(&k->lock);
    return has;
}

static void put(struct reach_kept *k, const struct asking *found, const struct reach *reach) {
    if (reach->count > SEATS || texts_bytes(reach->seats, reach->count) > TEXT_BYTES) return;
    pthread_mutex_lock(&k->lock);
    struct slot *s = &k->slots[(uint64_t)found->account_id % SLOTS];
    s->at = *found;
    s->roles = reach->roles;
    s->count = reach->count;
    copy(s->seats, s->texts, reach->seats, reach->count);
    pthread_mutex_unlock(&k->lock);
}

enum err reach_kept_of(struct reach_kept *k, struct tx *t, int64_t account_id, int32_t day, struct reach *ret) {
    if (!k || tx_can_write(t)) return reach_of(t, account_id, day, ret);
    struct asking w = {.account_id = account_id, .day = day};
    try(tx_last_entry(t, &w.entry));
    if (take(k, &w, tx_arena(t), ret)) return OK;
    try(reach_of(t, account_id, day, ret));
    put(k, &w, ret);
    return OK;
}
