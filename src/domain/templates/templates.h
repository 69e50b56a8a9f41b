/* templates -- the routes of this room, for the program. */
#pragma once
#include "web/route.h"

extern const struct route templates_routes[];
extern const size_t templates_route_count;
