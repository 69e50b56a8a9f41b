/* outside -- data of others: a file of cases and one of questions, answered row by row.
 *
 * Two kinds of files, told apart by the heading of the cases: slips (a report on a project with its planned finish, budget and
 * what they were at the target date) and months (progress, spending and stated end of projects, month by month). The columns
 * are in README.md. csv, xlsx or xls; what a cell cannot mean is refused with file, row and column, before anything is
 * answered. */
#pragma once
#include "base/out.h"
#include "base/words.h"
#include "domain/forecast/forecast_law.h"

/* Every row of the questions is answered once, in their order, as csv with LF; *ret_unanswered of them without a value, for
 * nothing is known of their project. ERR_INVALID, ERR_TYPE, ERR_MISSING, ERR_TOO_LARGE with the sentence. */
must_use enum err outside_answer(struct arena *a, const struct forecast_law *law, const char *cases_path, const char *query_path,
                                 struct out *out, int64_t *ret_unanswered, struct both *ret_why);
