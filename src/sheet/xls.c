/* xls, by freexl. */
#include "sheet/sheet_inside.h"
static enum err xls_open(struct sheet_file *f, struct both *w) { (void)f; return refuse_plain(ERR_TYPE, w, W_sheet_xls_old); }
const struct sheet_reader XLS_READER = {xls_open, NULL, NULL, NULL};
