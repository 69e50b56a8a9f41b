#include "domain/stats/position.h"
#include "domain/stats/duty.h"
#include "domain/stats/position_inside.h"
#include "stats_queries.h"
#include <pthread.h>

/* -- one position -- */

static struct light_settings light_settings_of(const struct settings *s, const struct calendar *c, int year) {
    struct light_settings l = {.time_whole = s->curve_whole};
    if (c) figure_due_of(c, year, s->report_due_day, &l.due);
    else figure_due_by(year, s->report_due_day, &l.due);
    for (int m = 0; m < YEAR_MONTHS; m++) l.time_part[m] = s->curve[m];
    return l;
}

static const struct duty_law *duty_law_of(struct arena *own, const struct settings *s, const struct calendar *c, int year,
                                          int32_t known_day) {
    struct duty_law *law = arena_new_of(own, struct duty_law);
    struct calendar plain;
    if (!c) {
        plain = calendar_make(own, NULL, 0, s->report_due_day);
        c = &plain;
    }
    for (int m = 0; m < YEAR_MONTHS; m++)
        duty_terms_of(c, period_of(PERIOD_MONTH, month_first_day(month_of(year, m + 1))), known_day, &law->month[m]);
    return law;
}

static struct figures_store *store_new(void) {
    struct arena *own = arena_new(FIGURES_BYTES_MAX + (1 << 20));
    struct figures_store *k = arena_new_of(own, struct figures_store);
    k->arena = own;
    atomic_init(&k->references, 1);
    must(pthread_mutex_init(&k->lock, NULL) == 0 && pthread_mutex_init(&k->deriving, NULL) == 0);
    return k;
}

static void store_drop(struct figures_store *k) {
    if (atomic_fetch_sub(&k->references, 1) != 1) return;
    if (k->derived_in) arena_done(k->derived_in);
    arena_done(k->arena);
}

const void *position_derived(const struct position *p, position_derive *make) {
    struct figures_store *k = p->figures;
    int i = 0;
    pthread_mutex_lock(&k->deriving);
    while (i < DERIVED_MAX && k->derived[i].make && k->derived[i].make != make) i++;
    must(i < DERIVED_MAX);
    if (!k->derived_in) k->derived_in = arena_new(DERIVED_BYTES_MAX);
    if (!k->derived[i].make) k->derived[i] = (struct derived){make, make(k->derived_in, p)};
    const void *at = k->derived[i].at;
    pthread_mutex_unlock(&k->deriving);
    return at;
}

/* A calendar, owned by the positions it is the calendar of. */
struct calendar_held {
    atomic_int references;
    struct arena *arena;
    struct calendar at;
};

static struct calendar_held *held_new(const struct calendar *c) {
    struct arena *own = arena_new(0);
    struct calendar_held *h = arena_new_of(own, struct calendar_held);
    h->arena = own;
    atomic_init(&h->references, 1);
    h->at = calendar_copy(own, c);
    return h;
}

static void held_drop(struct calendar_held *h) {
    if (h && atomic_fetch_sub(&h->references, 1) == 1) arena_done(h->arena);
}

static struct settings settings_copy(struct arena *a, const struct settings *from) {
    struct settings s = *from;
    s.city_zh = arena_copy(a, from->city_zh);
    s.city_en = arena_copy(a, from->city_en);
    return s;
}

struct position *position_make(const struct position_parts *parts) {
    struct arena *own = arena_new(1 << 20);
    struct position *p = arena_new_of(own, struct position);
    p->arena = own;
    atomic_init(&p->references, 1);
    p->entry = parts->board->entry;
    atomic_init(&p->figures_stand_to, p->entry);
    p->year = parts->board->year;
    p->known_day = parts->known_day;
    p->board = board_keep(parts->board);
    p->board_before = board_keep(parts->board_before);
    p->board_earlier = parts->board_earlier ? board_keep(parts->board_earlier) : NULL;
    p->bureau = parts->bureau ? bureau_book_keep(parts->bureau) : bureau_book_empty(p->year);
    p->figures = store_new();
    p->settings = settings_copy(own, parts->settings);
    p->duty = duty_law_of(own, &p->settings, parts->calendar, p->year, p->known_day);
    p->calendar_held = parts->calendar ? held_new(parts->calendar) : NULL;
    p->calendar = p->calendar_held ? &p->calendar_held->at : NULL;
    const struct position *old = parts->old;
    struct light_settings s = light_settings_of(&p->settings, parts->calendar, p->year);
    struct light_settings s_before = light_settings_of(&p->settings, parts->calendar, p->board_before->year);
    p->lights_before = lights_judge(p->board_before, NULL, old ? old->lights_before : NULL, parts->law_before,
                                    p->known_day, &s_before);
    p->lights = lights_judge(p->board, p->lights_before, old ? old->lights : NULL, parts->law, p->known_day, &s);
    return p;
}

