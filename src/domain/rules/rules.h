/* rules -- the pages on which the office keeps the rules of the lights: what stands, what another threshold would do today,
 * what rule sets of other cities would light, and what a set would have told of years that are over. */
#pragma once
#include "web/route.h"

extern const struct route rules_routes[];
extern const size_t rules_route_count;
