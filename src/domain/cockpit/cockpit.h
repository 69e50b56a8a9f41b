/* cockpit -- the big screen of the hall and the leader's page on a phone: the same truths in two sizes, live. */
#pragma once
#include "web/route.h"

extern const struct route cockpit_routes[];
extern const size_t cockpit_route_count;
