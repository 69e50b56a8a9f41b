/* bulletins -- the pages of bulletins: all of them, one, what its numbers rest on, two side by side, the scoring formula. */
#pragma once
#include "web/route.h"

extern const struct route bulletins_routes[];
extern const size_t bulletins_route_count;
