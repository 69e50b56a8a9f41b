/* The newest positions are there before anybody asks, whoever wrote. */
#include "app/ahead.h"
#include "app/moment.h"
#include "board_city.h"
#include "domain/stats/position_inside.h"
#include <time.h>

/* Until the cache has made so many positions; not for ever. */
static void wait_for_makings(struct position_cache *cache, int64_t makings) {
    enum { TRIES = 3000 };
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    for (int i = 0; i < TRIES && position_cache_makings(cache) < makings; i++) nanosleep(&pause, NULL);
    assert_int_equal(position_cache_makings(cache), makings);
}

/* What the board page shows now, of the year and of the one before, and that it need not be made. */
static void assert_newest_is_there(struct city *c, struct position_cache *cache, int64_t entry) {
    struct moment now;
    int64_t makings = position_cache_makings(cache);
    assert_int_equal(city_last_entry(c), entry); /* begins to read */
    assert_ok(c->a, moment_at(c->t, NO_DAY, NO_MONTH, &now));
    for (int k = 0; k < 2; k++) {
        struct position *p = NULL;
        assert_ok(c->a, position_get(cache, c->t, entry, now.known_day, month_year(now.month) - k, &p));
        assert_int_equal(p->board->entry, entry);
        position_drop(p);
    }
    arena_reset(c->a);
    assert_int_equal(position_cache_makings(cache), makings);
}

TEST_BOTH(the_newest_positions_are_there_before_anybody_asks, schema_of_program()) {
    struct city *c = city_new(a, s, 4, 30);
    struct position_cache *cache = position_cache_new(6);
    struct ahead *ahead = ahead_new(s, cache);
    int64_t entry = city_last_entry(c);
    arena_reset(a);
    wait_for_makings(cache, 2);
    assert_newest_is_there(c, cache, entry);
    city_begin(c);
    city_put_plan(c);
    city_commit(c);
    entry = city_last_entry(c);
    arena_reset(a);
    wait_for_makings(cache, 4);
    assert_newest_is_there(c, cache, entry);
    ahead_done(ahead);
    ahead_done(NULL);
    position_cache_done(cache);
    city_done(c);
}

TEST_MAIN(T_BOTH(the_newest_positions_are_there_before_anybody_asks))
