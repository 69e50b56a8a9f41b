/* matrix -- the access matrix: which role may open which address, as a document and as a page.
 *
 * Both are printed from the rows of the program and the table of rights, so that neither can say
 * anything that the gate would not do. */
#pragma once
#include "web/req.h"

/* docs/access.md: routes by access, a column a role. */
void matrix_markdown(struct arena *a, struct out *o, const struct route_list *lists, size_t list_count);
/* The page /matrix. */
must_use enum err matrix_page(struct req *q);
