/* herald -- says on the streams of events that something has changed: an entry was written, by whichever server, or a minute
 * has turned, so that what depends on the clock is looked at again. */
#pragma once
#include "app/lookout.h"
#include "store/store.h"

struct server; /* web/server.h */

struct lookout *herald_new(struct store *store, struct server *server);
