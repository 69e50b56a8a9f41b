/* sheet_said -- what a sheet says of one project and period; inside the room. It knows no board: a sheet's fields have
 * names that the board has too. */
#pragma once
#include "domain/reports/report.h"

struct sheet_wanted {
    const char *code, *number, *name; /* of the project; code may be "" */
    struct period period;
    const struct report *stood;       /* what the sheet does not speak of stays */
    const char *file_name;
    struct blob file;
};
struct sheet_said {
    struct report row;
    int rows;           /* that speak of the project: by code or number, if none does by name */
    bool has_month;     /* it has the amount of the period */
    int64_t ytd_fen;    /* January to the period; NO_FEN */
    struct faults faults; /* cells that could not be read */
};
/* Refusals are those of the reader of sheets, with the sentence; ERR_INVALID if no sheet of it has a header. */
must_use enum err sheet_read(struct arena *a, const struct sheet_wanted *w, struct sheet_said *ret, struct both *ret_why);
