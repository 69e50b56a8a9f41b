/* position -- 棋局: everything figures are computed from, as known at one moment, for one year.
 *
 * The year's board and lights, the year before beside them, the settings: all as known at one
 * entry, looked at from one day. Immutable; readers keep theirs by reference count. Every figure
 * on every screen is a pure function of a position, a month and a question.
 *
 * The cache holds a bounded number of positions. A new one is refreshed from the latest older one
 * of its year, sharing what did not change. Folding goes on outside the lock, so that others read
 * meanwhile; who wants the very position that somebody is folding waits for it. */
#pragma once
#include "domain/lights/lights.h"
#include "domain/people/setting.h"
#include "domain/stats/bureau_book.h"

struct figures_store;
struct duty_law; /* duty.h */
struct calendar_held;

struct position {
    atomic_int references;
    _Atomic int64_t figures_stand_to; /* up to this entry only reports came further, see position_of_figures() */
    int64_t entry;
    int year;
    int32_t known_day;
    struct board *board, *board_before;
    struct board *board_earlier; /* of the year before that, for the position of last year; NULL if there was none */
    struct lights *lights, *lights_before;
    const struct duty_law *duty; /* which reports are expected in each month of the year */
    struct bureau_book *bureau; /* the statistics bureau's figures of the year */
    struct settings settings;
    struct calendar_held *calendar_held; /* owns … */
    const struct calendar *calendar;     /* … the reporting calendar known then; NULL if it was made without one */
    struct figures_store *figures; /* tables it was asked for, see figures_kept() */
    struct arena *arena;
};

/* What a room makes of a position for all who ask: `make` is called when the first asks, and what it makes in `own` lives
 * as long as the position. At most DERIVED_MAX such functions in the program. */
typedef const void *position_derive(struct arena *own, const struct position *p);
enum { DERIVED_MAX = 4 };
const void *position_derived(const struct position *p, position_derive *make);

struct position_cache;
/* Holds at most `count_max` positions that nobody reads. Never NULL. */
struct position_cache *position_cache_new(int count_max);
/* Lets go of all of them; readers keep theirs. Accepts NULL. */
void position_cache_done(struct position_cache *c);

/* The position of a year as known at an entry, seen from a day in the city's zone (figures due by then,
 * months begun by then). To be dropped. */
must_use enum err position_get(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, int year,
                               struct position **ret);
/* A position whose figures, rows and rights are as known at an entry; how far reports under way have come may be some
 * entries old, for that changes none of them. For who writes: a position is overtaken by what is written next anyway, and
 * when many write at once nobody makes one for each of them. */
must_use enum err position_of_figures(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day, int year,
                                      struct position **ret);
/* A position at hand, of whatever year, in which everybody holds what he holds as known at an entry; else the one of the
 * day's year. */
must_use enum err position_any(struct position_cache *c, struct tx *t, int64_t entry, int32_t known_day,
                               struct position **ret);
void position_drop(struct position *p); /* Accepts NULL */

/* A position of boards at hand: keeps them, judges them. For position_get, and for tests without a store. */
struct position_parts {
    int32_t known_day;
    struct board *board, *board_before, *board_earlier; /* the last may be NULL */
    const struct light_law *law, *law_before;
    const struct settings *settings;
    const struct calendar *calendar; /* NULL: figures are due by the day of the settings, holidays or not */
    struct bureau_book *bureau;        /* kept; NULL: the bureau said nothing */
    const struct position *old; /* shares its lights where nothing changed; may be NULL */
};
struct position *position_make(const struct position_parts *parts);
