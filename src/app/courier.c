#include "app/courier.h"
#include "base/day.h"
#include "domain/outbox/outbox.h"

/* A database that is away is no one's business here: what is due stays due. */
static void look(void *store, struct arena *a, const volatile bool *stops) {
    int sent;
    (void)!outbox_send_due(store, a, now_ms(), stops, &sent);
}

struct lookout *courier_new(struct store *store) {
    outbox_begin();
    return lookout_new(&(struct lookout_does){look, .arena_bytes_max = (size_t)64 << 20}, store);
}
