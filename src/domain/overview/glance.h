/* glance -- what the page of the board shows, for whoever shows it otherwise. */
#pragma once
#include "domain/overview/asked.h"

struct board_view; /* board_view.h */
struct board_behind {
    const struct selection *rows;     /* on the lists asked for */
    const struct figure_group *city;  /* every indicator of them together; NULL: there is no project */
};
/* What the page of the board shows, without changes and choices: of the departments all `departments_total` stand behind
 * those that are shown. */
must_use enum err board_view_of(struct req *q, const struct asked *as, struct board_view *ret, struct board_behind *ret_behind);
/* The light of a row of the position's board in the month before the one asked about. */
enum light light_a_month_ago(const struct asked *as, int row);
