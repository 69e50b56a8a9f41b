#include "store/prepared.h"
#include <stdlib.h>

enum { ROOM_FIRST = 64 };

static size_t place_of(const struct statement *s, size_t room) {
    uint64_t h = (uint64_t)(uintptr_t)s >> 4;
    return (size_t)((h * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (room - 1);
}

/* The slot with this key, or the free one where it belongs. */
static struct prepared *probe(struct prepared *slots, size_t room, const struct statement *s) {
    size_t i = place_of(s, room);
    while (slots[i].key && slots[i].key != s) i = (i + 1) & (room - 1);
    return &slots[i];
}

static void grow(struct prepared_map *m) {
    size_t room = m->room ? 2 * m->room : ROOM_FIRST;
    struct prepared *slots = calloc(room, sizeof *slots);
    must(slots != NULL);
    for (size_t i = 0; i < m->room; i++)
        if (m->slots[i].key) *probe(slots, room, m->slots[i].key) = m->slots[i];
    free(m->slots);
    m->slots = slots;
    m->room = room;
}

struct prepared *prepared_slot(struct prepared_map *m, const struct statement *s) {
    if (2 * m->count >= m->room) grow(m);
    struct prepared *p = probe(m->slots, m->room, s);
    if (!p->key) {
        p->key = s;
        m->count++;
    }
    return p;
}

struct prepared *prepared_find(const struct prepared_map *m, const struct statement *s) {
    if (!m->room) return NULL;
    struct prepared *p = probe(m->slots, m->room, s);
    return p->key ? p : NULL;
}

void prepared_clear(struct prepared_map *m) {
    free(m->slots);
    *m = (struct prepared_map){0};
}
