/* outlook -- the pages of what usually becomes of projects like these, and of whether it did. */
#pragma once
#include "web/route.h"

extern const struct route outlook_routes[];
extern const size_t outlook_route_count;
