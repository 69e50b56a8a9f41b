/* audit -- who changed what, who read what, and what of it can be taken along as proof. */
#pragma once
#include "web/route.h"

extern const struct route audit_routes[];
extern const size_t audit_route_count;
