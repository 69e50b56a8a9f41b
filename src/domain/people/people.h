/* people -- the pages of signing in, one's own account, and the administrator's page of people. */
#pragma once
#include "web/route.h"

extern const struct route people_routes[];
extern const size_t people_route_count;
extern const struct route organisation_routes[];
extern const size_t organisation_route_count;
