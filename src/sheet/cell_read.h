/* cell_read -- a stored number becomes a cell: its exact digits, what a person sees, a day where it is a date. */
#pragma once
#include "sheet/number_format.h"
#include "sheet/sheet_inside.h"

/* `stored` is the number as text. A text that is no number makes the cell a TEXT. */
void cell_number(struct row_build *r, struct cell *cell, struct span stored, const struct number_format *format,
                 bool is_1904);
/* "2021-01-01", "2021-01-01T10:10:10", "10:10:10", an xlsx cell of type d, as its format shows it. */
void cell_iso_date(struct row_build *r, struct cell *cell, struct span stored, const struct number_format *format,
                   bool is_1904);
/* Any text; empty text leaves the cell EMPTY. */
void cell_text(struct row_build *r, struct cell *cell, enum cell_kind kind, struct span text);
