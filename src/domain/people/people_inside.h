/* people_inside -- what the pages of this room have in common, and their handlers for the rows in people_pages.c. */
#pragma once
#include "domain/people/matrix.h"
#include "domain/people/people.h"
#include "part_input_view.h"
#include "part_pager_view.h"
#include "part_tab_view.h"
#include "web/req.h"

must_use enum err security_page(struct req *q);
must_use enum err exports_page(struct req *q);
must_use enum err settings_page(struct req *q);
must_use enum err setting_page(struct req *q);
must_use enum err setting_post(struct req *q);
must_use enum err practice_page(struct req *q);
must_use enum err practice_post(struct req *q);

/* The administrator's pages beside one another: people, exports. */
const struct part_tab_view *people_tabs(struct req *q, size_t *ret_count);
/* Of `total` rows those of a page, the last one if there are not so many: how many from which, and the ways to the pages
 * beside it. */
size_t people_paged(struct addr *here, int64_t page, size_t page_rows, size_t total, size_t *ret_shown,
                    struct part_pager_view *ret_pager);
