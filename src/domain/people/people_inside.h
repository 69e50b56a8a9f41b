/* people_inside -- the handlers of this room, for its rows in people_routes.c. */
#pragma once
#include "domain/people/matrix.h"

must_use enum err security_page(struct req *q);
