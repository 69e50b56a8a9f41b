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

/* If they are of an entry from the first to the last. */
static bool kept_take(struct settings_kept *k, int64_t first, int64_t last, struct arena *a, struct settings *ret) {
    pthread_mutex_lock(&k->lock);
    bool has = k->entry >= first && k->entry <= last;
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

/* Those kept stand at a later entry, too, if no setting was written since. */
static enum err kept_take_still(struct settings_kept *k, struct tx *t, int64_t entry, bool *ret_has, struct settings *ret) {
    struct settings_written_row written;
    pthread_mutex_lock(&k->lock);
    int64_t since = k->entry;
    pthread_mutex_unlock(&k->lock);
    *ret_has = false;
    if (since < 0 || since > entry) return OK;
    try(settings_written(t, since, entry, &written));
    if (written.n) return OK;
    *ret_has = kept_take(k, since, entry, tx_arena(t), ret);
    if (tx_can_write(t)) return OK; /* an entry that is being written may never come to be */
    pthread_mutex_lock(&k->lock);
    if (k->entry == since) k->entry = entry;
    pthread_mutex_unlock(&k->lock);
    return OK;
}

enum err settings_kept_now(struct settings_kept *k, struct tx *t, struct settings *ret) {
    int64_t entry;
    bool has = false;
    try(tx_last_entry(t, &entry));
    if (!tx_can_write(t) && kept_take(k, entry, entry, tx_arena(t), ret)) return OK;
    try(kept_take_still(k, t, entry, &has, ret));
    if (has) return OK;
    try(settings_known(t, entry, ret));
    if (!tx_can_write(t)) kept_put(k, entry, ret);
    return OK;
}
