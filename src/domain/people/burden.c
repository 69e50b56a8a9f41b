#include "domain/people/burden.h"

enum err burdens_look(const struct burden_list *list, struct tx *t, int64_t unit_id, int64_t post_id, const char *field,
                      struct faults *faults) {
    for (size_t i = 0; list && i < list->count; i++) {
        int64_t n = 0;
        try(list->at[i].count(t, unit_id, post_id, &n));
        if (n) faults_add(faults, field, SAY(tx_arena(t), list->at[i].said, both_int(tx_arena(t), n)));
    }
    return OK;
}
