/* reminders_inside -- the handlers for the rows in reminders.c. */
#pragma once
#include "web/req.h"

must_use enum err notices_page(struct req *q);
must_use enum err notice_open(struct req *q);
must_use enum err notices_read_post(struct req *q);
