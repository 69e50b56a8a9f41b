/* lookout -- a thread that looks now and then whether there is something to do. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct lookout_does {
    /* In an arena of the look alone, in which a transaction may be left open; ends soon when *stops. */
    void (*look)(void *context, struct arena *a, const volatile bool *stops);
    int64_t (*pause_ms)(void *context); /* until the next one; NULL: two seconds, on the practice clock a moment */
    size_t arena_bytes_max;             /* 0: the usual */
    bool is_meek;                       /* takes only the processor that the others leave */
};
struct lookout;
/* Looks for the first time after a pause. */
struct lookout *lookout_new(const struct lookout_does *does, void *context);
/* Ends with what it is doing. Accepts NULL. */
void lookout_done(struct lookout *l);