struct position *position_at_later(const struct position *p, int64_t entry, int64_t known_ms) {
    struct arena *own = arena_new(1 << 20);
    struct position *later = arena_new_of(own, struct position);
    later->arena = own;
    atomic_init(&later->references, 1);
    later->entry = entry;
    atomic_init(&later->figures_stand_to, entry);
    later->year = p->year;
    later->known_day = p->known_day;
    later->board = board_at(p->board, entry, known_ms);
    later->board_before = board_at(p->board_before, entry, known_ms);
    later->board_earlier = p->board_earlier ? board_at(p->board_earlier, entry, known_ms) : NULL;
    later->bureau = bureau_book_keep(p->bureau);
    later->lights = lights_keep(p->lights);
    later->lights_before = lights_keep(p->lights_before);
    later->settings = settings_copy(own, &p->settings);
    struct duty_law *duty = arena_new_of(own, struct duty_law);
    *duty = *p->duty;
    later->duty = duty;
    later->calendar_held = p->calendar_held;
    later->calendar = p->calendar;
    if (p->calendar_held) atomic_fetch_add(&p->calendar_held->references, 1);
    later->figures = p->figures;
    atomic_fetch_add(&p->figures->references, 1);
    return later;
}

static struct position *position_keep(struct position *p) {
    atomic_fetch_add(&p->references, 1);
    return p;
}

void position_drop(struct position *p) {
    if (!p || atomic_fetch_sub(&p->references, 1) != 1) return;
    store_drop(p->figures);
    held_drop(p->calendar_held);
    lights_drop(p->lights);
    lights_drop(p->lights_before);
    board_drop(p->board);
    board_drop(p->board_before);
    board_drop(p->board_earlier);
    bureau_book_drop(p->bureau);
    arena_done(p->arena);
}

/* -- the cache -- */

/* Which position. */
struct asking {
    int64_t entry;
    int32_t known_day;
    int year;
};

enum { MAKERS_MAX = 64 };

struct position_cache {
    pthread_mutex_t lock;
    pthread_cond_t made; /* somebody is done with one of `making` */
    struct arena *arena;
    struct position **at; /* the one used last comes first */
    int count, count_max;
    struct asking making[MAKERS_MAX];
    int making_count;
    int64_t makings; /* so far */
};

struct position_cache *position_cache_new(int count_max) {
    struct arena *own = arena_new(0);
    struct position_cache *c = arena_new_of(own, struct position_cache);
    c->arena = own;
    must(pthread_mutex_init(&c->lock, NULL) == 0 && pthread_cond_init(&c->made, NULL) == 0);
    c->at = arena_array(own, struct position *, (size_t)count_max);
    c->count_max = count_max;
    return c;
}

void position_cache_done(struct position_cache *c) {
    if (!c) return;
    for (int i = 0; i < c->count; i++) position_drop(c->at[i]);
    must(c->making_count == 0);
    pthread_cond_destroy(&c->made);
    pthread_mutex_destroy(&c->lock);
    arena_done(c->arena);
}

/* Under the lock: the position asked for, brought to the front, or NULL. */
static struct position *cache_find(struct position_cache *c, const struct asking *w) {
    for (int i = 0; i < c->count; i++) {
        struct position *p = c->at[i];
        if (p->entry != w->entry || p->known_day != w->known_day || p->year != w->year) continue;
        for (int k = i; k > 0; k--) c->at[k] = c->at[k - 1];
        return c->at[0] = p;
    }
    return NULL;
}

/* Under the lock: the place of one that is being made, or making_count. */
static int making_of(const struct position_cache *c, const struct asking *w) {
    int i = 0;
    while (i < c->making_count && (c->making[i].entry != w->entry || c->making[i].known_day != w->known_day ||
                                   c->making[i].year != w->year))
        i++;
    return i;
}

