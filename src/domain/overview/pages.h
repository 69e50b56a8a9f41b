/* pages -- the handlers of this room, for its rows in overview.c. */
#pragma once
#include "domain/overview/asked.h"

must_use enum err home_page(struct req *q);
must_use enum err board_page(struct req *q);
must_use enum err project_list_page(struct req *q);
must_use enum err project_page(struct req *q);
must_use enum err figures_page(struct req *q);
must_use enum err figure_page(struct req *q);
must_use enum err changes_page(struct req *q);
