/* dice -- chance that is the same each time for a seed (SplitMix64; the practice city only). */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};

static inline uint64_t dice_next(struct dice *d) {
    uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Each throw moves the state by the same step, so seeds must lie apart: neighbours would throw the same, shifted. */
static inline struct dice dice_of(uint64_t seed) {
    struct dice scatter = {seed + 20221130};
    return (struct dice){dice_next(&scatter)};
}

/* A whole number in [from, to]. */
static inline int64_t dice_int(struct dice *d, int64_t from, int64_t to) {
    return from + (int64_t)(dice_next(d) % (uint64_t)(to - from + 1));
}

/* True in `n` of `of` throws. */
static inline bool dice_chance(struct dice *d, int n, int of) { return dice_int(d, 1, of) <= n; }

/* Sum of four: a bell between 0 and 1000 around 500. */
static inline int64_t dice_bell(struct dice *d) {
    int64_t sum = 0;
    for (int i = 0; i < 4; i++) sum += dice_int(d, 0, 250);
    return sum;
}

/* Index drawn by weight. */
static inline int dice_weighted(struct dice *d, const int *weights, int count) {
    int64_t sum = 0;
    for (int i = 0; i < count; i++) sum += weights[i];
    int64_t at = dice_int(d, 0, sum - 1);
    int i = 0;
    while (at >= weights[i]) at -= weights[i++];
    return i;
}
