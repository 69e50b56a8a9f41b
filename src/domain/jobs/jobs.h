/* jobs -- the page of what the house does by itself. */
#pragma once
#include "web/route.h"

extern const struct route jobs_routes[];
extern const size_t jobs_route_count;
