/* list -- the rows of the list page, for the page and for its exports. */
#pragma once
#include "domain/overview/asked.h"
#include "project_list_view.h"

enum { LIST_PAGE_ROWS = 24 };

/* The parameters of the list, beside those of every page. */
#define LIST_SORTS                                                                                           \
    "light|-light|code|-code|name|-name|area|-area|field|-field|department|-department|total|-total|plan|-plan|" \
    "done|-done|rate|-rate|reported|-reported|specialist|-specialist|visited|-visited"

/* What list_question() reads; the one list of it, so that no page that asks it can forget one. */
#define PARAMS_NARROWED                                                                                      \
    {"q", P_TEXT, 0, 60}, {"area", P_TEXT, 0, 60}, {"field", P_TEXT, 0, 60}, {"department", P_TEXT, 0, 60},   \
    {"specialist", P_TEXT, 0, 20}, {"stage", P_TEXT, 0, 30}
#define PARAMS_LIST                                                                                          \
    PARAMS_NARROWED, {"light", P_CHOICE, .choices = "red|yellow|green|grey"},                                \
    {"sort", P_CHOICE, .choices = LIST_SORTS}, {"page", P_INT, 1, 1000000}

/* What is asked by area, field, department, specialist, stage and q, whose parameters (PARAMS_NARROWED) the page has. */
struct question list_question(struct req *q, const struct asked *as);
/* The rows that answer area, field, department, specialist, stage and q (the light aside). */
struct selection list_select(struct req *q, const struct asked *as);
/* Rows [offset, offset + n) in the order asked for; trouble first if none was. */
int list_rows(struct req *q, const struct asked *as, const struct selection *s, int offset, int n, const int **ret_rows);
/* All of them as csv or xlsx, with the canonical headings that intake reads back; noted in the export log. */
must_use enum err list_export(struct req *q, const struct asked *as, const struct selection *s);

/* -- what stands around the rows, on every page that shows them -- */

/* The light of a key; LIGHT_COUNT: none was asked for. */
enum light list_light(const char *key);
/* All rows, and those of each light. */
const struct part_tab_view *list_tabs(struct req *q, const struct selection *all,
                                      const struct selection by[static LIGHT_COUNT], size_t *ret_count);
/* The choices of the filters and what is chosen. */
void list_filters(struct req *q, const struct asked *as, struct project_list_view *v);
/* This address on another page, or with an ending: ".csv". */
const char *list_page_href(struct req *q, int64_t page);
const char *list_here_as(struct req *q, const char *suffix);
/* The same rows on another page of this room. */
const char *list_elsewhere(struct req *q, const struct asked *as, const char *path);

must_use enum err project_list_page(struct req *q);
