/* mail -- where somebody agreed to be written to.
 *
 * Address and consent are the person's own: stated and taken back at /account. The address is sealed under a key of its
 * own (store/seal.h); with another address, or none, the key of the one before is destroyed, so that nobody reads it in
 * the history either. Who takes the address away takes the consent with it. */
#pragma once
#include "base/words.h"
#include "store/store.h"

enum { MAIL_ADDRESS_MAX = 200 };

struct mail_stands {
    int64_t id, version;
    const char *address; /* ""; never NULL */
    bool wants;          /* agreed to the daily digest by mail */
};
must_use enum err mail_of(struct tx *t, int64_t account_id, struct mail_stands *ret);
/* ERR_INVALID with the sentence at "address": not an address. Nothing is written if it stands so already. */
must_use enum err mail_state(struct tx *t, int64_t account_id, const char *address, bool wants, struct faults *faults);
/* local@domain as it may stand in a command of SMTP: no blanks, quotes, brackets or control characters (a narrow part of
 * RFC 5321, section 4.1.2). */
bool mail_address_is(const char *text);
/* "smtp://", "smtps://" or "smtp-plain://", a host and, if it says one, a port; no user and no path. */
bool mail_server_is(const char *text);
