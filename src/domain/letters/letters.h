/* letters -- the routes of this room, for the program. */
#pragma once
#include "web/route.h"

extern const struct route letters_routes[];
extern const size_t letters_route_count;
