#include "app/install.h"
#include "domain/lights/lights.h"
#include "domain/projects/milestone_kinds.h"

enum err install(struct tx *t) {
    int64_t entry;
    try(tx_last_entry(t, &entry));
    if (entry != 0) return OK;
    try(lights_install(t));
    return milestones_install(t);
}

static enum err install_in(struct tx *t) {
    try(install(t));
    return tx_commit(t);
}

enum err install_store(struct store *s, struct arena *a) {
    struct entry_note note = {0, "install", "", 0};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    enum err e = install_in(t);
    tx_end(t);
    return e;
}
