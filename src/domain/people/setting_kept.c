#include "domain/people/setting.h"
#include <pthread.h>

struct settings_kept {
    pthread_mutex_t lock; /* all below */
    struct arena *own, *texts;
    int64_t entry; /* -1: none yet */
    struct settings at;
};

struct settings_kept *settings_kept_new(void) {
    struct arena *own = arena_new(0);
    struct settings_kept *k = arena_new_of(own, struct settings_kept);
    k->own = own;
    k->texts = arena_new(0);
    k->entry = -1;
    must(pthread_mutex_init(&k->lock, NULL) == 0);
    return k;
}

void settings_kept_done(struct settings_kept *k) {
    if (!k) return;
    pthread_mutex_destroy(&k->lock);
    arena_done(k->texts);
    arena_done(k->own);
}

static struct settings copied(struct arena *a, const struct settings *from) {
    struct settings s = *from;
    s.city_zh = arena_copy(a, from->city_zh);
    s.city_en = arena_copy(a, from->city_en);
    return s;
}

static bool kept_take(struct settings_kept *k, int64_t entry, struct arena *a, struct settings *ret) {
    pthread_mutex_lock(&k->lock);
    bool has = k->entry == entry;
    if (has) *ret = copied(a, &k->at);
    pthread_mutex_unlock(&k->lock);
    return has;
}

static void kept_put(struct settings_kept *k, int64_t entry, const struct settings *s) {
    pthread_mutex_lock(&k->lock);
    arena_reset(k->texts);
    k->at = copied(k->texts, s);
    k->entry = entry;
    pthread_mutex_unlock(&k->lock);
}

enum err settings_kept_now(struct settings_kept *k, struct tx *t, struct settings *ret) {
    if (tx_can_write(t)) return settings_now(t, ret);
    int64_t entry;
    try(tx_last_entry(t, &entry));
    if (kept_take(k, entry, tx_arena(t), ret)) return OK;
    try(settings_known(t, entry, ret));
    kept_put(k, entry, ret);
    return OK;
}
