/* calendar_pages -- the handlers of this room, for its rows in calendar_pages.c. */
#pragma once
#include "domain/calendar/calendar_edit.h"
#include "web/req.h"

enum { CALENDAR_YEAR_MIN = 2000, CALENDAR_YEAR_MAX = 2198, NOTICE_BYTES_MAX = 1 << 20 };

must_use enum err calendar_page(struct req *q);
must_use enum err calendar_rules_page(struct req *q);
must_use enum err calendar_rule_again(struct req *q);
must_use enum err calendar_rule_end_again(struct req *q);
must_use enum err calendar_rule_post(struct req *q);
must_use enum err calendar_rule_end_post(struct req *q);
must_use enum err calendar_days_page(struct req *q);
must_use enum err calendar_days_post(struct req *q);
must_use enum err calendar_exceptions_page(struct req *q);
must_use enum err calendar_exception_post(struct req *q);
must_use enum err calendar_exception_end_post(struct req *q);
