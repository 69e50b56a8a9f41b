/* edit_side -- plan, figures, lists and stops of a project: what stands, and the form beside it.
 *
 * Each page shows its rows and one form: to add, or, for the row asked for, to end it or take it
 * back. edit_side.c fills what they share; each page its rows and inputs in its own file. */
#pragma once
#include "domain/overview/edit_form.h"
#include "project_side_view.h"

enum { SIDE_CELLS_MAX = 8, SIDE_INPUTS_MAX = 16, SIDE_ROWS_MAX = 500 };

struct side {
    struct req *q;
    int64_t project_id, row_id; /* the row the form is about, 0: to add one */
    int64_t seen;               /* rows written after this entry are marked */
    int32_t today;
    const char *path;           /* "figures" */
    struct project_side_view view;
    struct project_side_row *rows;
    struct part_input_view *inputs;
};

/* The project, its tabs, what was seen. ERR_MISSING: no such project. `again` tells the entry the form came from. */
must_use enum err side_begin(struct side *s, struct req *q, const char *path, enum word title, int64_t row_id);
void side_head(struct side *s, const enum word *labels, const bool *numbers, size_t count);
/* The next row; NULL once there are SIDE_ROWS_MAX. */
struct project_side_row *side_row(struct side *s, int64_t row_id, int64_t version, int64_t entry);
/* The next cell, in the order of the head. */
void side_cell(struct side *s, struct project_side_row *row, struct both text);
/* The row can be ended: a link to the form, which `act` names; true if that form is asked for, which is then about
 * `subject`. */
bool side_act(struct side *s, struct project_side_row *row, enum word act, struct both subject);
/* Something else that can be done with it, asked for by ?act=`name`. */
void side_also(struct side *s, struct project_side_row *row, enum word act, const char *name);
struct part_input_view *side_input(struct side *s, struct part_input_view input);
/* The form of the page, or of the row: POST to /projects/7/figures, or …/figures/12/withdraw. */
must_use enum err side_show(struct side *s, enum word title, const char *verb);

/* Saved: back to the same page. */
enum err side_saved(struct req *q, const char *path, bool is_changed, bool is_odd);
/* A conflict is told beside what was typed. */
enum err side_told(struct req *q, enum err e);
