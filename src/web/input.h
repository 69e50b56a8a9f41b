/* input -- what forms are made of: inputs that keep what was typed and show their fault. */
#pragma once
#include "part_input_view.h"
#include "web/req.h"

/* An input of a parameter of the row: as typed if the form is shown again, else `value`; with its fault. */
struct part_input_view edit_input(struct req *q, const char *name, enum word label, const char *value);
struct part_input_view edit_day(struct req *q, const char *name, enum word label, int32_t day);
struct part_input_view edit_number(struct req *q, const char *name, enum word label, int64_t n);
struct part_input_view edit_lines(struct req *q, const char *name, enum word label, const char *value);
/* A select over rows at hand, whose first may be chosen by nobody. */
struct part_input_view edit_select(struct req *q, const char *name, enum word label, struct part_choice_view *choices,
                                   size_t count, const char *value);
