/* session_kept -- what every page asks about its reader, kept while the database is as it was.
 *
 * Whose session it is and how many notices are unread change without an entry in the journal, so they hold only while
 * nothing at all was written, by whomever and whatever program (tx_mark): the next request after a session was ended, a
 * password reset or a notice told finds nothing kept. Whether a session has expired is looked at every time. */
#pragma once
#include "domain/people/session.h"

struct session_kept;
/* In the arena; of the last few hundred sessions. */
struct session_kept *session_kept_new(struct arena *a);
void session_kept_done(struct session_kept *k); /* Accepts NULL */
/* As session_find(); asked anew where nobody can tell whether something was written. */
must_use enum err session_kept_find(struct session_kept *k, struct tx *t, const char *token, int64_t now_ms,
                                    struct session_found *ret);
/* As notices_unread(). */
must_use enum err session_kept_unread(struct session_kept *k, struct tx *t, int64_t account_id, int32_t day, int64_t *ret);
