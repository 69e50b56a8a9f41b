/* overview -- the pages that show the board: the city at a glance, the list, one project, one figure. */
#pragma once
#include "web/route.h"

extern const struct route overview_routes[];
extern const size_t overview_route_count;
