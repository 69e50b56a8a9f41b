/* compare_inside -- the handlers of this room, for its rows in compare.c. */
#pragma once
#include "domain/overview/asked.h"

must_use enum err compare_page(struct req *q);
must_use enum err listing_page(struct req *q);
must_use enum err listing_post(struct req *q);
must_use enum err pair_page(struct req *q);
must_use enum err pair_ask_post(struct req *q);
must_use enum err pair_answer_post(struct req *q);
