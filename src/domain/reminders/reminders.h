/* reminders -- the page of what one was told, and the daily digest of what one owes. */
#pragma once
#include "web/route.h"

extern const struct route reminders_routes[];
extern const size_t reminders_route_count;
