/* dispatch -- the pages of meetings, their agendas, screens and minutes, and of the tasks that come from them. */
#pragma once
#include "web/route.h"

extern const struct route dispatch_routes[];
extern const size_t dispatch_route_count;