/* Under the lock: the position, if somebody had it made or is making it just now; else it is the caller's to make. */
static struct position *cache_await(struct position_cache *c, const struct asking *w) {
    struct position *p;
    while (!(p = cache_find(c, w)) && (making_of(c, w) < c->making_count || c->making_count == MAKERS_MAX))
        pthread_cond_wait(&c->made, &c->lock);
    if (p) return p;
    c->making[c->making_count++] = *w;
    c->makings++;
    return NULL;
}

/* Under the lock. */
static void cache_made(struct position_cache *c, const struct asking *w) {
    c->making[making_of(c, w)] = c->making[c->making_count - 1];
    c->making_count--;
    pthread_cond_broadcast(&c->made);
}

int64_t position_cache_makings(struct position_cache *c) {
    pthread_mutex_lock(&c->lock);
    int64_t makings = c->makings;
    pthread_mutex_unlock(&c->lock);
    return makings;
}

/* Under the lock: the latest board of a year folded from no later entry, kept, or NULL. */
static struct board *cache_board(const struct position_cache *c, int64_t entry, int year) {
    struct board *best = NULL;
    for (int i = 0; i < c->count; i++) {
        struct board *of[] = {c->at[i]->board, c->at[i]->board_before, c->at[i]->board_earlier};
        for (size_t k = 0; k < countof(of) && of[k]; k++)
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

/* Boards at an entry, from older ones of one entry, or from none. */
must_use static enum err boards_at(struct tx *t, struct board *const *olds, int years, int64_t entry, int year,
                                   struct board **ret) {
    if (!olds[0]) return board_fold(t, entry, year, years, ret);
    if (olds[0]->entry < entry) return board_refresh(t, olds, years, entry, ret);
    for (int k = 0; k < years; k++) ret[k] = board_keep(olds[k]);
    return OK;
}

/* What a position is made of: `old`s are what the cache had. */
struct making {
    struct board *old[BOARD_YEARS_MAX], *board[BOARD_YEARS_MAX]; /* this year's, last year's, the one before */
    struct position *like;
    struct light_law law[2];
    struct settings settings;
    struct calendar calendar;
    struct bureau_book *bureau;
};

/* So many of the old boards, from the first on, are of one entry, or all of them are not there. */
static int years_alike(struct board *const *olds) {
    int n = 1;
    while (n < BOARD_YEARS_MAX && (olds[0] ? olds[n] && olds[n]->entry == olds[0]->entry : !olds[n])) n++;
    return n;
}

/* The third board is taken along where it costs no reading of its own. */
must_use static enum err gather(struct making *m, struct tx *t, int64_t entry, int year) {
    int years = years_alike(m->old);
    try(settings_known(t, entry, &m->settings));
    try(calendar_known(t, entry, &m->calendar));
    try(bureau_book_known(t, entry, year, m->settings.time_zone_min, m->like ? m->like->bureau : NULL, &m->bureau));
    for (int k = 0; k < 2; k++) try(light_law_known(t, entry, year - k, &m->law[k]));
    if (years >= 2) return boards_at(t, m->old, years, entry, year, m->board);
    for (int k = 0; k < 2; k++) try(boards_at(t, &m->old[k], 1, entry, year - k, &m->board[k]));
    return OK;
}

/* Under the lock: what there is to make a position from. */
static void olds_find(const struct position_cache *c, const struct asking *w, struct making *ret) {
    for (int k = 0; k < BOARD_YEARS_MAX; k++) ret->old[k] = cache_board(c, w->entry, w->year - k);
    ret->like = cache_like(c, w->year);
}

static void making_done(struct making *m) {
    for (int k = 0; k < BOARD_YEARS_MAX; k++) {
        board_drop(m->old[k]);
        board_drop(m->board[k]);
    }
    bureau_book_drop(m->bureau);
    position_drop(m->like);
}

static struct position *position_of(const struct making *m, int32_t known_day) {
    return position_make(&(struct position_parts){.known_day = known_day, .board = m->board[0],
                                                  .board_before = m->board[1], .board_earlier = m->board[2],
                                                  .law = &m->law[0], .law_before = &m->law[1],
                                                  .settings = &m->settings, .calendar = &m->calendar, .bureau = m->bureau,
                                                  .old = m->like});
}

/* How many row versions were put since an entry that boards, lights and settings are made of; INT64_MAX: see
 * board_rows_since(). */
must_use static enum err rows_since(struct tx *t, const struct board *b, int64_t after, int64_t entry, int64_t *ret_n,
                                    int64_t *ret_known_ms) {
    struct beside_written_row beside;
    try(board_rows_since(t, b, after, entry, ret_n, ret_known_ms));
    if (*ret_n == INT64_MAX) return OK;
    try(beside_written(t, after, entry, &beside));
    *ret_n -= beside.n;
    return OK;
}

/* Whether nothing else was put but reports under way, which may have come further: that changes nothing but how far they
 * have come. Accepting one writes a fact, and then the board does not stand. How far was looked is kept. */
must_use static enum err figures_stand(struct tx *t, struct position *p, int64_t entry, bool *ret_stands) {
    int64_t n, known_ms, after = atomic_load(&p->figures_stand_to);
    struct reports_written_row reports;
    *ret_stands = entry <= after;
    if (*ret_stands) return OK;
    try(rows_since(t, p->board, after, entry, &n, &known_ms));
    if (n == INT64_MAX) return OK;
    try(reports_written(t, after, entry, &reports));
    *ret_stands = n == reports.n;
    /* Of an entry that is being written, and may never come to be, nobody gets here: it is ERR_MISSING. */
    if (*ret_stands) atomic_compare_exchange_strong(&p->figures_stand_to, &after, entry);
    return OK;
}

/* The one used last, if nothing it shows was written since; else a new one. */
must_use static enum err make(struct making *m, struct tx *t, const struct asking *w, struct position **ret) {
    int64_t n = INT64_MAX, known_ms;
    if (m->like && m->like->known_day == w->known_day)
        try(rows_since(t, m->like->board, m->like->entry, w->entry, &n, &known_ms));
    if (n == 0) {
        *ret = position_at_later(m->like, w->entry, known_ms);
        return OK;
    }
    try(gather(m, t, w->entry, w->year));
    *ret = position_of(m, w->known_day);
    return OK;
}

enum err position_get(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, int year,
                      struct position **ret) {
    const struct asking w = {entry, known_day, year};
    struct making m = {0};
    pthread_mutex_lock(&c->lock);
    struct position *p = cache_await(c, &w);
    if (p) *ret = position_keep(p);
    else olds_find(c, &w, &m);
    pthread_mutex_unlock(&c->lock);
    if (p) return OK;
    enum err e = make(&m, t, &w, &p);
    if (e == OK) *ret = p;
    pthread_mutex_lock(&c->lock);
    if (p) cache_add(c, p);
    cache_made(c, &w);
    pthread_mutex_unlock(&c->lock);
    making_done(&m);
    return e;
}

/* Beyond so many entries since it was looked at last, a position would have too much to catch up with. */
enum { BEHIND_MAX = 1024 };

/* Under the lock: the kept position of the latest entry up to the one asked for, if it is not too far behind; of that year
 * and day, or of any. Kept, or NULL. */
static struct position *cache_near(struct position_cache *c, const struct asking *w, bool of_any) {
    struct position *best = NULL;
    for (int i = 0; i < c->count; i++) {
        struct position *p = c->at[i];
        bool fits = of_any || (p->year == w->year && p->known_day == w->known_day);
        if (!fits || p->entry > w->entry || w->entry - atomic_load(&p->figures_stand_to) > BEHIND_MAX) continue;
        if (!best || p->entry > best->entry) best = p;
    }
    return best ? position_keep(best) : NULL;
}

/* One whose figures stand, else the very one. */
must_use static enum err near_get(struct position_cache *c, struct tx *t, const struct asking *w, bool of_any,
                                  struct position **ret) {
    bool stands = false;
    pthread_mutex_lock(&c->lock);
    struct position *p = cache_near(c, w, of_any);
    pthread_mutex_unlock(&c->lock);
    enum err e = p ? figures_stand(t, p, w->entry, &stands) : OK;
    if (e == OK && stands) {
        *ret = p;
        return OK;
    }
    position_drop(p);
    return e == OK ? position_get(c, t, w->entry, w->known_day, w->year, ret) : e;
}

enum err position_of_figures(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, int year,
                             struct position **ret) {
    return near_get(c, t, &(struct asking){entry, known_day, year}, false, ret);
}

enum err position_any(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, struct position **ret) {
    return near_get(c, t, &(struct asking){entry, known_day, month_year(month_of_day(known_day))}, true, ret);
}
