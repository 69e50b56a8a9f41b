/* prepared -- which statements a connection has prepared, found by their address.
 *
 * Open addressing; grows; nothing is ever taken out, for a program has a few
 * hundred statements. Private to store/. */
#pragma once
#include "store/db.h"

struct prepared {
    const struct statement *key; /* NULL: free */
    void *handle;                /* SQLite: sqlite3_stmt */
    int number;                  /* PostgreSQL: its name is q<number> */
    bool busy;                   /* SQLite: an open struct rows walks it */
};

struct prepared_map {
    struct prepared *slots;
    size_t count, room; /* room is a power of two, or 0 */
};

/* The slot of a statement, new (all zero but its key) if there was none. Valid until the next call. */
struct prepared *prepared_slot(struct prepared_map *m, const struct statement *s);
/* The slot of a statement, or NULL. */
struct prepared *prepared_find(const struct prepared_map *m, const struct statement *s);
void prepared_clear(struct prepared_map *m);
