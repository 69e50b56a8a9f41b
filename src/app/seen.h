/* seen -- sessions that were used, written together now and then instead of with each page. */
#pragma once
#include "store/store.h"

struct seen;
struct seen *seen_new(struct store *store);
/* A session was used. It is written within seconds, by a thread of its own: nobody waits for it. */
void seen_note(struct seen *s, int64_t session_id, int64_t now_ms);
/* Writes the rest. Accepts NULL. */
void seen_done(struct seen *s);
