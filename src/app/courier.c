#include "app/courier.h"
#include "app/lookout.h"
#include "base/day.h"
#include "domain/outbox/outbox.h"

enum { LOOK_MS = 2000, LOOK_PRACTICE_MS = 50 /* a day begins at any moment */ };

struct courier {
    struct store *store;
    struct arena *arena;
    struct lookout *lookout;
};

/* A database that is away is no one's business here: what is due stays due. */
static void look(void *context, struct arena *a, const volatile bool *stops) {
    struct courier *c = context;
    int sent;
    (void)!outbox_send_due(c->store, a, now_ms(), stops, &sent);
}

static int64_t pause_ms(void *context) {
    (void)context;
    return practice_clock_is_on() ? LOOK_PRACTICE_MS : LOOK_MS;
}

struct courier *courier_new(struct store *store) {
    struct arena *a = arena_new(0);
    struct courier *c = arena_new_of(a, struct courier);
    *c = (struct courier){.store = store, .arena = a};
    outbox_begin();
    c->lookout = lookout_new(&(struct lookout_does){look, pause_ms, (size_t)64 << 20, .is_meek = false}, c);
    return c;
}

void courier_done(struct courier *c) {
    if (!c) return;
    lookout_done(c->lookout);
    arena_done(c->arena);
}
