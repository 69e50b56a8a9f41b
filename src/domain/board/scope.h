/* scope -- who sees which rows: one function, one bit a row.
 *
 * A row is seen if the scope is everything, or has its area, one of its departments, its project
 * unit (the credit code; else the name), or the project itself. Every question asked of a board carries a
 * scope (select.h), so that no list, count, chart, export or search can be made without one.
 *
 * Rights are those of today also on a board of the past: what a person sees there are the projects
 * they see now, so that a project that was handed over goes with all of its history. */
#pragma once
#include "domain/board/board.h"
#include "domain/people/reach.h"

struct scope {
    bool everything;
    int64_t entry;               /* rights are read from the board at this entry, at which everybody holds what he holds now … */
    const struct board *present; /* … which is this; NULL where it is not needed any more */
    const int64_t *areas, *departments, *projects; /* ids, sorted */
    const uint64_t *units;                         /* unit_key of project units, sorted */
    size_t area_count, department_count, project_count, unit_count;
};

/* The command line and jobs of the program see everything. */
const struct scope *scope_everything(void);
/* What the seats with one of these roles reach, in the arena; the board at the last entry is the caller's and must outlive it. */
const struct scope *scope_of(struct arena *a, const struct reach *reach, unsigned roles, const struct board *present);

/* The rows of any board that are seen, a bit each, chunk after chunk; NULL: all of them. */
const uint64_t *scope_rows(struct arena *a, const struct scope *s, const struct board *b);
bool scope_sees(struct arena *a, const struct scope *s, int64_t project_id);

/* The same rows on every board: what was computed for one holds for the other. */
bool scope_same(const struct scope *x, const struct scope *y);
/* To be kept for comparison, without the board. */
const struct scope *scope_copy(struct arena *a, const struct scope *s);

/* What a row and a project unit are matched by: the credit code, else the name; 0 if neither is known. */
uint64_t unit_key(struct arena *scratch, const char *uscc, const char *name);
