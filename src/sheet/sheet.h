/* sheet -- one reader for the files people send: csv, xlsx and xls, row by row.
 *
 * What a file is, is decided by its bytes, never by its name. Rows are streamed:
 * neither the sheet nor an unpacked part is ever whole in memory, and every
 * growth has its limit in `struct sheet_limits`, so memory depends on settings
 * and not on the file. A cell carries what a person sees (`text`) apart from the
 * number as it is stored (`exact`), because 1.2 亿 rounded for the eye is not
 * the amount. A long code that a spreadsheet turned into a number has lost its
 * digits, and the cell says so.
 *
 * A refusal is ERR_TYPE (not a sheet, another format, encrypted), ERR_TOO_LARGE
 * (over a limit), ERR_INVALID (damaged) or ERR_MISSING (no such file or sheet),
 * with one sentence in `ret_why` that names the place and what would be right.
 * A disk that cannot be read is ERR_WORLD. Everything lives in the arena given. */
#pragma once
#include "base/day.h"
#include "base/out.h"
#include "base/text.h"
#include "base/words.h"

/* Zero in a field means its default, which is what SHEET_LIMITS holds. */
struct sheet_limits {
    uint64_t file_bytes_max;     /* the file itself: 256 MiB */
    uint64_t inflated_bytes_max; /* one part unpacked, counted as it comes: 2 GiB */
    uint32_t rows_max;           /* the highest row number: 1,048,576 */
    uint32_t columns_max;        /* 2,048 */
    uint32_t cell_bytes_max;     /* 128 KiB */
    uint32_t sheets_max;         /* 512 */
    size_t strings_memory_max;   /* shared strings kept in memory, beyond in a temporary file: 32 MiB */
};
extern const struct sheet_limits SHEET_LIMITS;

enum sheet_format { SHEET_CSV, SHEET_XLSX, SHEET_XLS };

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_BOOL, CELL_ERROR };

struct cell {
    enum cell_kind kind;
    bool digits_lost;  /* a number of more than 15 digits: a code that was stored as a number */
    bool is_formula;   /* EMPTY and a formula: the file holds no result */
    bool has_time;     /* DATE: the format shows a time of day */
    bool value;        /* BOOL */
    int32_t day;       /* DATE; NO_DAY for a time of day or a length of time alone */
    int64_t ms;        /* DATE: milliseconds after midnight, or the length of time */
    const char *text;  /* as a person sees it; never NULL */
    const char *exact; /* NUMBER, DATE: the stored number in plain decimals, at most 15 digits; else "" */
};

struct sheet_row {
    uint32_t number;       /* as a person counts, from 1 */
    size_t count;          /* up to the last cell that is not empty; 0 for an empty row */
    const struct cell *at; /* by column, gaps are EMPTY */
};

struct sheet_info {
    const char *name; /* "" in a csv */
    bool is_visible;
};

/* Rows and columns from 0, both ends inside; {0, 0, 0, 2} is A1:C1. */
struct sheet_range {
    uint32_t row_first, col_first, row_last, col_last;
};

struct sheet_file;
struct sheet_cursor;

/* The file is open and its sheets are known; `limits` may be NULL. */
enum err sheet_open(struct arena *a, const char *path, const struct sheet_limits *limits,
                    struct sheet_file **ret_file, struct both *ret_why) must_use;
/* The same from a descriptor of a regular file, which stays the caller's. */
enum err sheet_open_fd(struct arena *a, int fd, const struct sheet_limits *limits, struct sheet_file **ret_file,
                       struct both *ret_why) must_use;

/* Bytes at hand as a file that can be sought in, for the one above; gone with the arena. */
enum err sheet_fd_of_bytes(struct arena *a, const void *bytes, size_t len, int *ret_fd) must_use;

enum sheet_format sheet_format(const struct sheet_file *f);
/* Worksheets in the order of their tabs, hidden ones too; charts and macros are not sheets. At least one. */
size_t sheet_count(const struct sheet_file *f);
struct sheet_info sheet_info(const struct sheet_file *f, size_t index);
/* The index of a sheet by name (blanks at the ends and letter case aside), else ERR_MISSING. */
enum err sheet_find(const struct sheet_file *f, const char *name, size_t *ret_index) must_use;
/* csv: how it was read, for the preview: "UTF-8", "GB18030", "UTF-16LE" … and the delimiter; else "" and 0. */
const char *sheet_encoding(const struct sheet_file *f);
char sheet_delimiter(const struct sheet_file *f);

/* A cursor before the first row. Several may be open on one file, in one thread. */
enum err sheet_rows_open(struct arena *a, struct sheet_file *f, size_t index, struct sheet_cursor **ret_cursor,
                         struct both *ret_why) must_use;
/* The next row that the file has; numbers rise, may jump. *ret_has is false behind the last.
 * The row and its texts are good until the next call. After a refusal there are no more rows. */
enum err sheet_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) must_use;
/* Frees early what the arena would free at reset. */
void sheet_rows_close(struct sheet_cursor *c);
/* How far the file has been read, 0 to 1, for a progress bar. */
double sheet_progress(const struct sheet_cursor *c);

/* Merged ranges of a sheet, in file order, at most `max` (a header has few; the rest is left out). */
enum err sheet_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                      size_t *ret_count, struct both *ret_why) must_use;

/* "C7" for row 6, column 2 (both from 0). */
const char *cell_name(struct arena *a, uint32_t row, uint32_t col);
/* "C7" back to row and column from 0; false if it is not a cell's name. */
bool cell_name_read(struct span name, uint32_t *ret_row, uint32_t *ret_col);

/* All cells of a sheet as shown, as csv with LF, rows as wide as they are, gaps in rows as empty lines:
 * what `qipan sheet FILE --csv` prints. `name` NULL: the first visible sheet. Output that would pass
 * the maximum of `out` is given to `flush` (may be NULL) whenever 64 KiB are there. */
enum err sheet_print_csv(struct arena *a, struct sheet_file *f, const char *name, struct out *out,
                         void (*flush)(struct out *out, void *context), void *context, struct both *ret_why) must_use;
