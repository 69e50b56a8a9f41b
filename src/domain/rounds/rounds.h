/* rounds -- the pages of those who go and look, and of those who send them. */
#pragma once
#include "web/route.h"

extern const struct route rounds_routes[];
extern const size_t rounds_route_count;
