#include "domain/intake/key_index.h"
#include "base/text.h"
#include <string.h>

enum { FIRST_SLOTS = 256 };

/* FNV-1a, then mixed so that the low bits depend on all of it. */
uint64_t key_hash(const char *text) {
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++) h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    h ^= h >> 32;
    return h * UINT64_C(0x9e3779b97f4a7c15);
}

void key_index_init(struct key_index *x, struct arena *a) {
    *x = (struct key_index){.a = a, .slots = arena_array(a, struct key_slot, FIRST_SLOTS), .cap = FIRST_SLOTS};
}

static void put(struct key_slot *slots, uint32_t cap, struct key_slot slot) {
    uint32_t at = (uint32_t)(slot.hash >> 32) & (cap - 1);
    while (slots[at].key) at = (at + 1) & (cap - 1);
    slots[at] = slot;
}

/* Slots of one key must keep their order, so they are moved starting behind a gap. */
static void grow(struct key_index *x) {
    uint32_t cap = x->cap * 2, gap = 0;
    struct key_slot *slots = arena_array(x->a, struct key_slot, cap);
    while (x->slots[gap].key) gap++;
    for (uint32_t i = 0; i < x->cap; i++) {
        const struct key_slot *slot = &x->slots[(gap + i) & (x->cap - 1)];
        if (slot->key) put(slots, cap, *slot);
    }
    x->slots = slots;
    x->cap = cap;
}

void key_index_add(struct key_index *x, const char *key, uint32_t value) {
    if (text_empty(key)) return;
    if (x->count >= x->cap / 2) grow(x);
    put(x->slots, x->cap, (struct key_slot){key_hash(key), key, value});
    x->count++;
}

/* The cursor counts slots from the key's home, plus one. */
bool key_index_next(const struct key_index *x, const char *key, uint32_t *cursor, uint32_t *ret_value) {
    if (text_empty(key)) return false;
    uint64_t hash = key_hash(key);
    uint32_t home = (uint32_t)(hash >> 32) & (x->cap - 1);
    for (;; (*cursor)++) {
        const struct key_slot *slot = &x->slots[(home + *cursor) & (x->cap - 1)];
        if (!slot->key) return false;
        if (slot->hash != hash || strcmp(slot->key, key) != 0) continue;
        *ret_value = slot->value;
        (*cursor)++;
        return true;
    }
}

bool key_index_find(const struct key_index *x, const char *key, uint32_t *ret_value) {
    uint32_t cursor = 0;
    return key_index_next(x, key, &cursor, ret_value);
}
