/* xlsx_inside -- what the files of the xlsx reader share. */
#pragma once
#include "sheet/number_format.h"
#include "sheet/sheet_inside.h"
#include "sheet/xml_part.h"

/* Texts by number, in memory up to a limit and in a mapped temporary file beyond it. */
struct strings {
    struct out text, starts; /* bytes with NULs between; uint64_t places, one more than there are texts */
    size_t memory_max;
    int text_fd, starts_fd; /* -1 while all is in memory */
    uint64_t text_bytes, count;
    const char *at;          /* after strings_end() */
    const uint64_t *start_at;
    size_t mapped_text, mapped_starts;
};

void strings_init(struct strings *s, struct arena *a, size_t memory_max);
/* The bytes of the text being read; strings_next() ends it. */
void strings_add(struct strings *s, const char *at, size_t n);
enum err strings_next(struct strings *s, struct arena *outer) must_use;
/* All is there; strings_get() may be called. */
enum err strings_end(struct strings *s, struct arena *outer) must_use;
/* NULL if there is no such text. */
const char *strings_get(const struct strings *s, uint64_t index);

enum { BUILTIN_IDS = 64 };

/* The number format of each cell style; parsed when first used. */
struct styles {
    struct arena *a;
    uint32_t *format_id; /* by style */
    const struct number_format **by_style;
    size_t count;
    struct own_format {
        uint32_t id;
        const char *code;
        const struct number_format *parsed;
    } *own;
    size_t own_count;
    const struct number_format *builtin[BUILTIN_IDS];
    const struct number_format *general;
    size_t parsed_count;
};

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
/* General for a style that does not exist. */
const struct number_format *styles_format(struct styles *s, uint64_t style);

/* Decodes _x000D_ in place, makes CR LF and CR one LF; returns the new length. */
size_t text_unescape(char *text, size_t n);

enum err xlsx_rows_open(struct sheet_cursor *c, struct both *ret_why) must_use;
enum err xlsx_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) must_use;
enum err xlsx_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                     size_t *ret_count, struct both *ret_why) must_use;
