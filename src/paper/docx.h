/* docx -- a document by filling a template of the office's own.
 *
 * A template is a .docx with placeholders: {{name}} in body, header or footer, also where the word processor split it over
 * several runs; its text takes the look of the place where it begins. A row of a table that holds {{#list}} and {{/list}}
 * is written once for each row of that list, whose columns are placeholders inside it. Everything else in the file stays as
 * it is, byte for byte.
 *
 * A template that is broken is refused (ERR_INVALID, ERR_TYPE, ERR_TOO_LARGE) with a sentence that names part and
 * paragraph: a name that is not offered, a placeholder or list that is not closed, damaged XML, a bomb. So nothing that
 * was filled holds a placeholder that was not. */
#pragma once
#include "base/out.h"
#include "base/words.h"

enum { DOCX_BYTES_MAX = 4 << 20, DOCX_UNPACKED_MAX = 24 << 20 };

struct docx_value {
    const char *name, *text; /* a line break in the text is one in the document */
};

struct docx_list {
    const char *name;
    const char *const *columns;
    size_t column_count;
    const char *const *cells; /* row by row */
    size_t row_count;
    const char *none;         /* said in the first placeholder of the row if there is no row */
};

struct docx_data {
    const struct docx_value *values;
    size_t value_count;
    const struct docx_list *lists;
    size_t list_count;
};

/* The filled document behind what `out` has. `at_ms` is the moment written into the package. */
enum err docx_fill(struct arena *a, const void *bytes, size_t len, const struct docx_data *data, int64_t at_ms,
                   struct out *out, struct both *ret_why) must_use;

/* -- a plain document made from lines: the templates that ship -- */

enum docx_look { DOCX_HEAD, DOCX_NUMBER, DOCX_TITLE, DOCX_LEFT, DOCX_TEXT, DOCX_RIGHT, DOCX_SMALL, DOCX_TABLE };

struct docx_line {
    enum docx_look look;
    const char *text;                    /* TABLE: unused */
    const char *const *heads, *const *cells; /* TABLE: a head and one row of `count` cells */
    size_t count;
};

enum err docx_write(struct arena *a, const struct docx_line *lines, size_t count, int64_t at_ms, struct out *out) must_use;
