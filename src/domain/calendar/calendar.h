/* calendar -- the pages of the reporting calendar: a year of due days, rules, notices of holidays, exceptions. */
#pragma once
#include "web/route.h"

extern const struct route calendar_routes[];
extern const size_t calendar_route_count;
