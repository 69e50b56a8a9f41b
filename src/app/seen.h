/* seen -- sessions that were used, written together now and then instead of with each page. */
#pragma once
#include "store/store.h"

struct seen;
struct seen *seen_new(struct store *store);
/* A session was used. Every SEEN_FLUSH_MS at most, all that are noted are written. */
void seen_note(struct seen *s, int64_t session_id, int64_t now_ms);
/* Writes the rest. Accepts NULL. */
void seen_done(struct seen *s);
