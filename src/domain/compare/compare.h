/* compare -- the pages on which the statistics bureau's figures stand beside the reported ones. */
#pragma once
#include "web/route.h"

extern const struct route compare_routes[];
extern const size_t compare_route_count;
