/* duty_routes -- the page of this room: the duty matrix, and who owes what in one of its squares. */
#pragma once
#include "web/route.h"

extern const struct route duty_routes[];
extern const size_t duty_route_count;
