/* supervision -- the pages of problems: the list, one with its story, causes, the ladder, where the days went. */
#pragma once
#include "web/route.h"

extern const struct route supervision_routes[];
extern const size_t supervision_route_count;
