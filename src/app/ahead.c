#include "app/ahead.h"
#include "app/lookout.h"
#include "app/moment.h"
#include "base/day.h"

/* What is made ahead is for nobody yet: while others write it waits for a pause, for so many looks at most, and it takes
 * at most a tenth of the time. */
enum { LOOK_MS = 500, LOOKS_MOST = 10, PART_MOST = 10 };

struct ahead {
    struct store *store;
    struct position_cache *positions;
    struct arena *arena;
    struct lookout *lookout;
    int64_t entry;   /* as it stood at the last look; 0: there was none */
    int looks;       /* in a row at which it had moved */
    int64_t took_us; /* the last making */
};

static enum err others_write(struct ahead *h, struct tx *t, bool *ret) {
    int64_t entry;
    try(tx_last_entry(t, &entry));
    *ret = h->entry && h->entry != entry && ++h->looks < LOOKS_MOST;
    if (!*ret) h->looks = 0;
    h->entry = entry;
    return OK;
}

static enum err make(struct ahead *h, struct arena *a) {
    struct tx *t;
    struct moment now;
    bool waits;
    try(store_read(h->store, a, &t));
    try(others_write(h, t, &waits));
    if (waits) return OK;
    try(moment_at(t, NO_DAY, NO_MONTH, &now));
    for (int k = 0; k < 2; k++) {
        struct position *p;
        try(position_get(h->positions, t, now.entry, now.known_day, month_year(now.month) - k, &p));
        position_drop(p);
    }
    return OK;
}

/* A failure is no one's business here: whoever asks for the position will be told. */
static void look(void *context, struct arena *a, const volatile bool *stops) {
    struct ahead *h = context;
    int64_t begun_us = monotonic_us();
    (void)stops;
    (void)!make(h, a);
    h->took_us = monotonic_us() - begun_us;
}

static int64_t pause_ms(void *context) {
    const struct ahead *h = context;
    int64_t rest_ms = h->took_us / 1000 * (PART_MOST - 1);
    return rest_ms > LOOK_MS ? rest_ms : LOOK_MS;
}

struct ahead *ahead_new(struct store *store, struct position_cache *positions) {
    struct arena *a = arena_new(0);
    struct ahead *h = arena_new_of(a, struct ahead);
    *h = (struct ahead){.store = store, .positions = positions, .arena = a};
    h->lookout = lookout_new(&(struct lookout_does){look, pause_ms, 0, .is_meek = true}, h);
    return h;
}

void ahead_done(struct ahead *h) {
    if (!h) return;
    lookout_done(h->lookout);
    arena_done(h->arena);
}
