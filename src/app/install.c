#include "app/install.h"
#include "domain/lights/lights.h"
#include "domain/projects/milestone.h"
#include "lights_queries.h"
#include "projects_queries.h"

/* What a room begins with, and the table that is empty as long as it has not begun. */
static const struct {
    const struct ledger_table *table;
    enum err (*begin)(struct tx *t);
} rooms[] = {
    {&light_rule_table, lights_install},
    {&milestone_kind_table, milestones_install},
};

enum err install(struct tx *t) {
    for (size_t i = 0; i < countof(rooms); i++) {
        bool empty = false;
        try(ledger_is_empty(t, rooms[i].table, &empty));
        if (empty) try(rooms[i].begin(t));
    }
    return OK;
}

static enum err install_in(struct tx *t) {
    try(install(t));
    return tx_commit(t);
}

enum err install_store(struct store *s, struct arena *a) {
    struct entry_note note = {0, "install", "", 0, .in_line = true};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    enum err e = install_in(t);
    tx_end(t);
    return e;
}
