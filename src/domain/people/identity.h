/* identity -- who vouches for an account besides its password.
 *
 * A provider is its kind and whose it is, "oidc:https://id.example.org": subjects of two houses never meet. An
 * identity is linked by the person, who has given the password just before, or by the security administration;
 * never because a name or an address is the same, for those are given anew and anyone can have one like it. */
#pragma once
#include "base/words.h"
#include "store/store.h"

enum { PROVIDER_TEXT_MAX = 240, SUBJECT_TEXT_MAX = 255 };

/* The account an identity is linked to; ERR_MISSING: none. */
must_use enum err identity_account(struct tx *t, const char *provider, const char *subject, int64_t *ret_account_id);
/* Links it. ERR_INVALID with the sentence if it is another account's; linked to the same one it stays as it is. */
must_use enum err identity_link(struct tx *t, int64_t account_id, const char *provider, const char *subject,
                                const char *shown, int64_t by_account_id, int64_t now_ms, struct both *ret_fault);
/* ERR_MISSING if the account has no such identity. */
must_use enum err identity_unlink(struct tx *t, int64_t id, int64_t account_id);
/* "WeCom · ww1234" */
struct both identity_said(struct arena *a, const char *provider);
