#include "domain/reminders/reminders.h"
#include "domain/reminders/reminders_inside.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)

const struct route reminders_routes[] = {
    {GET, "/notices", notices_page, .access = ACCESS_SIGNED_IN, .tx = TX_READ, .formats = BOTH, .title = W_notices_title,
     .writes = "session touch", .about = "What one was told, newest first, a page at a time, and how much of it is unread.",
     .params = {{"page", P_INT, 1, 1000000}}},
    {GET, "/notices/:notice", notice_open, .access = ACCESS_SIGNED_IN, .tx = TX_READ, .formats = BOTH, .title = W_notices_title,
     .writes = "session touch, notice read", .about = "Leads to what a notice of one's own is about, and marks it as read.",
     .params = {{"notice", P_INT, 1, INT64_MAX, .required = true}}},
    {POST, "/notices/read", notices_read_post, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE, .formats = BOTH,
     .title = W_notices_title, .entry_kind = "notices_read",
     .about = "Marks as read what one was told up to a moment (`up_to`, as the page says it).",
     .params = {{"up_to", P_INT, 0, INT64_MAX, .required = true}}},
};
const size_t reminders_route_count = countof(reminders_routes);
