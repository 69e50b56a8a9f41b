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

/* The rows that answer the filters: all, those of each light, and those of the light asked for, which are shown. */
struct list_answer {
    struct selection all, by[LIGHT_COUNT], shown;
};
struct list_answer list_answer(struct req *q, const struct asked *as);
/* A tab for all of them, and one for each light. */
const struct part_tab_view *list_tabs(struct req *q, const struct list_answer *answer, size_t *ret_count);
/* The page of them that was asked for, or the last one. */
struct list_page {
    int64_t page;
    const int *rows;
    size_t count;
    struct part_pager_view pager;
};
struct list_page list_page(struct req *q, const struct asked *as, const struct selection *shown);
/* The choices of the filters and what is chosen; whether anything is. */
struct part_list_filters_view list_filters(struct req *q, const struct asked *as);
bool list_is_filtered(struct req *q);
/* This address with an ending: ".csv". */
const char *list_here_as(struct req *q, const char *suffix);
/* The same rows on another page of this room. */
const char *list_elsewhere(struct req *q, const struct asked *as, const char *path);

must_use enum err project_list_page(struct req *q);
