/* webhook -- a robot in the group chat of a unit, or of the whole city; inside the room and for who tells it something.
 *
 * Whoever knows a robot's address may write into that chat, so it is a secret; but other than the mail server's password
 * there are as many as units, and the system administration enters them on a page, so that a file for each would be none
 * that anybody keeps in order. Address and signing secret are therefore sealed in the ledger (store/seal.h) under a key of
 * their own. With another address, or when the robot is taken back, that key is destroyed: the history keeps the host and
 * four characters. The seal is no protection from who holds the database; a robot whose address got out is renewed in its
 * group, and here. No page, no JSON and no log gives the address again. */
#pragma once
#include "base/words.h"
#include "domain/outbox/webhook_format.h"
#include "outbox_queries.h"
#include "store/store.h"

struct webhook_stated {
    const char *unit;    /* its name in either language, or its key; "": the city. Of a new one only */
    const char *format, *lang;
    const char *address; /* "": as it was */
    const char *secret;  /* "": as it was, unless there is a new address: then none */
};
/* A new robot. Refusals: ERR_INVALID with sentences at "unit", "format", "address", "secret". */
must_use enum err webhook_add(struct tx *t, const struct webhook_stated *w, struct faults *faults, int64_t *ret_id);
/* ERR_CONFLICT: somebody else changed it since `version`. ERR_MISSING: there is none, or it was taken back. */
must_use enum err webhook_change(struct tx *t, int64_t id, int64_t version, const struct webhook_stated *w,
                                 struct faults *faults);
/* Takes it back; what waits for it is not sent. */
must_use enum err webhook_end(struct tx *t, int64_t id, int64_t version);

struct webhook_opened {
    const struct webhook_format *format;
    const char *address, *secret; /* secret "": messages are not signed */
};
/* ERR_MISSING if it was taken back, or its key is gone. */
must_use enum err webhook_open(struct tx *t, int64_t id, struct webhook_opened *ret);
