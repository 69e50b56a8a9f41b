/* practice_city -- the practice city of one seed on SQLite, written once for a program's tests. */
#pragma once
#include "pg.h"
#include "app/demo.h"
#include "domain/stats/position.h"
#include "store/journal.h"

enum { SCALE = 1764, ZONE_MIN = 480 };

static struct {
    struct test_place place;
    struct arena *a;
    struct store *s;
    struct position_cache *cache;
    int32_t today;
} city;

static int up(void **state) {
    (void)state;
    city.place = test_place_new(BACKEND_SQLITE);
    city.a = arena_new((size_t)1 << 30);
    city.cache = position_cache_new(4);
    city.today = day_of(2022, 12, 6);
    struct store_options options = {.create = true};
    if (store_open_schema(city.a, city.place.data, &options, schema_of_program(), &city.s) != OK) return -1;
    return demo_write(city.s, city.a, demo_draw(city.a, 1, SCALE, DEMO_REPORTING), NULL, NULL) == OK ? 0 : -1;
}
static int down(void **state) {
    (void)state;
    position_cache_done(city.cache);
    store_close(city.s);
    arena_done(city.a);
    test_place_done(&city.place);
    return 0;
}

/* The position of a year as known at the end of a day. */
static struct position *known_at(struct tx *t, int32_t day, int year) {
    struct position *p;
    int64_t entry;
    assert_ok(city.a, journal_at(t, ms_of_day(day + 1, ZONE_MIN) - 1, &entry));
    assert_ok(city.a, position_get(city.cache, t, entry, day, year, &p));
    return p;
}
