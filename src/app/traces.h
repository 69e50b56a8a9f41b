/* traces -- what is written beside the pages: sessions that were used, notices and pages that were opened, refused attempts.
 *
 * By a thread of its own, so that nobody waits for the writer. Sights and opened pages are gathered for some
 * seconds; a notice and an attempt are written at once. What was gathered is lost if the program is killed. */
#pragma once
#include "domain/audit/openings.h"
#include "domain/people/security.h"

struct traces;
struct traces *traces_new(struct store *store);
/* A session was used. When there is no room the sight is lost: the session will be seen again. */
void traces_seen(struct traces *s, int64_t session_id, int64_t now_ms);
/* Somebody asked for what they may not have. Beyond the room attempts are counted, and the count is noted. */
struct trace {
    int64_t at_ms, account_id;
    enum security_kind kind;
    char address[64], what[200];
};
void traces_attempt(struct traces *s, const struct trace *t);
/* A notice was opened by somebody. Beyond the room it stays unread: it can be opened again. */
struct reading {
    int64_t notice_id, account_id, at_ms;
};
void traces_read(struct traces *s, const struct reading *r);
/* A page of a project was opened. Beyond the room openings are counted, and the count is noted in their log. */
void traces_opened(struct traces *s, const struct opening *o);
/* Writes the rest. Accepts NULL. */
void traces_done(struct traces *s);
