/* signin_inside -- what the pages of this room have in common, and their handlers for the rows in sign_in_pages.c. */
#pragma once
#include "domain/people/people.h"
#include "domain/people/session.h"
#include "web/req.h"

must_use enum err code_page(struct req *q);
must_use enum err code_post(struct req *q);
must_use enum err factor_page(struct req *q);
must_use enum err factor_begin_post(struct req *q);
must_use enum err factor_confirm_post(struct req *q);
must_use enum err factor_recovery_post(struct req *q);
must_use enum err factor_remove_post(struct req *q);

must_use enum err with_page(struct req *q);
must_use enum err wait_page(struct req *q);
must_use enum err back_page(struct req *q);
must_use enum err identities_page(struct req *q);
must_use enum err identity_link_post(struct req *q);
must_use enum err identity_unlink_post(struct req *q);
must_use enum err vouch_page(struct req *q);
must_use enum err vouch_reset_post(struct req *q);
must_use enum err vouch_link_post(struct req *q);
must_use enum err vouch_unlink_post(struct req *q);

/* One's own identities, with what was wrong. */
must_use enum err identities_show(struct req *q, const char *fault);
/* In the transaction: a browser sets out for a provider; account_id 0: to sign in, else to link an identity. */
must_use enum err start_begin(struct req *q, const char *way, const char *next, int64_t account_id);
/* The form to sign in with what was typed and what was wrong; `fault` "" if nothing was. */
must_use enum err sign_in_show(struct req *q, const char *login, const char *fault);
/* After the first step, whoever vouched for it: the browser gets its token, and is led on. */
must_use enum err sign_in_go_on(struct req *q, const char *token, const struct person *p, const char *next);
