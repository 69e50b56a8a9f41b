/* duty_who -- the open square by name: who is in which state, and whom to ask; inside the room. */
#pragma once
#include "domain/duty/duty_page.h"

/* The tabs by state and a page of projects; *ret_counts is the whole square. */
must_use enum err duty_who_fill(const struct duty_sheet *s, struct duty_view *v, struct duty_counts *ret_counts);

/* The page of a list that is asked for by a parameter, and its pager. */
int64_t duty_page_asked(struct req *q, const char *name, int each, int64_t total);
struct part_pager_view duty_pager(struct req *q, const char *name, int64_t page, int each, int shown, int64_t total);
