/* export_rows -- every project as a table that intake reads back without a mapping.
 *
 * Headings are those of intake_field, with units and months written out (2022年1-11月累计完成投资（万元）);
 * a column each for every year's plan and its revisions and for every span of months that facts speak of;
 * columns nobody knew stand at the end under their own headings. Amounts are exact. Parents stand before
 * their children. Intake into an empty database and export again give the same table. What is not in it:
 * reasons and documents, holders of the past, older versions; contacts only when asked for. */
#pragma once
#include "store/store.h"

struct export_options {
    bool with_contacts;
};
struct export_rows;

struct export_column {
    const char *heading;
    bool is_number; /* an exact decimal, to be written as a number where a file has numbers */
};

/* The columns are known, no row is read yet. Everything lives in the arena and the transaction. */
must_use enum err export_rows_open(struct tx *t, struct arena *a, const struct export_options *o, struct export_rows **ret);
const struct export_column *export_columns(const struct export_rows *x, size_t *ret_count);
/* The next project's cells, one per column, "" where nothing is known; good until the next call. */
must_use enum err export_rows_next(struct export_rows *x, const char *const **ret_cells, bool *ret_has);
