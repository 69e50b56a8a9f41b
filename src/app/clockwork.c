#include "app/clockwork.h"
#include "app/lookout.h"
#include "base/day.h"

enum { LOOK_MS = 2000, LOOK_PRACTICE_MS = 50 /* a day begins at any moment */ };

struct clockwork {
    struct app *app;
    struct arena *arena;
    struct lookout *lookout;
};

/* What fails is told at the job's row; a database that is away finds everything still due. */
static void look(void *context, struct arena *a, const volatile bool *stops) {
    struct clockwork *c = context;
    int ran;
    (void)stops;
    (void)!jobs_run_due(c->app, a, now_ms(), &ran);
}

static int64_t pause_ms(void *context) {
    (void)context;
    return practice_clock_is_on() ? LOOK_PRACTICE_MS : LOOK_MS;
}

struct clockwork *clockwork_new(struct app *app) {
    struct arena *a = arena_new(0);
    struct clockwork *c = arena_new_of(a, struct clockwork);
    *c = (struct clockwork){.app = app, .arena = a};
    c->lookout = lookout_new(&(struct lookout_does){look, pause_ms, 0, .is_meek = false}, c);
    return c;
}

void clockwork_done(struct clockwork *c) {
    if (!c) return;
    lookout_done(c->lookout);
    arena_done(c->arena);
}
