/* xls_inside -- what the files of the xls reader share. */
#pragma once
#include "sheet/biff.h"
#include "sheet/strings.h"
#include "sheet/styles.h"

struct xls {
    struct cfb_stream stream;
    struct biff_text text;
    bool is_1904;
    uint64_t *sheet_at; /* place of each sheet's first record */
    struct strings strings;
    struct styles styles;
};

enum err xls_strings_read(struct sheet_file *f, struct biff *b, struct both *ret_why) must_use;
enum err xls_rows_open(struct sheet_cursor *c, struct both *ret_why) must_use;
enum err xls_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) must_use;
enum err xls_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                    size_t *ret_count, struct both *ret_why) must_use;
