/* hearing -- the pages of what people say of lights: a project's three voices, its waivers, all waivers. */
#pragma once
#include "web/route.h"

extern const struct route hearing_routes[];
extern const size_t hearing_route_count;
