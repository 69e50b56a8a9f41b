/* row_inside -- one cell being read into a row; shared by the readers of cells. */
#pragma once
#include "domain/intake/intake_row.h"
#include "domain/intake/registry_column.h"
#include "sheet/value.h"

struct cell_reading {
    struct row_reader *r;
    const struct heading *h;
    const struct intake_field *field;
    const struct cell *cell;
    struct span text; /* of the cell, trimmed */
    struct intake_row *row;
};

/* The cell is told as refused; the row goes on. */
void cell_refuse(struct cell_reading *c, struct both text);
/* The cell is taken, but somebody should look. */
void cell_warn(struct cell_reading *c, struct both text);
/* A plain column is stated. */
void cell_state_text(struct cell_reading *c, const char *text);
void cell_state_int(struct cell_reading *c, int64_t n);
void cell_state_day(struct cell_reading *c, enum intake_key key, int32_t day);

/* Parts of a cell with several values: 市住建局60%、市交通局40%; at most `max`, told if there are more. */
size_t cell_parts(struct cell_reading *c, struct span *ret_parts, size_t max);

/* Readers of cells with several values, in row_several.c. */
must_use enum err read_area(struct cell_reading *c);
must_use enum err read_departments(struct cell_reading *c);
void read_levels(struct cell_reading *c);
void read_codes(struct cell_reading *c);
void read_stops(struct cell_reading *c);
/* Days and words of milestones, in row_milestones.c. */
void read_milestone_day(struct cell_reading *c);
void read_milestone_text(struct cell_reading *c);
/* Once all cells are read: what the row says without a name is of the milestone that it names. */
void place_milestones(struct row_reader *r, struct intake_row *row);
/* False if the cell is no date, which is told, or says that there is none. */
bool cell_date(struct cell_reading *c, struct value_date *ret);
