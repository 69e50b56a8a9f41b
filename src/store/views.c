#include "store/views.h"
#include "store/pool.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct views {
    pthread_mutex_t lock; /* all below */
    uint32_t given;       /* numbers so far */
    int64_t begun_us;     /* of the look that was begun last; what it found: */
    struct view last;
    struct seen seen;
};

struct views *views_new(void) {
    struct views *v = calloc(1, sizeof *v);
    must(v != NULL && pthread_mutex_init(&v->lock, NULL) == 0);
    v->seen.mark.connection = pool_number();
    return v;
}

void views_done(struct views *v) {
    pthread_mutex_destroy(&v->lock);
    free(v);
}

/* A look that was begun earlier than another, and ended later, does not take its place. */
bool views_note(struct views *v, const struct view *found, int64_t begun_us, struct seen *ret) {
    *ret = (struct seen){.entry = found->entry};
    if (!found->name[0]) return true;
    pthread_mutex_lock(&v->lock);
    bool is_new = found->life != v->last.life || strcmp(found->name, v->last.name) != 0;
    ret->mark = (struct tx_mark){v->seen.mark.connection, is_new ? ++v->given : v->seen.mark.version};
    if (begun_us > v->begun_us) {
        v->begun_us = begun_us;
        v->seen = *ret;
        if (is_new) v->last = *found;
    }
    pthread_mutex_unlock(&v->lock);
    return is_new;
}

bool views_since(struct views *v, int64_t moment_us, struct seen *ret) {
    pthread_mutex_lock(&v->lock);
    bool has = v->begun_us > moment_us;
    if (has) *ret = v->seen;
    pthread_mutex_unlock(&v->lock);
    return has;
}
