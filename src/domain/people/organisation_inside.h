/* organisation_inside -- what the pages of the organisation share. */
#pragma once
#include "domain/people/organisation.h"
#include "part_choice_view.h"
#include "web/req.h"

/* As known on the day asked for, or now; *ret_day is that day. */
must_use enum err organisation_asked(struct req *q, struct organisation *ret, int32_t *ret_day, bool *ret_is_past);
/* The day of "as known on"; what changes something speaks of now. */
int32_t organisation_known_day(const struct req *q);
bool holding_is_on(const struct post_holder *h, int32_t day);
const char *organisation_href(struct req *q, int64_t unit_id);
struct part_choice_view *unit_kind_choices(struct req *q, const char *chosen, bool with_any, size_t *ret_count);

must_use enum err organisation_page(struct req *q);
must_use enum err org_unit_page(struct req *q);
/* The same page after a reset: a sign-in name with its one-time password, shown this once. */
must_use enum err org_unit_show(struct req *q, const char *made_login, const char *made_password);
must_use enum err org_new_page(struct req *q);
must_use enum err org_new_post(struct req *q);
must_use enum err org_rename_post(struct req *q);
must_use enum err org_close_post(struct req *q);
must_use enum err org_post_post(struct req *q);
must_use enum err org_hand_over_post(struct req *q);
must_use enum err org_stand_in_post(struct req *q);
must_use enum err org_end_post(struct req *q);
must_use enum err org_reset_post(struct req *q);
