/* roster_pages -- the rows of the pages: upload, preview, acceptance, the workbook out. */
#pragma once
#include "web/route.h"

extern const struct route roster_routes[];
extern const size_t roster_route_count;
