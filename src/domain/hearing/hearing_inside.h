/* hearing_inside -- the handlers of this room, for the rows in hearing.c. */
#pragma once
#include "domain/hearing/hearing.h"
#include "domain/overview/asked.h"
#include "domain/voices/waiver.h"
#include "web/web.h"

must_use enum err light_page(struct req *q);
must_use enum err light_post(struct req *q);
must_use enum err waiver_file_page(struct req *q);
must_use enum err waivers_page(struct req *q);
