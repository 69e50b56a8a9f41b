/* desk -- everyone's desk: what is owed, the report form, the inbox. */
#pragma once
#include "web/route.h"

extern const struct route desk_routes[];
extern const size_t desk_route_count;
