#include "domain/stats/position.h"
#include "domain/stats/position_inside.h"
#include <pthread.h>

/* -- one position -- */

static struct light_settings light_settings_of(const struct settings *s, const struct calendar *c, int year) {
    struct light_settings l = {.time_whole = s->curve_whole};
    if (c) figure_due_of(c, year, s->report_due_day, &l.due);
    else figure_due_by(year, s->report_due_day, &l.due);
    for (int m = 0; m < YEAR_MONTHS; m++) l.time_part[m] = s->curve[m];
    return l;
}

static struct figures_store *store_new(void) {
    enum { KEPT_BYTES_MAX = 32 << 20 };
    struct arena *own = arena_new(KEPT_BYTES_MAX);
    struct figures_store *k = arena_new_of(own, struct figures_store);
    k->arena = own;
    must(pthread_mutex_init(&k->lock, NULL) == 0);
    return k;
}

struct position *position_make(const struct position_parts *parts) {
    struct arena *own = arena_new(1 << 20);
    struct position *p = arena_new_of(own, struct position);
    p->arena = own;
    atomic_init(&p->references, 1);
    p->entry = parts->board->entry;
    p->year = parts->board->year;
    p->known_day = parts->known_day;
    p->board = board_keep(parts->board);
    p->board_before = board_keep(parts->board_before);
    p->figures = store_new();
    p->settings = *parts->settings;
    p->settings.city_zh = arena_copy(own, parts->settings->city_zh);
    p->settings.city_en = arena_copy(own, parts->settings->city_en);
    const struct position *old = parts->old;
    struct light_settings s = light_settings_of(&p->settings, parts->calendar, p->year);
    struct light_settings s_before = light_settings_of(&p->settings, parts->calendar, p->board_before->year);
    p->lights_before = lights_judge(p->board_before, NULL, old ? old->lights_before : NULL, parts->law_before,
                                    p->known_day, &s_before);
    p->lights = lights_judge(p->board, p->lights_before, old ? old->lights : NULL, parts->law, p->known_day, &s);
    return p;
}

static struct position *position_keep(struct position *p) {
    atomic_fetch_add(&p->references, 1);
    return p;
}

void position_drop(struct position *p) {
    if (!p || atomic_fetch_sub(&p->references, 1) != 1) return;
    arena_done(p->figures->arena);
    lights_drop(p->lights);
    lights_drop(p->lights_before);
    board_drop(p->board);
    board_drop(p->board_before);
    arena_done(p->arena);
}

/* -- the cache -- */

struct position_cache {
    pthread_mutex_t lock;
    struct arena *arena;
    struct position **at; /* the one used last comes first */
    int count, count_max;
};

struct position_cache *position_cache_new(int count_max) {
    struct arena *own = arena_new(0);
    struct position_cache *c = arena_new_of(own, struct position_cache);
    c->arena = own;
    must(pthread_mutex_init(&c->lock, NULL) == 0);
    c->at = arena_array(own, struct position *, (size_t)count_max);
    c->count_max = count_max;
    return c;
}

void position_cache_done(struct position_cache *c) {
    if (!c) return;
    for (int i = 0; i < c->count; i++) position_drop(c->at[i]);
    pthread_mutex_destroy(&c->lock);
    arena_done(c->arena);
}

/* Under the lock: the position asked for, brought to the front, or NULL. */
static struct position *cache_find(struct position_cache *c, int64_t entry, int32_t known_day, int year) {
    for (int i = 0; i < c->count; i++) {
        struct position *p = c->at[i];
        if (p->entry != entry || p->known_day != known_day || p->year != year) continue;
        for (int k = i; k > 0; k--) c->at[k] = c->at[k - 1];
        return c->at[0] = p;
    }
    return NULL;
}

/* Under the lock: the latest board of a year folded from no later entry, kept, or NULL. */
static struct board *cache_board(const struct position_cache *c, int64_t entry, int year) {
    struct board *best = NULL;
    for (int i = 0; i < c->count; i++) {
        struct board *of[] = {c->at[i]->board, c->at[i]->board_before};
        for (int k = 0; k < 2; k++)
            if (of[k]->year == year && of[k]->entry <= entry && (!best || of[k]->entry > best->entry)) best = of[k];
    }
    return best ? board_keep(best) : NULL;
}

/* Under the lock: the position of the year used last, whose lights may be shared; kept, or NULL. */
static struct position *cache_like(const struct position_cache *c, int year) {
    for (int i = 0; i < c->count; i++)
        if (c->at[i]->year == year) return position_keep(c->at[i]);
    return NULL;
}

/* Under the lock: puts it in front; the one longest unused goes. */
static void cache_add(struct position_cache *c, struct position *p) {
    if (c->count == c->count_max) position_drop(c->at[--c->count]);
    for (int k = c->count++; k > 0; k--) c->at[k] = c->at[k - 1];
    c->at[0] = position_keep(p);
}

/* A board at an entry, from an older one if there is one. */
must_use static enum err board_at(struct tx *t, const struct board *old, int64_t entry, int year, struct board **ret) {
    if (!old) return board_fold(t, entry, year, ret);
    if (old->entry < entry) return board_refresh(t, old, entry, ret);
    *ret = board_keep((struct board *)(uintptr_t)old);
    return OK;
}

/* What a position is made of: `old`s are what the cache had. */
struct making {
    struct board *old[2], *board[2]; /* this year's, last year's */
    struct position *like;
    struct light_law law[2];
    struct settings settings;
    struct calendar calendar;
};

must_use static enum err gather(struct making *m, struct tx *t, int64_t entry, int year) {
    try(settings_known(t, entry, &m->settings));
    try(calendar_known(t, entry, &m->calendar));
    for (int k = 0; k < 2; k++) {
        try(light_law_known(t, entry, year - k, &m->law[k]));
        try(board_at(t, m->old[k], entry, year - k, &m->board[k]));
    }
    return OK;
}

enum err position_get(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, int year,
                      struct position **ret) {
    struct making m = {0};
    pthread_mutex_lock(&c->lock);
    struct position *p = cache_find(c, entry, known_day, year);
    if (p) {
        *ret = position_keep(p);
    } else {
        for (int k = 0; k < 2; k++) m.old[k] = cache_board(c, entry, year - k);
        m.like = cache_like(c, year);
    }
    pthread_mutex_unlock(&c->lock);
    if (p) return OK;
    enum err e = gather(&m, t, entry, year);
    if (e == OK) {
        p = position_make(&(struct position_parts){.known_day = known_day, .board = m.board[0],
                                                   .board_before = m.board[1], .law = &m.law[0],
                                                   .law_before = &m.law[1], .settings = &m.settings,
                                                   .calendar = &m.calendar, .old = m.like});
        pthread_mutex_lock(&c->lock);
        struct position *first = cache_find(c, entry, known_day, year);
        if (!first) cache_add(c, p);
        *ret = first ? position_keep(first) : p;
        pthread_mutex_unlock(&c->lock);
        if (first) position_drop(p);
    }
    for (int k = 0; k < 2; k++) {
        board_drop(m.old[k]);
        board_drop(m.board[k]);
    }
    position_drop(m.like);
    return e;
}

enum err position_any(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, struct position **ret) {
    struct position *p = NULL;
    pthread_mutex_lock(&c->lock);
    for (int i = 0; i < c->count && !p; i++)
        if (c->at[i]->entry == entry) p = position_keep(c->at[i]);
    pthread_mutex_unlock(&c->lock);
    if (!p) return position_get(c, t, entry, known_day, month_year(month_of_day(known_day)), ret);
    *ret = p;
    return OK;
}
