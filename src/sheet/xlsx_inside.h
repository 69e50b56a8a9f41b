/* xlsx_inside -- what the files of the xlsx reader share. */
#pragma once
#include "sheet/sheet_inside.h"
#include "sheet/strings.h"
#include "sheet/styles.h"
#include "sheet/xml_part.h"

struct xlsx {
    zip_t *zip;
    const char **sheet_part; /* by index of the sheet */
    const char *strings_part, *styles_part;
    bool is_1904, has_strings;
    struct strings strings;
    struct styles styles;
};

/* Both in the file's arena; parts that are missing leave empty tables. */
enum err styles_read(struct sheet_file *f, struct both *ret_why) must_use;
enum err shared_strings_read(struct sheet_file *f, struct both *ret_why) must_use;

/* Decodes _x000D_ in place, makes CR LF and CR one LF; returns the new length. */
size_t text_unescape(char *text, size_t n);

enum err xlsx_rows_open(struct sheet_cursor *c, struct both *ret_why) must_use;
enum err xlsx_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) must_use;
enum err xlsx_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                     size_t *ret_count, struct both *ret_why) must_use;
