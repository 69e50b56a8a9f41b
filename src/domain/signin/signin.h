/* signin -- how people get in: password and second factor, providers that vouch for them.
 *
 * The lower room people keeps who a person is and what proves it; this one asks for it. */
#pragma once
#include "web/route.h"

extern const struct route signin_routes[];
extern const size_t signin_route_count;
