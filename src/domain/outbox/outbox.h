/* outbox -- letters that leave the house: written with what causes them, sent by a thread of its own.
 *
 * A letter is a row in the transaction of what it tells, so it is there if and only if that happened; the request that
 * caused it never waits for a mail server. A letter is sent at least once: its Message-ID is made with the row, so what is
 * sent again after a crash is known to the receiver as the same. What cannot be delivered is tried again, later each time;
 * after OUTBOX_TRIES, or when the server refuses for good, it waits for the administrator and is never thrown away. */
#pragma once
#include "base/words.h"
#include "store/store.h"
#include "web/route.h"

enum { OUTBOX_TRIES = 8, OUTBOX_SUBJECT_MAX = 200, OUTBOX_SENT_KEPT_DAYS = 30 };

extern const struct route outbox_routes[];
extern const size_t outbox_route_count;

struct letter {
    int64_t account_id; /* to whom; the address is looked up when it is sent, and stands sealed only */
    const char *subject, *text;
    int64_t now_ms;
    int64_t webhook_id; /* instead of a person: a robot (webhook.h); 0: none */
};
must_use enum err outbox_put(struct tx *t, const struct letter *letter);

/* How long after the nth failure it is tried again: a minute, doubled each time. */
int64_t outbox_pause_ms(int64_t tries);

/* Sends what is due, one after the other, until nothing is or `*stops`; each in transactions of its own. *ret_sent: how
 * many were delivered. What a letter was refused with is kept with it; an err is of the database. */
must_use enum err outbox_send_due(struct store *s, struct arena *a, int64_t now_ms, const volatile bool *stops, int *ret_sent);
/* Forgets what was sent long ago; never what could not be delivered. */
must_use enum err outbox_sweep(struct tx *t, int64_t now_ms);
/* Once in the program, before any thread. */
void outbox_begin(void);
