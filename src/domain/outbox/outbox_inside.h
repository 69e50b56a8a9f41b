/* outbox_inside -- the handlers of the robots' page for the rows in outbox.c, and what the pages have in common. */
#pragma once
#include "domain/outbox/webhook_format.h"
#include "web/req.h"

must_use enum err webhooks_page(struct req *q);
must_use enum err webhook_add_post(struct req *q);
must_use enum err webhook_add_again(struct req *q);
must_use enum err webhook_change_post(struct req *q);
must_use enum err webhook_change_again(struct req *q);
must_use enum err webhook_end_post(struct req *q);
must_use enum err webhook_end_again(struct req *q);
must_use enum err webhook_try_post(struct req *q);

/* Whose robot it is: a unit's, or the city's where there are no names. */
struct both webhook_of_whom(const char *unit_zh, const char *unit_en);
