/* duty_page -- what the page and its exports share; inside the room. */
#pragma once
#include "domain/duty/duty_period.h"
#include "domain/overview/list.h"
#include "duty_view.h"

enum { DUTY_LINES = 24, DUTY_PROJECTS = 40 };

/* What is asked: the matrix, and its open square. */
struct duty_sheet {
    struct req *q;
    struct asked as;
    struct question ask;      /* all but the month; with those that are not counted in sums */
    enum duty_by by;
    enum period_kind kind;
    struct duty_period open;  /* the period of the open square */
    const char *row;          /* its row as in addresses; "": the whole */
    uint16_t key;
    uint64_t unit_key;
    enum duty_by row_by;      /* DUTY_BY_ALL: the whole */
};
must_use enum err duty_page(struct req *q);
/* The rows of the board that a period asks, in the row of the open square. */
struct selection duty_select(const struct duty_sheet *s, struct period period);
/* All of the year by name, a row a project, a column a period; noted in the export log. */
must_use enum err duty_export(const struct duty_sheet *s);
