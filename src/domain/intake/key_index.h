/* key_index -- which numbers a text stands for: codes and names of projects to their records.
 *
 * One text may stand for several numbers. Memory is the arena's: 24 bytes a slot, at most half of
 * the slots used; growing leaves the smaller table behind, so at most twice that. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

struct key_slot {
    uint64_t hash;
    const char *key; /* lives as long as the index; NULL: free */
    uint32_t value;
};
struct key_index {
    struct arena *a;
    struct key_slot *slots;
    uint32_t count, cap;
};

void key_index_init(struct key_index *x, struct arena *a);
/* NULL and "" are not kept. The key must outlive the index. */
void key_index_add(struct key_index *x, const char *key, uint32_t value);
/* Every value of a key, oldest first: start with *cursor = 0, until false. */
bool key_index_next(const struct key_index *x, const char *key, uint32_t *cursor, uint32_t *ret_value);
/* The first value of a key; false if there is none. */
bool key_index_find(const struct key_index *x, const char *key, uint32_t *ret_value);
/* A good 64-bit hash of a text. */
uint64_t key_hash(const char *text);
