/* position_sample -- what the benches of figures have in common: a position over a board of random rows. */
#pragma once
#include "board_sample.h"
#include "cpu.h"
#include "domain/stats/position.h"

static inline void sample_keys(struct board *b, struct dictionary *d, int count) {
    struct key_name *at = arena_array(b->arena, struct key_name, (size_t)count);
    for (int i = 0; i < count; i++) at[i] = (struct key_name){i + 1, "key", "名", "name"};
    *d = (struct dictionary){at, count};
}

/* As known in the February after; the boards stay the caller's. */
static inline struct position *sample_position(struct board *b, struct board *before) {
    struct light_law law = light_law_default("points");
    struct settings s = {.city_zh = "", .city_en = "", .report_due_day = 5, .curve_whole = 12};
    for (int m = 0; m < YEAR_MONTHS; m++) s.curve[m] = m + 1;
    return position_make(&(struct position_parts){.known_day = day_of(SAMPLE_YEAR + 1, 2, 1), .board = b, .board_before = before,
                                                  .law = &law, .law_before = &law, .settings = &s});
}
