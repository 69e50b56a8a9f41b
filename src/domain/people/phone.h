/* phone -- where somebody can be called: stated by the person at /account, or brought in with the people of a sheet.
 *
 * Sealed under a key of its own like an address of mail (mail.h): with another number, or none, the key of the one before
 * is destroyed. */
#pragma once
#include "base/words.h"
#include "store/store.h"

enum { PHONE_MAX = 40 };

/* "" if nobody said; never NULL. */
must_use enum err phone_of(struct tx *t, int64_t account_id, const char **ret_number);
/* ERR_INVALID with the sentence at "phone". Nothing is written if it stands so already. */
must_use enum err phone_state(struct tx *t, int64_t account_id, const char *number, struct faults *faults);
/* Digits with +, -, blanks and brackets between, at least five of them. */
bool phone_is(const char *text);
