#include "app/herald.h"
#include "base/day.h"
#include "web/server.h"

enum { LOOK_MS = 1000, MINUTE_MS = 60000 };

struct herald {
    struct store *store;
    struct server *server;
    int64_t entry, minute;
};

/* A database that is away for a moment has nothing to say; whatever changed meanwhile is said afterwards. */
static void look(void *context, struct arena *a, const volatile bool *stops) {
    struct herald *h = context;
    struct tx *t;
    int64_t entry = h->entry, minute = now_ms() / MINUTE_MS;
    (void)stops;
    if (store_read(h->store, a, &t) == OK) (void)!tx_last_entry(t, &entry);
    if (entry == h->entry && minute == h->minute) return;
    h->entry = entry;
    h->minute = minute;
    server_tell(h->server);
}

static int64_t pause_ms(void *context) {
    (void)context;
    return LOOK_MS;
}

struct lookout *herald_new(struct store *store, struct server *server) {
    static struct herald h; /* of the one server this program is */
    h = (struct herald){.store = store, .server = server, .minute = now_ms() / MINUTE_MS};
    return lookout_new(&(struct lookout_does){.look = look, .pause_ms = pause_ms}, &h);
}
